/** @file Transitions that were seen, in files of traces. */

import {readFileSync} from 'node:fs';

/** @typedef {import('./model.mjs').Transition} Transition */

/** Ways of the engine itself, which are there from every state. */
const OWN_WAYS = ['back', 'home'];

/**
 * Transitions of a file: JSON, or a line of JSON for each event or message. Wherever `{"event": "leave", "from", "to", "by"}` stands in it.
 *
 * @param {string} file
 * @returns {Transition[]}
 */
export function transitionsInFile(file) {
    const text = readFileSync(file, 'utf8');
    try {
        return transitionsIn(JSON.parse(text));
    } catch {
        // Not one value: a line for each.
    }
    return text.split('\n').flatMap((line, at) => {
        try {
            return line.trim() === '' ? [] : transitionsIn(JSON.parse(line));
        } catch (error) {
            throw new Error(`${file}:${at + 1}: ${/** @type {Error} */ (error).message} (expected: JSON)`);
        }
    });
}

/**
 * @param {any} value any JSON
 * @returns {Transition[]}
 */
export function transitionsIn(value) {
    if (Object(value) !== value) {
        return [];
    }
    const {event, from, to, by = ''} = value;
    if (event === 'leave' && typeof from === 'string' && typeof to === 'string') {
        return OWN_WAYS.includes(by) || [from, to].some((name) => name.startsWith('$')) ? [] : [{from, to, by: String(by)}];
    }
    return Object.values(value).flatMap(transitionsIn);
}
