/** @file Routers that wait for a message, as questions. */

import {Code} from '../code.mjs';
import {joined} from '../texts.mjs';
import {loss} from './actions.mjs';
import {choicesOf} from './choices.mjs';
import {fits, testOf, tokensOf, whenOf} from './cases.mjs';

/** @typedef {import('./cases.mjs').Test} Test */
/** @typedef {import('./choices.mjs').Said} Said */
/** @typedef {import('./choices.mjs').Way} Way */
/** @typedef {import('./actions.mjs').Lost} Lost */
/** @typedef {import('../texts.mjs').ImportedText} ImportedText */

/**
 * @typedef {object} Asked a question without what is the same for all kinds
 * @property {string} builder
 * @property {Record<string, any>} options
 * @property {(string | undefined)[]} samples
 * @property {Lost[]} lost
 * @property {string[]} uses functions of `matching.mjs`
 *
 * @typedef {object} Asking
 * @property {string} name the answer's
 * @property {Said[]} said what is shown above it
 * @property {Case[]} cases in their order
 * @property {any} otherwise the default category; undefined if there is none
 * @property {Retry | null} retry how it asks again where no case holds; null if it goes elsewhere
 * @property {(category: any) => any} to the target of a category
 *
 * @typedef {{error?: ImportedText, lost: Lost[]}} Retry
 * @typedef {{type: string, given: string[][], category: any}} Case given: arguments in each language
 */

/** Cases whose answer one state of the toolkit reads. @type {Record<string, (given: string[]) => Omit<Asked, 'uses'> | null>} */
const READERS = {
    has_phone: ([region = '']) => ({
        builder: 'phone', options: region === '' ? {} : {region}, samples: ['+254700000001'],
        lost: region === '' ? [['the country phone numbers without + belong to', 'only numbers with + or 00 are taken; add region']] : [],
    }),
    has_date: () => ({builder: 'date', options: {}, samples: ['12/3/2020'],
        lost: [['the workspace\'s order of day and month', 'day, month, year; set order']]}),
    has_time: () => ({builder: 'time', options: {}, samples: ['14:30'], lost: []}),
    has_email: () => patternReader('has_email', [], 'someone@example.org'),
    has_pattern: (given) => patternReader('has_pattern', given, undefined),
};

/**
 * @param {Asking} asking
 * @returns {Asked}
 */
export function questionOf(asking) {
    const {said, retry} = asking;
    const asked = choiceFrom(asking) ?? readerFrom(asking) ?? numberFrom(asking) ?? textFrom(asking);
    const takesError = asked.builder !== 'freeText' || asked.options.pattern !== undefined;
    const question = asked.options.question ?? (said.length === 0 ? '...' : joined(said.map(({text}) => text)));
    const again = takesError ? retry : null;
    const silent = said.length === 0 ? [loss('a wait for a message with nothing said before', 'a question of three dots')] : [];
    const replies = said.flatMap((one) => one.replies).map(({source}) => source);
    const unseen = replies.length > 0 && asked.builder !== 'choice' ? [loss(`the quick replies ${replies.join(', ')}`, 'they are not shown')] : [];
    const lost = [...asked.lost, ...again?.lost ?? [], ...silent, ...unseen];
    return {...asked, options: {...asked.options, question, error: again?.error}, lost};
}

/**
 * @param {Asking} asking
 * @returns {Asked | null}
 */
function choiceFrom({said, cases, otherwise, retry, to}) {
    const ways = cases.map(wayOf);
    const found = (otherwise === undefined || retry !== null) && !ways.some(({tests}) => tests.length === 0) ? choicesOf(said, ways) : null;
    return found === null ? null : {
        builder: 'choice',
        options: {question: found.question, choices: found.choices.map(({label, way, words}) => ({
            value: way.category.name, label, words: words.length === 0 ? undefined : words, next: to(way.category),
        }))},
        samples: [], lost: [], uses: [],
    };
}

/**
 * @param {Case} one
 * @returns {Way}
 */
function wayOf({type, given, category}) {
    const tests = given.flatMap((list) => testOf(type, list) ?? []);
    const isPhrase = ['has_only_phrase', 'has_only_text', 'has_phrase'].includes(type);
    const words = given.flatMap(([text = '']) => type === 'has_any_word' ? tokensOf(text) : isPhrase ? [text.trim().toLowerCase()] : []);
    return {tests, category, words};
}

/**
 * @param {Asking} asking
 * @returns {Asked | null}
 */
function readerFrom({cases, otherwise, retry, to}) {
    const [{type, given, category} = {type: '', given: [[]], category: null}] = cases;
    const asksAgain = retry !== null || otherwise === undefined;
    const asked = cases.length === 1 && Object.hasOwn(READERS, type) && asksAgain ? READERS[type](given[0]) : null;
    return asked === null ? null : {...asked, options: {...asked.options, next: to(category)}, uses: []};
}

/**
 * Questions for numbers ask again where there is none, and so must the flow.
 *
 * @param {Asking} asking
 * @returns {Asked | null}
 */
function numberFrom({name, cases, otherwise, retry, to}) {
    const tests = cases.map(({type, given, category}) => ({test: testOf(type, given[0]), category}));
    const ways = tests.flatMap(({test, category}) => test !== null && 'number' in test ? [{limits: test.number, category}] : []);
    const whole = ways.every(({limits}) => Object.values(limits).every(Number.isInteger));
    if (ways.length === 0 || ways.length < cases.length || !whole || (retry === null && otherwise !== undefined)) {
        return null;
    }
    const lost = [loss('numbers with a point, and numbers within a sentence', 'number(…) takes whole numbers')];
    if (ways.length === 1) {
        const [{limits, category}] = ways;
        const {is, above = -Infinity, below = Infinity} = limits;
        const [least, most] = [is ?? limits.atLeast ?? above + 1, is ?? limits.atMost ?? below - 1];
        const range = {least: Number.isFinite(least) ? least : undefined, most: Number.isFinite(most) ? most : undefined};
        return {builder: 'number', options: {...range, next: to(category)}, samples: [sampleOf(limits)], lost, uses: []};
    }
    const rules = ways.map(({limits, category}) =>
        ({when: {[name]: Object.keys(limits).length === 0 ? {answered: true} : limits}, to: to(category)}));
    const samples = ways.map(({limits}) => sampleOf(limits));
    if (otherwise === undefined || coverAll(ways.map(({limits}) => limits))) {
        return {builder: 'number', options: {next: [...rules.slice(0, -1), rules[rules.length - 1].to]}, samples, lost, uses: []};
    }
    return {builder: 'number', options: {next: [...rules, to(otherwise)]}, samples, lost, uses: []};
}

/**
 * Whether each whole number is within one of the limits.
 *
 * @param {Record<string, number>[]} all
 */
function coverAll(all) {
    const edges = all.flatMap((limits) => Object.values(limits)).flatMap((limit) => [limit - 1, limit, limit + 1]);
    return [-Infinity, ...edges, Infinity].every((number) => all.some((limits) => fits(number, limits)));
}

/**
 * @param {Asking} asking
 * @returns {Asked}
 */
function textFrom({name, cases, otherwise, to}) {
    const [first] = cases;
    if (cases.length === 0 || (cases.length === 1 && first.type === 'has_text')) {
        return {builder: 'freeText', options: {next: to(first?.category ?? otherwise)}, samples: ['Amina'], lost: [], uses: []};
    }
    const {rules, lost, uses, samples} = rulesOf(name, cases, to);
    const next = rules.length === 0 ? to(otherwise) : [...rules, to(otherwise)];
    return {builder: 'freeText', options: {next}, samples: [...samples, 'xyz'], lost, uses};
}

/**
 * Rules for cases about an answer, as far as they can be asked.
 *
 * @param {string} name
 * @param {Case[]} cases
 * @param {(category: any) => any} to
 * @param {string[]} [path] where what is tested is, if it is not an answer
 */
export function rulesOf(name, cases, to, path = [name]) {
    /** @type {{rules: any[], lost: Lost[], uses: string[], samples: (string | undefined)[]}} */
    const found = {rules: [], lost: [], uses: [], samples: []};
    for (const {type, given, category} of cases) {
        const tests = given.map((list) => ({list, test: testOf(type, list)}));
        const whens = tests.map(({list, test}) => ({list, test, rule: test === null ? null : whenOf(test, path)}));
        for (const {list, test, rule} of whens) {
            if (rule === null || test === null) {
                found.lost.push([`the test ${type}(${list.join(', ')}) for '${category.name}'`, 'it never holds']);
            } else {
                found.rules.push({when: rule.when, to: to(category)});
                found.uses.push(...rule.uses);
                found.samples.push('number' in test ? sampleOf(test.number) : 'is' in test ? test.is : sampleWords(type, list));
            }
        }
    }
    return found;
}

/**
 * @param {string} type
 * @param {string[]} given
 */
function sampleWords(type, [text = '']) {
    return type === 'has_any_word' ? tokensOf(text)[0] : type === 'has_email' ? 'someone@example.org' : type === 'has_pattern' ? undefined
        : type === 'has_text' ? 'Amina' : text.trim();
}

/** @param {Record<string, number>} limits */
function sampleOf(limits) {
    const tried = Object.values(limits).flatMap((limit) => [limit, limit + 1, limit - 1]);
    const found = [...tried, 1].find((number) => fits(number, limits));
    return found === undefined ? undefined : String(found);
}

/**
 * @param {string} type
 * @param {string[]} given
 * @param {string | undefined} sample
 * @returns {Omit<Asked, 'uses'> | null}
 */
function patternReader(type, given, sample) {
    const test = testOf(type, given);
    return test === null || !('pattern' in test) ? null
        : {builder: 'freeText', options: {pattern: new Code(test.code)}, samples: [sample], lost: []};
}
