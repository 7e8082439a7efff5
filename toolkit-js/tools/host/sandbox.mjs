/**
 * @file An app's bundle as hosts evaluate it: anew for each message, with what hosts give it and nothing else.
 *
 * What differs from the real host: the engine is Node's; `Date` and `Math.random` are those of the simulated host in every realm; of Node's
 * modules, which libraries get instead of the host's own small ones, everything is there; memory and processor time are not limited.
 */

import {BUNDLE_NAME, mapped} from '../bundle.mjs';
import path from 'node:path';
import vm from 'node:vm';

import {ModuleLoader} from './modules.mjs';

/** @typedef {import('./host.mjs').Attach} Attach */

/** What an engine of ours does not have. */
const ABSENT = ['SharedArrayBuffer', 'Atomics', 'WebAssembly'];

const TAKE_CLOCK = new vm.Script(`(function (now, random) {
    const Real = Date;
    const Virtual = new Proxy(Real, {
        construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
        apply: () => new Real(now()).toString(),
        get: (target, key) => key === 'now' ? now : target[key],
    });
    Real.prototype.constructor = Virtual;
    Object.defineProperty(globalThis, 'Date', {value: Virtual, writable: true, configurable: true, enumerable: false});
    Math.random = random;
})`);

/**
 * A function that evaluates the bundle in a new realm and gives it the `api`. The process is in UTC from then on, as hosts are.
 *
 * @param {import('../bundle.mjs').Bundle} bundle
 * @param {{folder?: string, name?: string}} [options] the folder of the app, whose `node_modules` may have modules of the host's set
 * @returns {Attach}
 */
export function evaluator({code, map}, {folder = process.cwd(), name = BUNDLE_NAME} = {}) {
    process.env.TZ = 'UTC';
    const script = compile(code, name, map);
    const loader = new ModuleLoader(path.resolve(folder));
    const attach = (/** @type {any} */ api) => {
        const app = realm(api);
        const modules = realm(api);
        const load = loader.within(modules, api);
        give(app, 'api', api);
        give(app, 'require', (/** @type {any} */ wanted) => load(String(wanted)));
        give(app, 'console', consoleOf(api));
        give(app, 'Buffer', Buffer);
        script.runInContext(app);
    };
    return Object.assign(attach, {mapped: (/** @type {string} */ text) => readable(text, map)});
}

/**
 * A stack with the places in the app's own files, without those that are the host's.
 *
 * @param {string} text
 * @param {string | null} map
 */
function readable(text, map) {
    const lines = text.split('\n').filter((line) => !/^\s+at .*(\bnode:|\/tools\/host\/)/.test(line));
    return mapped(lines.join('\n'), map);
}

/**
 * @param {string} code
 * @param {string} filename
 * @param {string | null} map
 */
function compile(code, filename, map) {
    try {
        return new vm.Script(code, {filename});
    } catch (error) {
        throw new SyntaxError(mapped(String(/** @type {Error} */ (error).stack), map));
    }
}

/** @param {any} api */
function realm(api) {
    const created = vm.createContext();
    const global = vm.runInContext('globalThis', created);
    for (const name of ABSENT) {
        delete global[name];
    }
    TAKE_CLOCK.runInContext(created)(() => Math.floor(api.now().getTime()), api.random);
    return created;
}

/**
 * @param {any} realm
 * @param {string} name
 * @param {unknown} value
 */
function give(realm, name, value) {
    Object.defineProperty(realm, name, {value, writable: true, enumerable: true, configurable: true});
}

/** @param {any} api */
function consoleOf(api) {
    const writer = (/** @type {string} */ level) => (/** @type {any[]} */ ...values) => {
        api.emitter.emit('request', api.populate_command(`log.${level}`, {msg: values.map(shown).join(' ')}));
    };
    return {log: writer('info'), info: writer('info'), warn: writer('warning'), error: writer('error'),
        debug: writer('debug'), trace: writer('debug')};
}

/** @param {unknown} value */
function shown(value) {
    try {
        return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
    } catch {
        return `[${typeof value}]`;
    }
}
