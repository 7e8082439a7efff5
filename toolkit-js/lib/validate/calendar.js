/** @file Days of the calendar as `YYYY-MM-DD`, which compare as texts do. */
'use strict';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const MILLISECONDS_OF_HOUR = 3_600_000;

/**
 * @param {number} year
 * @param {number} month from 1
 */
function daysIn(year, month) {
    return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * @param {number} year from 1000 to 9999
 * @param {number} month
 * @param {number} day
 */
function isDay(year, month, day) {
    return year >= 1000 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

/**
 * @param {number} year
 * @param {number} month
 * @param {number} day
 */
function dayOf(year, month, day) {
    return [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
}

/**
 * @param {string} day
 * @returns {{year: number, month: number, day: number}}
 */
function fieldsOfDay(day) {
    const [year, month, dayOfMonth] = day.split('-').map(Number);
    return {year, month, day: dayOfMonth};
}

/**
 * The day it is somewhere.
 *
 * @param {Date} now
 * @param {number} [utcOffset] hours that clocks there are ahead of UTC
 */
function todayAt(now, utcOffset = 0) {
    return new Date(now.getTime() + utcOffset * MILLISECONDS_OF_HOUR).toISOString().slice(0, 10);
}

/**
 * The day a limit stands for: itself, today, or so many days, weeks, months or years before or after. A month without such a day
 * gives its last one.
 *
 * @param {string} limit `2019-03-12`, `today`, `-5y`, `+9m`, `+40w`, `-30d`
 * @param {string} today
 */
function resolveDay(limit, today) {
    if (limit === 'today') {
        return today;
    }
    const {amount, unit} = /^(?<amount>[-+]\d{1,5})(?<unit>[dwmy])$/.exec(limit)?.groups ?? {};
    if (unit !== undefined) {
        return moved(today, Number(amount), unit);
    }
    const {year, month, day} = fieldsOfDay(limit);
    if (!/^\d{4}-\d\d-\d\d$/.test(limit) || !isDay(year, month, day)) {
        throw new TypeError(`date '${limit}' (expected: YYYY-MM-DD, today, or a distance from today such as -5y, +9m, +40w or -30d)`);
    }
    return limit;
}

/**
 * @param {string} from
 * @param {number} amount
 * @param {string} unit
 */
function moved(from, amount, unit) {
    const {year, month, day} = fieldsOfDay(from);
    if (unit === 'd' || unit === 'w') {
        return new Date(Date.UTC(year, month - 1, day + amount * (unit === 'w' ? 7 : 1))).toISOString().slice(0, 10);
    }
    const months = year * 12 + month - 1 + amount * (unit === 'y' ? 12 : 1);
    const target = {year: Math.floor(months / 12), month: months % 12 + 1};
    return dayOf(target.year, target.month, Math.min(day, daysIn(target.year, target.month)));
}

module.exports = {MONTHS, dayOf, daysIn, fieldsOfDay, isDay, resolveDay, todayAt};
