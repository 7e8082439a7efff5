/** @file What the other modules, and apps, have in common. */
'use strict';

const {url_params, url_with_params, url_without_params} = require('./urls');

/** @param {any} object a function is returned as it is, anything else wrapped in one */
function functor(object) {
    return typeof object === 'function' ? object : () => object;
}

/**
 * @param {any} object called if it is a function
 * @param {any} [that]
 * @param {any[]} [args]
 */
function maybe_call(object, that, args) {
    if (typeof object !== 'function') {
        return object;
    }
    return args === undefined ? object.call(that) : object.apply(that, args);
}

/**
 * Makes one constructor inherit from another, static members included.
 *
 * @param {any} Parent
 * @param {any} Child
 */
function inherit(Parent, Child) {
    Object.assign(Child, Parent);
    Child.super_ = Parent;
    Child.prototype = Object.create(Parent.prototype, {
        constructor: {value: Child, configurable: true, writable: true}
    });
    return Child;
}

/**
 * The base of everything that can be extended by a function: `Parent.extend(function(self, a, b) {…})`.
 *
 * @constructor
 */
function Extendable() {}

/**
 * @this {any}
 * @param {(self: any, ...args: any[]) => any} [construct] gets the new object and the arguments; without it the
 *     parent's does the work
 */
Extendable.extend = function (construct) {
    const Parent = this;
    const make = construct || ((self, ...args) => Parent.apply(self, args));
    /** @this {any} */
    function Child() {
        // Every message makes many objects; arrays of their arguments would cost as much again.
        switch (arguments.length) {
            case 0:
                return make.call(this, this);
            case 1:
                return make.call(this, this, arguments[0]);
            case 2:
                return make.call(this, this, arguments[0], arguments[1]);
            case 3:
                return make.call(this, this, arguments[0], arguments[1], arguments[2]);
            default:
                return make.call(this, this, ...arguments);
        }
    }
    return inherit(Parent, Child);
};

/**
 * The base of errors that apps extend. They know where they were made.
 *
 * @constructor
 */
function BaseError() {}
inherit(Error, BaseError);

/**
 * @this {any}
 * @param {(self: any, ...args: any[]) => any} [construct]
 */
BaseError.extend = function (construct) {
    const Parent = this;
    /** @this {any} */
    function Child(/** @type {any[]} */ ...args) {
        if (construct) {
            construct.apply(this, [this, ...args]);
        } else {
            Parent.apply(this, args);
        }
        if (Error.captureStackTrace) {
            Error.captureStackTrace(this, Child);
        }
    }
    return inherit(Parent, Child);
};

/** @type {typeof import('./types/utils').DeprectationError} */
const DeprectationError = BaseError.extend(function (self, message) {
    self.name = 'DeprecationError';
    self.message = message;
});

/**
 * @param {string} text
 * @param {string} start
 */
function starts_with(text, start) {
    return !exists(start) || String(exists(text) ? text : '').startsWith(start);
}

/** @template T @param {T} value @returns {value is NonNullable<T>} */
function exists(value) {
    return value !== undefined && value !== null;
}

/** @param {any} value */
function is_integer(value) {
    return Number.isInteger(value);
}

/** A random identifier, version 4 of RFC 9562. */
function uuid() {
    return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) => {
        const digit = Math.floor(Math.random() * 16);
        return (place === 'x' ? digit : (digit & 3) | 8).toString(16);
    });
}

/** @type {(username: string, password: string) => string} the value of an `Authorization` header, RFC 7617 */
function basic_auth(username, password) {
    return require('./basic_auth')(username, password);
}

/**
 * A time as Vumi writes it, in UTC: `2013-04-24 11:14:55.6780`.
 *
 * @param {any} [date] a Date, a moment, a number of milliseconds, or whatever else moment takes; now if there is none
 */
function vumi_utc(date) {
    const time = new Date(date === undefined ? Date.now() : is_told(date) ? date : require('moment')(date));
    return Number.isNaN(time.getTime()) ? 'Invalid date' : time.toISOString().replace('T', ' ').replace('Z', '0');
}

const WHOLE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** @param {any} date whether moment is not needed to understand it */
function is_told(date) {
    return typeof date === 'number' || date instanceof Date || WHOLE_TIME.test(date)
        || Boolean(date && date._isAMomentObject);
}

/** @type {Record<string, string>} */
const ADDRESS_TYPES = {
    sms: 'msisdn',
    ussd: 'msisdn',
    gtalk: 'gtalk_id',
    twitter: 'twitter_handle',
    mxit: 'mxit_id',
    wechat: 'wechat_id'
};

/**
 * Which attribute of a contact holds addresses of a delivery class; undefined if none does.
 *
 * @param {string} delivery_class
 */
function infer_addr_type(delivery_class) {
    return Object.hasOwn(ADDRESS_TYPES, delivery_class) ? ADDRESS_TYPES[delivery_class] : undefined;
}

/**
 * An address as contacts hold it. Apps may add functions for further types: `format_addr.<type>`.
 *
 * @param {string} address
 * @param {string} type as {@link infer_addr_type} answers
 */
function format_addr(address, type) {
    /** @type {any} */
    const format = Object.hasOwn(format_addr, type) ? /** @type {any} */ (format_addr)[type] : undefined;
    return typeof format === 'function' ? format(address) : address;
}

/** @param {string} address */
format_addr.msisdn = (address) => '+' + address.replace('+', '');

/** @param {string} address */
format_addr.gtalk_id = (address) => address.split('/', 1)[0];

/**
 * Moves every line of a text to the right.
 *
 * @param {string} text
 * @param {{indent?: number}} [options]
 */
function indent(text, options) {
    const margin = ' '.repeat(options && options.indent !== undefined ? Number(options.indent) : 4);
    return text.split('\n').map((line) => margin + line).join('\n');
}

/** @param {any} value */
function is_plain_object(value) {
    if (typeof value !== 'object' || value === null) {
        return false;
    }
    const prototype = Object.getPrototypeOf(value);
    return prototype === null || prototype === Object.prototype || prototype.constructor === Object;
}

/**
 * Data for people to read: a line for each entry, the shortest entries first.
 *
 * @param {any} value
 * @param {{indent?: number}} [options]
 * @returns {string}
 */
function pretty(value, options) {
    if (Array.isArray(value)) {
        return pretty.array(value, options);
    }
    return is_plain_object(value) ? pretty.object(value, options) : String(value);
}

/** Whether a value takes lines of its own below its name. @param {any} value */
pretty.needs_indentation = (value) => Array.isArray(value) || is_plain_object(value);

/**
 * @param {any} value an element
 * @param {{indent?: number}} [options]
 */
pretty.in_array = (value, options) => {
    const lines = pretty(value, options);
    return '- ' + (pretty.needs_indentation(value) ? indent(lines, {indent: 2}).trimStart() : lines);
};

/**
 * @param {any} value of an entry
 * @param {string} name of it
 * @param {{indent?: number}} [options]
 */
pretty.in_object = (value, name, options) => pretty.needs_indentation(value)
    ? name + ':\n' + indent(pretty(value, options), options)
    : name + ': ' + pretty(value, options);

/**
 * @param {any[]} values
 * @param {{indent?: number}} [options]
 */
pretty.array = (values, options) => values.map((value) => pretty.in_array(value, options)).join('\n');

/**
 * @param {Record<string, any>} values
 * @param {{indent?: number}} [options]
 */
pretty.object = (values, options) => Object.keys(values)
    .map((name) => pretty.in_object(values[name], name, options))
    .sort((left, right) => left.length - right.length)
    .join('\n');

const LONGEST_SHORT_CODE = 5;

/**
 * A phone number in international form; null if it cannot be told.
 *
 * @param {string} number
 * @param {string} [country_code] that a number without one belongs to
 */
function normalize_msisdn(number, country_code) {
    const code = country_code && country_code.replace(/\+/g, '');
    let digits = number.replace(/[^0-9+]/g, '');
    if (digits.length <= LONGEST_SHORT_CODE && !/^\+/.test(digits)) {
        return digits;
    }
    digits = digits.replace(/^00/, '+');
    if (code && digits.startsWith('0')) {
        digits = '+' + code + digits.slice(1);
    }
    if (code && digits.startsWith(code)) {
        digits = '+' + digits;
    }
    return digits.startsWith('+') ? digits : null;
}

module.exports = {
    /** @type {typeof import('./types/utils').Extendable} */
    Extendable: /** @type {any} */ (Extendable),
    /** @type {typeof import('./types/utils').BaseError} */
    BaseError: /** @type {any} */ (BaseError),
    functor, maybe_call, inherit, DeprectationError, starts_with, exists, is_integer, uuid,
    basic_auth, vumi_utc, infer_addr_type, format_addr, indent, pretty, normalize_msisdn, url_params, url_with_params,
    url_without_params
};
