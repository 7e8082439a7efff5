/** @file Lists in the texts of questions: `1. Yes`. They are choices where each number takes a way of its own. */

import {ImportedText, joined} from '../texts.mjs';
import {passes, tokensOf} from './cases.mjs';

/** @typedef {import('./cases.mjs').Test} Test */
/** @typedef {{uuid: string, text: ImportedText, replies: ImportedText[]}} Said */
/** @typedef {{tests: Test[], words: string[], category: any}} Way a case: any of its tests, the words it knows */

const ENTRY = /^\s*\(?(\d{1,2})(?:\s*[.):=–-]\s*|\s+)(\S.*?)\s*$/;
const LEAST = 2;

/**
 * The question and its choices; null where it is not certain that they are what the flow asks for.
 *
 * @param {Said[]} said
 * @param {Way[]} ways
 * @returns {{question: ImportedText, choices: {label: ImportedText, way: Way, words: string[]}[]} | null}
 */
export function choicesOf(said, ways) {
    if (said.length === 0 || ways.length < LEAST) {
        return null;
    }
    const text = joined(said.map((one) => one.text));
    const last = said[said.length - 1];
    return listed(text, ways) ?? quick(text, last.replies, ways);
}

/**
 * @param {ImportedText} text
 * @param {Way[]} ways
 */
function listed(text, ways) {
    const source = listIn(text.source);
    const others = Object.entries(text.translations).map(([language, one]) => /** @type {const} */ ([language, listIn(one)]));
    const chosen = source?.labels.map((_, at) => firstWay(ways, String(at + 1))) ?? [];
    if (source === null || !isOneEach(chosen, ways) || others.some(([, list]) => list?.labels.length !== source.labels.length)) {
        return null;
    }
    const inAll = (/** @type {(list: {question: string, labels: string[]}) => string} */ part) => new ImportedText(part(source),
        Object.fromEntries(others.map(([language, list]) => [language, part(/** @type {any} */ (list))])));
    return {
        question: inAll(({question}) => question),
        choices: chosen.map((way, at) => ({label: inAll(({labels}) => labels[at]), way, words: wordsBeside(way)})),
    };
}

/**
 * @param {ImportedText} text
 * @param {ImportedText[]} replies
 * @param {Way[]} ways
 */
function quick(text, replies, ways) {
    const chosen = replies.map(({source}) => firstWay(ways, source));
    const words = (/** @type {Way} */ way, /** @type {number} */ at) => [...new Set([replies[at].source.toLowerCase(), ...wordsBeside(way)])];
    return !isOneEach(chosen, ways) ? null : {
        question: text,
        choices: chosen.map((way, at) => ({label: replies[at], way, words: words(way, at)})),
    };
}

/**
 * The entries at the end of a text, numbered from 1, and what stands above them.
 *
 * @param {string} text
 * @returns {{question: string, labels: string[]} | null}
 */
export function listIn(text) {
    const lines = text.trimEnd().split('\n');
    const first = lines.findIndex((line) => ENTRY.exec(line)?.[1] === '1');
    const entries = first < 1 ? [] : lines.slice(first).map((line) => ENTRY.exec(line));
    const question = lines.slice(0, first).join('\n').trim();
    return question === '' || entries.length < LEAST || entries.some((entry, at) => entry === null || Number(entry[1]) !== at + 1)
        ? null : {question, labels: entries.map((entry) => /** @type {RegExpExecArray} */ (entry)[2])};
}

/**
 * @param {Way[]} ways
 * @param {string} text
 */
function firstWay(ways, text) {
    return ways.find(({tests}) => tests.some((test) => passes(test, text)));
}

/**
 * Whether each choice has a way of its own, and each way a choice.
 *
 * @param {(Way | undefined)[]} chosen
 * @param {Way[]} ways
 * @returns {chosen is Way[]}
 */
function isOneEach(chosen, ways) {
    const categories = new Set(chosen.map((way) => way?.category.uuid));
    return chosen.length >= LEAST && !chosen.includes(undefined)
        && new Set(chosen).size === ways.length && categories.size === chosen.length;
}

/** @param {Way} way */
function wordsBeside({words}) {
    return [...new Set(words.filter((word) => !/^\d+$/.test(word) && tokensOf(word).length > 0))];
}
