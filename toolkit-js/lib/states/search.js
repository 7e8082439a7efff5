/** @file Search and pick: type a few letters, then choose among what fits. A list of one's own, a service, or places. */
'use strict';

const {OWN_TEXTS} = require('../engine/own-texts');
const {message, valueAt} = require('../engine/texts');
const {fill} = require('../text/template');
const {describe, listOf} = require('./choice');
const {wordsOf} = require('../engine/keywords');
const {fallBack, forget, told} = require('./failure');
const {limitsOf, tried} = require('./in-time');
const {firstScreen, given, question} = require('./question');

const FAILED = 'The search does not work at the moment. Please try again.';

/** @typedef {import('../index').Context} Context */
/** @typedef {import('../internal').Slot} Slot */
/** @typedef {{value: any, label: string}} Match */
/** @typedef {import('../internal').Engine} Engine */
/** @typedef {(text: string, context: Context, engine: Engine) => Match[] | Promise<Match[]>} Find */

/**
 * One of many things, found by a few letters. The answer is its value.
 *
 * @param {Record<string, any>} options see `SearchOptions`
 */
function search(options) {
    const {from} = options;
    const fixed = typeof from === 'function' ? null : listOf(from);
    return searchOf('search', options, {
        find: fixed === null ? inTime(options, from) : (text, context) => findIn(fixed, text, context),
        texts: (fixed ?? []).map(({value, label}) => ({text: label, place: `from.${value}`})),
        describe: (context, value) => describe(context, fixed ?? [], value),
    });
}

/**
 * A place on the map. The answer has its name, latitude and longitude.
 *
 * @param {Record<string, any>} options see `LocationOptions`
 */
function location(options) {
    const {geocode, url, places = placesIn} = options;
    if ((geocode === undefined) === (url === undefined)) {
        throw new TypeError('location: geocode and url (expected: one of them)');
    }
    const find = geocode ?? (async (/** @type {string} */ text, /** @type {Context} */ context) => {
        const address = fill(url, (path) => encodeURIComponent(String(valueAt(context, path, {text}) ?? '')));
        return places((await context.http.get(address)).json());
    });
    return searchOf('location', options, {
        find: inTime(options, async (text, context) => (await find(text, context)).map((/** @type {any} */ {name, latitude, longitude}) =>
            ({value: {name, latitude, longitude}, label: name}))),
        describe: (context, /** @type {any} */ {name}) => name,
        narrows: true,
    });
}

/**
 * @param {string} kind
 * @param {Record<string, any>} options
 * @param {object} own
 * @param {Find} own.find
 * @param {import('../internal').TextUse[]} [own.texts]
 * @param {import('../internal').StateDefinition['describe']} own.describe
 * @param {boolean} [own.narrows] whether a text typed beside matches is added to the one they were found by
 */
function searchOf(kind, options, {find, texts = [], describe: describeOne, narrows = false}) {
    const {least = 2, most = 30, pick = 'Which one?', again = 'Search again', none = 'Nothing found. Please try again.', failed = FAILED} = options;
    const tooShort = message('Please enter at least {{least}} letters.', {least});
    return question(kind, options, {
        parse: async (context, slot, input, picked, engine) => {
            /** @type {Match[]} */
            const found = slot.found ?? [];
            if (picked !== null && picked < found.length) {
                return {value: found[picked].value};
            }
            if (picked !== null || (found.length > 0 && /^\d+$/.test(input))) {
                return picked === null ? {outcome: 'refused', error: OWN_TEXTS.choose} : showing(slot, {});
            }
            if (lettersOf(input) < least) {
                return {outcome: 'refused', error: tooShort};
            }
            const text = narrows && found.length > 0 ? `${slot.text} ${input}` : input;
            try {
                const matches = (await find(text, context, engine)).slice(0, most).map(({value, label}) => ({value, label: String(label)}));
                forget(context);
                return matches.length > 0 ? showing(slot, {text, found: matches}) : nothing(slot, none);
            } catch (error) {
                return options.fallback === undefined
                    ? unavailable(options, error, slot, context, failed)
                    : fallBack(options, error, context, engine);
            }
        },
        screen: async (context, slot) => slot.found === undefined ? {} : {
            text: await context.translate(pick),
            entries: [...slot.found.map((/** @type {Match} */ {label}) => label), await context.translate(again)],
        },
        texts: [...given(pick, 'pick'), ...given(again, 'again'), ...given(none, 'none'), ...given(tooShort, 'least'),
            ...isOutside(options) ? given(failed, 'failed') : [], ...texts],
        describe: describeOne,
        undo: (slot) => slot.found === undefined ? null : firstScreen(slot),
    });
}

/**
 * @param {Slot} slot
 * @param {{text?: string, found?: Match[]}} result
 * @returns {import('../internal').Outcome}
 */
function showing(slot, {text, found}) {
    Object.assign(slot, {text, found, page: 0, attempts: 0});
    return {outcome: 'stay'};
}

/**
 * @param {Slot} slot
 * @param {import('../index').Text} error
 * @returns {import('../internal').Outcome}
 */
function nothing(slot, error) {
    delete slot.found;
    return {outcome: 'refused', error};
}

/**
 * The user may try again, as it was no wrong input.
 *
 * @param {Record<string, any>} options
 * @param {unknown} error
 * @param {Slot} slot
 * @param {Context} context
 * @param {import('../index').Text} text
 * @returns {import('../internal').Outcome}
 */
function unavailable(options, error, slot, context, text) {
    const {stack, message: reason} = told(options, error);
    context.log.error(`state '${context.state}' failed: ${stack ?? reason}`);
    // The engine adds one.
    slot.attempts = (slot.attempts ?? 0) - 1;
    return {outcome: 'refused', error: text};
}

/**
 * Whether something outside finds what is asked for, which may fail.
 *
 * @param {Record<string, any>} options
 */
function isOutside({from, geocode, url}) {
    return typeof from === 'function' || (geocode ?? url) !== undefined;
}

/**
 * A way to find things, within the limits of time.
 *
 * @param {Record<string, any>} options
 * @param {(text: string, context: Context) => Match[] | Promise<Match[]>} find
 * @returns {Find}
 */
function inTime(options, find) {
    const limits = limitsOf(options);
    return (text, context, engine) => tried(engine.services, limits, () => find(text, context), (error, attempt) =>
        context.log.warn(`state '${context.state}': attempt ${attempt} failed: ${told(options, error).message}`));
}

/** @param {string} text */
function lettersOf(text) {
    return wordsOf(text).reduce((sum, {word}) => sum + word.length, 0);
}

/**
 * What of a list fits, the best first: starts of labels, then starts of words, then what is inside words. All words of the text must be
 * there.
 *
 * @param {{value: any, label: import('../index').Text}[]} list
 * @param {string} text
 * @param {Context} context
 * @returns {Promise<Match[]>}
 */
async function findIn(list, text, context) {
    const asked = wordsOf(text).map(({word}) => word);
    const ranked = await Promise.all(list.map(async ({value, label}) => {
        const shown = await context.translate(label);
        return {value, label: shown, rank: rankOf(wordsOf(shown).map(({word}) => word), asked)};
    }));
    return ranked.filter(({rank}) => rank !== null)
        .sort((one, other) => Number(one.rank) - Number(other.rank))
        .map(({value, label}) => ({value, label}));
}

/**
 * @param {string[]} words
 * @param {string[]} asked
 * @returns {number | null} smaller is better; null if a word is not there
 */
function rankOf(words, asked) {
    if (!asked.every((part) => words.some((word) => word.includes(part)))) {
        return null;
    }
    if (words.join(' ').startsWith(asked.join(' '))) {
        return 0;
    }
    return asked.every((part) => words.some((word) => word.startsWith(part))) ? 1 : 2;
}

/**
 * Places as Nominatim, the search of OpenStreetMap, gives them.
 *
 * @param {{display_name: string, lat: string, lon: string}[]} found
 */
function placesIn(found) {
    return found.map(({display_name: name, lat, lon}) => ({name, latitude: Number(lat), longitude: Number(lon)}));
}

module.exports = {location, search};
