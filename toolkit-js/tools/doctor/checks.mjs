/** @file What has to be there, and what an app has to be, before it goes to a host. Each check calls what another command calls. */

import {readFileSync} from 'node:fs';
import path from 'node:path';

import {bundle, esbuild} from '../bundle.mjs';
import {samplesOf, severitiesOf} from '../commands/lint.mjs';
import {counted} from '../commands/test.mjs';
import {appFile, settingsOf} from '../definition/find.mjs';
import {loadApp} from '../definition/load.mjs';
import {acorn} from '../definition/syntax.mjs';
import {uploadOf} from '../definition/upload.mjs';
import {Phone} from '../host/phone.mjs';
import {SimulatedHost} from '../host/simulated-host.mjs';
import {lint} from '../lint/index.mjs';
import {countsOf, summaryOf} from '../lint/report.mjs';
import {LiveApp, settingsOf as configurationOf} from '../simulator/app.mjs';
import {appOf, runTranscripts, transcripts} from '../transcript/suite.mjs';

/** @typedef {'ok' | 'warning' | 'failed'} Status */
/** @typedef {{name: string, status: Status, message: string}} Check a line: what was looked at, and what came of it */
/** @typedef {{status: Status, message: string}} Result */
/** @typedef {import('../definition/load.mjs').Loaded} Loaded */

/** What a host reads of an app's file, in bytes. */
const LARGEST = 8 * 1024 * 1024;
const PACKAGE = new URL('../../package.json', import.meta.url);

/**
 * @param {string[]} operands the app, or none
 * @returns {Promise<{app: string | null, legacy: boolean, checks: Check[]}>}
 */
export async function examined(operands) {
    /** @type {Check[]} */
    const checks = [];
    /** @type {<Value>(name: string, look: () => Promise<Result & {value?: Value}>) => Promise<Value | undefined>} */
    const check = async (name, look) => {
        const {value, ...result} = await look().catch((error) => failed(error.message, undefined));
        checks.push({name, ...result});
        return value;
    };
    await check('node', async () => nodeResult(process.versions.node));
    await check('acorn', async () => ok(`version ${(await acorn()).version}`));
    const file = await check('app', async () => ok(appFile(operands), appFile(operands)));
    await check('esbuild', async () => ok(`version ${(await esbuild(path.resolve(file ?? 'app.js'))).version}`));
    const loaded = file === undefined ? undefined : await check('definition', () => definitionResult(file));
    if (loaded !== undefined) {
        await check('build', () => buildResult(loaded));
        await check('lint', () => lintResult(loaded));
        await check('tests', () => testsResult(loaded));
        await check('simulated host', () => hostResult(loaded));
    }
    return {app: file ?? null, legacy: loaded?.bundle.legacy ?? false, checks};
}

/**
 * @template [Value=undefined]
 * @param {string} message
 * @param {Value} [value]
 * @returns {Result & {value?: Value}}
 */
function ok(message, value) {
    return {status: 'ok', message, value};
}

/**
 * @param {string} message
 * @param {undefined} [value]
 * @returns {Result & {value?: undefined}}
 */
function failed(message, value) {
    return {status: 'failed', message, value};
}

/** @param {string} version */
export function nodeResult(version) {
    const least = JSON.parse(readFileSync(PACKAGE, 'utf8')).engines.node.replace(/^>=/, '');
    return Number(version.split('.')[0]) >= Number(least.split('.')[0])
        ? ok(`version ${version}`)
        : failed(`version ${version} (expected: ${least} or newer; install it from nodejs.org)`);
}

/**
 * @param {string} file
 * @returns {Promise<Result & {value?: Loaded}>}
 */
async function definitionResult(file) {
    const loaded = await loadApp(file);
    const {app, bundle: {legacy}, problems} = loaded;
    if (legacy) {
        return ok('an app for vumigo_v02, whose states are in its code; jukwaa migrate-check runs its own tests', loaded);
    }
    return app === null
        ? failed(`${problems.join('; ')} (mend the definition)`)
        : ok(`${app.name}: ${counted([...app.states.keys()].filter((name) => !name.includes('$')).length, 'state')}`, loaded);
}

/**
 * @param {Loaded} loaded
 * @returns {Promise<Result>}
 */
async function buildResult({file, app}) {
    const bytes = Buffer.byteLength(uploadOf(await bundle(file, {definition: app?.definition()})));
    return bytes > LARGEST
        ? failed(`${bytes} bytes (expected: at most ${LARGEST}; leave out packages and data the app does not need)`)
        : ok(`${bytes} bytes of ${LARGEST} a host takes`);
}

/**
 * @param {Loaded} loaded
 * @returns {Promise<Result>}
 */
async function lintResult(loaded) {
    const severities = severitiesOf(settingsOf(path.dirname(loaded.file)).lint ?? {});
    const counts = countsOf(await lint(loaded, {samples: samplesOf({}), mostPages: 2, severities}));
    const summary = summaryOf(counts);
    return counts.errors > 0 ? failed(`${summary} (jukwaa lint ${loaded.file} says where)`)
        : counts.warnings > 0 ? {status: 'warning', message: `${summary} (jukwaa lint ${loaded.file} says where)`} : ok(summary);
}

/**
 * The transcripts of the app, in its folder and below: an error in the log or a fixture nobody uses is a failure.
 *
 * @param {Loaded} loaded
 * @returns {Promise<Result>}
 */
async function testsResult({file}) {
    const files = transcriptsOf(file);
    if (files.length === 0) {
        return {status: 'warning', message: 'there is no *.transcript (write one: jukwaa test --help says how)'};
    }
    const {tests, unused} = await runTranscripts(files, {app: file});
    const wrong = tests.filter(({failures}) => failures.length > 0).length;
    return wrong > 0 || unused.length > 0
        ? failed(`${wrong} of ${tests.length} failed, ${counted(unused.length, 'fixture')} unused (jukwaa test says why)`)
        : ok(`${tests.length} passed`);
}

/** @param {string} file */
function transcriptsOf(file) {
    const folder = path.dirname(path.resolve(file));
    try {
        return transcripts([folder]).filter((one) => path.resolve(appOf(one)) === path.resolve(file));
    } catch {
        return [];
    }
}

/**
 * Dials once: what comes has to be a screen.
 *
 * @param {Loaded} loaded
 * @returns {Promise<Result>}
 */
async function hostResult({file}) {
    const app = await new LiveApp(file).load();
    const host = new SimulatedHost({settings: configurationOf(file)});
    const phone = new Phone({host, attach: () => app.attach, address: '+254700000001'});
    let screen;
    try {
        screen = await phone.dial();
    } catch (error) {
        return failed(`${/** @type {Error} */ (error).message} (try it: jukwaa sim; config.json beside the app has its configuration)`);
    }
    const errors = host.logged.filter(({level}) => level === 'error' || level === 'critical');
    return errors.length > 0
        ? {status: 'warning', message: `shows a screen, with an error in the log: ${errors[0].text.split('\n')[0]} (try it: jukwaa sim)`}
        : ok(`dialled, and got: ${screen.split('\n')[0]}`);
}
