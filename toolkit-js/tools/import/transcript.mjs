/** @file Tests of an imported app to begin with: the shortest way to each transition, with the screens that come. */

import {rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';

import {loadDefinition} from '../definition/load.mjs';
import {SimulatedHost} from '../host/simulated-host.mjs';
import {json} from '../scaffold/files.mjs';
import {coverageOf} from '../transcript/coverage.mjs';
import {skeletonOf} from '../transcript/skeleton.mjs';
import {runTranscripts} from '../transcript/suite.mjs';
import {FIXTURES} from './files.mjs';

/** @typedef {import('./imported.d.ts').Draft} Draft */
/** @typedef {import('../../lib/internal.js').CompiledApp} CompiledApp */

export const TRANSCRIPT = 'app.transcript';

/**
 * Writes the tests whose inputs are known and that pass, and leaves out fixtures none of them uses.
 *
 * @param {string} folder of the app, whose other files are there
 * @param {import('./imported.d.ts').Imported} imported
 * @returns {Promise<number>} how many tests there are
 */
export async function writeTranscript(folder, {drafts, fixtures}) {
    const app = path.join(folder, 'app.js');
    const file = path.join(folder, TRANSCRIPT);
    const {app: compiled} = await loadDefinition(app);
    const sampled = withSamples(compiled, new Map(drafts.map((draft) => [draft.name, draft])));
    const {text} = skeletonOf(sampled, coverageOf(compiled, []), new Date(new SimulatedHost().now));
    const blocks = text.split(/^(?=# )/m).slice(1).map((block) => block.replace(/^## .*\n/gm, '').trimEnd())
        .filter((block) => !/^> \?$/m.test(block));
    const head = fixtures.length > 0 ? `http: ${FIXTURES}\n\n` : '';
    const passing = await passingOf(file, compiled, head, ['# Somebody dials\n> dial', ...blocks]);
    if (passing.length === 0) {
        rmSync(file);
        return 0;
    }
    writeFileSync(file, `${head}${passing.join('\n\n')}\n`);
    const {unused} = await runTranscripts([file], {app, update: true});
    if (unused.length > 0) {
        const used = fixtures.filter(({name}) => !unused.some((one) => one.name === name));
        writeFileSync(path.join(folder, FIXTURES), json(used));
    }
    return passing.length;
}

/**
 * Tests that pass and take the way their titles tell; the first one is only there where there are no others.
 *
 * @param {string} file
 * @param {CompiledApp} app
 * @param {string} head
 * @param {string[]} blocks
 */
async function passingOf(file, app, head, blocks) {
    writeFileSync(file, `${head}${blocks.join('\n\n')}\n`);
    const {tests} = await runTranscripts([file], {app: path.join(path.dirname(file), 'app.js'), update: true});
    const took = (/** @type {typeof tests[0]} */ {title, observed}) =>
        coverageOf(app, observed).some(({name, kind, seen}) => kind === 'transitions' && seen && name === title);
    const fine = blocks.filter((_, at) => tests[at].failures.length === 0 && (at === 0 || took(tests[at])));
    return fine.filter((block, at) => !fine.some((other, index) => index !== at
        && (inputsOf(other).startsWith(`${inputsOf(block)}\n`) || (inputsOf(other) === inputsOf(block) && index < at)))).map(withPlainTitle);
}

/** @param {string} block */
function inputsOf(block) {
    return block.slice(block.indexOf('\n'));
}

/**
 * Patterns say little in a title.
 *
 * @param {string} block
 */
function withPlainTitle(block) {
    return block.replace(/^(# .*?) \([^\n]* matches .*/, '$1');
}

/**
 * The app with what the importer knows of inputs: words and numbers its rules ask for.
 *
 * @param {CompiledApp} app
 * @param {Map<string, Draft>} drafts
 * @returns {CompiledApp}
 */
function withSamples(app, drafts) {
    const states = [...app.states].map(([name, state]) => {
        const samples = drafts.get(name)?.samples ?? [];
        const sample = (/** @type {any} */ edge, /** @type {Date} */ now) => {
            const at = state.edges().findIndex(({to, by}) => to === edge.to && by === edge.by);
            return samples.length === 0 ? state.sample?.(edge, now) : samples[at];
        };
        return /** @type {const} */ ([name, {...state, edges: () => state.edges(), sample}]);
    });
    return {...app, states: new Map(/** @type {any} */ (states))};
}
