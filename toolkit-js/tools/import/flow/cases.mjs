/** @file The tests of routers, as what the toolkit can test. */

import {allWords, anyWord, onlyPhrase, phrase} from '../template/matching.mjs';
import {Code, quoted} from '../code.mjs';
import {accessOf} from './expressions.mjs';

/**
 * What is tested: a pattern with the call that makes it in the app, an exact text, something about numbers in it, categories, a group.
 *
 * @typedef {{pattern: RegExp, code: string, uses: string[]} | {is: string} | {number: Record<string, number>} | {categories: string[]}
 *     | {group: string}} Test
 */

/** @type {Record<string, {make: (...words: string[]) => RegExp, name: string}>} */
const WORDS = {
    has_any_word: {make: anyWord, name: 'anyWord'},
    has_all_words: {make: allWords, name: 'allWords'},
    has_phrase: {make: phrase, name: 'phrase'},
    has_only_phrase: {make: onlyPhrase, name: 'onlyPhrase'},
};
/** @type {Record<string, (one: number, other: number) => Record<string, number>>} */
const NUMBERS = {
    has_number: () => ({}),
    has_number_between: (least, most) => ({atLeast: least, atMost: most}),
    has_number_lt: (limit) => ({below: limit}),
    has_number_lte: (limit) => ({atMost: limit}),
    has_number_eq: (value) => ({is: value}),
    has_number_gte: (limit) => ({atLeast: limit}),
    has_number_gt: (limit) => ({above: limit}),
};
const OPERATORS = {above: '>', atLeast: '>=', atMost: '<=', below: '<', is: '==='};
const EMAIL = /[\p{L}\p{N}][-_+$~.\p{L}\p{N}]*@[\p{L}\p{N}][-_\p{L}\p{N}]*(?:\.[\p{L}\p{N}][-_\p{L}\p{N}]*)+/u;

/**
 * A test with these arguments; null if there is none like it.
 *
 * @param {string} type
 * @param {string[]} given arguments
 * @returns {Test | null}
 */
export function testOf(type, given) {
    if (given.some((one) => /@[\w(]/.test(one.replaceAll('@@', '')))) {
        return null;
    }
    if (Object.hasOwn(NUMBERS, type)) {
        const numbers = given.map(Number);
        return numbers.some(Number.isNaN) || given.some((one) => one.trim() === '') || numbers.length < NUMBERS[type].length
            ? null : {number: NUMBERS[type](numbers[0], numbers[1])};
    }
    if (Object.hasOwn(WORDS, type)) {
        return wordTest(type, tokensOf(given[0] ?? ''));
    }
    switch (type) {
        case 'has_text':
            return plain(/\S/);
        case 'has_only_text':
            return {is: given[0] ?? ''};
        case 'has_beginning':
            return (given[0] ?? '').trim() === '' ? null : plain(new RegExp(`^\\s*${escaped(given[0].trim())}`, 'i'));
        case 'has_email':
            return plain(EMAIL);
        case 'has_pattern':
            return patternTest(given[0] ?? '');
        case 'has_category':
            return {categories: given};
        case 'has_group':
            return given[1] === undefined ? null : {group: given[1]};
        default:
            return null;
    }
}

/**
 * The rule's `when`.
 *
 * @param {Test} test
 * @param {string[]} path of what is tested, as placeholders have it
 * @returns {{when: any, uses: string[]} | null} uses: functions of `matching.mjs`; null if this cannot be asked of that
 */
export function whenOf(test, path) {
    const {root, code} = accessOf(path);
    const isAnswer = root === 'answers' && path.length === 1;
    if ('group' in test) {
        return {when: new Code(`(context) => isInGroup(context, ${quoted(test.group)})`), uses: ['isInGroup']};
    }
    if ('categories' in test) {
        const name = path[0].replace(/(_category)?$/, '_category');
        return isAnswer ? {when: {[name]: test.categories.length === 1 ? test.categories[0] : {in: test.categories}}, uses: []} : null;
    }
    if ('number' in test) {
        const conditions = Object.entries(test.number).map(([name, limit]) => `number ${OPERATORS[/** @type {'is'} */ (name)]} ${limit}`);
        const some = conditions.length === 0 ? '.length > 0' : `.some((number) => ${conditions.join(' && ')})`;
        return {when: new Code(`({${root}}) => numbersIn(${code})${some}`), uses: ['numbersIn']};
    }
    if ('is' in test) {
        return {when: isAnswer ? {[path[0]]: test.is} : new Code(`({${root}}) => ${code} === ${quoted(test.is)}`), uses: []};
    }
    return {
        when: isAnswer ? {[path[0]]: {matches: new Code(test.code)}} : new Code(`({${root}}) => ${test.code}.test(${code} ?? '')`),
        uses: test.uses,
    };
}

/**
 * Whether a text passes, where the text alone tells.
 *
 * @param {Test} test
 * @param {string} text
 */
export function passes(test, text) {
    if ('pattern' in test) {
        return test.pattern.test(text);
    }
    return 'is' in test ? test.is === text : 'number' in test && /^\d+$/.test(text) && fits(Number(text), test.number);
}

/**
 * Words of a text, in lower case, and signs that stand for something.
 *
 * @param {string} text
 * @returns {string[]}
 */
export function tokensOf(text) {
    return text.toLowerCase().match(/[\p{L}\p{M}\p{N}_']+|\p{S}/gu) ?? [];
}

/**
 * @param {number} number
 * @param {Record<string, number>} test
 */
export function fits(number, {above, atLeast = -Infinity, atMost = Infinity, below, is = number}) {
    return (above === undefined || number > above) && (below === undefined || number < below)
        && number >= atLeast && number <= atMost && number === is;
}

/**
 * @param {string} type
 * @param {string[]} words
 * @returns {Test | null}
 */
function wordTest(type, words) {
    const {make, name} = WORDS[type];
    return words.length === 0 ? null : {pattern: make(...words), code: `${name}(${words.map(quoted).join(', ')})`, uses: [name]};
}

/**
 * @param {string} source in Go's syntax, which is JavaScript's but for rare things
 * @returns {Test | null}
 */
function patternTest(source) {
    for (const flags of ['imu', 'im']) {
        try {
            return plain(new RegExp(source.trim(), flags));
        } catch {
            // The other flags, or none.
        }
    }
    return null;
}

/**
 * @param {RegExp} pattern
 * @returns {Test}
 */
function plain(pattern) {
    return {pattern, code: String(pattern), uses: []};
}

/** @param {string} text */
function escaped(text) {
    return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
