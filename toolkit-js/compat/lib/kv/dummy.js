/** @file A key-value store in memory. */
'use strict';

const {exists, is_integer} = require('../utils');
const {DummyResource, DummyResourceError} = require('../dummy/resources');

/**
 * A key-value store for tests. `store` has the values, `ttl` how many seconds those live that do not live for ever.
 *
 * @type {typeof import('../types/dummy').DummyKvResource}
 */
const DummyKvResource = DummyResource.extend(function (self, name, store) {
    DummyResource.call(self, name || 'kv');
    self.store = store || {};
    /** @type {Record<string, number>} */
    self.ttl = {};

    /** Adds to an integer, and answers with the sum; a key without a value has 0. */
    self.incr = (/** @type {string} */ key, /** @type {number} */ amount) => {
        const added = amount === undefined ? 1 : amount;
        const value = self.store[key] === undefined ? 0 : self.store[key];
        if (!is_integer(added)) {
            throw new DummyResourceError(`Non-integer increment amount given for key '${key}': ${added}`);
        }
        if (!is_integer(value)) {
            throw new DummyResourceError(`Cannot increment non-integer value for key '${key}': ${value}`);
        }
        self.store[key] = value + added;
        return self.store[key];
    };

    /** Says how long a value lives; for ever, if there are no seconds. */
    self.set_ttl = (/** @type {string} */ key, /** @type {number | null | undefined} */ seconds) => {
        if (exists(seconds)) {
            self.ttl[key] = /** @type {number} */ (seconds);
        } else {
            delete self.ttl[key];
        }
    };

    self.handlers.get = (cmd) => ({
        success: true,
        value: self.store[cmd.key] === undefined ? null : self.store[cmd.key]
    });

    self.handlers.set = (cmd) => {
        self.store[cmd.key] = cmd.value;
        self.set_ttl(cmd.key, cmd.seconds);
        return {success: true};
    };

    self.handlers.incr = (cmd) => ({
        success: true,
        value: self.incr(cmd.key, exists(cmd.amount) ? cmd.amount : undefined)
    });

    self.handlers.delete = (cmd) => {
        const existed = cmd.key in self.store;
        delete self.store[cmd.key];
        return {success: true, existed: existed};
    };
});

module.exports = {DummyKvResource};
