/** @file Where a user is. */
'use strict';

const {Extendable} = require('../utils');
const {State} = require('./state');

/**
 * A state's name, its metadata and the options it was created with: `new StateData(where, opts)`, both as
 * `data.reset(where, opts)` takes them.
 */
const StateData = Extendable.extend(function (self, where, opts) {
    for (const name of ['name', 'metadata']) {
        // A State may still change them.
        Object.defineProperty(self, name, {get: () => self.state[name]});
    }

    /**
     * Makes it stand for another state: a State, a name, or an object of `name`, `metadata` and `creator_opts`; without
     * any, for none. A name's metadata and creator options, and a State's creator options, may be among `given`.
     */
    self.reset = (/** @type {any} */ target, /** @type {any} */ given) => {
        const options = given || {};
        if (target instanceof State) {
            self.state = target;
            self.creator_opts = options.creator_opts || target.creator_opts || {};
            return;
        }
        const described = typeof target === 'object' && target !== null ? target : {};
        const source = typeof target === 'string' ? Object.assign({}, options, {name: target}) : described;
        self.state = {name: source.name, metadata: source.metadata || {}};
        self.creator_opts = source.creator_opts || {};
    };

    /** Whether it stands for any state. */
    self.exists = () => self.name !== undefined;

    /** Whether it stands for the same state as a name, a State or other data. */
    self.is = (/** @type {any} */ other) => {
        const name = typeof other === 'object' && other !== null ? other.name : other;
        return name === self.name && (name !== undefined || other !== undefined);
    };

    /** What of it is stored with the user. */
    self.serialize = () => ({
        name: self.name,
        metadata: self.metadata,
        creator_opts: self.creator_opts
    });
    self.toJSON = self.serialize;

    self.reset(where, opts);
});

module.exports = {StateData};
