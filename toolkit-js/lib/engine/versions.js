/** @file Users whose record another definition of the app wrote: brought up to date; told of where they cannot be. */
'use strict';

const {valuesOf} = require('../define/outline');
const {same} = require('./next');
const {RESUME} = require('./resume');

/** @typedef {import('./visit').Visit} Visit */
/** @typedef {import('../internal').CompiledApp} CompiledApp */
/** @typedef {import('../internal').UserRecord} UserRecord */

/**
 * Brings a record of another version, or of another definition, up to date. Who stands in a state that is gone still
 * does.
 *
 * @param {Visit} visit
 */
async function bringUpToDate(visit) {
    const {app, record, isNew} = visit;
    const {version: from, definition: before} = record;
    const hash = app.definition();
    if (!isNew && from < app.version) {
        await migrate(visit, from);
    }
    if (!isNew && (before !== hash || from < app.version)) {
        mend(visit, from === app.version && before !== null ? mistakeOf(before, hash, from) : null);
    }
    Object.assign(record, {version: app.version, definition: hash});
}

/**
 * @param {string} before
 * @param {string} hash
 * @param {number} version
 */
function mistakeOf(before, hash, version) {
    return `The definition changed (was ${before}, is ${hash}) while version stayed ${version} `
        + '(expected: version counted up, and migrate to bring users along)';
}

/**
 * @param {Visit} visit
 * @param {number} from
 */
async function migrate({app, record, about}, from) {
    /** @type {import('../index').StoredUser} */
    const user = {
        answers: record.answers,
        data: record.data,
        state: standing(record),
        definition: record.definition,
        gone: goneStates(app, record),
        rename: (before, now) => {
            rename(record, before, now);
            user.state = user.state === null ? null : renamed(user.state, before, now);
        },
    };
    await app.options.migrate?.(user, from, about(record.state ?? ''));
    if (user.state !== standing(record)) {
        Object.assign(record, {state: user.state, slot: {}, history: [], detour: null});
    }
}

/**
 * The state whose question the user would answer next.
 *
 * @param {UserRecord} record
 * @returns {string | null}
 */
function standing({state, slot}) {
    return state === RESUME ? slot.interrupted?.state ?? null : state;
}

/**
 * The states a user in the middle of a flow is in, or can go back to, that are not there any more.
 *
 * @param {CompiledApp} app
 * @param {UserRecord} record
 */
function goneStates(app, record) {
    const named = [standing(record), ...record.history, record.detour?.state, record.detour?.then];
    return [...new Set(named)].filter((name) => typeof name === 'string' && !app.states.has(name)).map(String);
}

/**
 * Renames a state with those it brings, and its answer.
 *
 * @param {UserRecord} record
 * @param {string} before
 * @param {string} now
 */
function rename(record, before, now) {
    for (const [place, name] of Object.entries({before, now})) {
        if (typeof name !== 'string' || name === '') {
            const wrong = `rename: ${place} ${JSON.stringify(name)}`;
            throw new TypeError(`${wrong} (expected: the name of a state or an answer)`);
        }
    }
    const one = (/** @type {string} */ name) => renamed(name, before, now);
    for (const named of [record.answers, record.labels ?? {}, record.given ?? {}]) {
        for (const [name, value] of Object.entries(named).filter(([name]) => one(name) !== name)) {
            delete named[name];
            named[one(name)] = value;
        }
    }
    for (const holder of [record, record.detour, record.state === RESUME ? record.slot.interrupted : null]) {
        if (typeof holder?.state === 'string') {
            holder.state = one(holder.state);
        }
    }
    if (record.detour !== null) {
        record.detour.then = one(record.detour.then);
    }
    record.history = record.history.map(one);
    record.dropped = record.dropped.map(one);
}

/**
 * @param {string} name
 * @param {string} before
 * @param {string} now
 */
function renamed(name, before, now) {
    return name === before || name.startsWith(`${before}.`) ? now + name.slice(before.length) : name;
}

/**
 * Forgets ways to states that are gone, and tells what does not fit any more.
 *
 * @param {Visit} visit
 * @param {string | null} why what the log gets where it is the app's mistake
 */
function mend({app, record, about}, why) {
    const gone = goneStates(app, record);
    const state = standing(record);
    const choices = why === null || state === null ? [] : goneChoices(app, record);
    const told = [
        ...gone.map((name) => `there is no state '${name}' any more${name === state ? ': starting again' : ''}`),
        ...choices.map((name) => `the answer '${name}' is no choice any more`),
    ];
    if (told.length > 0) {
        about(record.state ?? '').log.warn([`${app.name}: ${told.join('; ')}`, ...why === null ? [] : [why]].join('. '));
    }
    const there = (/** @type {string} */ name) => app.states.has(name);
    record.history = record.history.filter(there);
    if (record.detour !== null && !(there(record.detour.state) && there(record.detour.then))) {
        record.detour = null;
    }
    if (state !== null && !there(state)) {
        Object.assign(record, {state, slot: {}});
    }
}

/**
 * The answers that were chosen, and could not be chosen now.
 *
 * @param {CompiledApp} app
 * @param {UserRecord} record
 * @returns {string[]} their names
 */
function goneChoices(app, {answers}) {
    /** Values by name of the answer; null where any can be. @type {Map<string, any[] | null>} */
    const known = new Map();
    for (const [state, definition] of app.states) {
        const {answer = state} = definition.options;
        const values = valuesOf(definition);
        const others = known.get(answer);
        known.set(answer, values === null || others === null ? null : [...others ?? [], ...values]);
    }
    return Object.keys(answers).filter((name) => {
        const values = known.get(name) ?? null;
        return values !== null && [answers[name]].flat().some((answer) => !values.some((value) => same(value, answer)));
    });
}

module.exports = {bringUpToDate};
