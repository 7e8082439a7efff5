/** @file Who wants no messages. */

import {timestamp} from '../message.mjs';
import {isTrue, str} from './python-text.mjs';
import {Refused} from './refusals.mjs';

/** @typedef {import('../host.mjs').Caller} Caller */
/** @typedef {{created: number, messageId: string}} OptOut */

/** @type {Record<string, import('../host.mjs').Operation>} */
export const optout = {
    status({account}, fields) {
        const key = addressOf(fields);
        permit(account);
        const found = account.optOuts.get(key);
        return found === undefined ? {opted_out: false} : shown(found);
    },
    optout({host, account}, fields) {
        const key = addressOf(fields);
        const optOut = {created: host.now, messageId: required(fields, 'message_id')};
        permit(account);
        account.optOuts.set(key, optOut);
        return shown(optOut);
    },
    cancel_optout({account}, fields) {
        const key = addressOf(fields);
        permit(account);
        account.optOuts.delete(key);
        return {opted_out: false};
    },
    count({account}) {
        permit(account);
        return {count: account.optOuts.size};
    },
};

/** @param {OptOut} optOut */
function shown({created, messageId}) {
    return {opted_out: true, created_at: timestamp(created), message_id: messageId};
}

/** @param {Record<string, any>} fields */
function addressOf(fields) {
    return `${required(fields, 'address_type')}\n${required(fields, 'address_value')}`;
}

/**
 * @param {Record<string, any>} fields
 * @param {string} name
 */
function required(fields, name) {
    if (!(name in fields)) {
        throw new Refused(`Missing key: ${name}`);
    }
    if (!isTrue(fields[name])) {
        throw new Refused(`Invalid value "${str(fields[name])}" for "${name}"`);
    }
    return str(fields[name]);
}

/** @param {import('../account.mjs').Account} account */
function permit({canManageOptouts}) {
    if (!canManageOptouts) {
        throw new Refused('Account not allowed to manage optouts.');
    }
}
