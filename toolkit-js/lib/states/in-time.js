/** @file Work that must be done within a time, tried again where that may help. */
'use strict';

const {millisecondsOf} = require('../define/duration');

/** @typedef {import('../internal').Services} Services */

/**
 * How often and how long something is tried, in milliseconds.
 *
 * @typedef {{timeout: number, within: number, retries: number, pause: number}} Limits
 */

/**
 * @param {Record<string, any>} options see `CallOptions`
 * @returns {Limits}
 */
function limitsOf({timeout = '5s', within = '8s', retries = 0, pause = '0s'}) {
    if (!(Number.isInteger(retries) && retries >= 0)) {
        throw new TypeError(`retries: ${retries} (expected: a whole number from 0)`);
    }
    return {timeout: millisecondsOf(timeout), within: millisecondsOf(within), retries, pause: millisecondsOf(pause)};
}

/**
 * The result of the first attempt that does not fail. The pause doubles after each; there is none for which no time would be left.
 *
 * @template T
 * @param {Services} services
 * @param {Limits} limits
 * @param {(attempt: number) => T | Promise<T>} work
 * @param {(error: any, attempt: number) => void} failed told of each failure that is followed by another attempt
 * @returns {Promise<T>} rejects with the last error
 */
async function tried(services, {timeout, within, retries, pause}, work, failed) {
    const end = services.now().getTime() + within;
    for (let attempt = 1, wait = pause; ; attempt++, wait *= 2) {
        try {
            const most = Math.min(timeout, end - services.now().getTime());
            return await inTime(services, most, () => work(attempt));
        } catch (error) {
            if (attempt > retries || !again(error) || services.now().getTime() + wait >= end) {
                throw error;
            }
            failed(error, attempt);
        }
        if (wait > 0) {
            await new Promise((resolve) => services.after(wait, () => resolve(undefined)));
        }
    }
}

/**
 * Whether a failure may be gone the next time. What a server says about a request stays the same.
 *
 * @param {any} error
 */
function again(error) {
    const status = error?.response?.status ?? 0;
    return status < 400 || status >= 500 || [408, 425, 429].includes(status);
}

/**
 * @template T
 * @param {Services} services
 * @param {number} most milliseconds
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
function inTime(services, most, work) {
    return new Promise((resolve, reject) => {
        const stop = services.after(most, () => reject(new Error(`no answer within ${most} ms`)));
        Promise.resolve().then(work).then(resolve, reject).finally(stop);
    });
}

module.exports = {limitsOf, tried};
