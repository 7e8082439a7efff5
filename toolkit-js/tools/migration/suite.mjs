/** @file Runs an app's tests, with what is installed or with our toolkit, and reads what became of each. */

import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const PRELOAD = fileURLToPath(new URL('preload.cjs', import.meta.url));
const MOST_MILLISECONDS = 30 * 60_000;
const LAST_LINES = 15;

/**
 * @typedef {object} TestOutcome
 * @property {string} title
 * @property {string | null} file
 * @property {'passed' | 'failed' | 'pending'} outcome
 * @property {{message: string, stack: string | null, expected?: string, actual?: string} | null} error
 *
 * @typedef {object} SuiteOutcome
 * @property {Map<string, TestOutcome>} tests by title; titles that come again have a number
 * @property {boolean} complete whether every run of mocha came to its end
 * @property {string | null} toolkit the file that was loaded as vumigo_v02; null if none was
 * @property {string[]} output the last lines that were written, without Node's own places
 */

/**
 * @param {string} folder
 * @param {string[]} commands
 * @param {string | null} toolkit the folder of a toolkit in the place of vumigo_v02
 * @returns {SuiteOutcome}
 */
export function runSuite(folder, commands, toolkit) {
    const temporary = mkdtempSync(path.join(tmpdir(), 'jukwaa-migrate-'));
    const results = path.join(temporary, 'results');
    try {
        /** @type {NodeJS.ProcessEnv} */
        const env = {
            ...process.env,
            PATH: [...binaries(folder), process.env.PATH].join(path.delimiter),
            NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --require ${JSON.stringify(PRELOAD)}`.trim(),
            JUKWAA_RESULTS: results,
            JUKWAA_TOOLKIT: toolkit ?? '',
        };
        // A test runner that runs us tells its children so, and they would write for it.
        delete env.NODE_TEST_CONTEXT;
        const output = commands.map((command) => {
            const {stdout, stderr} = spawnSync(command, {cwd: folder, shell: true, env, encoding: 'utf8', timeout: MOST_MILLISECONDS,
                maxBuffer: 64 * 1024 * 1024});
            return `${stdout}${stderr}`;
        }).join('\n');
        const lines = output.trimEnd().split('\n').filter((line) => !/^\s+at .*(\bnode:|preload\.cjs)/.test(line));
        return {...read(results), output: lines.slice(-LAST_LINES)};
    } finally {
        rmSync(temporary, {recursive: true, force: true});
    }
}

/**
 * Folders of commands that were installed, the nearest first, as npm has them.
 *
 * @param {string} folder
 * @returns {string[]}
 */
function binaries(folder) {
    const parent = path.dirname(folder);
    return [path.join(folder, 'node_modules', '.bin'), ...parent === folder ? [] : binaries(parent)];
}

/**
 * @param {string} results
 * @returns {Omit<SuiteOutcome, 'output'>}
 */
function read(results) {
    const lines = existsSync(results) ? readFileSync(results, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line)) : [];
    const count = (/** @type {string} */ event) => lines.filter((line) => line.event === event).length;
    /** @type {Map<string, TestOutcome>} */
    const tests = new Map();
    /** @type {Map<string, number>} */
    const times = new Map();
    for (const {event, title, file, error = null} of lines) {
        if (['passed', 'failed', 'pending'].includes(event)) {
            const number = (times.get(title) ?? 0) + 1;
            times.set(title, number);
            tests.set(number === 1 ? title : `${title} (${number})`, {title, file, outcome: event, error});
        }
    }
    const toolkit = lines.find(({event}) => event === 'toolkit')?.file ?? null;
    return {tests, complete: count('begin') > 0 && count('begin') === count('end'), toolkit};
}
