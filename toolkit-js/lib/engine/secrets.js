/** @file Keeps answers of sensitive states out of texts that people read: lines of logs, messages of errors. */
'use strict';

const MASK = '***';
/** Shorter values are masked where they are words of their own, and not in places in the code: they stand there by chance. */
const TELLING = 4;

/**
 * A text without what was answered in sensitive states, nor as it stands in URLs, forms and JSON.
 *
 * @param {import('../internal').CompiledApp} app
 * @param {Record<string, any>} answers
 * @param {string} text
 * @param {unknown[]} [more] values that nobody may see either
 */
function withoutSecrets(app, answers, text, more = []) {
    const sensitive = [...app.states].filter(([, state]) => isSecret(state))
        .map(([name, {options}]) => answers[options.answer ?? name]);
    const values = new Set([...sensitive, ...more].flatMap(leavesOf).flatMap(formsOf));
    if (values.size === 0) {
        return text;
    }
    const longestFirst = [...values].sort((one, other) => other.length - one.length);
    return text.split('\n').map((line) => {
        const patterns = longestFirst.filter((value) => value.length >= TELLING || !isPlace(line)).map(patternOf);
        return patterns.length === 0 ? line : line.replace(new RegExp(patterns.join('|'), 'gu'), MASK);
    }).join('\n');
}

/**
 * Whether the answer of a state is for nobody's eyes. That of a PIN is not the PIN, but that there is one.
 *
 * @param {import('../internal').StateDefinition | undefined} state
 */
function isSecret(state) {
    return Boolean(state?.options.sensitive) && state?.kind !== 'pin';
}

/**
 * Whether a line of a stack tells a place in the code.
 *
 * @param {string} line
 */
function isPlace(line) {
    return /^\s+at /.test(line);
}

/**
 * All single values in a value, as texts.
 *
 * @param {unknown} value
 * @returns {string[]}
 */
function leavesOf(value) {
    if (Object(value) === value) {
        return Object.values(/** @type {object} */ (value)).flatMap(leavesOf);
    }
    return value === undefined || value === null || value === '' ? [] : [String(value)];
}

/**
 * A value as it may stand somewhere: in JSON, in JSON within JSON too.
 *
 * @param {string} text
 */
function formsOf(text) {
    const url = encoded(text);
    const form = url.replace(/%20/g, '+').replace(/[!'()~]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
    return [text, url, form, inJson(text), inJson(inJson(text))];
}

/** @param {string} text it may have halves of characters, which no URL can have */
function encoded(text) {
    return encodeURIComponent(text.replace(/\p{Cs}/gu, ''));
}

/** @param {string} text */
function inJson(text) {
    return JSON.stringify(text).slice(1, -1);
}

/** @param {string} value */
function patternOf(value) {
    const literal = value.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
    return value.length >= TELLING ? literal : `(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`;
}

/**
 * What is told of an error whose message may have answers in it: its kind, and where in the code it happened.
 *
 * @param {any} error
 * @returns {Error}
 */
function withoutMessage(error) {
    const told = new Error(`${error?.name ?? 'an error'} (the state is sensitive)`, {cause: error});
    told.stack = [String(told), ...String(error?.stack ?? '').split('\n').filter(isPlace)].join('\n');
    return told;
}

module.exports = {isSecret, leavesOf, withoutMessage, withoutSecrets};
