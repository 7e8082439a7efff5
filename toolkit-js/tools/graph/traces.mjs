/** @file Transitions that were seen, in files of traces. */

import {readFileSync} from 'node:fs';

import {FORMAT as RECORDING} from '../recording/file.mjs';
import {UsageError} from '../usage-error.mjs';

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
    const values = valuesIn(file);
    if (!values.some(isOfRun)) {
        throw new UsageError(`--traces '${file}': nothing an app did is in it (expected: a trace, or a recording of jukwaa record)`);
    }
    return values.flatMap(transitionsIn);
}

/**
 * @param {string} file
 * @returns {any[]}
 */
function valuesIn(file) {
    const text = readFileSync(file, 'utf8');
    try {
        return [JSON.parse(text)];
    } catch {
        // Not one value: a line for each.
    }
    return text.split('\n').flatMap((line, at) => {
        try {
            return line.trim() === '' ? [] : [JSON.parse(line)];
        } catch (error) {
            throw new UsageError(`${file}:${at + 1}: ${/** @type {Error} */ (error).message} (expected: JSON)`);
        }
    });
}

/**
 * Whether there is an event of a trace in it, or it is a recording, which has none of apps on vumigo_v02.
 *
 * @param {any} value any JSON
 * @returns {boolean}
 */
function isOfRun(value) {
    return Object(value) === value
        && (typeof value.event === 'string' || value.format === RECORDING || Object.values(value).some(isOfRun));
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
