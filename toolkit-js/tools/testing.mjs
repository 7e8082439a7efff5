/** @file `import {phone} from 'jukwaa/testing'`: a phone to test an app with. The contract: `testing.d.ts`. */

import path from 'node:path';

import toolkit from '../lib/index.js';
import {bundle} from './bundle.mjs';
import {Phone} from './host/phone.mjs';
import {evaluator} from './host/sandbox.mjs';
import {SimulatedHost} from './host/simulated-host.mjs';

export {Account} from './host/account.mjs';
export {AppFailure} from './host/phone.mjs';
export {SimulatedHost};

/** Evaluators by absolute path of the app: bundled once. @type {Map<string, Promise<import('./host/host.mjs').Attach>>} */
const evaluators = new Map();

/**
 * @param {any} app
 * @param {any} [options]
 */
export function phone(app, {address = '+254700000001', number, transport, host, ...hostOptions} = {}) {
    if (host !== undefined && Object.keys(hostOptions).length > 0) {
        throw new TypeError(`phone: ${Object.keys(hostOptions).join(', ')} beside host (expected: set where the host was made)`);
    }
    return new Phone({host: host ?? new SimulatedHost(hostOptions), attach: attachOf(app), address, number, transport});
}

/** @param {any} app */
function attachOf(app) {
    if (typeof app !== 'string') {
        return () => (/** @type {any} */ api) => toolkit.start(api, app);
    }
    const file = path.resolve(app);
    return () => {
        const known = evaluators.get(file) ?? bundle(file).then((bundled) => evaluator(bundled, {folder: path.dirname(file)}));
        evaluators.set(file, known);
        return known;
    };
}
