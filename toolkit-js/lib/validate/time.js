/** @file Times of day as people type them. */
'use strict';

const {message} = require('../engine/texts');
const {plainDigits} = require('./digits');

/** @typedef {import('./number').Reading} Reading */

const FORMAT = 'Please enter a time, for example 14:30.';
const CLOCK = /^(?<hour>\d{1,2})(?:\s*[:.h]\s*(?<minute>\d\d))?(?:\s*(?<half>[ap])\.?m\.?)?$/;
const COMPACT = /^(?<hour>\d{1,2})(?<minute>\d\d)(?:\s*(?<half>[ap])\.?m\.?)?$/;

/**
 * Reads `14:30`, `14.30`, `14h30`, `1430`, `930`, `2:30 pm`, `2.30 p.m.`, `2pm`. An hour alone is refused: nobody knows which half of
 * the day is meant.
 *
 * @param {string} input
 * @param {{from?: string, to?: string}} limits as `HH:MM`; from later than to goes over midnight
 * @returns {Reading} the value as `HH:MM`
 */
function readTime(input, {from, to}) {
    const text = plainDigits(input).trim().toLowerCase();
    const {hour, minute, half} = (COMPACT.exec(text) ?? CLOCK.exec(text))?.groups ?? {};
    if (hour === undefined || (minute === undefined && half === undefined)) {
        return {error: FORMAT};
    }
    const hours = half === undefined ? Number(hour) : hourOfDay(Number(hour), half);
    if (!(hours <= 23) || Number(minute ?? 0) > 59) {
        return {error: FORMAT};
    }
    const value = `${String(hours).padStart(2, '0')}:${minute ?? '00'}`;
    return within(value, from, to) ? {value} : {error: rangeText({from, to})};
}

/**
 * @param {number} hour of twelve
 * @param {string} half `a` or `p`
 * @returns {number} NaN if there is no such hour
 */
function hourOfDay(hour, half) {
    return hour >= 1 && hour <= 12 ? hour % 12 + (half === 'p' ? 12 : 0) : NaN;
}

/**
 * @param {string} value
 * @param {string} [from]
 * @param {string} [to]
 */
function within(value, from = '00:00', to = '23:59') {
    return from <= to ? value >= from && value <= to : value >= from || value <= to;
}

/**
 * What is said of a time outside the limits.
 *
 * @param {{from?: string, to?: string}} limits
 */
function rangeText({from, to}) {
    if (from === undefined) {
        return to === undefined ? FORMAT : message('Please enter a time, {{to}} or earlier.', {to});
    }
    return to === undefined
        ? message('Please enter a time, {{from}} or later.', {from})
        : message('Please enter a time from {{from}} to {{to}}.', {from, to});
}

module.exports = {FORMAT, rangeText, readTime};
