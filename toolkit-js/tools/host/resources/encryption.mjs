/**
 * @file Texts that only the host can read.
 *
 * What differs from the real one: keys are made of their names, so anybody can open what this host sealed; and the same text is sealed the
 * same way each time, so that a recording can be replayed.
 */

import {createCipheriv, createDecipheriv, createHash, createHmac} from 'node:crypto';

import {Refused} from './refusals.mjs';

/** @typedef {import('../host.mjs').Operation} Operation */

const MOST_VALUES = 100;
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SEALED = /^sealed:1:([0-9a-f]{8}):([\w-]+)$/;
const ID_DIGITS = 8;
const MASK = '***';

/** @type {Record<string, Operation>} */
export const encryption = {
    seal({account: {encryptionKeys: [name]}}, fields) {
        const {values, context} = checked(fields);
        if (name === undefined) {
            throw new Refused('there is no key to seal with');
        }
        return {values: values.map((text) => sealed(text, name, context))};
    },
    open({account}, fields) {
        const {values, context} = checked(fields);
        return {values: values.map((text, index) => opened(text, account, context, index))};
    },
};

/**
 * @param {string} text
 * @param {import('../account.mjs').Account} account
 * @param {string} context
 * @param {number} [index] among the values
 * @returns {string}
 * @throws {Refused}
 */
export function opened(text, {encryptionKeys}, context, index = 0) {
    const [, id, body] = SEALED.exec(text) ?? [];
    if (id === undefined) {
        throw new Refused(`values[${index}]: not a sealed value`);
    }
    const name = encryptionKeys.find((known) => idOf(known) === id);
    if (name === undefined) {
        throw new Refused(`values[${index}]: sealed with key ${id}, which this host does not have`);
    }
    const bytes = Buffer.from(body, 'base64url');
    const decipher = createDecipheriv(CIPHER, keyNamed(name), bytes.subarray(0, NONCE_BYTES));
    try {
        decipher.setAAD(Buffer.from(context)).setAuthTag(bytes.subarray(-TAG_BYTES));
        return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    } catch {
        throw new Refused(`values[${index}]: cannot be opened (expected: as it was sealed, by this tenant, with the same context)`);
    }
}

/**
 * @param {string} text
 * @param {string} name
 * @param {string} context
 */
function sealed(text, name, context) {
    const key = keyNamed(name);
    const nonce = createHmac('sha256', key).update(JSON.stringify([context, text])).digest().subarray(0, NONCE_BYTES);
    const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(context));
    const body = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `sealed:1:${idOf(name)}:${body.toString('base64url')}`;
}

/** @param {string} name */
function keyNamed(name) {
    return createHash('sha256').update(`a key for tests: ${name}`).digest();
}

/** @param {string} name */
function idOf(name) {
    return createHash('sha256').update(keyNamed(name)).digest('hex').slice(0, ID_DIGITS);
}

/**
 * What is wrong is told without the values.
 *
 * @param {Record<string, any>} fields
 * @returns {{values: string[], context: string}}
 */
function checked({values, context = ''}) {
    if (!Array.isArray(values) || values.length > MOST_VALUES || !values.every((value) => typeof value === 'string')) {
        throw new Refused(`values: not a list of texts (expected: at most ${MOST_VALUES} strings)`);
    }
    if (typeof context !== 'string') {
        throw new Refused('context: not a text (expected: a string, or none)');
    }
    return {values, context};
}

/**
 * A request as it may be shown and recorded.
 *
 * @param {import('../host.mjs').RequestRecord} request
 * @returns {import('../host.mjs').RequestRecord}
 */
export function withoutPlainTexts(request) {
    const {name, fields, reply} = request;
    const hidden = (/** @type {any} */ holder) => Array.isArray(holder?.values) ? {...holder, values: holder.values.map(() => MASK)} : holder;
    return name === 'encryption.seal' ? {...request, fields: hidden(fields)}
        : name === 'encryption.open' ? {...request, reply: hidden(reply)}
            : request;
}

/**
 * What is stored of a user, encrypted answers among the others; as it is where they cannot be opened.
 *
 * @param {any} user
 * @param {import('../account.mjs').Account} account
 * @param {string} key of the record
 */
export function withOpened(user, account, key) {
    if (typeof user?.sealed !== 'string') {
        return user;
    }
    try {
        const {answers} = JSON.parse(opened(user.sealed, account, key));
        return {...user, answers: {...answers, ...user.answers}};
    } catch {
        return user;
    }
}
