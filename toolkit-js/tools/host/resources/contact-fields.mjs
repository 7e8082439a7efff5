/** @file What a contact may hold, and how it looks to apps. */

import {timestamp} from '../message.mjs';
import {repr} from './python-text.mjs';
import {CommandFailed} from './refusals.mjs';

/**
 * @typedef {object} StoredContact
 * @property {string} key
 * @property {number} created milliseconds since 1970
 * @property {Record<string, string>} fields plain ones
 * @property {Record<string, string>} extra
 * @property {Record<string, string>} subscription
 * @property {string[]} groups
 */

const NULL_REFUSED = 'None is not allowed as a value for non-null fields.';
/** @type {Record<string, number>} */
const LENGTHS = {name: 255, surname: 255, msisdn: 255, twitter_handle: 100, facebook_id: 100, bbm_pin: 100};
const TEXTS = ['name', 'surname', 'email_address', 'msisdn', 'twitter_handle', 'facebook_id', 'bbm_pin', 'gtalk_id', 'mxit_id',
    'wechat_id'];
const OTHERS = ['dob', 'created_at', 'groups', 'extra', 'subscription'];
const IGNORED = ['key', '$VERSION', 'user_account'];
const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2})?([.,]\d{1,9})?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/;

/** @param {string} field */
export function isSearchable(field) {
    return TEXTS.includes(field) || ['dob', 'groups', 'key'].includes(field) || field.startsWith('extras-');
}

/**
 * All texts of a contact that can be searched.
 *
 * @param {StoredContact} contact
 * @returns {[field: string, text: string][]}
 */
export function searchableTexts({key, fields, extra, groups}) {
    return [...Object.entries(fields), ...prefixed('extras-', extra), ...groups.map((group) =>
        /** @type {[string, string]} */ (['groups', group])), ['key', key]];
}

/**
 * @param {string} owner
 * @param {StoredContact} contact
 */
export function contactJson(owner, {key, created, fields, extra, subscription, groups}) {
    return {
        key,
        $VERSION: 2,
        user_account: owner,
        created_at: timestamp(created),
        dob: fields.dob ?? null,
        ...Object.fromEntries(TEXTS.map((name) => [name, fields[name] ?? null])),
        groups: [...groups].sort(),
        ...Object.fromEntries([...prefixed('extras-', extra), ...prefixed('subscription-', subscription)]),
    };
}

/**
 * The contact with what is given: texts replaced, `extra` and `subscription` replaced as a whole, groups added.
 *
 * @param {StoredContact} contact
 * @param {Record<string, any>} given
 * @returns {StoredContact}
 */
export function changed(contact, given) {
    const fields = {...contact.fields};
    for (const name of TEXTS.filter((one) => one in given)) {
        set(fields, name, textOf(name, given[name]));
    }
    if ('dob' in given) {
        set(fields, 'dob', given.dob === null ? null : timestamp(dateOf(given.dob)));
    }
    if (fields.msisdn === undefined) {
        throw new CommandFailed(NULL_REFUSED);
    }
    return {
        key: contact.key,
        created: given.created_at === undefined || given.created_at === null ? contact.created : dateOf(given.created_at),
        fields,
        extra: 'extra' in given ? textsOf(given.extra) : contact.extra,
        subscription: 'subscription' in given ? textsOf(given.subscription) : contact.subscription,
        groups: 'groups' in given ? union(contact.groups, given.groups) : contact.groups,
    };
}

/** @param {Record<string, any>} given */
export function refuseUnknown(given) {
    const unknown = Object.keys(given).filter((name) => ![...TEXTS, ...OTHERS, ...IGNORED].includes(name)).sort();
    if (unknown.length > 0) {
        throw new CommandFailed(`Unexpected extra initial fields ${repr(unknown)} passed to model Contact`);
    }
}

/**
 * @param {string} prefix
 * @param {Record<string, string>} texts
 * @returns {[string, string][]}
 */
function prefixed(prefix, texts) {
    return Object.entries(texts).map(([name, text]) => [prefix + name, text]);
}

/**
 * @param {Record<string, string>} fields
 * @param {string} name
 * @param {string | null} text
 */
function set(fields, name, text) {
    delete fields[name];
    if (text !== null) {
        fields[name] = text;
    }
}

/**
 * @param {string} name
 * @param {any} value
 */
function textOf(name, value) {
    if (value === null && name !== 'msisdn') {
        return null;
    }
    const text = nonNull(value);
    const most = LENGTHS[name] ?? Infinity;
    if ([...text].length > most) {
        throw new CommandFailed(`Value ${repr(text)} too long (maximum length is ${most}).`);
    }
    return text;
}

/** @param {any} value */
function textsOf(value) {
    if (Object(value) !== value || Array.isArray(value)) {
        throw new CommandFailed(value === null ? NULL_REFUSED : `Value ${repr(value)} is not a dict of unicode strings.`);
    }
    return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, nonNull(text)]));
}

/**
 * @param {string[]} present
 * @param {any} value
 */
function union(present, value) {
    if (!Array.isArray(value)) {
        throw new CommandFailed(`Value ${repr(value)} is not a list of group keys.`);
    }
    return [...new Set([...present, ...value.map(nonNull)])];
}

/** @param {any} value */
function nonNull(value) {
    if (typeof value !== 'string') {
        throw new CommandFailed(value === null ? NULL_REFUSED : `Value ${repr(value)} is not a unicode string.`);
    }
    return value;
}

/**
 * @param {any} value ISO 8601, UTC where no zone is given
 * @returns {number} milliseconds since 1970, with thousandths of them
 */
function dateOf(value) {
    const [whole, date, time = '00:00', seconds = ':00', fraction = '', zone = 'Z'] = ISO.exec(String(value)) ?? [];
    const offset = zone.length === 3 ? `${zone}:00` : zone.replace(/(\d{2})(\d{2})$/, '$1:$2');
    const moment = new Date(`${date}T${time}${seconds}${offset}`).getTime();
    const local = new Date(`${date}T${time}${seconds}Z`);
    // Date takes the 30th of February for a day in March.
    if (typeof value !== 'string' || whole === undefined || Number.isNaN(moment) || !local.toISOString().startsWith(`${date}T${time}`)
        || date.startsWith('0000')) {
        throw new CommandFailed('Timestamp field expects a datetime or an iso8601 formatted string.');
    }
    return moment + Number(`0.${fraction.slice(1) || 0}`) * 1000;
}
