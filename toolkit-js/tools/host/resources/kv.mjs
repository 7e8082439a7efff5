/** @file Records of JSON values. */

import {isInteger, typeName} from './python-text.mjs';
import {CommandFailed, Refused, invalidField} from './refusals.mjs';

/** @typedef {import('../host.mjs').Operation} Operation */
/** @typedef {import('../host.mjs').Caller} Caller */

const MOST_CHARACTERS = 256;
const MOST_SECONDS = 10_000_000_000;
const LARGEST_AMOUNT = 2 ** 63;
const NOT_AN_INTEGER = 'value is not an integer or out of range';

/** @type {Record<string, Operation>} */
export const kv = {
    set(caller, fields) {
        const key = keyOf(fields);
        const {seconds = null, value = null} = fields;
        if (seconds !== null && typeof seconds !== 'boolean' && !isInteger(seconds)) {
            throw new Refused('seconds must be a number or null');
        }
        const count = Number(seconds);
        if (count < 0 || count > MOST_SECONDS) {
            throw new CommandFailed('invalid expire time in setex');
        }
        const json = JSON.stringify(value);
        const bytes = Buffer.byteLength(json);
        if (bytes > caller.account.valueBytes) {
            throw new Refused(`Value too large: ${bytes} bytes (limit: ${caller.account.valueBytes})`);
        }
        put(caller, key, {json, expires: count === 0 ? null : caller.host.now + count * 1000});
        return {};
    },
    get({host, account}, fields) {
        const key = keyOf(fields);
        sweep(account, host.now);
        const found = account.records.get(key);
        return {value: found === undefined ? null : JSON.parse(found.json)};
    },
    delete({host, account}, fields) {
        const key = keyOf(fields);
        sweep(account, host.now);
        return {existed: account.records.delete(key)};
    },
    incr(caller, fields) {
        const key = keyOf(fields);
        const {amount = 1} = fields;
        sweep(caller.account, caller.host.now);
        const {json, expires} = caller.account.records.get(key) ?? {json: '0', expires: null};
        const sum = JSON.parse(json) + amount;
        if (!isInteger(amount) || Math.abs(amount) >= LARGEST_AMOUNT || !isInteger(JSON.parse(json)) || Math.abs(sum) >= LARGEST_AMOUNT) {
            throw new Refused(NOT_AN_INTEGER);
        }
        put(caller, key, {json: JSON.stringify(sum), expires});
        return {value: sum};
    },
};

/**
 * @param {Caller} caller
 * @param {string} key
 * @param {{json: string, expires: number | null}} record
 */
function put({host, account, run}, key, record) {
    sweep(account, host.now);
    const {records, maxKeys: hard} = account;
    const writer = /** @type {any} */ (run);
    if (!records.has(key)) {
        const soft = Math.floor(hard * 8 / 10);
        const count = records.size + 1;
        if (count >= hard) {
            writer.log(40, `Redis hard limit of ${hard} keys reached for sandbox ${account.key}. No more keys can be written.`);
            throw new Refused('Too many keys');
        }
        if (count > soft) {
            writer.log(30, `Redis soft limit of ${soft} keys reached for sandbox ${account.key}. `
                + `Once the hard limit of ${hard} is reached no more keys can be written.`);
        }
    }
    records.set(key, record);
}

/**
 * Removes what has expired.
 *
 * @param {import('../account.mjs').Account} account
 * @param {number} now
 */
function sweep({records}, now) {
    for (const [key, {expires}] of records) {
        if (expires !== null && expires <= now) {
            records.delete(key);
        }
    }
}

/** @param {Record<string, any>} fields */
function keyOf({key}) {
    if (typeof key !== 'string') {
        throw new CommandFailed(`sequence item 2: expected string, ${typeName(key)} found`);
    }
    if (key === '' || key.length > MOST_CHARACTERS || /\p{Surrogate}/u.test(key)) {
        throw invalidField('key', key, `1 to ${MOST_CHARACTERS} characters of well-formed text`);
    }
    return key;
}
