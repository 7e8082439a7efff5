/** @file The host's `api` object as promises, a clock and a source of chance. */
'use strict';

const {RequestError} = require('../engine/errors');

/**
 * @param {any} api the host's; `now`, `random`, `after`, `trace` and `conceal` may be given by a simulator
 * @returns {import('../internal').Services}
 */
function servicesOf(api) {
    return {
        request: (name, fields) => new Promise((resolve, reject) => {
            // The host adds fields of its own to what it is given.
            api.request(name, {...fields}, (/** @type {any} */ reply) => {
                if (reply.success) {
                    resolve(reply);
                } else {
                    reject(new RequestError(name, String(reply.reason)));
                }
            });
        }),
        now: api.now ?? (() => new Date()),
        random: api.random ?? Math.random,
        after: api.after ?? ((milliseconds, callback) => {
            const timer = setTimeout(callback, milliseconds);
            return () => clearTimeout(timer);
        }),
        trace: api.trace ?? (() => {}),
        conceal: api.conceal ?? (() => {}),
    };
}

module.exports = {servicesOf};
