/** @file A sandbox that keeps what is stored as JSON, and writes down what is asked of it. */

import { buildApp } from './build.mjs';

/** @typedef {{name: string, data: any}} Request */
/** @typedef {{requests: Request[], done: number, thrown: string[], states: any[]}} Outcome `states` are those that were made */
/** @typedef {Record<string, string>} Store JSON by key */

// Rounds of the event loop in which nothing happens before a message counts as left without an end.
const QUIET_ROUNDS = 20;

/** @param {any} value @returns {any} what is left of a value outside of the process */
export function stored(value) {
    return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}

const CONTACT = {key: 'k1', user_account: 'a1', msisdn: '+27001', 'extras-was': 'here', groups: [], name: null};

/**
 * @param {import('./describe.mjs').AppDescription} description
 * @param {Store} store
 * @param {string | undefined} refused a request that fails
 * @returns {(request: Request) => any} the sandbox's reply
 */
function replies(description, store, refused) {
    /** @type {Record<string, any>} */
    const config = {config: description.config, text: 'just text', ...Object.fromEntries(
        Object.entries(description.catalogues).map(([lang, catalogue]) => ['translation.' + lang, catalogue]))};

    return ({name, data}) => {
        if (name === refused) {
            return {success: false, reason: 'refused: ' + name};
        }
        switch (name) {
            case 'config.get':
                return {success: true, value: config[data.key] === undefined ? null : JSON.stringify(config[data.key])};
            case 'kv.get':
                return {success: true, value: store[data.key] === undefined ? null : JSON.parse(store[data.key])};
            case 'kv.set':
                store[data.key] = JSON.stringify(data.value);
                return {success: true};
            case 'kv.incr':
                store[data.key] = String(Number(store[data.key] || 0) + data.amount);
                return {success: true, value: Number(store[data.key])};
            case 'http.get':
            case 'http.put':
                return {success: true, code: 200, body: '{"ok": true}'};
            case 'http.post':
                return {success: true, code: 500, body: 'no JSON'};
            case 'contacts.get':
            case 'contacts.get_or_create':
            case 'contacts.save':
                return {success: true, created: false, contact: CONTACT};
            default:
                return name.startsWith('log.') || name.startsWith('outbound.') || name === 'metrics.fire'
                    ? {success: true}
                    : {success: false, reason: 'no such resource: ' + name};
        }
    };
}

/** @type {Outcome | null} of the command at hand, which gets the errors that nobody catches */
let present = null;

/** Takes an error that nobody catches: in a process of many tests it belongs to the command at hand. @param {any} error */
export function takeUncaught(error) {
    present?.thrown.push(String(error && error.message));
}

/**
 * Has a new app and a new machine handle one command, as in production.
 *
 * @param {{toolkit: any, adjust: (state: any) => void}} side
 * @param {import('./describe.mjs').AppDescription} description
 * @param {Store} store what is stored, and is changed
 * @param {import('./describe.mjs').Command} command
 * @returns {Promise<Outcome>}
 */
export async function handle({toolkit, adjust}, description, store, command) {
    /** @type {Outcome} */
    const outcome = {requests: [], done: 0, thrown: [], states: []};
    present = outcome;
    const reply = replies(description, store, command.refuses);
    let quiet = 0;
    /** @type {any} */
    const api = {
        request(/** @type {string} */ name, /** @type {any} */ data, /** @type {(reply: any) => void} */ callback) {
            const request = {name: name, data: stored(data)};
            outcome.requests.push(request);
            quiet = 0;
            setImmediate(() => {
                quiet = 0;
                callback(reply(request));
            });
        },
        done() {
            outcome.done++;
        }
    };
    try {
        new toolkit.InteractionMachine(api, buildApp(toolkit, description, (state) => {
            outcome.states.push(state);
            adjust(state);
        }));
        const kinds = {message: 'on_inbound_message', event: 'on_inbound_event', unknown: 'on_unknown_command'};
        api[kinds[command.kind]](structuredClone(command.cmd));
    } catch (error) {
        outcome.thrown.push(String(error));
        outcome.done++;
    }
    while (quiet < QUIET_ROUNDS) {
        quiet++;
        await new Promise((proceed) => setImmediate(proceed));
    }
    return outcome;
}
