/** @file What the states with a typed answer share: their texts, limits that functions give, inputs for generated tests. */
'use strict';

/** @typedef {import('../index').Context} Context */

/** Stands in texts for a limit that only the running app knows. */
const LATER = '…';

/**
 * The texts a state shows of its own accord: none where the app has its own `error`.
 *
 * @param {Record<string, any>} options
 * @param {Record<string, import('../index').Text>} texts
 * @returns {import('../internal').TextUse[]}
 */
function ownErrors({error}, texts) {
    return error === undefined ? Object.entries(texts).map(([name, text]) => ({text, place: `error.${name}`})) : [];
}

/**
 * What an option that may be a function comes to.
 *
 * @param {any} option
 * @param {Context} context
 */
async function valueOf(option, context) {
    return typeof option === 'function' ? option(context) : option;
}

/** @param {any} option */
function asShown(option) {
    return typeof option === 'function' ? LATER : option;
}

/**
 * A `sample` that gives the same input for every way an answer takes.
 *
 * @param {(now?: Date) => string | undefined} input
 * @returns {(edge: import('../internal').Edge, now?: Date) => string | undefined}
 */
const answering = (input) => ({by}, now) => by === 'attempts' ? undefined : input(now);

module.exports = {answering, asShown, ownErrors, valueOf};
