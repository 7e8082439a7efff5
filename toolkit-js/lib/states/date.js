/** @file A date, in one field or as year, month and day. */
'use strict';

const {resolveDay, todayAt} = require('../validate/calendar');
const {FORMATS, NO_SUCH_DAY, rangeText, readDate, written} = require('../validate/date');
const {partsOf} = require('./date-parts');
const {question} = require('./question');
const {answering, ownErrors, valueOf} = require('./typed');

/** @typedef {import('../index').Context} Context */
/** @typedef {import('../validate/date').DateLimits} DateLimits */

/** For limits in texts that translators see. */
const SOME_DAY = '2019-12-25';

/**
 * Asks for a date. The answer is `YYYY-MM-DD`.
 *
 * @param {Record<string, any>} options see `DateOptions`
 */
function date(options) {
    const {order = 'dmy', parts} = options;
    if (!Object.hasOwn(FORMATS, order)) {
        throw new TypeError(`date: order '${order}' (expected one of: ${Object.keys(FORMATS).join(', ')})`);
    }
    const shown = fixedLimits(options, SOME_DAY);
    refuseNoDay(options, shown);
    const format = FORMATS[/** @type {import('../validate/date').Order} */ (order)];
    const texts = {format, calendar: NO_SUCH_DAY, range: rangeText(shown)};
    const own = {
        describe: (/** @type {Context} */ context, /** @type {any} */ value) => written(value, order),
        sample: answering((now) => sampleOf(options, now)),
    };
    return question('date', options, parts
        ? {...own, ...partsOf(options, texts, (context) => limitsIn(context, options))}
        : {
            ...own,
            parse: async (context, slot, input) => readDate(input, await limitsIn(context, options)),
            texts: ownErrors(options, texts),
        });
}

/**
 * @param {Context} context
 * @param {Record<string, any>} options
 * @returns {Promise<DateLimits>}
 */
async function limitsIn(context, {from, to, order = 'dmy', utcOffset}) {
    const today = todayAt(context.now(), utcOffset);
    return {from: dayFor(await valueOf(from, context), today), to: dayFor(await valueOf(to, context), today), order, today};
}

/**
 * The limits as far as they are known before the app runs; where a function gives them, that day.
 *
 * @param {Record<string, any>} options
 * @param {string} today
 * @returns {DateLimits}
 */
function fixedLimits({from, to, order = 'dmy'}, today) {
    const known = (/** @type {any} */ limit) => dayFor(typeof limit === 'function' ? today : limit, today);
    return {from: known(from), to: known(to), order, today};
}

/**
 * @param {string | undefined} limit
 * @param {string} today
 */
function dayFor(limit, today) {
    return limit === undefined || limit === null ? undefined : resolveDay(limit, today);
}

/**
 * Limits are compared where both are days, or both distances from today.
 *
 * @param {Record<string, any>} options
 * @param {DateLimits} limits
 */
function refuseNoDay({from, to}, limits) {
    const [first, last] = [from, to].map((limit) => typeof limit === 'string' ? /^\d/.test(limit) : undefined);
    if (first !== undefined && first === last && String(limits.from) > String(limits.to)) {
        throw new TypeError(`date: from '${from}' (expected: not later than to, which is '${to}')`);
    }
}

/**
 * A day within the limits; undefined if that cannot be told.
 *
 * @param {Record<string, any>} options
 * @param {Date} [now]
 */
function sampleOf(options, now) {
    const {from, to, order = 'dmy', utcOffset} = options;
    const movable = [from, to].some((limit) => limit !== undefined && !/^\d/.test(limit));
    if ([from, to].some((limit) => typeof limit === 'function') || (movable && now === undefined)) {
        return undefined;
    }
    const limits = fixedLimits(options, now === undefined ? SOME_DAY : todayAt(now, utcOffset));
    return written(limits.to ?? limits.from ?? SOME_DAY, order);
}

module.exports = {date};
