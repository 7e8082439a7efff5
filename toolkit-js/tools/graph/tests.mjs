/** @file Transitions that an app's transcript tests bring about. */

import path from 'node:path';

import {appOf, runTranscripts, transcripts} from '../transcript/suite.mjs';
import {transitionsIn} from './traces.mjs';

/** @typedef {import('./model.mjs').Transition} Transition */

/**
 * @param {import('../definition/load.mjs').Loaded} loaded
 * @returns {Promise<Transition[]>}
 */
export async function transitionsOfTests({file, bundle: {legacy}}) {
    const files = transcripts([path.dirname(file)]).filter((transcript) => path.resolve(appOf(transcript)) === path.resolve(file));
    const {tests} = await runTranscripts(files, {app: file});
    const observed = tests.flatMap((test) => test.observed);
    return legacy ? observed.flatMap(changeOf) : observed.flatMap(({run}) => transitionsIn(run.trace));
}

/**
 * Apps on vumigo_v02 tell nothing but the state a user is in.
 *
 * @param {{before: string | null, after: string | null}} observed
 * @returns {Transition[]}
 */
function changeOf({before, after}) {
    return before === null || after === null || before === after ? [] : [{from: before, to: after, by: ''}];
}
