/** @file From state to state: entering, passing through what shows no screen, and leaving. */
'use strict';

const {holds, resolve} = require('./next');
const {endFlow} = require('./record');
const {noteAge} = require('./retention');
const {isSecret} = require('./secrets');

/** @typedef {import('./visit').Visit} Visit */
/** @typedef {import('../internal').Outcome} Outcome */

/** States passed through in one message, at most; more are a circle. */
const MOST_STATES = 50;
/** Screens that can be gone back to. */
const MOST_BACK = 30;

/**
 * Goes to a state, and on from there until one shows a screen.
 *
 * @param {Visit} visit
 * @param {string} name
 * @param {string} reason see `TraceEvent`
 */
async function enter(visit, name, reason) {
    let target = name;
    for (let passed = 0; passed < MOST_STATES; passed++) {
        const next = await enterOne(visit, target, passed === 0 ? reason : 'next');
        if (next === null) {
            return;
        }
        target = next;
    }
    throw new Error(`more than ${MOST_STATES} states without a screen, the last one '${target}' (expected: a state that shows something)`);
}

/**
 * Goes on from a state that has nothing to show. Nobody goes back to it.
 *
 * @param {Visit} visit
 * @param {{to: string, by: string}} way
 */
async function passBy(visit, {to, by}) {
    const from = /** @type {string} */ (visit.record.state);
    visit.passed = (visit.passed ?? 0) + 1;
    if (visit.passed > MOST_STATES) {
        throw new Error(`more than ${MOST_STATES} states with nothing to show, the last one '${from}' (expected: a state that shows something)`);
    }
    visit.services.trace({event: 'leave', from, to, by});
    visit.record.detour = null;
    await enter(visit, to, 'next');
}

/**
 * @param {Visit} visit
 * @param {string} name
 * @param {string} reason
 * @returns {Promise<string | null>} where to go on; null if this state shows a screen
 */
async function enterOne(visit, name, reason) {
    const {record, services} = visit;
    const state = visit.state(name);
    Object.assign(record, {state: name, slot: {}});
    services.trace({event: 'enter', state: name, reason});
    await countState(visit, name);
    const context = visit.about(name);
    const askedAgain = record.detour?.state === name;
    if (!askedAgain && state.options.skip !== undefined && await holds(state.options.skip, context)) {
        const next = await nextOf(visit, undefined);
        services.trace({event: 'leave', from: name, to: next, by: 'skip'});
        return next;
    }
    if (state.options.load !== undefined) {
        record.slot.loaded = await state.options.load(context) ?? null;
    }
    if (state.interactive) {
        return null;
    }
    if (state.pass === undefined) {
        throw new Error(`a state of kind '${state.kind}' neither shows a screen nor passes on`);
    }
    return leave(visit, await state.pass(context, record.slot, visit));
}

/**
 * Keeps the answer and finds out where to go.
 *
 * @param {Visit} visit
 * @param {Outcome} outcome
 * @param {string} [by] what took this way; the answer without it
 * @returns {Promise<string>}
 */
async function leave(visit, outcome, by) {
    const {record, services} = visit;
    const name = /** @type {string} */ (record.state);
    const state = visit.state(name);
    if (outcome.outcome === 'go') {
        services.trace({event: 'leave', from: name, to: outcome.next, by: by ?? outcome.by ?? ''});
        record.detour = null;
        remember(visit, state);
        return outcome.next;
    }
    if (outcome.outcome === 'change') {
        services.trace({event: 'leave', from: name, to: outcome.state, by: 'change'});
        // A change may make another one necessary: both are one detour.
        const {depth, path} = visit.detoured ?? {depth: record.history.length, path: []};
        record.history.push(...path);
        record.detour = {state: outcome.state, then: outcome.then, depth};
        remember(visit, state);
        return outcome.state;
    }
    if (outcome.outcome !== 'answered') {
        throw new Error(`state '${name}' passed on with '${outcome.outcome}' (expected: answered, go or change)`);
    }
    if (outcome.value !== undefined) {
        keep(visit, outcome.value, outcome.labels);
    }
    await state.options.done?.(visit.about(name), outcome.value);
    const {detour} = record;
    const askedAgain = detour?.state === name;
    const to = askedAgain ? detour.then : outcome.next ?? await nextOf(visit, outcome.value);
    services.trace({event: 'leave', from: name, to, by: by ?? (state.options.sensitive ? '***' : textOf(outcome.value))});
    remember(visit, state);
    if (askedAgain) {
        visit.detoured = {depth: detour.depth, path: record.history.slice(detour.depth)};
        Object.assign(record, {detour: null, history: record.history.slice(0, detour.depth)});
    }
    return to;
}

/**
 * @param {Visit} visit
 * @param {import('../index').Json} value
 * @param {import('../internal').Label[]} [labels]
 */
function keep({record, services, app}, value, labels) {
    const state = /** @type {string} */ (record.state);
    const options = app.states.get(state)?.options ?? {};
    const name = options.answer ?? state;
    record.answers[name] = value;
    delete record.labels?.[name];
    if (labels !== undefined && !options.sensitive) {
        record.labels = {...record.labels, [name]: labels};
    }
    noteAge(app, record, name, services.now());
    if (isSecret(app.states.get(state))) {
        services.conceal(value);
    }
    services.trace({event: 'answer', state, name, value: options.sensitive ? '***' : value});
}

/**
 * @param {Visit} visit
 * @param {import('../index').Json | undefined} value
 */
async function nextOf(visit, value) {
    const name = /** @type {string} */ (visit.record.state);
    const next = await resolve(visit.state(name).options.next, visit.about(name), value);
    if (typeof next !== 'string') {
        throw new Error(`next of '${name}' gives ${JSON.stringify(next)} for the answer ${JSON.stringify(value)} (expected: the name of a state)`);
    }
    return next;
}

/**
 * What can be gone back to.
 *
 * @param {Visit} visit
 * @param {import('../internal').StateDefinition} state the one that is left
 */
function remember({record}, state) {
    if (state.options.back === false) {
        record.history = [];
    } else if (state.interactive) {
        record.history.push(/** @type {string} */ (record.state));
        record.history.splice(0, record.history.length - MOST_BACK);
    }
}

/**
 * The flow is over once its last screen is shown.
 *
 * @param {Visit} visit
 */
function finish(visit) {
    const {record, app, services} = visit;
    services.trace({event: 'end', state: /** @type {string} */ (record.state)});
    endFlow(app, record);
}

/**
 * @param {Visit} visit
 * @param {string} name
 */
async function countState(visit, name) {
    const {metrics} = visit.app.options;
    if (metrics) {
        await visit.about(name).metrics.count(`${metrics}.states.${name}`);
    }
}

/** @param {import('../index').Json | undefined} value */
function textOf(value) {
    return value === undefined || typeof value === 'string' ? value ?? '' : JSON.stringify(value);
}

module.exports = {enter, finish, leave, passBy};
