/** @file What a test begins with: a user, configuration, stored values. */
'use strict';

const promises = require('../promise');
const {StateData} = require('../states');
const {User} = require('../user');
const {exists} = require('../utils');
const {AppTesterTasks, check_order} = require('./tasks');

/** @typedef {import('../types/tester').AppTesterTasks & import('../types/base').Added} Tasks */
/** @typedef {import('../types/tester').UserSetup} UserSetup */
/** @typedef {Record<string, any>} Values */

const DEFAULT_APP_NAME = 'test_app';
const DEFAULT_ADDRESS = '+27123456789';

/**
 * The app's configuration; it has a name afterwards.
 *
 * @param {any} api
 */
function named_config(api) {
    if (!exists(api.config.app)) {
        api.config.app = {};
    }
    if (!exists(api.config.app.name)) {
        api.config.app.name = DEFAULT_APP_NAME;
    }
    return api.config.app;
}

/**
 * Where users of an app are stored: there where machines look, and there where testers used to.
 *
 * @param {any} config
 * @returns {string[]}
 */
function user_stores(config) {
    return [config.user_store || config.name].concat(config.user_store_name || []);
}

/**
 * A user as it would have been stored after a message.
 *
 * @param {UserSetup & {addr: string}} user
 */
function record_of(user) {
    const {addr, lang = null, answers = {}, metadata = {}, in_session = false} = user;
    return {addr, lang, answers, metadata, in_session, state: new StateData(user.state).serialize()};
}

/** @param {Tasks} self gets `setup.user` */
function add_user(self) {
    const user = (/** @type {any} */ change) => {
        if (typeof change !== 'function') {
            Object.assign(self.data.user, change);
            return undefined;
        }
        return promises.resolve(change.call(self.tester, self.data.user)).then((changed) => {
            self.data.user = changed;
        });
    };
    const merge = (/** @type {keyof UserSetup} */ name, /** @type {(Values | undefined)[]} */ ...values) => {
        self.data.user[name] = Object.assign({}, ...values);
    };

    user.addr = (/** @type {string} */ addr) => user({addr: addr});
    user.lang = (/** @type {string} */ lang) => user({lang: lang});
    user.metadata = (/** @type {Values} */ metadata) => merge('metadata', self.data.user.metadata, metadata);
    user.answer = (/** @type {string} */ state, /** @type {unknown} */ answer) => merge(
        'answers', self.data.user.answers, {[state]: answer});

    // The answers of an earlier call win: apps' tests were written to that.
    user.answers = (/** @type {Values} */ answers) => merge('answers', answers, self.data.user.answers);

    user.state = (/** @type {string | Values} */ state, /** @type {Values | undefined} */ opts) => typeof state === 'string'
        ? merge('state', {name: state}, opts)
        : merge('state', state);
    user.state.metadata = (/** @type {Values} */ metadata) => merge_state('metadata', metadata);
    user.state.creator_opts = (/** @type {Values} */ opts) => merge_state('creator_opts', opts);

    const merge_state = (/** @type {string} */ name, /** @type {Values} */ values) => {
        const state = self.data.user.state || {};
        merge('state', state, {[name]: Object.assign({}, state[name], values)});
    };

    self.methods.setup.user = user;
}

/** @param {Tasks} self gets `setup.config` and `setup.kv` */
function add_sandbox(self) {
    const config = (/** @type {Values} */ values, /** @type {{json?: boolean} | undefined} */ opts) => {
        const json = !opts || opts.json !== false;
        for (const key of Object.keys(values)) {
            self.api.config.store[key] = values[key];
            self.api.config.json[key] = json;
        }
    };

    config.app = (/** @type {Values} */ values) => {
        self.api.config.app = Object.assign(self.api.config.app || {}, values);
    };

    config.endpoint = (/** @type {string} */ name, /** @type {Values} */ opts) => {
        const app = named_config(self.api);
        app.endpoints = Object.assign({}, app.endpoints, {[name]: Object.assign({}, opts)});
    };

    self.methods.setup.config = config;
    self.methods.setup.kv = (/** @type {Values} */ values) => Object.assign(self.api.kv.store, values);
}

/** Tasks that come before all others. */
const SetupTasks = AppTesterTasks.extend(function (self, tester) {
    AppTesterTasks.call(self, tester);

    self.name = () => 'setups';

    self.validate = (/** @type {string} */ method) => check_order(
        tester, method, 'Setup', {interactions: 'interaction', checks: 'check'});

    self.before = () => {
        self.data.user = {addr: DEFAULT_ADDRESS};
        named_config(self.api);
    };

    /** Stores the user, if anything is known of it but its address. */
    self.after = () => {
        const user = self.data.user;
        if (!exists(user.addr)) {
            user.addr = DEFAULT_ADDRESS;
        }
        tester.data.user_addr = user.addr;
        if (Object.keys(user).some((name) => name !== 'addr')) {
            for (const store of user_stores(named_config(self.api))) {
                self.api.kv.store[User.make_key(user.addr, store)] = record_of(user);
            }
        }
    };

    self.methods.setup = (/** @type {Function} */ callback) => callback.call(tester, self.api);

    /** How long replies may be, unless a check says otherwise. */
    self.methods.setup.char_limit = (/** @type {number} */ limit) => {
        tester.data.char_limit = limit;
    };

    add_user(self);
    add_sandbox(self);
});

module.exports = {SetupTasks, DEFAULT_ADDRESS};
