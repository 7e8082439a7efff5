/** @file Rules about what the ways between states depend on. */

import {answerNames, dataNames} from './names.mjs';

/** @typedef {import('../../lib/internal.d.ts').CompiledApp} CompiledApp */
/** @typedef {import('../definition/source.mjs').Source} Source */
/** @typedef {import('./rules.mjs').Found} Found */

/**
 * Conditions on answers that are never there, which therefore never hold.
 *
 * @param {CompiledApp} app
 * @param {Source} source
 * @returns {Found[]}
 */
export function conditionFindings(app, source) {
    const set = dataNames(source);
    if (set.has('')) {
        return []; // a function stores answers under names that cannot be read here
    }
    const known = new Set([...answerNames(app), ...set]);
    return [...app.states].flatMap(([state, {kind, options}]) => conditionsOf(kind, options).flatMap(([place, conditions]) =>
        [...new Set(conditions.flatMap(asked))].filter((name) => !known.has(name) && !known.has(name.split('.')[0])).map((name) => ({
            rule: /** @type {const} */ ('unknown-answer'),
            state,
            place,
            message: `a condition asks for the answer '${name}', which nothing stores`,
        }))));
}

/**
 * All conditions of a state by where they stand.
 *
 * @param {string} kind
 * @param {Record<string, any>} options
 * @returns {[string, unknown[]][]}
 */
function conditionsOf(kind, {next, skip, choices, when}) {
    return [
        ['next', listOf(next).map((rule) => rule?.when)],
        ['skip', [skip]],
        ['choices', listOf(choices).map((choice) => choice?.when)],
        ...Object.entries(kind === 'form' ? when ?? {} : {}).map(([field, one]) => /** @type {[string, unknown[]]} */ ([`when.${field}`, [one]])),
    ];
}

/**
 * @param {any} given
 * @returns {any[]}
 */
function listOf(given) {
    return Array.isArray(given) ? given : [];
}

/**
 * The answers that a condition asks for.
 *
 * @param {any} condition
 * @returns {string[]}
 */
function asked(condition) {
    return typeof condition === 'object' && condition !== null ? Object.keys(condition) : [];
}
