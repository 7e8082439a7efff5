/** @file Messages as production keeps them: Vumi user messages, in and out mixed. */

import {readFileSync} from 'node:fs';

import {UsageError} from '../../usage-error.mjs';

/** @typedef {import('../../../lib/index.js').JsonObject} JsonObject */
/** @typedef {{message: JsonObject, inbound: boolean, at: number, line: number}} Logged at: milliseconds; line: of the file, or its place in a list */
/** @typedef {{line: number | null, message: string | null, why: string}} Unused what of a log could not be used */

/**
 * @param {string} file JSON lines, or a JSON list; messages may stand in other objects
 * @returns {{logged: Logged[], unused: Unused[]}} ordered by time, each message once
 */
export function readLog(file) {
    /** @type {Unused[]} */
    const unused = [];
    const found = valuesIn(file, unused).flatMap(({value, line}) => messagesIn(value,
        {}).map((one) => ({...one, line})));
    if (found.length === 0) {
        throw new UsageError(`--from-messages '${file}': no messages (expected: Vumi user messages, one JSON object a line, or a JSON list)`);
    }
    const numbers = numbersOf(found);
    /** @type {Set<string>} */
    const seen = new Set();
    /** @type {Logged[]} */
    const logged = [];
    for (const {message, direction, line} of found) {
        const why = problemOf(message, seen);
        if (why === null) {
            seen.add(String(message.message_id));
            logged.push({message, inbound: isInbound(message, direction, numbers), at: momentOf(message.timestamp),
                line});
        } else {
            unused.push({line, message: idOf(message), why});
        }
    }
    return {logged: logged.sort((one, other) => one.at - other.at || one.line - other.line), unused};
}

/**
 * @param {string} file
 * @param {Unused[]} unused
 * @returns {{value: any, line: number}[]}
 */
function valuesIn(file, unused) {
    let text;
    try {
        text = readFileSync(file, 'utf8').replace(/^\ufeff/, '');
    } catch (error) {
        throw new UsageError(`--from-messages '${file}': ${/** @type {Error} */ (error).message}`);
    }
    const whole = valueOf(text);
    if (whole !== undefined) {
        return [whole].flat().map((value, at) => ({value, line: at + 1}));
    }
    return text.split('\n').flatMap((one, at) => {
        const value = one.trim() === '' ? null : valueOf(one);
        if (value === undefined) {
            unused.push({line: at + 1, message: null, why: 'no JSON'});
        }
        return value === null || value === undefined ? [] : [{value, line: at + 1}];
    });
}

/** @param {string} text */
function valueOf(text) {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}

/**
 * Messages in a value: itself, or those it holds.
 *
 * @param {any} value
 * @param {{direction?: string}} around
 * @returns {{message: JsonObject, direction: string | undefined}[]}
 */
function messagesIn(value, {direction}) {
    if (Object(value) !== value) {
        return [];
    }
    const own = typeof value.direction === 'string' ? value.direction : direction;
    if (typeof value.message_id === 'string') {
        return value.message_type === 'event' ? [] : [{message: value, direction: own}];
    }
    return Object.values(value).flatMap((one) => messagesIn(one, {direction: own}));
}

/**
 * @param {JsonObject} message
 * @param {Set<string>} seen
 * @returns {string | null} null if nothing is wrong with it
 */
function problemOf(message, seen) {
    const {message_type: type, timestamp, from_addr: from, to_addr: to, in_reply_to: answered} = message;
    if (type !== undefined && type !== 'user_message') {
        return `message_type: '${type}' (expected: user_message)`;
    }
    if (seen.has(String(message.message_id))) {
        return 'it is there twice';
    }
    if (Number.isNaN(momentOf(timestamp))) {
        return `timestamp: ${JSON.stringify(timestamp)} (expected: YYYY-MM-DD HH:MM:SS.ffffff)`;
    }
    return typeof from === 'string' || (typeof to === 'string' && answered !== undefined) ? null
        : `from_addr: ${JSON.stringify(from)} (expected: an address)`;
}

/**
 * @param {any} timestamp in UTC
 * @returns {number} milliseconds; NaN for what is none
 */
function momentOf(timestamp) {
    const found = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d{1,6})?)(?:Z|\+00:?00)?$/.exec(String(timestamp));
    return found === null ? NaN : Date.parse(`${found[1]}T${found[2]}Z`);
}

/**
 * Numbers of the app, which its messages come from.
 *
 * @param {{message: JsonObject}[]} found
 */
function numbersOf(found) {
    return new Set(found.flatMap(({message}) => message.in_reply_to ? [message.from_addr] : message.session_event
        ? [message.to_addr] : []));
}

/**
 * @param {JsonObject} message
 * @param {string | undefined} direction where the log tells
 * @param {Set<unknown>} numbers
 */
function isInbound(message, direction, numbers) {
    if (direction !== undefined) {
        return /^in/i.test(direction);
    }
    if (message.in_reply_to) {
        return false;
    }
    return message.session_event === 'new' || message.session_event === 'resume' || message.session_event === 'close'
        || (message.from_addr !== null && !numbers.has(message.from_addr));
}

/** @param {JsonObject} message */
export function idOf(message) {
    return typeof message.message_id === 'string' ? message.message_id : null;
}
