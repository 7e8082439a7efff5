/** @file A sandbox that is only memory. */
'use strict';

const {Extendable} = require('../utils');
const {DummyResources} = require('./resources');
const {DummyConfigResource} = require('../config/dummy');
const {DummyContactsResource, DummyGroupsResource} = require('../contacts/dummy');
const {DummyHttpResource} = require('../http/dummy');
const {DummyKvResource} = require('../kv/dummy');
const {DummyLogResource} = require('../log/dummy');
const {DummyMetricsResource} = require('../metrics/dummy');
const {DummyOutboundResource} = require('../outbound/dummy');

/**
 * What an app finds as `api` in the sandbox, for tests. `config` and `kv` are what those resources have to begin with,
 * `http` the options of that resource. Each resource is an attribute.
 *
 * @type {typeof import('../types/dummy').DummyApi}
 */
const DummyApi = Extendable.extend(function (self, opts) {
    const given = Object.assign({config: {}, kv: {}, http: {}}, opts);
    /** How often an app said that it was done. */
    self.done_calls = 0;
    self.resources = new DummyResources();

    const config = new DummyConfigResource('config', given.config);
    const contacts = new DummyContactsResource('contacts');
    [
        config,
        contacts,
        new DummyGroupsResource('groups', contacts),
        new DummyHttpResource('http', Object.assign({default_encoding: 'json'}, given.http)),
        new DummyKvResource('kv', given.kv),
        new DummyLogResource('log'),
        new DummyMetricsResource('metrics'),
        new DummyOutboundResource('outbound', config)
    ].forEach(self.resources.add);
    self.resources.attach(self);

    /** The command that a request is. */
    self.populate_command = (/** @type {string} */ name, data) => Object.assign(
        {}, data, {cmd: name});

    /** Calls back with the reply, later. */
    self.request = (/** @type {string} */ name, data, callback) => {
        self.resources.handle(self.populate_command(name, data)).done(callback);
    };

    self.log_info = (/** @type {string} */ msg, /** @type {(reply: any) => void} */ callback) => self.request(
        'log.info', {msg: msg}, callback);

    self.done = () => {
        self.done_calls++;
    };
});

module.exports = {DummyApi};
