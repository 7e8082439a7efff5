/** @file What is stored of a user between two messages. */
'use strict';

const {forgetBeside, forgetFlow, forgetOld} = require('./retention');
const {open, seal} = require('./sealing');

/** @typedef {import('../internal').UserRecord} UserRecord */
/** @typedef {import('../internal').Services} Services */
/** @typedef {import('../internal').CompiledApp} CompiledApp */

/** Of the record's shape. */
const FORMAT = 1;
const SEVEN_DAYS = 7 * 24 * 60 * 60;

/**
 * @param {CompiledApp} app
 * @param {string} address
 */
const keyOf = (app, address) => `users.${app.name}.${address}`;

/**
 * The user's record, as it was stored but for encryption, or new. Answers that are too old by now are forgotten at once: the message may
 * fail.
 *
 * @param {CompiledApp} app
 * @param {Services} services
 * @param {string} address
 * @returns {Promise<{record: UserRecord, isNew: boolean}>}
 */
async function load(app, services, address) {
    const {value} = await services.request('kv.get', {key: keyOf(app, address)});
    if (!value) {
        return {record: fresh(app, address), isNew: true};
    }
    const record = value.format === FORMAT ? {...fresh(app, address), ...value} : adopted(app, address, value);
    await open(app, services, record, keyOf(app, address));
    if (forgetOld(app, record, services.now())) {
        await save(app, services, record);
    }
    return {record, isNew: false};
}

/**
 * What an app for vumigo_v02 stored under the same name: answers and language stay, the flow starts again. Its version is 0, so that `migrate`
 * is told.
 *
 * @param {CompiledApp} app
 * @param {string} address
 * @param {any} stored
 * @returns {UserRecord}
 */
function adopted(app, address, stored) {
    const record = fresh(app, address);
    const known = Object.keys(app.options.languages ?? {});
    return {
        ...record,
        answers: Object(stored.answers) === stored.answers ? stored.answers : {},
        data: Object(stored.metadata) === stored.metadata ? stored.metadata : {},
        language: known.includes(stored.lang) ? stored.lang : record.language,
        version: 0,
    };
}

/**
 * @param {CompiledApp} app
 * @param {string} address
 * @returns {UserRecord}
 */
function fresh(app, address) {
    return {
        format: FORMAT,
        address,
        language: Object.keys(app.options.languages ?? {en: 'English'})[0] ?? 'en',
        answers: {},
        data: {},
        state: null,
        slot: {},
        history: [],
        detour: null,
        dropped: [],
        version: app.version,
        definition: null,
        seen: 0,
    };
}

/**
 * @param {CompiledApp} app
 * @param {Services} services
 * @param {UserRecord} record
 */
async function save(app, services, record) {
    const {keepUsers = SEVEN_DAYS} = app.options;
    forgetBeside(record);
    const expiry = keepUsers === null ? {} : {seconds: keepUsers};
    const key = keyOf(app, record.address);
    await services.request('kv.set', {key, value: await seal(app, services, record, key), ...expiry});
}

/**
 * Ends the flow: the next message starts anew. Answers stay, those kept for the flow only do not.
 *
 * @param {CompiledApp} app
 * @param {UserRecord} record
 */
function endFlow(app, record) {
    forgetFlow(app, record);
    Object.assign(record, {state: null, slot: {}, history: [], detour: null, dropped: []});
}

/**
 * What of a record may be shown: answers of sensitive states are not.
 *
 * @param {CompiledApp} app
 * @param {UserRecord} record
 * @returns {UserRecord}
 */
function redacted(app, record) {
    const answers = {...record.answers};
    for (const [name, {options}] of app.states) {
        const key = options.answer ?? name;
        if (options.sensitive && Object.hasOwn(answers, key)) {
            answers[key] = '***';
        }
    }
    return {...record, answers};
}

module.exports = {endFlow, fresh, load, redacted, save};
