/** @file `jukwaa coverage` */

import {existsSync, writeFileSync} from 'node:fs';
import path from 'node:path';

import {legacyStates} from '../definition/legacy.mjs';
import {loadApp, problemText} from '../definition/load.mjs';
import {SimulatedHost} from '../host/simulated-host.mjs';
import {KINDS, coverageOf, legacyCoverageOf} from '../transcript/coverage.mjs';
import {shortName} from '../transcript/run.mjs';
import {skeletonOf} from '../transcript/skeleton.mjs';
import {runTranscripts, transcripts} from '../transcript/suite.mjs';
import {UsageError} from '../usage-error.mjs';
import {numberOf} from './options.mjs';
import {counted} from './test.mjs';

/** @typedef {import('../transcript/coverage.mjs').Item} Item */
/** @typedef {import('../transcript/run.mjs').TestResult} TestResult */
/** @typedef {import('../../lib/internal.js').CompiledApp} CompiledApp */

const help = `Usage: jukwaa coverage [OPTION …] [FILE|FOLDER …]
Runs transcripts and says what of an app they have seen, and what not.
  FILE|FOLDER           transcripts, or folders with some (default: this folder)
  --app=FILE            the app; "jukwaa": {"app": …} of package.json or app.js beside or above a transcript without it
  --threshold=N         less than N percent of any of the kinds is a failure (default: 0)
  --only=KIND,…         the kinds that count and are shown: ${KINDS.join(', ')}
  --skeleton=FILE       writes a transcript with the shortest way to each transition that was not seen; its screens are written by
                        jukwaa test --update FILE
  --json                [{app, kinds: {states: {seen, all, percent}, …}, missing: [{kind, name, state}]}]
  -h, --help            this text

Choices that functions make are not counted, nor are the states of the engine. A transition a function decides counts as seen by any way
it took. Of an app on vumigo_v02 the states its code adds are counted, and where users were after each message.

Example: jukwaa coverage --threshold 100 --only states,transitions
Exit codes: 0 fine, 1 below the threshold or a test failed, 2 not understood.`;

/** @type {import('./command.d.ts').Command} */
export default {
    help,
    options: {
        'app': {type: 'string'},
        'threshold': {type: 'string'},
        'only': {type: 'string'},
        'skeleton': {type: 'string'},
    },
    async run(options, operands, {print}) {
        const threshold = numberOf('threshold', options.threshold, 0, 100) ?? 0;
        const kinds = kindsOf(options.only);
        if (options.skeleton !== undefined && existsSync(options.skeleton)) {
            throw new UsageError(`--skeleton '${options.skeleton}' is there already (expected: a new file)`);
        }
        const {tests} = await runTranscripts(transcripts(operands), {app: options.app});
        const failed = tests.filter(({failures}) => failures.length > 0);
        const reports = [];
        for (const file of new Set(tests.map(({app}) => app))) {
            const {app, items} = await itemsOf(file, tests.filter((test) => test.app === file));
            const shown = items.filter(({kind}) => kinds.includes(kind));
            reports.push(reportOf(file, shown));
            linesOf(reports[reports.length - 1]).forEach((line) => print(line));
            if (options.skeleton !== undefined) {
                print(writeSkeleton(options.skeleton, app, items));
            }
        }
        const below = reports.some(({kinds: all}) => Object.values(all).some(({percent}) => percent < threshold));
        if (failed.length > 0) {
            print(`${counted(failed.length, 'test')} failed, so less was seen (jukwaa test tells more)`);
        }
        if (below) {
            print(`less than ${threshold} % was seen`);
        }
        return {ok: failed.length === 0 && !below, report: reports};
    },
};

/**
 * @param {string | undefined} only
 * @returns {readonly import('../transcript/coverage.mjs').Kind[]}
 */
function kindsOf(only) {
    const wanted = only?.split(',').map((kind) => kind.trim());
    const unknown = wanted?.find((kind) => !KINDS.includes(/** @type {any} */ (kind)));
    if (unknown !== undefined) {
        throw new UsageError(`--only '${unknown}' (expected some of: ${KINDS.join(', ')})`);
    }
    return KINDS.filter((kind) => wanted?.includes(kind) ?? true);
}

/**
 * @param {string} file
 * @param {TestResult[]} tests
 * @returns {Promise<{app: CompiledApp | null, items: Item[]}>}
 */
async function itemsOf(file, tests) {
    const observed = tests.flatMap((test) => test.observed);
    const {app, bundle, source, problems} = await loadApp(file);
    if (bundle.legacy) {
        return {app: null, items: legacyCoverageOf(path.basename(file), legacyStates(source), observed)};
    }
    if (app === null) {
        throw new Error(problemText(file, problems));
    }
    return {app, items: coverageOf(app, observed)};
}

/**
 * @param {string} app
 * @param {Item[]} items
 */
function reportOf(app, items) {
    const kinds = Object.fromEntries(KINDS.flatMap((kind) => {
        const all = items.filter((item) => item.kind === kind);
        const seen = all.filter((item) => item.seen).length;
        // Rounded down: 100 % is all of them.
        return all.length === 0 ? [] : [[kind, {seen, all: all.length, percent: Math.floor(seen / all.length * 1000) / 10}]];
    }));
    const missing = items.filter(({seen}) => !seen).map(({kind, name, state}) => ({kind, name, ...state === undefined ? {} : {state}}));
    return {app, kinds, missing};
}

/** @param {ReturnType<typeof reportOf>} report */
function linesOf({app, kinds, missing}) {
    return [
        `${shortName(app)}`,
        ...Object.entries(kinds).map(([kind, {seen, all, percent}]) =>
            `  ${kind.padEnd(12)}${`${percent} %`.padStart(7)}  ${seen} of ${all}`),
        ...missing.length === 0 ? [] : ['  not seen:'],
        ...missing.map(({kind, name}) => `    ${kind.slice(0, -1).padEnd(11)} ${name}`),
    ];
}

/**
 * @param {string} file
 * @param {CompiledApp | null} app
 * @param {Item[]} items
 */
function writeSkeleton(file, app, items) {
    if (app === null) {
        return `${file}: not written, for this app's ways are not known before they are taken`;
    }
    const {text, tests} = skeletonOf(app, items.filter(({seen}) => !seen), new Date(new SimulatedHost().now));
    if (tests === 0) {
        return `${file}: not written, nothing is missing that can be reached`;
    }
    writeFileSync(file, text);
    return `${file}: ${counted(tests, 'test')} written (next: jukwaa test --update ${file})`;
}
