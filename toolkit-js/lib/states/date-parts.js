/** @file A date asked in three steps: year, month, day. */
'use strict';

const {OWN_TEXTS} = require('../engine/own-texts');
const {message} = require('../engine/texts');
const {MONTHS, dayOf, daysIn, fieldsOfDay} = require('../validate/calendar');
const {EARLIEST, LATEST, likelyYear, monthNamed, rangeText, readDate, within, yearsFor} = require('../validate/date');
const {plainDigits} = require('../validate/digits');
const {firstScreen} = require('./question');
const {ownErrors} = require('./typed');

/** @typedef {import('../index').Context} Context */
/** @typedef {import('../internal').Slot} Slot */
/** @typedef {import('../validate/date').DateLimits} DateLimits */
/** @typedef {import('./question').Parsed} Parsed */

const YEAR = 'Please enter a year from {{from}} to {{to}}.';
const DAY = 'Please enter a day from 1 to {{days}}.';
const NAMES = MONTHS.map((name) => message(name, undefined, {context: 'month'}));
const ASK_YEAR = message('Which year? For example {{example}}.', {example: 2019});

/**
 * What makes a date state that asks in steps. What was answered so far is in `slot.date`. A whole date is taken where the year is asked.
 *
 * @param {Record<string, any>} options
 * @param {Record<string, import('../index').Text>} texts errors of a whole date
 * @param {(context: Context) => Promise<DateLimits>} limitsIn
 * @returns {Pick<Parameters<typeof import('./question').question>[2], 'parse' | 'screen' | 'texts' | 'undo'>}
 */
function partsOf(options, texts, limitsIn) {
    const {year = ASK_YEAR, month = 'Which month?', day = 'Which day of the month?'} = options.parts === true ? {} : options.parts;
    return {
        parse: async (context, slot, input, picked) => {
            const limits = await limitsIn(context);
            if (slot.date === undefined) {
                return yearFrom(slot, input, limits);
            }
            return slot.date.month === undefined ? monthFrom(context, slot, input, picked) : dayFrom(slot, input, limits);
        },
        screen: async (context, slot) => {
            if (slot.date === undefined) {
                const lines = [options.question, year === ASK_YEAR ? exampleFor(await limitsIn(context)) : year];
                return {text: (await Promise.all(lines.map((line) => context.translate(line)))).join('\n')};
            }
            return slot.date.month === undefined
                ? {text: await context.translate(month), entries: await namesIn(context)}
                : {text: await context.translate(day)};
        },
        undo: (slot) => {
            if (slot.date === undefined) {
                return null;
            }
            return slot.date.month === undefined ? firstScreen(slot) : {...firstScreen(slot), date: {year: slot.date.year}};
        },
        texts: [
            {text: year, place: 'parts.year'}, {text: month, place: 'parts.month'}, {text: day, place: 'parts.day'},
            ...NAMES.map((text) => ({text, place: 'parts.month'})),
            ...ownErrors(options, {...texts, year: message(YEAR, {from: 1990, to: 2019}), day: message(DAY, {days: 31})}),
        ],
    };
}

/** @param {Context} context */
function namesIn(context) {
    return Promise.all(NAMES.map((name) => context.translate(name)));
}

/** @param {DateLimits} limits */
function exampleFor({from = EARLIEST, to = LATEST, today}) {
    const inside = today < from ? from : today > to ? to : today;
    return {...ASK_YEAR, values: {example: fieldsOfDay(inside).year}};
}

/**
 * @param {Slot} slot
 * @param {string} input
 * @param {DateLimits} limits
 * @returns {Parsed}
 */
function yearFrom(slot, input, limits) {
    const text = plainDigits(input);
    const [first, last] = [limits.from ?? EARLIEST, limits.to ?? LATEST].map((day) => fieldsOfDay(day).year);
    if (!/^(?:\d\d|\d{4})$/.test(text)) {
        const whole = readDate(input, limits);
        return 'value' in whole ? whole : {error: message(YEAR, {from: first, to: last})};
    }
    const fits = (/** @type {number} */ one) => one >= first && one <= last;
    const year = likelyYear(yearsFor(text, limits.today), limits.today, fits);
    return fits(year) ? stay(slot, {year}) : {error: message(YEAR, {from: first, to: last})};
}

/**
 * @param {Context} context
 * @param {Slot} slot
 * @param {string} input
 * @param {number | null} picked
 * @returns {Promise<Parsed>}
 */
async function monthFrom(context, slot, input, picked) {
    const word = input.toLowerCase();
    const byName = (await namesIn(context)).findIndex((name) => name.toLowerCase() === word) + 1 || monthNamed(word);
    const month = picked === null ? byName : picked + 1;
    return month === null ? {error: OWN_TEXTS.choose} : stay(slot, {...slot.date, month});
}

/**
 * The last step. Whatever comes of it, the next one would be the year again.
 *
 * @param {Slot} slot
 * @param {string} input
 * @param {DateLimits} limits
 * @returns {Parsed}
 */
function dayFrom(slot, input, limits) {
    const {year, month} = slot.date;
    const day = Number(/^\d\d?$/.exec(plainDigits(input))?.[0] ?? 0);
    const days = daysIn(year, month);
    if (day < 1 || day > days) {
        return {error: message(DAY, {days})};
    }
    delete slot.date;
    const value = dayOf(year, month, day);
    return within(value, limits) ? {value} : {error: rangeText(limits)};
}

/**
 * @param {Slot} slot
 * @param {{year: number, month?: number}} date what is known of it
 * @returns {Parsed}
 */
function stay(slot, date) {
    Object.assign(slot, {date, page: 0, attempts: 0});
    return {outcome: 'stay'};
}

module.exports = {partsOf};
