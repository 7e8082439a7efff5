/** @file What every function of an app gets. */
'use strict';

const {isIn} = require('./canary');
const {withoutSecrets} = require('./secrets');
const {translate} = require('./texts');
const {resourcesOf} = require('../host/resources');

/** @typedef {import('./visit').Visit} Visit */

/**
 * @param {Visit} visit
 * @param {string} state the state it is about
 * @returns {import('../index').Context}
 */
function createContext(visit, state) {
    const {app, services, record, message, config} = visit;
    const resources = visit.resources ??= resourcesOf(services, {address: record.address, message: message.id, config, app: app.name});
    /** @type {import('../index').Context} */
    const context = {
        ...resources,
        log: logOf(visit, resources.log),
        user: userOf(visit),
        answers: record.answers,
        data: record.data,
        message,
        state,
        get loaded() {
            return record.slot.loaded;
        },
        config,
        now: () => services.now(),
        random: () => services.random(),
        canary: (name, percent) => isIn(record.address, name, percent),
        translate: (text, values) => translate(app, context, text, values),
        send: async ({text, to = record.address, endpoint = 'default'}) => {
            await services.request('outbound.send_to', {to_addr: to, content: await translate(app, context, text), endpoint});
        },
        request: (name, fields = {}) => services.request(name, fields),
    };
    return context;
}

/**
 * The app's log, but answers of sensitive states are masked.
 *
 * @param {Visit} visit
 * @param {import('../index').Log} log
 * @returns {import('../index').Log}
 */
function logOf({app, record}, log) {
    const masked = (/** @type {unknown} */ text) => withoutSecrets(app, record.answers, String(text));
    return {
        debug: (text) => log.debug(masked(text)),
        info: (text) => log.info(masked(text)),
        warn: (text) => log.warn(masked(text)),
        error: (text) => log.error(masked(text)),
    };
}

/** @param {Visit} visit */
function userOf({app, record, isNew}) {
    return {
        address: record.address,
        isNew,
        get language() {
            return record.language;
        },
        set language(code) {
            const known = app.options.languages;
            if (known !== undefined && !Object.hasOwn(known, code)) {
                throw new Error(`language '${code}' (expected one of: ${Object.keys(known).join(', ')})`);
            }
            record.language = code;
        },
    };
}

module.exports = {createContext};
