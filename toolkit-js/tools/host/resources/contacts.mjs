/** @file The people an account's apps know. */

import {changed, contactJson, isSearchable, refuseUnknown, searchableTexts} from './contact-fields.mjs';
import {matches, parseQuery} from './lucene-query.mjs';
import {isInteger, repr, str} from './python-text.mjs';
import {Refused} from './refusals.mjs';

/** @typedef {import('../host.mjs').Caller} Caller */
/** @typedef {import('./contact-fields.mjs').StoredContact} StoredContact */
/** @typedef {Record<string, any>} Fields */

/** @type {Record<string, string>} */
const FIELD_OF_CLASS = {sms: 'msisdn', ussd: 'msisdn', voice: 'msisdn', gtalk: 'gtalk_id', mxit: 'mxit_id', wechat: 'wechat_id',
    twitter: 'twitter_handle'};

/** @type {Record<string, import('../host.mjs').Operation>} */
export const contacts = {
    get(caller, fields) {
        const {field, address} = addressOf(fields);
        const found = findBy(caller, field, address);
        if (found === undefined) {
            throw new Refused(`Contact with address '${fields.addr}' for delivery class '${fields.delivery_class}' not found.`);
        }
        return reply(caller, found);
    },
    get_or_create(caller, fields) {
        const {field, address} = addressOf(fields);
        const fresh = changed(blank(caller), {msisdn: 'unknown', [field]: address});
        const found = findBy(caller, field, address);
        return {...reply(caller, found ?? stored(caller, fresh)), created: found === undefined};
    },
    get_by_key(caller, {key}) {
        if (key === undefined || key === null) {
            throw new Refused("Expected 'key' field in request");
        }
        return reply(caller, existing(caller, str(key)));
    },
    search({account}, {query, max_keys: most = null}) {
        if (query === undefined || query === null) {
            throw new Refused("Expected 'query' field in request");
        }
        if (most !== null && !(isInteger(most) && most >= 0 && most < 2 ** 31)) {
            throw new Refused("Value for parameter 'max_keys' is invalid");
        }
        return {keys: searched(account, query).slice(0, most ?? undefined).map(({key}) => key)};
    },
    new(caller, fields) {
        return reply(caller, stored(caller, changed(blank(caller), object(fields, 'contact', 'field name-value'))));
    },
    save(caller, fields) {
        const given = object(fields, 'contact', 'field name-value');
        if (typeof given.key !== 'string') {
            throw new Refused("'key' needs to be specified as a field in 'contact' and be a unicode string");
        }
        existing(caller, given.key);
        const contact = changed({...blank(caller), key: given.key}, given);
        refuseUnknown(given);
        return reply(caller, stored(caller, contact));
    },
    update(caller, fields) {
        const key = keyOf(fields);
        const given = object(fields, 'fields', 'field name-values');
        return reply(caller, stored(caller, changed(existing(caller, key), given)));
    },
    update_extras: (caller, fields) => merged(caller, fields, 'extra'),
    update_subscriptions: (caller, fields) => merged(caller, fields, 'subscription'),
};

/**
 * Contacts a query finds, the newest first.
 *
 * @param {import('../account.mjs').Account} account
 * @param {any} query
 */
export function searched(account, query) {
    const conditions = parseQuery(query, isSearchable);
    return [...account.contacts].sort(newestFirst).filter((contact) => conditions.every(({field, pattern}) =>
        searchableTexts(contact).some(([name, text]) => name === field && matches(pattern, text))));
}

/**
 * @param {StoredContact} one
 * @param {StoredContact} other
 */
function newestFirst(one, other) {
    return other.created - one.created || (other.key > one.key ? 1 : -1);
}

/**
 * @param {Caller} caller
 * @param {Fields} fields
 * @param {'extra' | 'subscription'} part
 */
function merged(caller, fields, part) {
    const key = keyOf(fields);
    const given = object(fields, 'fields', 'field name-values');
    if (!Object.values(given).every((text) => typeof text === 'string')) {
        throw new Refused('All field values need to be unicode');
    }
    const contact = existing(caller, key);
    return reply(caller, stored(caller, {...contact, [part]: {...contact[part], ...given}}));
}

/** @param {Fields} fields */
function addressOf({addr, delivery_class: deliveryClass}) {
    if (typeof addr !== 'string') {
        throw new Refused("'addr' needs to be specified and be a unicode string");
    }
    if (typeof deliveryClass !== 'string') {
        throw new Refused("'delivery_class' needs to be specified and be a unicode string");
    }
    if (!Object.hasOwn(FIELD_OF_CLASS, deliveryClass)) {
        throw new Refused(`Unsupported transport_type ${repr(deliveryClass)}`);
    }
    return {field: FIELD_OF_CLASS[deliveryClass], address: deliveryClass === 'gtalk' ? addr.split('/')[0] : addr};
}

/**
 * @param {Caller} caller
 * @param {string} field
 * @param {string} address
 */
function findBy({account}, field, address) {
    return account.contacts.filter(({fields}) => fields[field] === address).sort(newestFirst)[0];
}

/**
 * @param {Caller} caller
 * @param {string} key
 */
function existing({account}, key) {
    const found = account.contacts.find((contact) => contact.key === key);
    if (found === undefined) {
        throw new Refused(/^[0-9a-f]{32}$/.test(key) ? `Contact with key '${key}' not found.` : 'Contact not found.');
    }
    return found;
}

/**
 * @param {Caller} caller
 * @param {StoredContact} contact
 */
function stored({account}, contact) {
    account.contacts = [...account.contacts.filter(({key}) => key !== contact.key), contact];
    return contact;
}

/**
 * @param {Caller} caller
 * @returns {StoredContact}
 */
function blank({host, account}) {
    return {key: account.stamp(), created: host.now, fields: {}, extra: {}, subscription: {}, groups: []};
}

/**
 * @param {Caller} caller
 * @param {StoredContact} contact
 */
function reply({account}, contact) {
    return {contact: contactJson(account.key, contact)};
}

/** @param {Fields} fields */
function keyOf({key}) {
    if (typeof key !== 'string') {
        throw new Refused("'key' needs to be specified and be a unicode string");
    }
    return key;
}

/**
 * @param {Fields} fields
 * @param {string} name
 * @param {string} pairs
 * @returns {Fields}
 */
function object(fields, name, pairs) {
    const value = fields[name];
    if (Object(value) !== value || Array.isArray(value)) {
        throw new Refused(`'${name}' needs to be specified and be a dict of ${pairs} pairs`);
    }
    return value;
}
