/** @file How an app runs its tests. */

import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';

import {UsageError} from '../usage-error.mjs';
import {mochaTargets} from './gruntfile.mjs';

const FOLDERS = ['test', 'tests', 'spec'];
const CALLS_MOCHA = /(?:^|[\s/&;])_?mocha(?:\s|$)/;
const CALLS_LINTER = /^\s*(?:npx\s+)?(?:\S*\/)?(?:jshint|jslint|jscs|eslint|standard|xo|prettier|biome)(?:\s|$)|^\s*npm run (?:\S+ )*lint/;

/**
 * Commands of the shell that run all tests, one after the other.
 *
 * @param {string} folder
 * @returns {string[]}
 * @throws {UsageError} if nothing tells
 */
export function testCommands(folder) {
    const script = scriptOf(folder);
    if (script !== null && CALLS_MOCHA.test(script)) {
        return [withoutLinters(script)];
    }
    const line = script === null ? undefined : mochaLineOf(folder, script);
    if (line !== undefined) {
        return [line];
    }
    const targets = mochaTargets(folder);
    if (targets.length > 0) {
        return targets.map(commandOf);
    }
    const tests = FOLDERS.find((name) => existsSync(path.join(folder, name)));
    if (tests === undefined) {
        const searched = `package.json, a Gruntfile or ${FOLDERS.join(', ')}`;
        throw new UsageError(`${folder}: no tests found in ${searched} (expected: --command 'npx mocha …')`);
    }
    return [`mocha --recursive ${tests}`];
}

/**
 * A script without those of its commands that say nothing about tests, and would keep them from running.
 *
 * @param {string} script
 */
function withoutLinters(script) {
    return script.split('&&').filter((command) => !CALLS_LINTER.test(command)).join('&&').trim();
}

/**
 * The script `test` of package.json.
 *
 * @param {string} folder
 * @returns {string | null}
 */
function scriptOf(folder) {
    const file = path.join(folder, 'package.json');
    if (!existsSync(file)) {
        return null;
    }
    try {
        return JSON.parse(readFileSync(file, 'utf8')).scripts?.test ?? null;
    } catch (error) {
        throw new UsageError(`${file}: ${/** @type {Error} */ (error).message}`);
    }
}

/**
 * The line of a shell script that runs mocha: other lines, such as those of linters, may fail without a test having failed.
 *
 * @param {string} folder
 * @param {string} script
 */
function mochaLineOf(folder, script) {
    const file = path.join(folder, script.trim().replace(/^(?:ba|z)?sh\s+/, '').split(/\s/)[0]);
    if (!file.endsWith('.sh') || !existsSync(file)) {
        return undefined;
    }
    const lines = readFileSync(file, 'utf8').split('\n').map((line) => line.trim());
    return lines.find((line) => !line.startsWith('#') && CALLS_MOCHA.test(line));
}

/** @param {import('./gruntfile.mjs').MochaTarget} target */
function commandOf({files, require, timeout}) {
    const wanted = files.filter((file) => !file.startsWith('!')).map(quoted);
    const left = files.filter((file) => file.startsWith('!')).map((file) => `--ignore ${quoted(file.slice(1))}`);
    const required = require.map((name) => `--require ${quoted(name)}`);
    return ['mocha', ...required, ...timeout === null ? [] : [`--timeout ${Number(timeout)}`], ...left, ...wanted].join(' ');
}

/** @param {string} word */
function quoted(word) {
    return `'${word.replace(/'/g, `'\\''`)}'`;
}
