/** @file Checks of transcripts: `= answers.district "Kisumu"`, `= sent +254… "Thank you"`, `= log error "…"`, `= record key 3`. */

import {isDeepStrictEqual} from 'node:util';

/** @typedef {import('../host/phone.mjs').Phone} Phone */
/** @typedef {import('../host/host.mjs').LogLine} LogLine */
/** @typedef {import('../host/host.mjs').SentMessage} SentMessage */

/** What is stored of every user. */
const ROOTS = ['address', 'answers', 'data', 'language', 'state'];

/** What was sent and logged, and of that what no check spoke of yet. */
export class Ledger {
    /** @param {import('../host/simulated-host.mjs').SimulatedHost} host */
    constructor(host) {
        this.host = host;
        /** @type {Set<SentMessage | LogLine>} */
        this.spoken = new Set();
    }

    sent() {
        return this.host.sent.filter((one) => !this.spoken.has(one));
    }

    /** Lines of errors no check spoke of. */
    errors() {
        return this.host.logged.filter((one) => (one.level === 'error' || one.level === 'critical') && !this.spoken.has(one));
    }
}

/**
 * @param {string} text what stands after `= `
 * @param {Phone} phone
 * @param {Ledger} ledger
 * @returns {string | null} what is wrong; null if nothing
 */
export function check(text, phone, ledger) {
    const [word] = text.split(' ');
    const rest = text.slice(word.length).trim();
    switch (word) {
        case 'sent':
            return checkSent(rest, ledger);
        case 'log':
            return checkLog(rest, ledger);
        case 'record': {
            const [key] = rest.split(' ');
            return equal(phone.host.record(key), rest.slice(key.length).trim());
        }
        default:
            return equal(at(phone.user, known(word, phone.user)), rest);
    }
}

/**
 * @param {string} path
 * @param {Record<string, any> | null} user
 */
function known(path, user) {
    const [root] = path.split('.');
    const roots = [...new Set([...ROOTS, ...Object.keys(user ?? {})])];
    if (!roots.includes(root)) {
        throw new Error(`'${root}' (expected one of: ${roots.join(', ')}; or sent, log, record)`);
    }
    return path;
}

/**
 * @param {string} rest
 * @param {Ledger} ledger
 */
function checkSent(rest, ledger) {
    const open = ledger.sent();
    if (rest === 'none') {
        return open.length === 0 ? null : `sent ${listed(open.map(lineOf))} (expected: none)`;
    }
    const [to] = rest.split(' ');
    const text = json(rest.slice(to.length).trim());
    const found = open.find((one) => one.to === to && one.text === text);
    if (found === undefined) {
        return `sent ${listed(open.map(lineOf))} (expected: ${to} ${JSON.stringify(text)})`;
    }
    ledger.spoken.add(found);
    return null;
}

/** @param {SentMessage} message */
function lineOf({to, text}) {
    return `${to} ${JSON.stringify(text)}`;
}

/**
 * @param {string} rest
 * @param {Ledger} ledger
 */
function checkLog(rest, ledger) {
    const [, level, quoted] = /^(?:(debug|info|warning|error|critical)\s+)?(".*")$/.exec(rest) ?? [];
    if (quoted === undefined) {
        throw new Error(`log ${rest} (expected: log error "some words of the line")`);
    }
    const words = json(quoted);
    const lines = ledger.host.logged.filter((one) => level === undefined || one.level === level);
    const found = lines.filter(({text}) => text.includes(words));
    found.forEach((one) => ledger.spoken.add(one));
    return found.length > 0 ? null : `log ${listed(lines.map(({text}) => JSON.stringify(text)))} (expected: ${rest})`;
}

/**
 * @param {any} value undefined counts as null
 * @param {string} expected JSON
 */
function equal(value, expected) {
    const wanted = json(expected);
    return isDeepStrictEqual(value ?? null, wanted) ? null : `${JSON.stringify(value ?? null)} (expected: ${JSON.stringify(wanted)})`;
}

/**
 * @param {any} value
 * @param {string} path
 */
function at(value, path) {
    const within = (/** @type {any} */ holder, /** @type {string} */ name) =>
        Object(holder) === holder && Object.hasOwn(holder, name) ? holder[name] : undefined;
    return path.split('.').reduce(within, value);
}

/** @param {string} text */
function json(text) {
    try {
        return JSON.parse(text);
    } catch {
        throw new Error(`${text === '' ? 'nothing' : text} (expected: JSON: "text", 5, true, null, [1, 2], {"a": 1})`);
    }
}

/** @param {string[]} lines */
function listed(lines) {
    return lines.length === 0 ? 'nothing' : lines.join(', ');
}
