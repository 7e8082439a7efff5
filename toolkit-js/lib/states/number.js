/** @file A number. */
'use strict';

const {decimalsText, rangeText, readNumber} = require('../validate/number');
const {question} = require('./question');
const {asShown, ownErrors, valueOf} = require('./typed');

/**
 * Asks for a number. The answer is a number.
 *
 * @param {Record<string, any>} options see `NumberOptions`
 */
function number(options) {
    const {least, most, decimals = 0} = options;
    if (!(Number.isInteger(decimals) && decimals >= 0 && decimals <= 10)) {
        throw new TypeError(`number: decimals ${decimals} (expected: 0 to 10)`);
    }
    if (least > most) {
        throw new TypeError(`number: least ${least} (expected: not more than most, which is ${most})`);
    }
    const fixed = {least: typeof least === 'function' ? undefined : least, most: typeof most === 'function' ? undefined : most, decimals};
    const fits = (/** @type {string} */ input) => 'value' in readNumber(input, fixed);
    return question('number', options, {
        parse: async (context, slot, input) => readNumber(input, {
            least: await valueOf(least, context) ?? undefined,
            most: await valueOf(most, context) ?? undefined,
            decimals,
        }),
        texts: ownErrors(options, {
            range: rangeText({least: asShown(least), most: asShown(most)}),
            decimals: decimalsText(decimals),
        }),
        claims: (input) => fits(input) && String(Number(input)) === input,
        sample: ({by}) => by === 'attempts' ? undefined : [by, ...likely(least, most, decimals)].find(fits),
    });
}

/**
 * @param {any} least
 * @param {any} most
 * @param {number} decimals
 * @returns {string[]}
 */
function likely(least, most, decimals) {
    const limits = [least, most].filter((limit) => typeof limit === 'number').map((limit) => String(limit));
    const between = Number.isFinite(least) ? Math.ceil(least * 10 ** decimals) / 10 ** decimals : NaN;
    return [least, most].some((limit) => typeof limit === 'function') ? [] : [...limits, String(between), '1'];
}

module.exports = {number};
