/** @file A time of day. */
'use strict';

const {FORMAT, rangeText, readTime} = require('../validate/time');
const {question} = require('./question');
const {answering, asShown, ownErrors, valueOf} = require('./typed');

/**
 * Asks for a time of day. The answer is `HH:MM`.
 *
 * @param {Record<string, any>} options see `TimeOptions`
 */
function time(options) {
    const {from, to} = options;
    for (const [name, limit] of Object.entries({from, to})) {
        if (typeof limit === 'string' && !/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(limit)) {
            throw new TypeError(`time: ${name} '${limit}' (expected: HH:MM from 00:00 to 23:59)`);
        }
    }
    return question('time', options, {
        parse: async (context, slot, input) => readTime(input, {from: await valueOf(from, context), to: await valueOf(to, context)}),
        texts: ownErrors(options, {format: FORMAT, range: rangeText({from: asShown(from), to: asShown(to)})}),
        sample: answering(() => [from, to].some((limit) => typeof limit === 'function') ? undefined : from ?? to ?? '14:30'),
    });
}

module.exports = {time};
