/** @file All requests an app may send, and the one place where what goes wrong in them becomes a reply. */

import {config, log} from './app.mjs';
import {contacts} from './contacts.mjs';
import {encryption} from './encryption.mjs';
import {groups} from './groups.mjs';
import {http} from './http.mjs';
import {kv} from './kv.mjs';
import {messagestore} from './messagestore.mjs';
import {metrics} from './metrics.mjs';
import {optout} from './optout.mjs';
import {outbound} from './outbound.mjs';
import {CommandFailed, Refused} from './refusals.mjs';

/** @typedef {import('../host.mjs').Operation} Operation */

const ERROR = 40;

/** @type {Record<string, Record<string, Operation>>} */
export const RESOURCES = {config, contacts, encryption, groups, http, kv, log, messagestore, metrics, optout, outbound};

/**
 * The reply to a request, or a promise of it. `delayed` in it is milliseconds of the host's clock until it comes.
 *
 * @param {import('../host.mjs').Caller & {run: {log(level: number, text: string): void}}} caller
 * @param {string} name such as `kv.get`
 * @param {Record<string, any>} fields
 * @returns {Record<string, any> | Promise<Record<string, any>>}
 */
export function execute(caller, name, fields) {
    const dot = name.indexOf('.');
    const resource = own(RESOURCES, dot < 0 ? '' : name.slice(0, dot));
    const operation = resource && own(resource, name.slice(dot + 1));
    if (operation === undefined) {
        return failure(caller, new CommandFailed(`unknown command: ${name}`));
    }
    try {
        const reply = operation(caller, fields);
        return reply instanceof Promise
            ? reply.then(success, (error) => failure(caller, error))
            : success(reply);
    } catch (error) {
        return failure(caller, error);
    }
}

/** @param {Record<string, any>} fields */
function success(fields) {
    return {success: true, ...fields};
}

/**
 * @param {{run: {log(level: number, text: string): void}}} caller
 * @param {unknown} error
 */
function failure({run}, error) {
    if (!(error instanceof Refused || error instanceof CommandFailed)) {
        throw error;
    }
    if (error instanceof CommandFailed) {
        run.log(ERROR, error.message);
    }
    return error.message === '' ? {success: false} : {success: false, reason: error.message};
}

/**
 * @template T
 * @param {Record<string, T>} holder
 * @param {string} name
 */
function own(holder, name) {
    return Object.hasOwn(holder, name) ? holder[name] : undefined;
}
