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
    return [...app.states].flatMap(([state, {options: {next}}]) => asked(next)
        .filter((name) => !known.has(name) && !known.has(name.split('.')[0]))
        .map((name) => ({
            rule: /** @type {const} */ ('unknown-answer'),
            state,
            place: 'next',
            message: `next asks for the answer '${name}', which nothing stores`,
        })));
}

/**
 * The answers that rules ask for, each once.
 *
 * @param {any} next
 * @returns {string[]}
 */
function asked(next) {
    const rules = Array.isArray(next) ? next : [];
    return [...new Set(rules.flatMap((rule) => Object.keys(typeof rule?.when === 'object' ? rule.when : {})))];
}
