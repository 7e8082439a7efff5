/** @file Contacts and groups in memory. */
'use strict';

const {exists, format_addr, infer_addr_type, uuid, vumi_utc} = require('../utils');
const {DummyResource, DummyResourceError} = require('../dummy/resources');
const {Contact, Group} = require('./api');

// What Vumi Go gave contacts that were not known by a phone number.
const NO_MSISDN = 'unknown';

/** Contacts have these, whether they are known or not. */
const UNKNOWN = {
    name: null,
    surname: null,
    email_address: null,
    dob: null,
    twitter_handle: null,
    facebook_id: null,
    bbm_pin: null,
    gtalk_id: null
};

/**
 * Replaces the attributes of a stored model; if they are wrong, an error is thrown and nothing is replaced.
 *
 * @param {any} stored
 * @param {any} attributes
 */
function replace(stored, attributes) {
    const Kind = stored.constructor;
    stored.do.reset(new Kind(attributes).do.serialize());
    return stored;
}

/** @param {any[]} store @param {string} key @param {string} complaint if there is none */
function by_key(store, key, complaint) {
    const found = store.find((each) => each.key === key);
    if (found === undefined) {
        throw new DummyResourceError(complaint);
    }
    return found;
}

/** @param {any} self a resource, that gets what both have in common @param {any} Kind of what is stored */
function add_store(self, Kind) {
    /** @type {any[]} */
    self.store = [];
    /** @type {Record<string, string[]>} */
    self.search_results = {};

    /** Stores what is given, or what is made from the attributes given, and returns it. */
    self.add = (/** @type {any} */ given) => {
        const added = given instanceof Kind ? given : self.create(given);
        self.store.push(added);
        return added;
    };
}

/**
 * Contacts for tests. `store` is a list of them, `search_results` has the keys that are found by the query that finds
 * them.
 *
 * @type {typeof import('../types/dummy').DummyContactsResource}
 */
const DummyContactsResource = DummyResource.extend(function (self, name) {
    DummyResource.call(self, name || 'contacts');
    add_store(self, Contact);

    /** A contact with these attributes, and what it cannot be without; it is not stored. */
    self.create = (attributes) => new Contact(Object.assign(
        {key: uuid(), user_account: uuid(), msisdn: NO_MSISDN, created_at: vumi_utc()}, UNKNOWN, attributes));

    /** A contact as the real resource replies it: extras and subscriptions are flat. */
    self.serialize_contact = (contact) => {
        const {extra, subscription, ...flat} = contact.do.serialize();
        Object.keys(extra).forEach((key) => {
            flat['extras-' + key] = extra[key];
        });
        Object.keys(subscription).forEach((key) => {
            flat['subscription-' + key] = subscription[key];
        });
        return flat;
    };

    /** @param {any} contact */
    const reply = (contact) => ({success: true, contact: self.serialize_contact(contact)});

    /** @param {any} cmd */
    const address = (cmd) => {
        const type = infer_addr_type(cmd.delivery_class);
        if (type === undefined) {
            throw new DummyResourceError(
                `Unsupported delivery class (got: ${cmd.delivery_class} with address ${cmd.addr})`);
        }
        return {type: type, addr: format_addr(cmd.addr, type)};
    };

    /** @param {{type: string, addr: string}} wanted */
    const by_address = (wanted) => self.store.find((each) => each[wanted.type] === wanted.addr);

    /** @param {string} key */
    const stored = (key) => by_key(self.store, key, 'Contact not found');

    self.handlers.get = (cmd) => {
        const contact = by_address(address(cmd));
        if (contact === undefined) {
            throw new DummyResourceError('Contact not found');
        }
        return reply(contact);
    };

    self.handlers.get_or_create = (cmd) => {
        const wanted = address(cmd);
        const contact = by_address(wanted);
        return Object.assign(
            reply(contact || self.add({[wanted.type]: wanted.addr})), {created: contact === undefined});
    };

    self.handlers.get_by_key = (cmd) => reply(stored(cmd.key));

    self.handlers.new = (cmd) => reply(self.add(self.create(cmd.contact)));

    self.handlers.save = (cmd) => reply(replace(stored(cmd.contact.key), cmd.contact));

    self.handlers.update = (cmd) => {
        const contact = stored(cmd.key);
        return reply(replace(contact, Object.assign(contact.do.serialize(), cmd.fields)));
    };

    /** @param {string} part of a contact that fields are added to */
    const update_part = (part) => (/** @type {any} */ cmd) => {
        const contact = stored(cmd.key);
        const attributes = contact.do.serialize();
        Object.assign(attributes[part], cmd.fields);
        return reply(replace(contact, attributes));
    };
    self.handlers.update_extras = update_part('extra');
    self.handlers.update_subscriptions = update_part('subscription');

    self.handlers.search = (cmd) => ({success: true, keys: self.search_results[cmd.query] || []});
});

/**
 * Groups for tests. `store` is a list of them, `search_results` has the keys that are found by the query that finds
 * them. The members are looked for in the contacts resource.
 *
 * @type {typeof import('../types/dummy').DummyGroupsResource}
 */
const DummyGroupsResource = DummyResource.extend(function (self, name, contacts) {
    DummyResource.call(self, name || 'groups');
    add_store(self, Group);

    /** A group with these attributes, and what it cannot be without; it is not stored. */
    self.create = (attributes) => new Group(Object.assign(
        {key: uuid(), user_account: uuid(), created_at: vumi_utc()}, attributes));

    /** @param {any} group */
    const reply = (group) => ({success: true, group: group.do.serialize()});

    /** @param {any[]} groups */
    const reply_all = (groups) => ({success: true, groups: groups.map((group) => group.do.serialize())});

    /** @param {string} key */
    const stored = (key) => by_key(self.store, key, 'Group not found');

    /** @param {string} wanted @returns {any} */
    const by_name = (wanted) => {
        const found = self.store.filter((each) => each.name === wanted);
        if (found.length > 1) {
            throw new DummyResourceError('Multiple groups found');
        }
        return found[0];
    };

    self.handlers.get = (cmd) => reply(stored(cmd.key));

    self.handlers.get_by_name = (cmd) => {
        const group = by_name(cmd.name);
        if (group === undefined) {
            throw new DummyResourceError('Group not found');
        }
        return reply(group);
    };

    self.handlers.get_or_create_by_name = (cmd) => {
        const group = by_name(cmd.name);
        return Object.assign(reply(group || self.add({name: cmd.name})), {created: group === undefined});
    };

    self.handlers.update = (cmd) => {
        const group = stored(cmd.key);
        return reply(replace(group, Object.assign(group.do.serialize(), {
            name: cmd.name,
            query: exists(cmd.query) ? cmd.query : null
        })));
    };

    self.handlers.search = (cmd) => {
        const keys = self.search_results[cmd.query] || [];
        return reply_all(self.store.filter((group) => keys.includes(group.key)));
    };

    self.handlers.list = () => reply_all(self.store);

    self.handlers.count_members = (cmd) => {
        const group = stored(cmd.key);
        const members = exists(group.query)
            ? contacts.search_results[group.query] || []
            : contacts.store.filter((contact) => contact.groups.includes(group.key));
        return Object.assign(reply(group), {count: members.length});
    };
});

module.exports = {DummyContactsResource, DummyGroupsResource};
