/** @file Configuration in memory. */
'use strict';

const {DummyResource} = require('../dummy/resources');

/**
 * Configuration for tests. `store` has the values by key and `json` says which are JSON, which all others are taken
 * for too; `app` is the value of the key `config`.
 *
 * @type {typeof import('../types/dummy').DummyConfigResource}
 */
const DummyConfigResource = DummyResource.extend(function (self, name, store) {
    DummyResource.call(self, name || 'config');
    self.store = store || {};
    self.json = {};

    Object.defineProperty(self, 'app', {
        enumerable: true,
        configurable: true,
        get: () => self.store.config,
        set(settings) {
            self.store.config = settings;
        }
    });
    self.app = self.app || {};

    self.handlers.get = (cmd) => {
        const value = Object.hasOwn(self.store, cmd.key) && self.store[cmd.key] !== undefined
            ? self.store[cmd.key]
            : null;
        return {success: true, value: self.json[cmd.key] === false ? value : JSON.stringify(value)};
    };
});

module.exports = {DummyConfigResource};
