/** @file Runs one test of a transcript against an app. */

import path from 'node:path';

import {AppFailure, Phone} from '../host/phone.mjs';
import {SimulatedHost} from '../host/simulated-host.mjs';
import {Ledger, check} from './checks.mjs';
import {diff, same} from './diff.mjs';
import {escaped, trimmed} from './parse.mjs';
import {hostOptions} from './settings.mjs';

/** @typedef {import('./parse.mjs').Test} Test */
/** @typedef {import('./parse.mjs').ActStep} ActStep */
/** @typedef {import('../host/host.mjs').Run} Run */

/**
 * @typedef {object} Failure
 * @property {number} line
 * @property {string} message
 * @property {string[]} details a diff, or lines of the log
 *
 * @typedef {object} Observed what one message brought about
 * @property {Run} run
 * @property {string | null} before the state before it
 * @property {string | null} after the state after it
 *
 * @typedef {object} TestResult
 * @property {string} file
 * @property {string} app its file
 * @property {number} line
 * @property {string} title
 * @property {Failure[]} failures
 * @property {{from: number, to: number, lines: string[]}[]} updates screens that are not as expected, by lines of the file
 * @property {Observed[]} observed
 * @property {Map<string, boolean>} fixtures whether fixtures were used, by file and name
 */

/**
 * @typedef {object} AppUnderTest
 * @property {string} file
 * @property {import('../host/host.mjs').Attach} attach
 * @property {Record<string, any>} settings the configuration by key
 */

const NO_REPLY = '[no reply]';
const END = '[end]';

/**
 * @param {Test} test
 * @param {string} file the transcript
 * @param {AppUnderTest} app
 * @param {{allowLogErrors?: boolean, update?: boolean}} [options]
 * @returns {Promise<TestResult>}
 */
export async function runTest(test, file, app, {allowLogErrors = false, update = false} = {}) {
    const options = hostOptions(test, file, app);
    const host = new SimulatedHost(options.host);
    const ledger = new Ledger(host);
    /** @type {TestResult} */
    const result = {file, app: app.file, line: test.line, title: test.title, failures: [], updates: [], observed: [], fixtures: new Map()};
    const phones = new Phones(host, app, options, result.observed);
    for (const step of test.steps) {
        const failure = step.step === 'act'
            ? await performed(step, phones, result)
            : checked(step, phones.current, ledger);
        if (failure !== null) {
            result.failures.push(failure);
            if (step.step === 'act' && (!update || step.act.kind === 'unknown')) {
                break;
            }
        }
    }
    result.failures.push(...afterwards(test, host, allowLogErrors ? [] : ledger.errors(), update ? [] : result.failures));
    options.fixtures.forEach(({key, name}) => result.fixtures.set(key, !host.http.unused().includes(name)));
    return result;
}

/** The phones of a test: the one whose turn it is, and others it was. */
class Phones {
    /**
     * @param {SimulatedHost} host
     * @param {AppUnderTest} app
     * @param {ReturnType<typeof hostOptions>} options
     * @param {Observed[]} observed
     */
    constructor(host, app, options, observed) {
        this.texts = options.transport === 'sms';
        /** @type {string | null} */
        let before = null;
        this.take = (/** @type {string} */ address) => new Phone({
            host, address, number: options.number, transport: options.transport,
            attach: () => {
                before = this.current.state;
                return app.attach;
            },
            ran: (run, phone) => observed.push({run, before, after: phone.state}),
        });
        /** @type {Map<string, Phone>} */
        this.all = new Map();
        this.current = this.of(options.user);
    }

    /** @param {string} address */
    of(address) {
        const phone = this.all.get(address) ?? this.take(address);
        this.all.set(address, phone);
        this.current = phone;
        return phone;
    }
}

/**
 * @param {ActStep} step
 * @param {Phones} phones
 * @param {TestResult} result
 * @returns {Promise<Failure | null>}
 */
async function performed(step, phones, result) {
    if (step.act.kind === 'unknown') {
        return {line: step.line, message: `> ${step.act.text}: an input has to be chosen (expected: what the user types; in quotes if it `
            + 'is a question mark)', details: []};
    }
    const expected = trimmed(step.expected);
    const phone = phones.current;
    const logged = phone.host.logged.length;
    /** @type {string[]} */
    let actual;
    try {
        actual = await seen(step.act, phones);
    } catch (error) {
        if (error instanceof AppFailure && error.run.finished && same([NO_REPLY], expected)) {
            return null;
        }
        return {line: step.line, message: `> ${wordsOf(step.act)}: ${/** @type {Error} */ (error).message}`, details: []};
    }
    if (same(actual, expected)) {
        return null;
    }
    result.updates.push({...step.range, lines: actual});
    const message = expected.length === 0
        ? `> ${wordsOf(step.act)}: no screen is expected here (jukwaa test --update writes this one):`
        : `> ${wordsOf(step.act)}: another screen is expected:`;
    const logs = phone.host.logged.slice(logged).filter(({level}) => level !== 'info' && level !== 'debug');
    return {line: step.line, message, details: [...diff(actual, expected), ...logs.map(({level, text}) => `${level}: ${text}`)]};
}

/**
 * Does what the user does, and gives the screen as it would stand in the transcript.
 *
 * @param {import('./parse.mjs').Act} act
 * @param {Phones} phones
 * @returns {Promise<string[]>}
 */
async function seen({kind, text}, phones) {
    const phone = phones.current;
    switch (kind) {
        case 'wait':
            phone.wait(text);
            return [];
        case 'language':
            phone.language = text;
            return [];
        case 'user':
            phones.of(text);
            return [];
        case 'drop':
            await phone.drop();
            return [];
        case 'dial':
            return screenLines(await phone.dial(), phone);
        default:
            return kind === 'sms' || phones.texts
                ? messageLines(await phone.sms(text))
                : screenLines(await phone.reply(text), phone);
    }
}

/**
 * @param {string} screen
 * @param {Phone} phone
 */
function screenLines(screen, phone) {
    return trimmed([...trimmed(screen.split('\n')).map(escaped), ...phone.open ? [] : [END]]);
}

/** @param {string | null} text */
function messageLines(text) {
    return text === null ? [NO_REPLY] : trimmed(text.split('\n')).map(escaped);
}

/**
 * @param {import('./parse.mjs').CheckStep} step
 * @param {Phone} phone
 * @param {Ledger} ledger
 * @returns {Failure | null}
 */
function checked({line, text}, phone, ledger) {
    let wrong;
    try {
        wrong = check(text, phone, ledger);
    } catch (error) {
        wrong = /** @type {Error} */ (error).message;
    }
    return wrong === null ? null : {line, message: `= ${text}: ${wrong}`, details: []};
}

/**
 * What nobody spoke of.
 *
 * @param {Test} test
 * @param {SimulatedHost} host
 * @param {import('../host/host.mjs').LogLine[]} errors
 * @param {Failure[]} before those that will be told in any case
 * @returns {Failure[]}
 */
function afterwards({line}, host, errors, before) {
    const told = before.map(({message, details}) => [message, ...details].join('\n')).join('\n');
    const fresh = errors.filter(({text}) => !told.includes(text) && !host.http.misses.some((miss) => text.includes(miss)));
    return [
        ...host.http.misses.map((miss) => ({line, message: miss, details: []})),
        ...fresh.map(({text}) => ({line, message: 'an error in the log (if it belongs there: = log error "…"):', details: [text]})),
    ];
}

/** @param {import('./parse.mjs').Act} act */
function wordsOf({kind, text}) {
    return kind === 'type' ? text : `${kind} ${text}`.trim();
}

/**
 * The name of a file as people know it.
 *
 * @param {string} file
 */
export function shortName(file) {
    const relative = path.relative('.', file);
    return relative.startsWith('..') ? file : relative;
}
