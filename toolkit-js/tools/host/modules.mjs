/** @file Modules an app may require, loaded anew for each message as hosts do: with timers, on the host's clock. */

import {createHash, createHmac, randomBytes} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import vm from 'node:vm';

import {HOST_MODULES} from '../bundle.mjs';

const requireHere = createRequire(import.meta.url);
const PACKAGE = fileURLToPath(new URL('../..', import.meta.url));
const COMPATIBLE = path.join(PACKAGE, 'compat') + path.sep;

/** Ours, whatever is installed. @type {Record<string, string>} */
const OWN = {jukwaa: path.join(PACKAGE, 'lib/index.js'), vumigo_v02: path.join(PACKAGE, 'compat/lib/index.js')};

/** Names of Node's modules that hosts have small ones for. */
const NODE = ['assert', 'buffer', 'events', 'querystring', 'url', 'util'];

const NO_FILES = {
    readFileSync() {
        throw new Error('fs: no files in this sandbox');
    },
};

const SCOPE = ['exports', 'require', 'module', '__filename', '__dirname', 'global', 'process', 'setTimeout', 'clearTimeout', 'setInterval',
    'clearInterval', 'setImmediate', 'clearImmediate', 'console', 'Buffer'];

/** Compiled once in the life of the process; what is installed does not change meanwhile. @type {Map<string, vm.Script>} */
const scripts = new Map();

export class ModuleLoader {
    /** @param {string} folder the app's */
    constructor(folder) {
        this.folder = folder;
        /** @type {Map<string, string>} */
        this.resolved = new Map();
    }

    /**
     * The `require` of an app: null for what hosts do not have.
     *
     * @param {any} realm where modules are evaluated
     * @param {any} api
     * @returns {(name: string) => any}
     */
    within(realm, api) {
        const scope = scopeOf(realm, api);
        /** @type {Map<string, {exports: any}>} */
        const loaded = new Map();
        const load = (/** @type {string} */ file) => {
            const known = loaded.get(file);
            return known === undefined ? evaluate(file, scope, loaded, (name) => required(name, file)).exports : known.exports;
        };
        const required = (/** @type {string} */ name, /** @type {string} */ from) => builtin(name) ?? load(this.resolve(name, from));
        return (name) => {
            if (!HOST_MODULES.some((one) => one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : one === name)) {
                return null;
            }
            try {
                return builtin(name) ?? load(this.resolve(name, path.join(this.folder, 'app.js')));
            } catch (error) {
                if (/** @type {any} */ (error).code === 'MODULE_NOT_FOUND') {
                    return null;
                }
                throw error;
            }
        };
    }

    /**
     * @param {string} name
     * @param {string} from the file that asks
     */
    resolve(name, from) {
        if (Object.hasOwn(OWN, name)) {
            return OWN[name];
        }
        const key = `${from}\n${name}`;
        const file = this.resolved.get(key) ?? createRequire(this.asker(name, from)).resolve(name);
        this.resolved.set(key, file);
        return file;
    }

    /**
     * Who is to ask for a module: packages our toolkit needs are those of the app, as on a host they are those of the set.
     *
     * @param {string} name
     * @param {string} from the file that asks
     */
    asker(name, from) {
        return from.startsWith(COMPATIBLE) && !name.startsWith('.') ? path.join(this.folder, 'app.js') : from;
    }
}

/**
 * @param {string} name
 * @returns {any} undefined if it is none of Node's
 */
function builtin(name) {
    const plain = name.replace(/^node:/, '');
    if (plain === 'crypto') {
        return {createHash, createHmac, randomBytes};
    }
    return plain === 'fs' ? NO_FILES : NODE.includes(plain) ? requireHere(`node:${plain}`) : undefined;
}

/**
 * @param {any} realm
 * @param {any} api
 */
function scopeOf(realm, api) {
    const global = vm.runInContext('globalThis', realm);
    const timers = timersOf(api);
    Object.assign(global, timers, {global});
    const process = {title: 'node', version: 'v20.0.0', versions: {}, platform: 'linux', argv: [], env: {}, cwd: () => '/',
        nextTick: (/** @type {any} */ callback, /** @type {any[]} */ ...values) => timers.setImmediate(callback, ...values),
        [Symbol.toStringTag]: 'process'};
    const silent = Object.fromEntries(['log', 'info', 'warn', 'error', 'debug', 'trace'].map((name) => [name, () => undefined]));
    return {...timers, realm, global, process, console: silent, Buffer};
}

/** @param {any} api */
function timersOf(api) {
    /** @type {Map<number, () => void>} */
    const stops = new Map();
    let last = 0;
    const start = (/** @type {any} */ callback, /** @type {number} */ delay, /** @type {any[]} */ values, repeats = false) => {
        const id = ++last;
        const arm = () => stops.set(id, api.after(delay, () => {
            if (repeats) {
                arm();
            }
            callback(...values);
        }));
        arm();
        return id;
    };
    const clear = (/** @type {any} */ id) => {
        stops.get(id)?.();
        stops.delete(id);
    };
    return {
        setTimeout: (/** @type {any} */ callback, delay = 1, /** @type {any[]} */ ...values) => start(callback, delay, values),
        setInterval: (/** @type {any} */ callback, delay = 1, /** @type {any[]} */ ...values) =>
            start(callback, Math.max(1, delay), values, true),
        setImmediate: (/** @type {any} */ callback, /** @type {any[]} */ ...values) => start(callback, 0, values),
        clearTimeout: clear, clearInterval: clear, clearImmediate: clear,
    };
}

/**
 * @param {string} file
 * @param {Record<string, any>} scope
 * @param {Map<string, {exports: any}>} loaded
 * @param {(name: string) => any} require
 */
function evaluate(file, scope, loaded, require) {
    const module = {id: file, filename: file, exports: {}, loaded: false};
    loaded.set(file, module);
    try {
        if (file.endsWith('.json')) {
            module.exports = JSON.parse(readFileSync(file, 'utf8'));
        } else {
            const own = {...scope, exports: module.exports, require, module, __filename: file, __dirname: path.dirname(file)};
            compiled(file).runInContext(scope.realm).apply(module.exports, SCOPE.map((name) => /** @type {any} */ (own)[name]));
        }
    } catch (error) {
        loaded.delete(file);
        throw error;
    }
    module.loaded = true;
    return module;
}

/** @param {string} file */
function compiled(file) {
    const known = scripts.get(file);
    if (known !== undefined) {
        return known;
    }
    const script = new vm.Script(`(function (${SCOPE.join(', ')}) {${readFileSync(file, 'utf8')}\n})`, {filename: file});
    scripts.set(file, script);
    return script;
}
