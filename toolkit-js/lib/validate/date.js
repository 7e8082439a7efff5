/** @file Dates as people type them. */
'use strict';

const {message} = require('../engine/texts');
const {MONTHS, dayOf, fieldsOfDay, isDay} = require('./calendar');
const {plainDigits} = require('./digits');

/** @typedef {import('./number').Reading} Reading */
/** @typedef {'dmy' | 'mdy' | 'ymd'} Order */
/** @typedef {{from?: string, to?: string, today: string, order?: Order}} DateLimits days as `YYYY-MM-DD` */

/** What is left out where no limits are given: dates nobody means. */
const EARLIEST = '1900-01-01';
const LATEST = '2099-12-31';

/** Years of two digits are at most so many years ahead, unless the limits leave only later ones. */
const YEARS_AHEAD = 20;

const FILLERS = new Set(['st', 'nd', 'rd', 'th', 'of']);

/** @type {Record<Order, string>} */
const FORMATS = {
    dmy: 'Please enter the date as day/month/year, for example 25/12/2019.',
    mdy: 'Please enter the date as month/day/year, for example 12/25/2019.',
    ymd: 'Please enter the date as year-month-day, for example 2019-12-25.',
};
const NO_SUCH_DAY = 'That day is not in the calendar.';

/**
 * Reads `12/3/2019`, `12-3-19`, `12.03.2019`, `12 3 2019`, `12032019`, `120319`, `12 March 2019`, `March 12, 2019` and, in any order,
 * `2019-03-12`.
 *
 * @param {string} input
 * @param {DateLimits} limits
 * @returns {Reading} the value as `YYYY-MM-DD`
 */
function readDate(input, {from, to, today, order = 'dmy'}) {
    const fields = fieldsOf(plainDigits(input).trim().toLowerCase(), order);
    if (fields === null) {
        return {error: FORMATS[order]};
    }
    const [month, day] = [Number(fields.month), Number(fields.day)];
    const years = yearsFor(fields.year, today).filter((year) => isDay(year, month, day));
    if (years.length === 0) {
        return {error: NO_SUCH_DAY};
    }
    const year = likelyYear(years, today, (one) => within(dayOf(one, month, day), {from, to}));
    const value = dayOf(year, month, day);
    return within(value, {from, to}) ? {value} : {error: rangeText({from, to, order})};
}

/**
 * @param {string} text
 * @param {Order} order
 * @returns {{year: string, month: string, day: string} | null}
 */
function fieldsOf(text, order) {
    if (!/^[\p{L}\d][\p{L}\p{M}\d\s,./-]*$/u.test(text)) {
        return null;
    }
    const tokens = (text.match(/\d+|[\p{L}\p{M}]+/gu) ?? []).filter((token) => !FILLERS.has(token));
    const fields = tokens.length === 1 ? compact(tokens[0], order) : tokens.length === 3 ? separate(tokens, order) : null;
    return fields !== null && /^(?:\d\d|\d{4})$/.test(fields.year) && /^\d\d?$/.test(fields.month) && /^\d\d?$/.test(fields.day)
        ? fields : null;
}

/**
 * @param {string} digits
 * @param {Order} order
 */
function compact(digits, order) {
    const long = digits.length === 8;
    if (!long && digits.length !== 6) {
        return null;
    }
    const yearLength = long ? 4 : 2;
    return order === 'ymd'
        ? named([digits.slice(0, yearLength), digits.slice(yearLength, yearLength + 2), digits.slice(yearLength + 2)], order)
        : named([digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)], order);
}

/**
 * @param {string[]} tokens three
 * @param {Order} order
 */
function separate(tokens, order) {
    const yearFirst = tokens[0].length === 4 && /^\d/.test(tokens[0]);
    const monthAt = tokens.findIndex((token) => /^\D/.test(token));
    if (monthAt < 0) {
        return named(tokens, yearFirst ? 'ymd' : order);
    }
    const month = monthNamed(tokens[monthAt]);
    if (month === null || monthAt === 2) {
        return null;
    }
    return named(tokens.with(monthAt, String(month)), monthAt === 0 ? 'mdy' : yearFirst ? 'ymd' : 'dmy');
}

/**
 * @param {string[]} values
 * @param {Order} order
 */
function named(values, order) {
    const valueOf = (/** @type {string} */ letter) => values[order.indexOf(letter)];
    return {year: valueOf('y'), month: valueOf('m'), day: valueOf('d')};
}

/**
 * The month, from 1, an English name or its beginning stands for; null if none.
 *
 * @param {string} word in lower case
 */
function monthNamed(word) {
    const at = word.length < 3 ? -1 : MONTHS.findIndex((name) => name.toLowerCase().startsWith(word));
    return at < 0 ? null : at + 1;
}

/**
 * The years a text can stand for, the first one first.
 *
 * @param {string} text two digits or four
 * @param {string} today
 */
function yearsFor(text, today) {
    const century = Math.floor(fieldsOfDay(today).year / 100) * 100;
    return text.length === 4 ? [Number(text)] : [century - 100, century, century + 100].map((first) => first + Number(text));
}

/**
 * The year that is meant where the century was left out: the latest that fits and is not far ahead.
 *
 * @param {number[]} years the first one first, one at least
 * @param {string} today
 * @param {(year: number) => boolean} fits
 */
function likelyYear(years, today, fits) {
    const fitting = years.filter(fits);
    const candidates = fitting.length === 0 ? years : fitting;
    const latest = fieldsOfDay(today).year + YEARS_AHEAD;
    return candidates.findLast((year) => year <= latest) ?? candidates[0];
}

/**
 * @param {string} day
 * @param {{from?: string, to?: string}} limits
 */
function within(day, {from = EARLIEST, to = LATEST}) {
    return day >= from && day <= to;
}

/**
 * What is said of a date outside the limits.
 *
 * @param {{from?: string, to?: string, order?: Order}} limits
 * @returns {import('../index').Message}
 */
function rangeText({from, to, order = 'dmy'}) {
    if (from === undefined) {
        return to === undefined
            ? rangeText({from: EARLIEST, to: LATEST, order})
            : message('Please enter a date, {{to}} or earlier.', {to: written(to, order)});
    }
    return to === undefined
        ? message('Please enter a date, {{from}} or later.', {from: written(from, order)})
        : message('Please enter a date from {{from}} to {{to}}.', {from: written(from, order), to: written(to, order)});
}

/**
 * A day as people write it where this order is usual.
 *
 * @param {string} value
 * @param {Order} order
 */
function written(value, order) {
    const {year, month, day} = fieldsOfDay(value);
    return order === 'ymd' ? value : order === 'mdy' ? `${month}/${day}/${year}` : `${day}/${month}/${year}`;
}

module.exports = {EARLIEST, FORMATS, LATEST, NO_SUCH_DAY, likelyYear, monthNamed, rangeText, readDate, within, written, yearsFor};
