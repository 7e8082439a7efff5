/** @file The people an account knows, and groups of them. */
'use strict';

const promises = require('../promise');
const {exists} = require('../utils');
const {Eventable} = require('../events');
const {Model, ValidationError, deep_copy} = require('../structs');

const DELIVERY_CLASS = 'ussd';

/** @type {Record<string, string>} attributes by what their parts are prefixed with where they come flat */
const FLAT = {'extras-': 'extra', 'subscription-': 'subscription'};

/**
 * @param {any} model
 * @param {string} what has the value, for people to read
 * @param {any} value
 */
function require_string(model, what, value) {
    if (typeof value !== 'string') {
        throw new ValidationError(model, `${what} of type '${typeof value}' instead of 'string': ${value}`);
    }
}

/** @param {any} contact @param {string} name of an object whose values must be strings */
function require_strings(contact, name) {
    for (const key of Object.keys(contact[name])) {
        require_string(contact, `Contact ${name} '${key}' has a value`, contact[name][key]);
    }
}

/** A contact's attributes as they come from the store: extras and subscriptions may be flat. @param {any} given */
function nested(given) {
    /** @type {any} */
    const attributes = {
        extra: Object.assign({}, given.extra),
        groups: exists(given.groups) ? given.groups.slice() : [],
        subscription: Object.assign({}, given.subscription)
    };
    for (const name of Object.keys(given)) {
        const prefix = Object.keys(FLAT).find((each) => name.startsWith(each));
        if (prefix !== undefined) {
            attributes[FLAT[prefix]][name.slice(prefix.length)] = given[name];
        } else if (!Object.hasOwn(attributes, name)) {
            attributes[name] = given[name];
        }
    }
    return attributes;
}

/**
 * Somebody. `key`, `user_account`, `msisdn`, the `groups` and the values of `extra` and `subscription` are strings;
 * what else there is, such as `name` or `twitter_handle`, may be anything.
 *
 * @type {typeof import('../types/contacts').Contact}
 */
const Contact = Model.extend(function (self, attributes) {
    self.do.parse = nested;

    self.do.validate = () => {
        require_string(self, 'Contact has a key', self.key);
        require_string(self, 'Contact has a user_account', self.user_account);
        require_string(self, 'Contact has an msisdn', self.msisdn);
        require_strings(self, 'extra');
        self.groups.forEach((group) => require_string(self, 'Contact has a group', group));
        require_strings(self, 'subscription');
    };

    Model.call(self, attributes);
});

/**
 * Several contacts under a `name`: those that were put there or, if there is a `query`, those that match it.
 *
 * @type {typeof import('../types/contacts').Group}
 */
const Group = Model.extend(function (self, attributes) {
    self.do.defaults = {query: null};

    self.do.validate = () => {
        require_string(self, 'Group has a key', self.key);
        require_string(self, 'Group has a user_account', self.user_account);
        require_string(self, 'Group has a name', self.name);
        if (exists(self.query)) {
            require_string(self, 'Group has a query', self.query);
        }
    };

    Model.call(self, attributes);
});

/**
 * The contacts of the account: `im.contacts`. All methods answer with promises.
 *
 * @type {typeof import('../types/contacts').ContactStore}
 */
const ContactStore = Eventable.extend(function (self, im) {
    Eventable.call(self);
    self.im = im;
    self.delivery_class = undefined;

    /** What is not given is taken from the configuration. */
    self.setup = (/** @type {{delivery_class?: string}} */ opts) => {
        const config = self.im && self.im.config || {};
        self.delivery_class = opts && opts.delivery_class || config.delivery_class || DELIVERY_CLASS;
        return self.emit.setup();
    };

    /** The sandbox's reply to a command of the contacts resource. */
    self.request = (/** @type {string} */ method, cmd) => self.im.api_request(
        'contacts.' + method, cmd);

    /** @param {string} method @param {any} cmd */
    const contact = (method, cmd) => self.request(method, cmd)
        .then((reply) => new Contact(reply.contact));

    /** A new contact. */
    self.create = (attributes) => contact('new', {contact: attributes});

    /** The contact with an address of the delivery class; with `create` it is made if there is none. */
    self.get = (/** @type {string} */ addr, /** @type {{create?: boolean, delivery_class?: string}} */ opts) => contact(
        opts && opts.create ? 'get_or_create' : 'get',
        {addr: addr, delivery_class: opts && opts.delivery_class || self.delivery_class});

    self.get_by_key = (/** @type {string} */ key) => contact('get_by_key', {key: key});

    /** The user's contact, which is made if there is none and `create` is not false. */
    self.for_user = (/** @type {{create?: boolean, delivery_class?: string}} */ opts) => self.get(
        self.im.user.addr, Object.assign({create: true}, opts));

    /** The contacts that match a query in the language of Lucene. */
    self.search = (/** @type {string} */ query) => self.search_keys(query)
        .then((/** @type {string[]} */ keys) => promises.all(keys.map(self.get_by_key)));

    /** The keys of the contacts that match. */
    self.search_keys = (/** @type {string} */ query) => self.request('search', {query: query}).get('keys');

    /** Stores a contact with all its attributes, which are for the sandbox to check. */
    self.save = (changed) => promises
        .fcall(() => self.request('save', {contact: deep_copy(changed)}))
        .thenResolve(undefined);
});

/**
 * The groups of the account: `im.groups`. All methods answer with promises.
 *
 * @type {typeof import('../types/contacts').GroupStore}
 */
const GroupStore = Eventable.extend(function (self, im) {
    Eventable.call(self);
    self.im = im;

    self.setup = () => self.emit.setup();

    /** The sandbox's reply to a command of the groups resource. */
    self.request = (/** @type {string} */ method, cmd) => self.im.api_request(
        'groups.' + method, cmd);

    /** @param {string} method @param {any} cmd */
    const group = (method, cmd) => self.request(method, cmd)
        .then((reply) => new Group(reply.group));

    /** @param {string} method @param {any} cmd */
    const groups = (method, cmd) => self.request(method, cmd)
        .then((reply) => reply.groups.map((/** @type {any} */ each) => new Group(each)));

    /** The group of a name; with `create` it is made if there is none. */
    self.get = (/** @type {string} */ name, /** @type {{create?: boolean}} */ opts) => group(
        opts && opts.create ? 'get_or_create_by_name' : 'get_by_name', {name: name});

    self.get_by_key = (/** @type {string} */ key) => group('get', {key: key});

    /** The groups that match a query in the language of Lucene. */
    self.search = (/** @type {string} */ query) => groups('search', {query: query});

    self.list = () => groups('list', {});

    /** Stores name and query of a group, and answers with the sandbox's reply. */
    self.save = (changed) => promises
        .fcall(() => self.request('update', Object.assign(
            {key: changed.key, name: changed.name}, exists(changed.query) && {query: changed.query})));

    /** The number of contacts in a group. */
    self.sizeOf = (measured) => self.request('count_members', {key: measured.key}).get('count');
});

module.exports = {Contact, Group, ContactStore, GroupStore};
