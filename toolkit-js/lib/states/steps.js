/** @file Steps on the way: a branch, a random group, a message sent beside the reply. */
'use strict';

const {answerNameOf, jsonOf, step} = require('./step');
const {given} = require('./question');

/** @typedef {import('../index').Context} Context */

/**
 * Does something small, decides, or both. The answer is what `run` returns; nothing is kept if it returns nothing.
 *
 * @param {Record<string, any>} options see `DecideOptions`
 */
function decide(options) {
    const {run} = options;
    return step('decide', options, {
        pass: async (context) => {
            const value = await run?.(context);
            return {outcome: 'answered', ...value === undefined ? {} : {value: jsonOf(value, context.state)}};
        },
    });
}

/**
 * Puts the user into one of several groups, for good. The answer is the group's name.
 *
 * @param {Record<string, any>} options see `AssignOptions`
 */
function assign(options) {
    const {groups} = options;
    const names = Object.keys(groups);
    const total = Object.values(groups).reduce((sum, weight) => sum + weight, 0);
    for (const name of names) {
        if (!(Number.isFinite(groups[name]) && groups[name] >= 0)) {
            throw new TypeError(`groups.${name}: ${groups[name]} (expected: a weight of 0 or more)`);
        }
    }
    if (!(total > 0)) {
        throw new TypeError(`groups: ${JSON.stringify(groups)} (expected: one with a weight above 0 at least)`);
    }
    return step('assign', options, {
        pass: (context, slot, engine) => {
            const before = context.answers[answerNameOf(engine, context.state)];
            return {outcome: 'answered', value: names.includes(before) ? before : drawn(groups, context.random() * total)};
        },
    });
}

/**
 * @param {Record<string, number>} groups weights by name
 * @param {number} at below the sum of all weights
 */
function drawn(groups, at) {
    let passed = 0;
    const names = Object.keys(groups).filter((name) => groups[name] > 0);
    return names.find((name) => at < (passed += groups[name])) ?? /** @type {string} */ (names.at(-1));
}

/**
 * Sends a message beside the reply. There is no answer.
 *
 * @param {Record<string, any>} options see `SendOptions`
 */
function send(options) {
    const {text, to, endpoint = 'sms'} = options;
    return step('send', options, {
        texts: given(text, 'text'),
        pass: async (context) => {
            const address = typeof to === 'function' ? await to(context) : to;
            await context.send({text, endpoint, ...address === undefined ? {} : {to: address}});
            return {outcome: 'answered'};
        },
    });
}

module.exports = {assign, decide, send};
