/** @file Assertions whose errors say what was checked, and whether the difference is worth showing. */
'use strict';

const {exists} = require('../utils');

/**
 * How an assertion's error is reported: `msg` says what is wrong, `diff` whether a test runner is to show expected and
 * actual value.
 *
 * @typedef {{msg?: string, diff?: boolean}} Report
 */

/**
 * @param {any} error gets `showDiff` and, if there is one, the message
 * @param {Report} report
 */
function describe(error, report) {
    error.showDiff = Boolean(report.diff);
    if (exists(report.msg)) {
        error.msg = report.msg;
        // Mocha shows a difference with a message of its own if it ends like this.
        const message = report.diff ? report.msg + ': expected' : String(report.msg);
        const stack = String(error.stack).replace(error.message, () => message);
        error.message = message;
        error.stack = stack;
    }
    return error;
}

/**
 * Adds `assertion(callback, report)`, which reports the AssertionErrors of a callback in its own way, and `assert` with
 * `deepEqual`, `strictEqual` and `fail`.
 *
 * @param {import('../types/base').Added} self
 */
function add_assertions(self) {
    self.assertion = (/** @type {() => any} */ callback, /** @type {Report} */ report) => {
        const {AssertionError} = require('assert');
        try {
            callback();
        } catch (error) {
            throw error instanceof AssertionError ? describe(error, report || {}) : error;
        }
    };

    self.assert = (/** @type {unknown} */ value, /** @type {Report} */ report) => self.assertion(
        () => require('assert')(value), Object.assign({diff: !(report && exists(report.msg))}, report));

    self.assert.deepEqual = (
        /** @type {unknown} */ actual, /** @type {unknown} */ expected, /** @type {Report} */ report) =>
        self.assertion(() => require('assert').deepEqual(actual, expected), Object.assign({diff: true}, report));

    self.assert.strictEqual = (
        /** @type {unknown} */ actual, /** @type {unknown} */ expected, /** @type {Report} */ report) =>
        self.assertion(() => require('assert').strictEqual(actual, expected), Object.assign({diff: true}, report));

    /** Fails: `actual` and `expected` do not compare by `op`. */
    self.assert.fail = (/** @type {{actual?: any, expected?: any, op?: string, msg?: string}} */ failure) => {
        const {AssertionError} = require('assert');
        const {actual, expected, op} = failure;
        const msg = exists(failure.msg) ? failure.msg : `${actual} ${op} ${expected}`;
        self.assertion(() => {
            throw new AssertionError({message: msg, actual: actual, expected: expected, operator: op});
        }, {msg: msg, diff: false});
    };
}

module.exports = {add_assertions};
