/** @file Several of several choices. */
'use strict';

const {same} = require('../engine/next');
const {OWN_TEXTS} = require('../engine/own-texts');
const {message} = require('../engine/texts');
const {allowed, describe, insteadOf, labelsOf, listOf, offeredIn, problemsOfNone} = require('./choice');
const {plainDigits} = require('../validate/digits');
const {given, question} = require('./question');

/** @typedef {import('../index').Context} Context */
/** @typedef {import('../internal').Slot} Slot */

const MARK = '* ';

/**
 * Several of several choices. The answer is the list of their values, in the order of the choices.
 *
 * @param {Record<string, any>} options see `MultiSelectOptions`
 */
function multiSelect(options) {
    const {choices, least = 0, most = Infinity, finish = 'Done'} = options;
    const limits = {
        least, most,
        tooFew: message('Please choose at least {{least}}.', {least}),
        tooMany: message('Please choose at most {{most}}.', {most}),
    };
    const fixed = typeof choices === 'function' ? null : listOf(choices);
    return question('multiSelect', options, {
        problems: [...fixed === null ? [] : problemsOfNone(fixed), ...problemsOfLimits(least, most, fixed?.length ?? Infinity)],
        parse: async (context, slot, input, picked) => {
            const offered = await offeredIn(context, slot, fixed);
            const parsed = chosen(slot, offered, limits, plainDigits(input), picked);
            return 'value' in parsed && fixed === null
                ? {...parsed, labels: labelsOf(offered.filter(({value}) => isChosen(slot, value)))}
                : parsed;
        },
        screen: async (context, slot) => {
            const offered = fixed === null ? slot.offered = await choices(context) : await allowed(fixed, context);
            const labels = await Promise.all(offered.map((/** @type {any} */ {label}) => context.translate(label)));
            const marked = labels.map((label, at) => isChosen(slot, offered[at].value) ? MARK + label : label);
            const entries = [...marked, await context.translate(finish)];
            return offered.length > 0 || options.empty === undefined ? {entries} : {entries, instead: insteadOf(options)};
        },
        texts: [
            ...(fixed ?? []).map(({value, label}) => ({text: label, place: `choices.${value}`})),
            ...given(finish, 'finish'),
            ...least > 0 ? given(limits.tooFew, 'least') : [],
            ...most < Infinity ? given(limits.tooMany, 'most') : [],
        ],
        sample: ({by}) => fixed === null || by !== '' ? undefined : sample(fixed.length, least),
        describe: async (context, values, shown = []) => (await Promise.all(/** @type {any[]} */ (values).map((value) =>
            describe(context, fixed ?? shown, value)))).join(', '),
    });
}

/**
 * @param {number} least
 * @param {number} most
 * @param {number} count
 */
function problemsOfLimits(least, most, count) {
    const highest = Math.min(most, count);
    return [
        ...most >= 1 ? [] : [`most: ${most} (expected: 1 at least)`],
        ...least <= highest ? [] : [`least: ${least} (expected: not more than ${highest < most ? 'there are choices' : 'most'}: ${highest})`],
    ];
}

/**
 * What an input does to the choices made so far.
 *
 * @param {Slot} slot
 * @param {any[]} offered
 * @param {{least: number, most: number, tooFew: import('../index').Text, tooMany: import('../index').Text}} limits
 * @param {string} input
 * @param {number | null} picked
 * @returns {import('./question').Parsed}
 */
function chosen(slot, offered, limits, input, picked) {
    const several = picked === null ? numbersIn(slot, offered.length, input) : [];
    if (several === null) {
        return {error: OWN_TEXTS.choose};
    }
    const added = several.map((at) => offered[at].value);
    const toggled = picked === null || picked >= offered.length ? [] : [offered[picked].value];
    const values = offered.map(({value}) => value).filter((value) => added.some((one) => same(one, value))
        || isChosen(slot, value) !== toggled.some((one) => same(one, value)));
    if (values.length > limits.most) {
        return {outcome: 'refused', error: limits.tooMany};
    }
    slot.chosen = values;
    const finished = picked === null ? slot.shown?.more === null && slot.shown.previous === null : picked >= offered.length;
    if (!finished) {
        delete slot.attempts;
        return {outcome: 'stay'};
    }
    return values.length < limits.least ? {outcome: 'refused', error: limits.tooFew} : {value: values};
}

/**
 * The choices that several numbers stand for: `1 3 4`, `1,3`; null if they are none or not all there.
 *
 * @param {Slot} slot
 * @param {number} count
 * @param {string} input
 */
function numbersIn({shown}, count, input) {
    if (shown === undefined || !/^\d{1,4}(?:[\s,.;*+&]+\d{1,4})+$/.test(input)) {
        return null;
    }
    const numbers = Array.from(input.matchAll(/\d+/g), ([number]) => Number(number));
    const places = numbers.map((number) => shown.first + number - 1);
    const there = numbers.every((number, at) => number >= 1 && number <= shown.count && places[at] < count);
    return there ? places : null;
}

/**
 * @param {Slot} slot
 * @param {any} value
 * @returns {boolean}
 */
function isChosen({chosen: values = []}, value) {
    return values.some((/** @type {any} */ one) => same(one, value));
}

/**
 * @param {number} count
 * @param {number} least
 */
function sample(count, least) {
    return least === 0 ? String(count + 1) : Array.from({length: Math.max(2, least)}, (_, at) => Math.min(at + 1, least)).join(' ');
}

module.exports = {multiSelect};
