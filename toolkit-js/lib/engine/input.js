/** @file What an input means: a page to turn, a way back, or an answer. */
'use strict';

const {routeOf, routesOf} = require('./keywords');
const {RESUME} = require('./resume');
const {backOffered, homeOffered, keysOf, screenBefore} = require('./navigation');
const {holds} = require('./next');
const {endFlow} = require('./record');
const {enter, leave} = require('./walk');
const {plainDigits} = require('../validate/digits');

/** @typedef {import('./visit').Visit} Visit */

/**
 * @param {Visit} visit its user is in a state
 * @param {string} content
 */
async function receive(visit, content) {
    const {record, services} = visit;
    const name = /** @type {string} */ (record.state);
    const state = visit.state(name);
    const input = content.trim();
    services.trace({event: 'input', state: name, input: state.options.sensitive ? '***' : input});
    if (turnedPage(record.slot, input) || await navigated(visit, input) || await heardKeyword(visit, input)) {
        return;
    }
    if (state.receive === undefined) {
        throw new Error(`state '${name}' of kind '${state.kind}' takes no input`);
    }
    const outcome = await state.receive(visit.about(name), record.slot, input, picked(record.slot, input), visit);
    delete record.slot.error;
    if (outcome.outcome === 'stay') {
        return;
    }
    if (outcome.outcome === 'refused') {
        await refuse(visit, state, outcome.error, input);
    } else if (outcome.outcome === 'resume') {
        Object.assign(record, outcome.interrupted);
    } else if (outcome.outcome === 'restart') {
        endFlow(visit.app, record);
        await enter(visit, outcome.next, 'start');
    } else {
        await enter(visit, await leave(visit, outcome), outcome.outcome === 'change' ? 'change' : 'next');
    }
}

/**
 * Whether the input was the number of "more" or "previous", which are shown as entries.
 *
 * @param {import('../internal').Slot} slot
 * @param {string} input
 */
function turnedPage(slot, input) {
    const {shown} = slot;
    const key = entryKey(input);
    const step = shown === undefined ? 0 : Number(key === shown.more) - Number(key === shown.previous);
    slot.page = (slot.page ?? 0) + step;
    return step !== 0;
}

/**
 * Whether the input was one of the app's keywords, which lead away from everywhere outside sessions.
 *
 * @param {Visit} visit
 * @param {string} input
 */
async function heardKeyword(visit, input) {
    const {app: {options}, message, record} = visit;
    const route = message.session === null && options.keywords !== undefined ? routeOf(routesOf(options.keywords), input) : undefined;
    if (route === undefined) {
        return false;
    }
    const from = /** @type {string} */ (record.state);
    Object.assign(record, {history: [], detour: null});
    record.data.rest = route.rest;
    visit.services.trace({event: 'leave', from, to: route.to, by: route.keyword});
    await enter(visit, route.to, 'keyword');
    return true;
}

/**
 * The entry an input's number stands for, counted from 0 over all pages; null if there is none.
 *
 * @param {import('../internal').Slot} slot
 * @param {string} input
 */
function picked({shown}, input) {
    const key = entryKey(input);
    const number = /^[1-9]\d{0,3}$/.test(key) ? Number(key) : 0;
    return shown !== undefined && number >= 1 && number <= shown.count ? shown.first + number - 1 : null;
}

/**
 * The number of an entry as it is shown, however it is typed: `1.`, `01`, with the digits of another script.
 *
 * @param {string} input
 */
function entryKey(input) {
    return plainDigits(input).replace(/^0*([1-9]\d*)[.)]?$/, '$1');
}

/**
 * Takes the last state from the history that would not be skipped by now; the start if there is none.
 *
 * @param {Visit} visit its user can go back
 * @returns {Promise<string>}
 */
async function stateBefore(visit) {
    for (let name = visit.record.history.pop(); name !== undefined; name = visit.record.history.pop()) {
        const {skip} = visit.state(name).options;
        if (skip === undefined || !await holds(skip, visit.about(name))) {
            return name;
        }
    }
    return visit.app.start;
}

/**
 * @param {Visit} visit
 * @param {string} input
 */
async function navigated(visit, input) {
    const {record, app} = visit;
    const {back, home} = keysOf(app);
    const from = /** @type {string} */ (record.state);
    const key = plainDigits(input);
    if (key === home?.key && homeOffered(visit)) {
        forgetAnswers(visit, record.history);
        Object.assign(record, {history: [], detour: null});
        visit.services.trace({event: 'leave', from, to: app.start, by: 'home'});
        await enter(visit, app.start, 'home');
        return true;
    }
    const before = screenBefore(visit);
    if (key === back?.key && backOffered(visit) && before !== null) {
        record.slot = before;
        return true;
    }
    if (key === back?.key && backOffered(visit)) {
        const to = await stateBefore(visit);
        const {detour} = record;
        forgetAnswers(visit, [to]);
        record.detour = detour !== null && record.history.length > detour.depth ? {...detour, state: to} : null;
        visit.services.trace({event: 'leave', from, to, by: 'back'});
        await enter(visit, to, 'back');
        return true;
    }
    return false;
}

/**
 * Where the app wants it, answers are forgotten when the user goes back to their questions; not while one is changed from a summary, which may be
 * left again without another answer.
 *
 * @param {Visit} visit
 * @param {string[]} names
 */
function forgetAnswers({app, record}, names) {
    if (app.options.navigation?.forget && record.detour === null) {
        for (const name of names) {
            delete record.answers[app.states.get(name)?.options.answer ?? name];
        }
    }
}

/**
 * @param {Visit} visit
 * @param {import('../internal').StateDefinition} state
 * @param {import('../index').Text} error
 * @param {string} input
 */
async function refuse(visit, state, error, input) {
    const {record, services} = visit;
    const name = /** @type {string} */ (record.state);
    const context = visit.about(name);
    const text = await context.translate(error);
    services.trace({event: 'refused', state: name, input: state.options.sensitive ? '***' : input, text});
    const attempts = (record.slot.attempts ?? 0) + 1;
    const limit = state.options.attempts;
    if (name !== RESUME && limit !== undefined && attempts >= limit.most) {
        await enter(visit, await leave(visit, {outcome: 'go', next: limit.to}, 'attempts'), 'next');
        return;
    }
    Object.assign(record.slot, {attempts, error: text, page: 0});
}

module.exports = {receive};
