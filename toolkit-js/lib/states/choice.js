/** @file States answered with one of several choices: choice, menu, yes or no, language, rating, terms. */
'use strict';

const {folded} = require('../engine/keywords');
const {edgesOf, holds, same} = require('../engine/next');
const {OWN_TEXTS} = require('../engine/own-texts');
const {plain, question} = require('./question');

/** @typedef {import('../index').Context} Context */
/** @typedef {import('../internal').Slot} Slot */
/** @typedef {{value: any, label: import('../index').Text, next?: string, when?: any, words?: readonly string[]}} Choice */

/**
 * One of several choices. The answer is the choice's value.
 *
 * @param {Record<string, any>} options see `ChoiceOptions`
 */
function choice(options) {
    return choiceOf('choice', options, options.choices);
}

/**
 * A choice whose choices are states: `{state: label}`.
 *
 * @param {Record<string, any>} options see `MenuOptions`
 */
function menu(options) {
    const choices = listOf(options.choices).map((/** @type {Choice} */ one) => ({...one, next: one.next ?? one.value}));
    return choiceOf('menu', options, choices);
}

/**
 * Yes or no. The answer is true or false.
 *
 * @param {Record<string, any>} options see `YesNoOptions`
 */
function yesNo(options) {
    const {yes = 'Yes', no = 'No', next} = options;
    const choices = [{value: true, label: yes, words: ['y', 'yes']}, {value: false, label: no, words: ['n', 'no']}];
    const byName = isNamed(next)
        ? {...options, next: {true: next.yes ?? next.true, false: next.no ?? next.false}}
        : options;
    return choiceOf('yesNo', byName, choices);
}

/**
 * Chooses the language of everything that is shown from then on. The answer is the language's code.
 *
 * @param {Record<string, any>} options see `LanguageOptions`
 */
function language(options) {
    const done = async (/** @type {Context} */ context, /** @type {string} */ code) => {
        context.user.language = code;
        await options.done?.(context, code);
    };
    return choiceOf('language', {...options, done}, options.choices);
}

/**
 * A number from 1 to `most`. The answer is that number.
 *
 * @param {Record<string, any>} options see `RatingOptions`
 */
function rating(options) {
    const {most = 5, labels = {}} = options;
    if (!(Number.isInteger(most) && most >= 1)) {
        throw new TypeError(`rating: most ${most} (expected: a whole number from 1)`);
    }
    const choices = Array.from({length: most}, (_, at) => ({value: at + 1, label: labels[at + 1] ?? String(at + 1)}));
    return choiceOf('rating', options, choices);
}

/**
 * Terms to agree to. The answer is whether the user did.
 *
 * @param {Record<string, any>} options see `TermsOptions`
 */
function terms(options) {
    const {agree = 'I agree', disagree = 'I do not agree', next, otherwise} = options;
    const choices = [{value: true, label: agree, next}, {value: false, label: disagree, next: otherwise}];
    return choiceOf('terms', options, choices);
}

/**
 * @param {string} kind
 * @param {Record<string, any>} options
 * @param {any} choices see `Choices`
 */
function choiceOf(kind, options, choices) {
    const fixed = typeof choices === 'function' ? null : listOf(choices);
    return question(kind, options, {
        problems: fixed === null ? [] : [...problemsOfNone(fixed), ...problemsOfWays(fixed, options.next)],
        parse: async (context, slot, input, picked) => {
            const offered = await offeredIn(context, slot, fixed);
            const chosen = picked === null ? byWord(offered, input) ?? await byLabel(offered, input, context) : offered[picked];
            return chosen === undefined
                ? {error: OWN_TEXTS.choose}
                : {value: chosen.value, ...chosen.next !== undefined && {next: chosen.next}, ...fixed === null && {labels: labelsOf([chosen])}};
        },
        screen: async (context, slot) => {
            const offered = fixed === null ? slot.offered = await choices(context) : await allowed(fixed, context);
            const entries = await Promise.all(offered.map((/** @type {Choice} */ {label}) => context.translate(label)));
            return offered.length > 0 ? {entries} : {entries, instead: insteadOf(options)};
        },
        texts: (fixed ?? []).map(({value, label}) => ({text: label, place: `choices.${value}`})),
        edges: ({next}) => fixed === null ? edgesOf(next) : edgesOfChoices(fixed, next),
        sample: ({by}) => {
            const at = (fixed ?? []).findIndex(({value}) => String(value) === by);
            return at < 0 ? undefined : String(at + 1);
        },
        describe: (context, value, shown = []) => describe(context, fixed ?? shown, value),
    });
}

/**
 * The label of a choice; the value itself where it is no choice that is known.
 *
 * @param {Context} context
 * @param {readonly import('../internal').Label[]} choices
 * @param {any} value
 */
async function describe(context, choices, value) {
    const found = choices.find((one) => same(one.value, value));
    return found === undefined ? plain(value) : context.translate(found.label);
}

/**
 * The choices the user saw.
 *
 * @param {Context} context
 * @param {Slot} slot
 * @param {Choice[] | null} fixed
 * @returns {Promise<Choice[]>}
 */
async function offeredIn(context, slot, fixed) {
    return fixed === null ? slot.offered ?? [] : allowed(fixed, context);
}

/**
 * @param {Choice[]} choices
 * @param {Context} context
 */
async function allowed(choices, context) {
    const there = await Promise.all(choices.map(({when}) => when === undefined || holds(when, context)));
    return choices.filter((_, at) => there[at]);
}

/**
 * @param {Choice[]} offered
 * @param {string} input
 */
function byWord(offered, input) {
    const word = input.toLowerCase();
    return offered.find(({words}) => words?.some((one) => one.toLowerCase() === word));
}

/**
 * The choice whose label was typed, whatever its case and accents.
 *
 * @param {Choice[]} offered
 * @param {string} input
 * @param {Context} context
 */
async function byLabel(offered, input, context) {
    const labels = await Promise.all(offered.map(({label}) => context.translate(label)));
    const at = labels.findIndex((label) => folded(label).trim() === folded(input));
    return at < 0 ? undefined : offered[at];
}

/**
 * What is kept of choices that only the running app knows.
 *
 * @param {Choice[]} chosen
 */
function labelsOf(chosen) {
    return chosen.map(({value, label}) => ({value, label}));
}

/**
 * @param {any} choices a list, or an object of labels by value
 * @returns {Choice[]}
 */
function listOf(choices) {
    return Array.isArray(choices) ? choices : Object.entries(choices ?? {}).map(([value, label]) => ({value, label}));
}

/**
 * Where to go when there is nothing to choose.
 *
 * @param {Record<string, any>} options
 */
function insteadOf({empty}) {
    return empty === undefined ? null : {to: empty, by: 'empty'};
}

/** @param {Choice[]} choices */
function problemsOfNone(choices) {
    return choices.length > 0 ? [] : ['choices: none (expected: one at least)'];
}

/**
 * Choices that a `next` with a name for each has no name for, and names for choices that are not there.
 *
 * @param {Choice[]} choices
 * @param {any} next
 * @returns {string[]}
 */
function problemsOfWays(choices, next) {
    if (!isNamed(next)) {
        return [];
    }
    const values = choices.map(({value}) => String(value));
    return [
        ...choices.filter(({value, next: own}) => own === undefined && next[String(value)] === undefined)
            .map(({value}) => `next has no state for '${value}'`),
        ...Object.keys(next).filter((name) => !values.includes(name)).map((name) => `next has '${name}', which is no choice (${values.join(', ')})`),
    ];
}

/**
 * Whether it has a name for each answer.
 *
 * @param {any} next
 */
function isNamed(next) {
    return Object(next) === next && typeof next !== 'function' && !Array.isArray(next) && typeof next.decide !== 'function';
}

/**
 * One way out for each choice, as far as data tell.
 *
 * @param {Choice[]} choices
 * @param {any} next
 * @returns {import('../internal').Edge[]}
 */
function edgesOfChoices(choices, next) {
    if (choices.length === 0) {
        return edgesOf(next);
    }
    const shared = typeof next === 'string' ? next : undefined;
    const named = isNamed(next);
    const edges = choices.flatMap(({value, next: own}) => {
        const to = own ?? shared ?? (named ? next[String(value)] : undefined);
        return to === undefined ? [] : [{to, by: String(value)}];
    });
    const rest = shared !== undefined || named || choices.every(({next: own}) => own !== undefined) ? [] : edgesOf(next);
    return [...edges, ...rest];
}

module.exports = {allowed, choice, describe, insteadOf, labelsOf, language, listOf, menu, offeredIn, problemsOfNone, rating, terms, yesNo};
