/** @file What a definition says about stored users: names and kinds of states, and what their answers can be. */
'use strict';

const {hashOf} = require('../engine/hash');

/** @typedef {import('../internal').StateDefinition} StateDefinition */

/** Where the values that a state's answer can have stand in its options. @type {Readonly<Record<string, string>>} */
const VALUES = {
    assign: 'groups', choice: 'choices', keywords: 'keywords', language: 'choices', menu: 'choices',
    multiSelect: 'choices', search: 'from',
};

/**
 * The values an answer of a state can have, or a part of it where it is a list; null if only the running app knows.
 *
 * @param {StateDefinition} state
 * @returns {any[] | null}
 */
function valuesOf({kind, options}) {
    const values = Object.hasOwn(VALUES, kind) ? options[VALUES[kind]] : null;
    if (values === null || typeof values === 'function') {
        return null;
    }
    return Array.isArray(values) ? values.map(({value}) => value) : Object.keys(values);
}

/**
 * A state as a text that is another one when users stored before may not fit any more.
 *
 * @param {string} name
 * @param {StateDefinition} state
 */
function lineOf(name, state) {
    const {kind, options: {answer = name, most}} = state;
    const values = kind === 'rating' ? [most] : valuesOf(state) ?? [];
    return JSON.stringify([name, kind, answer, ...values.map((value) => JSON.stringify(value)).sort()]);
}

/**
 * A definition's hash. Neither the order of states and choices nor texts, ways and functions make a difference.
 *
 * @param {ReadonlyMap<string, StateDefinition>} states
 * @returns {string} 8 hexadecimal digits
 */
function definitionHashOf(states) {
    const lines = Array.from(states, ([name, state]) => lineOf(name, state)).sort();
    return hashOf(lines.join('\n')).toString(16).padStart(8, '0');
}

module.exports = {definitionHashOf, valuesOf};
