/** @file What tests of apps, and of parts of the toolkit, are made with. */
'use strict';

const promises = require('./promise');
const fixtures = require('./fixtures');
const {LazyTranslator, Translator} = require('./translate');

/**
 * A promise of a machine that has been set up with the sample data.
 *
 * @param {{app?: any, api?: any, msg?: any, setup?: boolean}} [opts] `api` is a DummyApi or the options of one; with
 *     `setup: false` the machine is only made
 */
function make_im(opts) {
    const {App} = require('./app');
    const {DummyApi} = require('./dummy');
    const {InteractionMachine} = require('./interaction_machine');
    const options = Object.assign({setup: true}, opts);
    const api = options.api instanceof DummyApi
        ? options.api
        : new DummyApi(Object.assign({config: fixtures.config(), kv: fixtures.kv()}, options.api));
    const im = new InteractionMachine(api, options.app || new App('start'));
    return options.setup
        ? promises.resolve(im.setup(options.msg || fixtures.msg())).thenResolve(im)
        : promises.resolve(im);
}

/**
 * A translator into one of the sample languages.
 *
 * @param {string} [lang]
 */
function i18n_for(lang) {
    return new /** @type {any} */ (Translator)(fixtures.lang(lang));
}

/**
 * What a function throws; undefined if it does not.
 *
 * @param {() => any} callee
 * @returns {any}
 */
function catch_err(callee) {
    try {
        callee();
    } catch (error) {
        return error;
    }
    return undefined;
}

/**
 * A function that sends a command to a sandbox and answers with a promise of the reply, be it success or failure.
 *
 * @param {any} api
 */
function requester(api) {
    return (/** @type {string} */ name, /** @type {any} */ data) => {
        const deferred = promises.defer();
        api.request(name, data, deferred.resolve);
        return deferred.promise;
    };
}

/** Throws an AssertionError; for the place of a test that must not be reached. */
function fail() {
    const {AssertionError} = require('assert');
    throw new AssertionError({message: 'Expected test to fail', stackStartFn: fail});
}

module.exports = {make_im, i18n_for, catch_err, requester, fail, $: new /** @type {any} */ (LazyTranslator)()};
