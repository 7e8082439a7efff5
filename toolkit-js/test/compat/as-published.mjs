/** @file Tests that say what our toolkit does, and that the published one, where it is installed, does the same. */

import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import Module from 'node:module';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { publishedFolder } from './beside/run.mjs';

const COMPATIBLE = fileURLToPath(new URL('../../compat/', import.meta.url));
const folder = publishedFolder();
const require = createRequire(import.meta.url);
const fromPublished = folder === undefined ? null : createRequire(path.join(folder, 'package.json'));

/** @type {any} not in the types of Node */
const loader = Module;
const resolve = loader._resolveFilename;

/**
 * Our toolkit gets the packages that are installed for the published one, as it does on a host.
 *
 * @this {unknown}
 * @param {string} request
 * @param {any} parent
 * @param {...unknown} rest
 */
loader._resolveFilename = function (request, parent, ...rest) {
    const isNeeded = ['q', 'lodash', 'moment', 'jed'].includes(request) && parent?.filename?.startsWith(COMPATIBLE);
    return isNeeded && fromPublished !== null ? fromPublished.resolve(request) : resolve.call(this, request, parent, ...rest);
};

/** Why tests that need those packages are left out; false if they are there. */
export const packagesMissing = folder === undefined && 'q, lodash and moment are not installed';

/** The published toolkit, if it is installed. @type {any} */
const published = fromPublished === null ? null : fromPublished('./');

/** Ours. @type {any} */
export const ours = require('../../compat');

/** @param {() => any} run @returns {Promise<any>} what it returns, or `{throws: …}` */
async function outcomeOf(run) {
    try {
        return await run();
    } catch (error) {
        const {name, message} = /** @type {Error} */ (error);
        return {throws: `${name}: ${message}`};
    }
}

/**
 * A test that both toolkits pass.
 *
 * @param {string} name
 * @param {(toolkit: any) => any} run
 * @param {any} expected what it returns, or promises
 * @param {{skip?: string | false}} [options]
 */
export function sameInBoth(name, run, expected, options = {}) {
    test(name, options, async () => {
        assert.deepEqual(await outcomeOf(() => run(ours)), expected);
        if (published !== null) {
            assert.deepEqual(await outcomeOf(() => run(published)), expected, 'the published toolkit differs');
        }
    });
}

/**
 * What a machine with the sample configuration, or this one, asks of the sandbox. Every request is granted.
 *
 * @param {any} toolkit
 * @param {(im: any) => any} act
 * @param {{config?: object, reply?: object}} [options]
 * @returns {Promise<any[]>} name and data of each request but those to the log
 */
export async function requestsOf(toolkit, act, {config, reply} = {}) {
    const im = await toolkit.test_utils.make_im(config && {api: {config: config}});
    /** @type {any[]} */
    const requests = [];
    im.api.request = (/** @type {string} */ name, /** @type {any} */ data, /** @type {(reply: any) => void} */ callback) => {
        if (!name.startsWith('log.')) {
            requests.push([name, JSON.parse(JSON.stringify(data))]);
        }
        setImmediate(() => callback({success: true, ...reply}));
    };
    await act(im);
    return requests;
}

/**
 * What a user sees of an app, and what is stored of them in the end.
 *
 * @param {any} toolkit
 * @param {(self: any, states: any) => void} define gets an app without states, which starts at `start`
 * @param {any[]} inputs
 * @param {Record<string, any>} [config]
 * @returns {Promise<{screens: string[], user: any, errors: string[]}>}
 */
export async function played(toolkit, define, inputs, config = {}) {
    const App = toolkit.App.extend((/** @type {any} */ self) => {
        toolkit.App.call(self, 'start');
        define(self, toolkit.states);
    });
    const api = new toolkit.DummyApi({config: {config: {name: 'app'}, ...config}});
    for (const [index, input] of inputs.entries()) {
        const given = typeof input === 'object' && input !== null ? input : {
            content: input, session_event: input === null ? 'new' : 'resume'
        };
        await new Promise((resolve) => {
            api.done = () => setImmediate(resolve);
            new toolkit.InteractionMachine(api, new App());
            api.on_inbound_message({cmd: 'inbound-message', msg: {from_addr: '+1', message_id: String(index), ...given}});
        });
        api.kv.store = JSON.parse(JSON.stringify(api.kv.store));
    }
    return {
        screens: api.outbound.store.map((/** @type {any} */ message) => message.content), user: api.kv.store['users.app.+1'],
        errors: api.log.error
    };
}
