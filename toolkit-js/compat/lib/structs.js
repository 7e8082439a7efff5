/** @file Data that knows its rules, and sets of options. */
'use strict';

const {BaseError, Extendable, inherit, maybe_call} = require('./utils');

/** @type {typeof import('./types/structs').ValidationError} */
const ValidationError = BaseError.extend(function (self, model, message) {
    self.name = 'ValidationError';
    self.model = model;
    self.message = message;
});

/** @param {any} value that JSON could hold @returns {any} */
function deep_copy(value) {
    if (Array.isArray(value)) {
        return value.map(deep_copy);
    }
    if (typeof value !== 'object' || value === null || value instanceof Date) {
        return value;
    }
    /** @type {Record<string, any>} */
    const copy = {};
    for (const key of Object.keys(value)) {
        copy[key] = deep_copy(value[key]);
    }
    return copy;
}

/**
 * Attributes with methods beside them: only attributes are enumerable, methods are members of `model.do`, also called
 * `model.cls`. `new Model(attributes)`; extended ones get the attributes object first, as all others do.
 *
 * @constructor
 * @this {any}
 * @param {Record<string, any>} [attributes]
 */
function Model(attributes) {
    const self = this;
    if (!Object.hasOwn(self, 'cls')) {
        equip(self);
    }
    self.do.init(attributes);
}

/** @param {any} self gets its methods, none of them enumerable */
function equip(self) {
    const methods = Object.create(Model.methods);
    methods.self = self;
    methods.defaults = {};
    for (const name of ['cls', 'do']) {
        Object.defineProperty(self, name, {value: methods, configurable: true, writable: true});
    }
}

/** @type {any} */
Model.methods = {
    /** @param {Record<string, any>} [attributes] */
    init(attributes) {
        this.reset(attributes);
    },

    /** Replaces all attributes. @param {Record<string, any>} [attributes] */
    reset(attributes) {
        this.clear();
        const parsed = this.parse(Object.assign({}, attributes));
        Object.assign(this.self, Object.assign({}, maybe_call(this.defaults, this), parsed));
        this.validate();
    },

    /** Attributes as they were given to those that are kept; to be overridden. @param {any} attributes */
    parse(attributes) {
        return attributes;
    },

    /** Removes all attributes. */
    clear() {
        for (const name of Object.keys(this.self)) {
            delete this.self[name];
        }
    },

    /** Throws a ValidationError if the attributes are wrong; to be overridden. */
    validate() {},

    /** A deep copy of the attributes, which are validated before. */
    serialize() {
        this.validate();
        return deep_copy(this.self);
    }
};

/**
 * @this {any}
 * @param {(self: any, ...args: any[]) => any} [construct]
 */
Model.extend = function (construct) {
    const Parent = this;
    /** @this {any} */
    function Child(/** @type {any[]} */ ...args) {
        if (!Object.hasOwn(this, 'cls')) {
            equip(this);
        }
        if (construct) {
            construct.apply(this, [this, ...args]);
        } else {
            Parent.apply(this, args);
        }
    }
    return inherit(Parent, Child);
};

/**
 * A set of options, each a function that answers its value, or sets it: `Opts.extend().support('name', {default: 1})`.
 *
 * @type {any}
 */
const Opts = Extendable.extend(function (
    /** @type {import('./types/structs').Opts} */ self, /** @type {Record<string, any> | undefined} */ values
) {
    /** @type {Record<string, any>} */
    const present = {};
    const supported = /** @type {any} */ (self.constructor).supported || {};
    for (const name of Object.keys(supported)) {
        present[name] = supported[name];
        self[name] = (/** @type {any[]} */ ...args) => args.length === 0 ? self.do.get(name) : self.do.set(name, args[0]);
    }
    /** @param {string} what @param {string} name */
    const check = (what, name) => {
        if (!Object.hasOwn(supported, name)) {
            throw new Error(`Cannot ${what} '${name}', option not supported`);
        }
    };
    self.do = {
        set(name, value) {
            check('set', name);
            present[name] = value;
            return self;
        },
        get(name, ...args) {
            check('get', name);
            return maybe_call(present[name], self, args);
        },
        // What has a default and is not among the changes goes back to it.
        update(changes) {
            const usual = Object.keys(supported).filter((name) => supported[name] !== undefined && !(name in changes));
            Object.keys(changes).forEach((name) => self.do.set(name, changes[name]));
            usual.forEach((name) => self.do.set(name, supported[name]));
            return self;
        }
    };
    if (values) {
        self.do.update(values);
    }
});

/**
 * @this {any}
 * @param {string} name
 * @param {{default?: any}} [options]
 */
Opts.support = function (name, options) {
    this.supported = Object.assign({}, this.supported, {[name]: options && options.default});
    return this;
};

module.exports = {
    /** @type {typeof import('./types/structs').Model} */
    Model: /** @type {any} */ (Model),
    /** @type {typeof import('./types/structs').Opts} */
    Opts: Opts,
    ValidationError,
    deep_copy
};
