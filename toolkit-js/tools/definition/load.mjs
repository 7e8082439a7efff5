/** @file An app's file as these tools see it: bundled as for the host, evaluated without one, its definition compiled. */

import {Console} from 'node:console';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import vm from 'node:vm';

import {BUNDLE_NAME, BundleError, bundle, mapped} from '../bundle.mjs';
import toolkit from '../../lib/index.js';
import {compiledOf} from '../../lib/define/app.js';
import {readCatalogue} from '../../lib/text/catalogue.js';
import {UsageError} from '../usage-error.mjs';
import {readScript, readSource, shownPath} from './source.mjs';

/** @typedef {import('../bundle.mjs').Bundle} Bundle */
/** @typedef {import('../../lib/internal.d.ts').CompiledApp} CompiledApp */

/**
 * @typedef {object} Loaded
 * @property {string} file
 * @property {Bundle} bundle
 * @property {import('./source.mjs').Source} source
 * @property {CompiledApp | null} app null for an app on vumigo_v02, and for a definition with problems
 * @property {readonly string[]} problems of the definition
 */

/** The standard output is for what commands say. */
const CONSOLE = new Console(process.stderr);
const MOST_MILLISECONDS = 10_000;

/**
 * @param {string} file
 * @param {{unfinishedCatalogues?: boolean}} [options] whether catalogues may be absent or wrong; see `bundle`
 * @returns {Promise<Loaded>}
 * @throws {Error} one that says where, if the file cannot be bundled or fails while it is evaluated
 */
export async function loadApp(file, options = {}) {
    const bundled = await bundle(file, {poAsText: true, ...options});
    const {code, map, inputs, legacy} = bundled;
    const source = map === null
        ? await readScript(code, file)
        : await readSource(code, JSON.parse(map), path.dirname(path.resolve(file)), inputs);
    const {app, problems} = legacy ? {app: null, problems: []} : evaluate(file, bundled);
    const wrong = app === null || options.unfinishedCatalogues ? [] : cataloguesThatCannotBeRead(app, inputs);
    return {file, bundle: bundled, source, app: wrong.length > 0 ? null : app, problems: [...problems, ...wrong]};
}

/**
 * The app as it is needed by commands that cannot do with less.
 *
 * @param {string} file
 * @param {{unfinishedCatalogues?: boolean}} [options] see `loadApp`
 * @returns {Promise<Loaded & {app: CompiledApp}>}
 * @throws {Error} if it is for vumigo_v02, or its definition has problems
 */
export async function loadDefinition(file, options) {
    const loaded = await loadApp(file, options);
    const {app, problems, bundle: {legacy}} = loaded;
    if (app === null) {
        throw new Error(legacy
            ? `${file} is an app for vumigo_v02 (expected: one that exports defineApp(…))`
            : problemText(file, problems));
    }
    return {...loaded, app};
}

/**
 * The app in a file that `jukwaa build` wrote.
 *
 * @param {string} file
 * @returns {CompiledApp}
 */
export function builtApp(file) {
    const {app, problems} = evaluate(file, {code: readBuilt(file), map: null});
    if (app === null) {
        throw new Error(problems.length > 0 ? problemText(file, problems) : `--since '${file}': starts no app (expected: a file that jukwaa build wrote)`);
    }
    return app;
}

/** @param {string} file */
function readBuilt(file) {
    try {
        const code = readFileSync(file, 'utf8');
        new vm.Script(code);
        if (/\bstart\)?\(typeof api/.test(code)) {
            return code;
        }
    } catch (error) {
        if (!(error instanceof SyntaxError)) {
            throw new UsageError(`--since '${file}': cannot be read (${/** @type {any} */ (error).code})`);
        }
    }
    throw new UsageError(`--since '${file}': not built (expected: a file that jukwaa build wrote)`);
}

/**
 * @param {string} file
 * @param {readonly string[]} problems
 */
export function problemText(file, problems) {
    return [`${file} defines an app that cannot work:`, ...problems.map((problem) => `  ${problem}`)].join('\n');
}

/**
 * @param {string} file
 * @param {Pick<Bundle, 'code' | 'map'>} bundled
 * @returns {{app: CompiledApp | null, problems: readonly string[]}}
 */
function evaluate(file, {code, map}) {
    /** @type {CompiledApp | null} */
    let app = null;
    const known = {...toolkit, start: (/** @type {unknown} */ api, /** @type {object} */ started) => {
        app = definitionOf(started, file);
    }};
    try {
        vm.runInNewContext(code, {require: requirer(file, known), console: CONSOLE, Buffer},
            {filename: BUNDLE_NAME, timeout: MOST_MILLISECONDS});
    } catch (error) {
        if (error instanceof BundleError) {
            throw error;
        }
        const {problems} = Object(error);
        if (Array.isArray(problems)) {
            return {app: null, problems};
        }
        throw new BundleError([`${file} fails while it is loaded: ${mapped(briefly(error), map)}`]);
    }
    return {app, problems: []};
}

/**
 * The engine reads a catalogue when a user needs it, which is too late here.
 *
 * @param {CompiledApp} app
 * @param {string[]} inputs its files
 */
function cataloguesThatCannotBeRead({options: {catalogues = {}}}, inputs) {
    return Object.entries(catalogues).flatMap(([language, catalogue]) => {
        try {
            readCatalogue(catalogue, language);
            return [];
        } catch (error) {
            const file = inputs.find((one) => one.endsWith('.po') && readFileSync(one, 'utf8') === catalogue);
            return [`catalogues.${language}: ${file === undefined ? '' : `${shownPath(file)}: `}${/** @type {Error} */ (error).message}`];
        }
    });
}

/**
 * @param {object} started
 * @param {string} file
 */
function definitionOf(started, file) {
    try {
        return compiledOf(started);
    } catch {
        throw new BundleError([`${file} exports no app (expected: export default defineApp(…))`]);
    }
}

/**
 * What went wrong, and where in the app; without lines about these tools.
 *
 * @param {unknown} error
 */
function briefly(error) {
    const {name = 'Error', message = String(error), stack = ''} = Object(error);
    const places = String(stack).split('\n').filter((line) => /^\s+at /.test(line) && line.includes(BUNDLE_NAME));
    return [`${name}: ${message}`, ...places].join('\n');
}

/**
 * What an app gets from `require` in a host: a module the host has, null for anything else.
 *
 * @param {string} file
 * @param {object} toolkit
 */
function requirer(file, toolkit) {
    const installed = createRequire(path.resolve(file));
    return (/** @type {string} */ name) => {
        if (name === 'jukwaa') {
            return toolkit;
        }
        try {
            return installed(name);
        } catch {
            return null;
        }
    };
}
