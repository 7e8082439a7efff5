/** @file All transcripts below some folders, each against its app. */

import {existsSync, readFileSync, readdirSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';

import {bundle} from '../bundle.mjs';
import {loadApp, problemText} from '../definition/load.mjs';
import {settingsOf} from '../definition/find.mjs';
import {evaluator} from '../host/sandbox.mjs';
import {UsageError} from '../usage-error.mjs';
import {filled, parse} from './parse.mjs';
import {runTest, shortName} from './run.mjs';

/** @typedef {import('./run.mjs').AppUnderTest} AppUnderTest */
/** @typedef {import('./run.mjs').TestResult} TestResult */

const USUAL = ['app.js', 'app.mjs', 'app.cjs', 'app.ts'];
/** The app's configuration by key, as hosts are given it. */
const CONFIGURATION = 'config.json';

/**
 * @typedef {object} SuiteOptions
 * @property {string} [app] the app of all of them
 * @property {boolean} [update] whether screens that are not as expected are written into the transcripts
 * @property {boolean} [allowLogErrors]
 *
 * @typedef {object} SuiteResult
 * @property {TestResult[]} tests
 * @property {{file: string, name: string}[]} unused HTTP fixtures no test used
 * @property {{file: string, screens: number}[]} updated
 */

/**
 * @param {string[]} operands files and folders; the present one without any
 * @returns {string[]} transcripts, those below folders in the order of their names
 */
export function transcripts(operands) {
    const files = (operands.length === 0 ? ['.'] : operands).flatMap((operand) => {
        if (!existsSync(operand)) {
            throw new UsageError(`FILE: '${operand}' is not there`);
        }
        return statSync(operand).isDirectory() ? below(operand) : [operand];
    });
    if (files.length === 0) {
        throw new UsageError(`FILE: there is no *.transcript below ${operands.length === 0 ? 'this folder' : operands.join(', ')}`);
    }
    return files;
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function below(folder) {
    const entries = readdirSync(folder, {withFileTypes: true}).sort((one, other) => one.name < other.name ? -1 : 1);
    return entries.flatMap((entry) => {
        const file = path.join(folder, entry.name);
        if (entry.isDirectory()) {
            return entry.name === 'node_modules' || entry.name.startsWith('.') ? [] : below(file);
        }
        return entry.name.endsWith('.transcript') ? [file] : [];
    });
}

/**
 * The app of a transcript: the nearest one from its folder upwards.
 *
 * @param {string} transcript
 * @returns {string}
 */
export function appOf(transcript) {
    for (let folder = path.dirname(path.resolve(transcript)); ; folder = path.dirname(folder)) {
        const named = settingsOf(folder);
        const candidates = named.app !== undefined && named.folder === folder ? [named.app] : USUAL;
        const found = candidates.map((name) => path.join(folder, name)).find((file) => existsSync(file));
        if (found !== undefined) {
            return found;
        }
        if (path.dirname(folder) === folder) {
            throw new UsageError(`${shortName(transcript)}: no app is beside or above it (expected: ${USUAL.join(', ')}, or --app=FILE)`);
        }
    }
}

/**
 * @param {string} file
 * @returns {Promise<AppUnderTest>}
 */
export async function appUnderTest(file) {
    const folder = path.dirname(path.resolve(file));
    const configuration = path.join(folder, CONFIGURATION);
    const settings = existsSync(configuration) ? JSON.parse(readFileSync(configuration, 'utf8')) : {};
    const {problems} = await loadApp(file);
    if (problems.length > 0) {
        throw new Error(problemText(file, problems));
    }
    return {file, attach: evaluator(await bundle(file), {folder}), settings};
}

/**
 * Runs transcripts, one test after the other, each on a host of its own.
 *
 * @param {string[]} files
 * @param {SuiteOptions} [options]
 * @returns {Promise<SuiteResult>}
 */
export async function runTranscripts(files, options = {}) {
    /** @type {Map<string, Promise<AppUnderTest>>} */
    const apps = new Map();
    /** @type {SuiteResult} */
    const result = {tests: [], unused: [], updated: []};
    for (const file of files) {
        const name = path.resolve(options.app ?? appOf(file));
        const app = apps.get(name) ?? appUnderTest(name);
        apps.set(name, app);
        await runFile(file, await app, options, result);
    }
    result.unused = unused(result.tests);
    return result;
}

/**
 * @param {string} file
 * @param {AppUnderTest} app
 * @param {SuiteOptions} options
 * @param {SuiteResult} result
 */
async function runFile(file, app, options, result) {
    const text = readFileSync(file, 'utf8');
    const updates = [];
    for (const test of parse(text, shortName(file))) {
        if (test.rows.length > 0) {
            for (const row of test.rows) {
                result.tests.push(await runTest(filled(test, row), file, app, options));
            }
            continue;
        }
        const done = await runTest(test, file, app, options);
        if (options.update) {
            updates.push(...done.updates);
            done.failures = done.failures.filter(({line}) => !done.updates.some(({from}) => from === line));
        }
        result.tests.push(done);
    }
    if (updates.length > 0) {
        writeFileSync(file, updated(text, updates));
        result.updated.push({file, screens: updates.length});
    }
}

/**
 * @param {string} text
 * @param {{from: number, to: number, lines: string[]}[]} updates
 */
function updated(text, updates) {
    const lines = text.split('\n');
    for (const {from, to, lines: screen} of [...updates].sort((one, other) => other.from - one.from)) {
        lines.splice(from, to - from, ...screen);
    }
    return lines.join('\n');
}

/** @param {TestResult[]} tests */
function unused(tests) {
    /** @type {Map<string, boolean>} */
    const all = new Map();
    for (const [key, used] of tests.flatMap(({fixtures}) => [...fixtures])) {
        all.set(key, used || (all.get(key) ?? false));
    }
    return [...all].filter(([, used]) => !used).map(([key]) => {
        const [file, name] = key.split('\n');
        return {file, name};
    });
}
