/**
 * @file Encrypted answers: texts that only the host can read take their place in what is stored of a user. The host has the key.
 *
 * All of them are one text, so that a message costs one request to open and one to seal, and a text that is put in the place of another
 * one moves no answer from question to question. It is bound to the user's key in the store.
 */
'use strict';

const {RESUME} = require('./resume');
const {textOf} = require('./errors');

/** @typedef {import('../internal').CompiledApp} CompiledApp */
/** @typedef {import('../internal').Services} Services */
/** @typedef {import('../internal').UserRecord} UserRecord */
/** @typedef {import('../internal').Slot} Slot */
/**
 * What is sealed: answers by name, and what the state the user is in keeps of theirs before it is an answer.
 *
 * @typedef {{answers: Record<string, any>, slot?: {state: string, own: Slot}}} Hidden
 */

/** What tells nothing of an answer. */
const PLAIN = ['page', 'attempts', 'shown'];

/** What was opened or sealed last: what has not changed need not be sealed again. @type {WeakMap<UserRecord, {plain: string, sealed: string}>} */
const known = new WeakMap();

/**
 * Options of a state as it is built from them: an encrypted answer is for nobody's eyes elsewhere either.
 *
 * @template {Record<string, any>} Options
 * @param {Options} options
 * @returns {Options}
 */
function hiding(options) {
    return options.encrypted === true ? {...options, sensitive: true} : options;
}

/**
 * @param {Record<string, any>} options
 * @returns {string[]}
 */
function problemsOfEncrypted({encrypted, sensitive, cache}) {
    if (encrypted !== true) {
        return encrypted === undefined || encrypted === false
            ? [] : [`encrypted: ${JSON.stringify(encrypted)} (expected: true or false)`];
    }
    return [
        ...sensitive === false ? ['sensitive: false (expected: nothing or true; encrypted answers are sensitive)'] : [],
        ...cache === undefined ? [] : ['cache: its results are stored as they are (expected: none beside encrypted)'],
    ];
}

/**
 * Puts the answers that were stored encrypted where answers are. What cannot be opened is not given, but stays stored until others are.
 *
 * @param {CompiledApp} app
 * @param {Services} services
 * @param {UserRecord} record as it was stored
 * @param {string} context what the text was sealed for
 */
async function open(app, services, record, context) {
    const {sealed} = record;
    if (sealed === undefined) {
        return;
    }
    try {
        const {values: [plain]} = await services.request('encryption.open', {values: [sealed], context});
        put(record, forgotten(app, record, hiddenFrom(plain)));
        known.set(record, {plain, sealed});
        delete record.sealed;
        delete record.unopened;
    } catch (error) {
        record.unopened = true;
        const msg = `encrypted answers cannot be opened, and count as not given: ${textOf(error)}`;
        await services.request('log.error', {msg}).catch(() => undefined);
    }
}

/**
 * @param {string} plain
 * @returns {Hidden}
 */
function hiddenFrom(plain) {
    try {
        const {answers, slot} = JSON.parse(plain);
        return {answers: {...answers}, slot};
    } catch {
        // Its message would have the text in it.
        throw new Error('something else was sealed');
    }
}

/**
 * While answers could not be opened nobody could forget them in time.
 *
 * @param {CompiledApp} app
 * @param {UserRecord} record
 * @param {Hidden} hidden
 * @returns {Hidden}
 */
function forgotten(app, {unopened}, {answers, slot}) {
    const kept = new Set([...app.states].filter(([, {options}]) => options.keep !== undefined)
        .map(([name, {options: {answer = name}}]) => answer));
    const left = Object.entries(answers).filter(([name]) => !unopened || !kept.has(name));
    return {answers: Object.fromEntries(left), slot};
}

/**
 * @param {UserRecord} record
 * @param {Hidden} hidden
 */
function put(record, {answers, slot}) {
    record.answers = {...answers, ...record.answers};
    const place = placeOf(record);
    if (slot !== undefined && place.state === slot.state) {
        place.slot = {...place.slot, ...slot.own};
    }
}

/**
 * Where the memory of the state is whose question the user would answer next.
 *
 * @param {UserRecord} record
 * @returns {{state: string | null, slot: Slot}}
 */
function placeOf(record) {
    return record.state === RESUME ? /** @type {any} */ (record.slot.interrupted) ?? record : record;
}

/**
 * A record as it may be stored. The one that is given stays as it is.
 *
 * @param {CompiledApp} app
 * @param {Services} services
 * @param {UserRecord} record
 * @param {string} context see `open`
 * @returns {Promise<UserRecord>}
 */
async function seal(app, services, record, context) {
    const {answers, slot} = hiddenIn(app, record);
    if (Object.keys(answers).length === 0 && slot === undefined) {
        return record;
    }
    const plain = JSON.stringify({answers, slot});
    const last = known.get(record);
    const sealed = last?.plain === plain ? last.sealed : await sealedText(services, plain, context);
    known.set(record, {plain, sealed});
    const {unopened, ...stored} = record;
    const visible = Object.entries(record.answers).filter(([name]) => !Object.hasOwn(answers, name));
    return {...stored, answers: Object.fromEntries(visible), ...slot === undefined ? {} : withoutSlot(record), sealed};
}

/**
 * @param {Services} services
 * @param {string} plain
 * @param {string} context
 * @returns {Promise<string>}
 */
async function sealedText(services, plain, context) {
    const {values} = await services.request('encryption.seal', {values: [plain], context});
    if (typeof values?.[0] !== 'string' || values[0] === plain) {
        throw new Error(`encryption.seal gave ${typeof values?.[0]} (expected: a sealed text)`);
    }
    return values[0];
}

/**
 * @param {CompiledApp} app
 * @param {UserRecord} record
 * @returns {Hidden}
 */
function hiddenIn({states}, record) {
    const encrypted = [...states].filter(([, {options}]) => options.encrypted);
    const names = encrypted.map(([name, {options: {answer = name}}]) => answer);
    const answers = Object.fromEntries([...new Set(names)].filter((name) => Object.hasOwn(record.answers, name))
        .map((name) => [name, record.answers[name]]));
    const {state, slot} = placeOf(record);
    const own = encrypted.some(([name]) => name === state) ? Object.entries(slot).filter(([name]) => !PLAIN.includes(name)) : [];
    return own.length === 0 ? {answers} : {answers, slot: {state: String(state), own: Object.fromEntries(own)}};
}

/**
 * @param {UserRecord} record
 * @returns {Pick<UserRecord, 'slot'>}
 */
function withoutSlot(record) {
    const place = placeOf(record);
    const slot = Object.fromEntries(Object.entries(place.slot).filter(([name]) => PLAIN.includes(name)));
    return {slot: place === record ? slot : {...record.slot, interrupted: {...place, slot}}};
}

module.exports = {hiding, open, problemsOfEncrypted, seal};
