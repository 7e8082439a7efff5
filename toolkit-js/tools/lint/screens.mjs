/** @file Rules about screens: how long they get, and what can be chosen on them. */

import {languagesOf, sampleScreen, sampleText} from '../definition/screens.mjs';
import {shown} from './texts.mjs';

/** @typedef {import('../../lib/internal.d.ts').CompiledApp} CompiledApp */
/** @typedef {import('../../lib/internal.d.ts').StateDefinition} StateDefinition */
/** @typedef {import('../definition/screens.mjs').Samples} Samples */
/** @typedef {import('./rules.mjs').Found} Found */

/**
 * @param {CompiledApp} app
 * @param {{samples: Samples, mostPages: number}} options
 * @returns {Promise<Found[]>}
 */
export async function screenFindings(app, {samples, mostPages}) {
    /** @type {Found[]} */
    const found = [];
    for (const [name, state] of app.states) {
        found.push(...sameValues(name, state));
        const [first, ...others] = languagesOf(app);
        const same = sameLabels(app, name, state, first, samples);
        found.push(...same, ...same.length > 0 ? [] : others.flatMap((language) => sameLabels(app, name, state, language, samples)));
    }
    for (const language of languagesOf(app)) {
        found.push(...await screensTooLong(app, language, samples, mostPages));
    }
    return found;
}

/**
 * Screens of a language that take many pages, and entries that fit on none.
 *
 * @param {CompiledApp} app
 * @param {string} language
 * @param {Samples} samples
 * @param {number} mostPages
 * @returns {Promise<Found[]>}
 */
export async function screensTooLong(app, language, samples, mostPages) {
    const found = [];
    for (const name of app.states.keys()) {
        found.push(...await tooLong(app, name, language, samples, mostPages));
    }
    return found;
}

/**
 * @param {CompiledApp} app
 * @param {string} state
 * @param {string} language
 * @param {Samples} samples
 * @param {number} mostPages
 * @returns {Promise<Found[]>}
 */
async function tooLong(app, state, language, samples, mostPages) {
    const screen = await sampleScreen(app, state, language, samples);
    if (screen === null) {
        return [];
    }
    if (screen.failure !== null) {
        return [{rule: 'too-long', state, language, message: screen.failure}];
    }
    const count = screen.pages.length;
    const own = app.states.get(state)?.options.limit;
    const limit = own === undefined ? `'${app.profile.name}'` : `limit ${own}`;
    const cut = screen.cut.map((entry) => /** @type {Found} */ ({rule: 'too-long', state, language,
        message: `${shown(entry)} is longer than a page (${limit}): it is cut short`}));
    const most = app.states.get(state)?.kind === 'show' ? Infinity : mostPages;
    return count === 1 ? cut : [...cut, {
        rule: 'many-pages', state, language,
        message: `takes ${count} pages (${limit})${screen.partly ? ', with samples for what functions make' : ''}`,
        ...count > most ? {} : {severity: 'info'},
    }];
}

/**
 * @param {string} state
 * @param {StateDefinition} definition
 * @returns {Found[]}
 */
function sameValues(state, {options: {choices}}) {
    const values = Array.isArray(choices) ? choices.map(({value}) => JSON.stringify(value)) : [];
    return repeated(values).map((value) =>
        ({rule: 'duplicate-value', state, place: 'choices', message: `two choices have the value ${value}`}));
}

/**
 * @param {CompiledApp} app
 * @param {string} state
 * @param {StateDefinition} definition
 * @param {string} language
 * @param {Samples} samples
 * @returns {Found[]}
 */
function sameLabels(app, state, {options: {choices}}, language, samples) {
    const labels = Array.isArray(choices) ? choices.filter(({when}) => when === undefined).map(({label}) => label)
        : typeof choices === 'object' && choices !== null ? Object.values(choices) : [];
    const read = labels.filter((label) => typeof label !== 'function' && label !== undefined)
        .map((label) => sampleText(app, language, label, samples).trim().toLowerCase());
    return repeated(read).map((label) =>
        ({rule: 'duplicate-label', state, place: 'choices', language, message: `two choices read ${shown(label)}`}));
}

/** @param {string[]} list */
function repeated(list) {
    return [...new Set(list.filter((one, at) => list.indexOf(one) !== at))];
}
