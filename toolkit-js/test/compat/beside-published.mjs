/**
 * @file Plays random apps with the published package vumigo_v02 and with ours, and compares every request they make:
 * `node beside-published.mjs [--seed N] [--runs N] [--published FOLDER]`. Users move from one toolkit to the other in the middle of their
 * sessions, and begin with what any version may have stored. Fails if there is a difference that nobody decided on
 * (beside/decided.mjs says which were).
 */

import { parseArgs } from 'node:util';
import { EXPLANATIONS } from './beside/decided.mjs';
import { compareAll, PLACES, publishedFolder } from './beside/run.mjs';

const SHOWN = 5;

const {values} = parseArgs({options: {
    seed: {type: 'string', default: '1'},
    runs: {type: 'string', default: '1000'},
    published: {type: 'string'}
}});

/** @returns {Promise<number>} the status to end with */
async function main() {
    const published = values.published || publishedFolder();
    if (!published) {
        console.error(`vumigo_v02: not installed (expected: in one of ${PLACES.join(', ')}; or --published FOLDER)`);
        return 2;
    }
    const {messages, replies, calls, explained, differences} = await compareAll(
        {seed: Number(values.seed), runs: Number(values.runs), published: published});
    differences.slice(0, SHOWN).forEach((difference) => console.error(difference + '\n'));
    for (const {row, why} of EXPLANATIONS.filter((each) => explained[each.row])) {
        console.log(`decided, ${explained[row]} times: ${row}: ${why}`);
    }
    console.log(`${messages} messages, ${replies} replies, ${calls} calls: ${differences.length} differences`);
    return differences.length === 0 ? 0 : 1;
}

// Where all files of this folder are taken for tests, this is none: beside-published.test.mjs starts it.
if (!process.env.NODE_TEST_CONTEXT) {
    process.exitCode = await main();
}
