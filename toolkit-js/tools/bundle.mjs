/** @file An app as the one file a host runs: what `jukwaa build` uploads, and what tests and simulators evaluate. */

import {existsSync, readFileSync} from 'node:fs';
import {createRequire, SourceMap} from 'node:module';
import path from 'node:path';

import {objectOf} from '../lib/text/catalogue.js';

/** What hosts have themselves. Names of packages, `*` for any end of one. */
export const HOST_MODULES = ['jukwaa', 'vumigo_v01', 'vumigo_v02', 'q', 'lodash', 'moment', 'jed', 'url', 'querystring', 'crypto',
    'go-jsbox-*', 'seed-jsbox-utils', '@google-cloud/bigquery'];

/** The name of the bundle in stacks. */
export const BUNDLE_NAME = 'app.bundle.js';

/**
 * @typedef {object} Bundle
 * @property {string} code one script; it asks `require` for what hosts have
 * @property {string | null} map its source map as JSON text; null if the file was taken as it is
 * @property {string[]} inputs absolute paths of the files it was made of
 * @property {string[]} absent those of catalogues that were not there and taken for empty
 * @property {boolean} legacy whether it is an app for `vumigo_v02`, which starts itself
 */

/** An app that cannot be bundled. Its message has a line `file:line:column: text` for each thing wrong with it. */
export class BundleError extends Error {
    /** @param {string[]} problems */
    constructor(problems) {
        super(problems.join('\n'));
        this.name = 'BundleError';
        this.problems = problems;
    }
}

/**
 * Makes one file of an app. An app of `jukwaa` is what its file exports: by `export default` or `module.exports`, in JavaScript or
 * TypeScript; the bundle starts it. An app for `vumigo_v02` is taken as it is, unless it requires files beside it.
 *
 * `.po` files become objects, which are read at once where they are needed, unless `poAsText` asks for what is in them. With
 * `unfinishedCatalogues` files of that kind, and `.json`, that are not there are taken for empty ones. Where the hash of its
 * `definition` is given no message has to compute it.
 *
 * @param {string} file
 * @param {{minify?: boolean, poAsText?: boolean, unfinishedCatalogues?: boolean, definition?: string}} [options]
 * @returns {Promise<Bundle>}
 * @throws {BundleError}
 */
export async function bundle(file, {minify = false, poAsText = false, unfinishedCatalogues = false, definition} = {}) {
    const entry = path.resolve(file);
    const source = read(entry);
    const legacy = isLegacy(source);
    if (legacy && !requiresFiles(source)) {
        return {code: source, map: null, inputs: [entry], absent: [], legacy};
    }
    const plugins = [...poAsText ? [] : [catalogues(path.dirname(entry))], ...unfinishedCatalogues ? [EMPTY_CATALOGUES] : []];
    const result = await build(entry, legacy, {minify, plugins, definition});
    const [map, code] = [result.outputFiles[0].text, result.outputFiles[1].text];
    const names = Object.keys(result.metafile.inputs).filter((name) => name !== '<stdin>' && name !== START);
    const isAbsent = (/** @type {string} */ name) => name.startsWith(`${ABSENT}:`);
    const inputs = names.filter((name) => !isAbsent(name)).map((name) => path.resolve(path.dirname(entry), name));
    const absent = names.filter(isAbsent).map((name) => path.resolve(path.dirname(entry), name.slice(`${ABSENT}:`.length)));
    return {code, map, inputs, absent, legacy};
}

/**
 * A stack, or any text that names places in a bundle, with the places in the app's own files.
 *
 * @param {string} text
 * @param {string | null} map a bundle's
 * @returns {string}
 */
export function mapped(text, map) {
    if (map === null || !text.includes(BUNDLE_NAME)) {
        return text;
    }
    const sources = new SourceMap(JSON.parse(map));
    return text.replace(/\bapp\.bundle\.js:(\d+):(\d+)/g, (place, line, column) => {
        const entry = /** @type {any} */ (sources.findEntry(Number(line) - 1, Number(column) - 1));
        return entry.originalSource === undefined ? place
            : `${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
    });
}

/**
 * Reads `.po` files as objects.
 *
 * @param {string} folder the app's
 * @returns {import('esbuild').Plugin}
 */
function catalogues(folder) {
    return {
        name: 'catalogues',
        setup: ({onLoad}) => onLoad({filter: /\.po$/}, ({path: file}) => {
            try {
                return {contents: JSON.stringify(objectOf(readFileSync(file, 'utf8'))), loader: 'json'};
            } catch (error) {
                return {errors: [{text: `${path.relative(folder, file)}: ${/** @type {Error} */ (error).message}`}]};
            }
        }),
    };
}

const ABSENT = 'absent';

/** Catalogues that nobody has begun yet. @type {import('esbuild').Plugin} */
const EMPTY_CATALOGUES = {
    name: 'empty-catalogues',
    setup: ({onResolve, onLoad}) => {
        onResolve({filter: /^\.{1,2}\/.*\.(po|json)$/}, ({path: name, resolveDir}) => {
            const file = path.resolve(resolveDir, name);
            return existsSync(file) ? undefined : {path: file, namespace: ABSENT};
        });
        onLoad({filter: /\.po$/, namespace: ABSENT}, () => ({contents: '', loader: 'text'}));
        onLoad({filter: /\.json$/, namespace: ABSENT}, () => ({contents: '{}', loader: 'json'}));
    },
};

const START = 'start-of-app.js';

/** @param {string} file */
function read(file) {
    try {
        return readFileSync(file, 'utf8');
    } catch (error) {
        throw new BundleError([`${shown(file)}: cannot be read (${/** @type {any} */ (error).code})`]);
    }
}

/** @param {string} source */
function isLegacy(source) {
    return !/\bfrom\s*['"]jukwaa['"]|\brequire\(\s*['"]jukwaa['"]/.test(source)
        && (/\brequire\(\s*['"]vumigo_v0[12]['"]/.test(source) || /\bapi\s*\.\s*(on_inbound_message|request|done)\b/.test(source));
}

/** @param {string} source */
function requiresFiles(source) {
    return /\brequire\(\s*['"]\.{1,2}\//.test(source);
}

/**
 * What the bundle is made of: the app, and what starts it.
 *
 * @param {string} entry
 * @param {boolean} legacy
 * @param {string | undefined} definition
 */
function starterOf(entry, legacy, definition) {
    const name = JSON.stringify(`./${path.basename(entry)}`);
    const hash = definition === undefined ? '' : `, ${JSON.stringify(definition)}`;
    return legacy ? `require(${name});` : `import * as app from ${name};
import {start} from 'jukwaa';
start(typeof api === 'undefined' ? undefined : api, app.default ?? app${hash});`;
}

/**
 * @param {string} entry
 * @param {boolean} legacy
 * @param {{minify: boolean, plugins: import('esbuild').Plugin[], definition?: string}} options
 * @returns {Promise<import('esbuild').BuildResult & {outputFiles: import('esbuild').OutputFile[], metafile: import('esbuild').Metafile}>}
 */
async function build(entry, legacy, {definition, ...options}) {
    const {build: run} = await esbuild(entry);
    const contents = starterOf(entry, legacy, definition);
    try {
        const result = await run({
            stdin: {contents, resolveDir: path.dirname(entry), sourcefile: START},
            absWorkingDir: path.dirname(entry),
            outfile: path.join(path.dirname(entry), BUNDLE_NAME),
            bundle: true, write: false, metafile: true, ...options, charset: 'utf8', logLevel: 'silent',
            format: 'cjs', platform: 'neutral', mainFields: ['module', 'main'], target: 'es2023',
            sourcemap: 'external', external: HOST_MODULES, loader: {'.po': 'text', '.txt': 'text'},
        });
        refuseWithoutApp(entry, result.warnings);
        if (!legacy) {
            refuseDoubleKeys(path.dirname(entry), result.warnings);
        }
        return /** @type {any} */ (result);
    } catch (error) {
        throw error instanceof BundleError ? error : new BundleError(problemsOf(error, path.dirname(entry)));
    }
}

/**
 * @param {string} entry
 * @param {import('esbuild').Message[]} warnings
 */
function refuseWithoutApp(entry, warnings) {
    if (warnings.some(({id, location}) => id === 'import-is-undefined' && location?.file === START)) {
        throw new Error(`${shown(entry)}: exports no app (expected: export default defineApp(…))`);
    }
}

/**
 * JavaScript drops the first of two states, choices or translations of one name without a word.
 *
 * @param {string} folder
 * @param {import('esbuild').Message[]} warnings those of packages are not among them
 */
function refuseDoubleKeys(folder, warnings) {
    const doubles = warnings.filter(({id}) => id === 'duplicate-object-key');
    if (doubles.length > 0) {
        throw new BundleError(doubles.map((double) => `${lineOf(double, folder)}: only the later one would count`));
    }
}

/**
 * @param {unknown} error
 * @param {string} folder
 */
function problemsOf(error, folder) {
    const {errors, message} = /** @type {Partial<import('esbuild').BuildFailure> & Error} */ (error);
    return errors === undefined ? [message] : errors.map((one) => lineOf(one, folder));
}

/**
 * @param {import('esbuild').Message} message
 * @param {string} folder
 */
function lineOf({text, location}, folder) {
    return location === null ? text : `${shown(path.resolve(folder, location.file))}:${location.line}:${location.column + 1}: ${text}`;
}

/**
 * The bundler: from where these tools are, or from where the app is.
 *
 * @param {string} entry
 * @returns {Promise<typeof import('esbuild')>}
 */
export async function esbuild(entry) {
    try {
        return await import('esbuild');
    } catch {
        // Linked packages do not see what is installed beside the app.
    }
    try {
        return createRequire(entry)('esbuild');
    } catch {
        throw new BundleError(['esbuild is not installed: npm install --save-dev esbuild']);
    }
}

/** @param {string} file as seen from where the command runs */
function shown(file) {
    const relative = path.relative(process.cwd(), file);
    return relative.startsWith('..') ? file : relative;
}
