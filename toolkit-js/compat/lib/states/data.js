/** @file Where a user is. */
'use strict';

const {Extendable} = require('../utils');
const {State} = require('./state');

/**
 * A state's name, its metadata and the options it was created with: `new StateData(where, opts)`, both as
 * `data.reset(where, opts)` takes them.
 *
 * @type {typeof import('../types/states').StateData}
 */
const StateData = Extendable.extend(function (self, where, opts) {
    self.reset(where, opts);
});

/** @type {any} what all of them have; every message makes several */
const methods = {
    // A State may still change them.
    get name() {
        return this.state.name;
    },

    get metadata() {
        return this.state.metadata;
    },

    /**
     * Makes it stand for another state: a State, a name, or an object of `name`, `metadata` and `creator_opts`; without
     * any, for none. A name's metadata and creator options, and a State's creator options, may be among `given`.
     */
    reset(/** @type {any} */ target, /** @type {any} */ given) {
        const options = given || {};
        if (target instanceof State) {
            this.state = target;
            this.creator_opts = options.creator_opts || target._creator_opts || {};
            return;
        }
        const described = typeof target === 'object' && target !== null ? target : {};
        const source = typeof target === 'string' ? options : described;
        this.state = {name: typeof target === 'string' ? target : described.name, metadata: source.metadata || {}};
        this.creator_opts = source.creator_opts || {};
    },

    /** Whether it stands for any state. */
    exists() {
        return this.name !== undefined;
    },

    /** Whether it stands for the same state as a name, a State or other data. */
    is(/** @type {any} */ other) {
        const name = typeof other === 'object' && other !== null ? other.name : other;
        return Boolean(other) && name === this.name;
    },

    /** What of it is stored with the user. */
    serialize() {
        return {name: this.name, metadata: this.metadata, creator_opts: this.creator_opts};
    },

    toJSON() {
        return this.serialize();
    }
};
Object.defineProperties(StateData.prototype, Object.getOwnPropertyDescriptors(methods));

module.exports = {StateData};
