/** @file The part of Lucene's query language that searches of hosts understand. */

import {invalidField} from './refusals.mjs';

const SYNTAX = 'field:value terms joined by AND; values may be quoted and contain *';
const TERM = /^(?<field>(?:\\.|[^\s:\\()[\]{}^~?"])+)(?::(?:"(?<quoted>(?:\\.|[^"\\])*)"|(?<bare>(?![-!])(?:\\.|[^\s\\()[\]{}^~?"])+)))?/su;

/**
 * @typedef {object} Condition
 * @property {string} field
 * @property {string} pattern `*` stands for any text
 */

/**
 * `field:value` terms joined by AND; `*` or `*:*` for everything.
 *
 * @param {any} text
 * @param {(field: string) => boolean} searchable
 * @returns {Condition[]}
 */
export function parseQuery(text, searchable) {
    if (typeof text !== 'string') {
        throw invalidField('query', text, 'text');
    }
    /** @type {Condition[]} */
    const conditions = [];
    let rest = text.trimStart();
    for (;;) {
        const found = TERM.exec(rest);
        if (found === null) {
            throw invalidField('query', text, SYNTAX);
        }
        conditions.push(...conditionsOf(/** @type {any} */ (found.groups), text, searchable));
        rest = rest.slice(found[0].length);
        if (rest.trim() === '') {
            return conditions;
        }
        const [joined] = /^\s+AND\s+/.exec(rest) ?? [];
        if (joined === undefined) {
            throw invalidField('query', text, SYNTAX);
        }
        rest = rest.slice(joined.length);
    }
}

/**
 * @param {{field: string, quoted?: string, bare?: string}} term
 * @param {string} text
 * @param {(field: string) => boolean} searchable
 */
function conditionsOf({field: escaped, quoted, bare}, text, searchable) {
    const field = unescaped(escaped);
    const pattern = quoted ?? bare;
    if (field === '*' && (pattern === undefined || pattern === '*')) {
        return [];
    }
    if (pattern === undefined || field === '*') {
        throw invalidField('query', text, SYNTAX);
    }
    if (!searchable(field)) {
        throw invalidField('query', text, `a field that can be searched, not ${field}`);
    }
    return [{field, pattern: unescaped(pattern)}];
}

/** @param {string} text */
function unescaped(text) {
    return text.replace(/\\(.)/gs, '$1');
}

/**
 * Whether a text is what a pattern says, in any case.
 *
 * @param {string} pattern
 * @param {string} text
 */
export function matches(pattern, text) {
    const source = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')).join('.*');
    return new RegExp(`^${source}$`, 'isu').test(text);
}
