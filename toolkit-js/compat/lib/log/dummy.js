/** @file A log in memory. */
'use strict';

const {DummyResource} = require('../dummy/resources');

/** @type {Record<string, number>} */
const LEVELS = {debug: 10, info: 20, warning: 30, error: 40, critical: 50};

/**
 * A log for tests. `store` has the messages by the number of their level; `debug`, `info`, `warning`, `error` and
 * `critical` are the lists of those levels.
 *
 * @type {typeof import('../types/dummy').DummyLogResource}
 */
const DummyLogResource = DummyResource.extend(function (self, name) {
    DummyResource.call(self, name || 'log');
    /** @type {Record<string, string[]>} */
    self.store = {};

    self.add = (/** @type {number} */ level, /** @type {string} */ msg) => {
        self.store[level] = self.store[level] || [];
        self.store[level].push(msg);
    };

    self.handlers.log = (cmd) => {
        self.add(cmd.level, cmd.msg);
        return {success: true};
    };

    for (const level of Object.keys(LEVELS)) {
        const number = LEVELS[level];
        self.store[number] = [];
        Object.defineProperty(self, level, {
            enumerable: true,
            configurable: true,
            get() {
                self.store[number] = self.store[number] || [];
                return self.store[number];
            },
            set(messages) {
                self.store[number] = messages;
            }
        });
        self.handlers[level] = (cmd) => self.handlers.log({level: number, msg: cmd.msg});
    }
});

module.exports = {DummyLogResource};
