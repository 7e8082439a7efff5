/** @file Groups of contacts. One with a query is a smart group: whoever matches is a member. */

import {timestamp} from '../message.mjs';
import {searched} from './contacts.mjs';
import {matches, parseQuery} from './lucene-query.mjs';
import {repr} from './python-text.mjs';
import {CommandFailed, Refused} from './refusals.mjs';

/** @typedef {import('../host.mjs').Caller} Caller */
/** @typedef {{key: string, name: string, query: string | null, created: number}} StoredGroup */

const NOT_FOUND = 'Group not found';

/** @type {Record<string, import('../host.mjs').Operation>} */
export const groups = {
    search(caller, fields) {
        const conditions = parseQuery(required(fields, 'query'), (field) => ['key', 'name', 'query'].includes(field));
        return listed(caller, (group) => conditions.every(({field, pattern}) => {
            const text = group[/** @type {'key' | 'name' | 'query'} */ (field)];
            return text !== null && matches(pattern, text);
        }));
    },
    get(caller, fields) {
        return {group: json(caller, existing(caller, required(fields, 'key'), Refused))};
    },
    get_by_name(caller, fields) {
        const name = required(fields, 'name');
        const found = named(caller, name);
        if (found === undefined) {
            throw new Refused(NOT_FOUND);
        }
        return {group: json(caller, found)};
    },
    get_or_create_by_name(caller, fields) {
        const {account, host} = caller;
        const fresh = {key: account.stamp(), name: text(required(fields, 'name')), query: null, created: host.now};
        const found = named(caller, fresh.name);
        if (found === undefined) {
            account.groups.push(fresh);
        }
        return {group: json(caller, found ?? fresh), created: found === undefined};
    },
    update(caller, fields) {
        const key = required(fields, 'key');
        const name = required(fields, 'name');
        const group = existing(caller, key, Refused);
        const {query = null} = fields;
        Object.assign(group, {name: text(name), query: query === null ? null : text(query)});
        return {group: json(caller, group)};
    },
    count_members(caller, fields) {
        const {account} = caller;
        const group = existing(caller, required(fields, 'key'), CommandFailed);
        const members = group.query === null ? account.contacts.filter((contact) => contact.groups.includes(group.key))
            : searched(account, group.query);
        return {group: json(caller, group), count: members.length};
    },
    list: (caller) => listed(caller, () => true),
};

/**
 * @param {Caller} caller
 * @param {(group: StoredGroup) => boolean} wanted
 */
function listed(caller, wanted) {
    const byName = [...caller.account.groups].sort((one, other) => one.name < other.name ? -1 : one.name > other.name ? 1
        : one.key < other.key ? -1 : 1);
    return {groups: byName.filter(wanted).map((group) => json(caller, group))};
}

/**
 * @param {Caller} caller
 * @param {any} name
 */
function named({account}, name) {
    const found = account.groups.filter((group) => group.name === name);
    if (found.length > 1) {
        throw new Refused('Multiple groups found');
    }
    return found.length === 0 ? undefined : found[0];
}

/**
 * @param {Caller} caller
 * @param {any} key
 * @param {typeof Refused | typeof CommandFailed} Refusal
 */
function existing({account}, key, Refusal) {
    const found = account.groups.find((group) => group.key === key);
    if (found === undefined) {
        throw new Refusal(NOT_FOUND);
    }
    return found;
}

/**
 * @param {Record<string, any>} fields
 * @param {string} name
 */
function required(fields, name) {
    if (!(name in fields)) {
        throw new CommandFailed(`'${name}'`);
    }
    return fields[name];
}

/** @param {any} value */
function text(value) {
    if (typeof value !== 'string') {
        throw new CommandFailed(value === null ? 'None is not allowed as a value for non-null fields.'
            : `Value ${repr(value)} is not a unicode string.`);
    }
    return value;
}

/**
 * @param {Caller} caller
 * @param {StoredGroup} group
 */
function json({account}, {key, name, query, created}) {
    return {key, $VERSION: null, user_account: account.key, name, query, created_at: timestamp(created)};
}
