/** @file How long answers are kept. */
'use strict';

const {millisecondsOf} = require('../define/duration');

/** @typedef {import('../internal').UserRecord} UserRecord */
/** @typedef {import('../internal').CompiledApp} CompiledApp */

const FLOW = 'flow';

/**
 * @param {any} keep
 * @returns {string[]}
 */
function problemsOfKeep(keep) {
    try {
        if (keep !== undefined && keep !== FLOW) {
            millisecondsOf(keep);
        }
        return typeof (keep ?? FLOW) === 'string' ? [] : [unknown(keep)];
    } catch {
        return [unknown(keep)];
    }
}

/** @param {unknown} keep */
function unknown(keep) {
    return `keep: ${JSON.stringify(keep)} (expected: flow, or a number and ms, s, m, h or d, for example 30d)`;
}

/**
 * How long answers are kept that are not kept as long as the user: milliseconds by name, the shortest time where
 * several states share an answer.
 *
 * @param {CompiledApp} app
 * @returns {Map<string, number>}
 */
function lifetimesOf(app) {
    const lifetimes = new Map();
    for (const [state, {options: {keep = FLOW, answer = state}}] of app.states) {
        if (keep !== FLOW) {
            lifetimes.set(answer, Math.min(lifetimes.get(answer) ?? Infinity, millisecondsOf(keep)));
        }
    }
    return lifetimes;
}

/**
 * Notes when an answer was given, where its age matters.
 *
 * @param {CompiledApp} app
 * @param {UserRecord} record
 * @param {string} name
 * @param {Date} now
 */
function noteAge(app, record, name, now) {
    if (lifetimesOf(app).has(name)) {
        record.given = {...record.given, [name]: now.getTime()};
    }
}

/**
 * Forgets answers that are too old. Those of which nothing is noted, because the app kept them longer before or a
 * function wrote them, are as old as the last message.
 *
 * @param {CompiledApp} app
 * @param {UserRecord} record
 * @param {Date} now
 * @returns {boolean} whether there were any
 */
function forgetOld(app, record, now) {
    /** @type {[name: string, at: number][]} */
    const young = [];
    let forgotten = false;
    for (const [name, lifetime] of lifetimesOf(app)) {
        const at = record.given?.[name] ?? (record.seen || now.getTime());
        if (Object.hasOwn(record.answers, name) && now.getTime() - at > lifetime) {
            delete record.answers[name];
            forgotten = true;
        } else if (Object.hasOwn(record.answers, name)) {
            young.push([name, at]);
        }
    }
    delete record.given;
    if (young.length > 0) {
        record.given = Object.fromEntries(young);
    }
    return forgotten;
}

/**
 * Forgets the answers that are kept for the flow only.
 *
 * @param {CompiledApp} app
 * @param {UserRecord} record
 */
function forgetFlow(app, record) {
    for (const [state, {options: {keep, answer = state}}] of app.states) {
        if (keep === FLOW) {
            delete record.answers[answer];
        }
    }
}

/**
 * Forgets what is kept with answers that are not there any more, whoever forgot them.
 *
 * @param {UserRecord} record
 */
function forgetBeside({answers, labels = {}, given = {}}) {
    for (const beside of [labels, given]) {
        Object.keys(beside).filter((name) => !Object.hasOwn(answers, name)).forEach((name) => delete beside[name]);
    }
}

module.exports = {forgetBeside, forgetFlow, forgetOld, noteAge, problemsOfKeep};
