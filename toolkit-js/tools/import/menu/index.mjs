/** @file Menus made with ussd-menu-builder. */

import {Code, Target} from '../code.mjs';
import {listIn} from '../flow/choices.mjs';
import {Names} from '../names.mjs';
import {ImportedText} from '../texts.mjs';
import {START, VALUE, readMenu} from './read.mjs';

/** @typedef {import('../imported.d.ts').Imported} Imported */
/** @typedef {import('../imported.d.ts').Draft} Draft */
/** @typedef {import('./read.mjs').MenuState} MenuState */

const SAMPLES = ['1', '12', '123', '1234', '0712000001', 'Amina', 'abc', 'a@example.org'];

/**
 * @param {string} code
 * @param {import('../report.mjs').Report} report
 * @param {string} title
 * @returns {Promise<Imported>}
 */
export async function importMenu(code, report, title) {
    const read = await readMenu(code, report.file);
    const names = new Names();
    const named = new Map(read.map(({name}) => [name, names.take(name.replace(/\W+/g, '_'), 'state')]));
    /** @type {(state: string, what: string, instead: string) => string} */
    const lost = (state, what, instead) => report.add(`state '${state}'`, what, instead);
    const missing = missingIn(read);
    missing.forEach((name) => named.set(name, names.take(name.replace(/\W+/g, '_'), 'state')));
    const drafts = read.map((state) => {
        const todos = state.lost.map((what) => lost(state.name, what, what.startsWith(VALUE) ? 'three dots' : 'nothing'));
        return draftOf(state, {named, lost: (what, instead) => todos.push(lost(state.name, what, instead)), todos});
    });
    const ends = missing.map((name) =>
        end(named.get(name) ?? name, '...', [lost(name, 'a state that is not there', 'an end of three dots')]));
    const first = read[0];
    const start = first.shows === null ? named.get(first.next.get('') ?? START) : named.get(START);
    return {
        title, start: start ?? START, languages: {}, options: {navigation: null}, functions: [], fixtures: [],
        drafts: [...drafts, ...ends].filter(({name}) => name !== named.get(START) || start === name), findings: report.findings,
    };
}

/**
 * @param {MenuState[]} states
 * @returns {string[]} names that are led to but not there
 */
function missingIn(states) {
    const there = new Set(states.map(({name}) => name));
    const led = states.flatMap(({next, otherwise}) => [...next.values(), ...otherwise === null ? [] : [otherwise]]);
    return [...new Set(led)].filter((name) => !there.has(name));
}

/**
 * @param {MenuState} state
 * @param {{named: Map<string, string>, lost: (what: string, instead: string) => void, todos: string[]}} about
 * @returns {Draft}
 */
function draftOf(state, {named, lost, todos}) {
    const name = named.get(state.name) ?? state.name;
    if (state.shows !== 'con') {
        if (state.shows === null && !state.next.has('')) {
            lost('a state that shows nothing that is known', 'an end of three dots');
        }
        return end(name, state.text || '...', todos);
    }
    const to = (/** @type {string} */ other) => Object.assign(new Target(null), {name: named.get(other) ?? other});
    const {options, samples, builder} = choiceOf(state, to) ?? textOf(state, to, lost);
    return {name, builder, options, samples, todos};
}

/**
 * @param {MenuState} state
 * @param {(name: string) => Target} to
 * @returns {{builder: string, options: Record<string, any>, samples: string[]} | null} null if not each key is a number of the list
 */
function choiceOf({text, next, otherwise}, to) {
    const list = listIn(text);
    const keys = list?.labels.map((_, at) => String(at + 1)) ?? [];
    if (list === null || otherwise !== null || keys.length !== next.size || keys.some((key) => !next.has(key))) {
        return null;
    }
    const choices = keys.map((key, at) =>
        ({value: key, label: new ImportedText(list.labels[at]), next: to(/** @type {string} */ (next.get(key)))}));
    return {builder: 'choice', options: {question: new ImportedText(list.question), choices}, samples: []};
}

/**
 * @param {MenuState} state
 * @param {(name: string) => Target} to
 * @param {(what: string, instead: string) => void} lost
 * @returns {{builder: string, options: Record<string, any>, samples: (string | undefined)[]}}
 */
function textOf({name, text, next, otherwise}, to, lost) {
    // As in the menu's own object, numbers come before all other keys.
    const rules = Object.entries(Object.fromEntries(next)).flatMap(([key, target]) => {
        const pattern = patternOf(key);
        if (pattern === null) {
            lost(`the key '${key}', which is no regular expression`, 'nothing');
        }
        return pattern === null ? [] : [{pattern, target, key}];
    });
    const question = new ImportedText(text);
    if (rules.length === 0) {
        lost('a question whose answer leads nowhere', 'it is asked again');
        return {builder: 'freeText', options: {question, next: to(otherwise ?? name)}, samples: ['1']};
    }
    const [{pattern, target, key}] = rules;
    if (rules.length === 1 && otherwise === null && key.startsWith('*')) {
        return {builder: 'freeText', options: {question, pattern, next: to(target)}, samples: [sampleOf(pattern)]};
    }
    const answer = to(name).name ?? name;
    const ways = rules.map((rule) => ({
        when: {[answer]: rule.key.startsWith('*') ? {matches: rule.pattern} : rule.key},
        to: to(rule.target),
    }));
    const samples = rules.map((rule) => rule.key.startsWith('*') ? sampleOf(rule.pattern) : rule.key);
    return {builder: 'freeText', options: {question, next: [...ways, to(otherwise ?? name)]}, samples: [...samples, 'xyz']};
}

/**
 * @param {string} key
 * @returns {RegExp | Code | null} null for what is none
 */
function patternOf(key) {
    try {
        return key.startsWith('*') ? new RegExp(key.slice(1)) : new RegExp(key.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
    } catch {
        return null;
    }
}

/** @param {RegExp | Code} pattern */
function sampleOf(pattern) {
    return pattern instanceof RegExp ? SAMPLES.find((one) => pattern.test(one)) : undefined;
}

/**
 * @param {string} name
 * @param {string} text
 * @param {string[]} todos
 * @returns {Draft}
 */
function end(name, text, todos) {
    return {name, builder: 'end', options: {text: new ImportedText(text)}, todos, samples: []};
}
