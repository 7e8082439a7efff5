/**
 * @file Plays random apps with the published package vumigo_v02 and with ours, and compares every request they make:
 * `node beside-published.mjs [--seed N] [--runs N] [--published FOLDER]`. Fails if a difference is found that is not one of those
 * decided on (beside/decided.mjs).
 */

import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { play } from './beside/compare.mjs';

const require = createRequire(import.meta.url);
const HERE = path.dirname(fileURLToPath(import.meta.url));
const SHOWN = 5;

const {values} = parseArgs({options: {
    seed: {type: 'string', default: '1'},
    runs: {type: 'string', default: '300'},
    published: {type: 'string'}
}});

const toolkits = {published: require(path.resolve(values.published)), ours: require('../../compat')};
const differences = [];
let messages = 0; let replies = 0; const explained = {};
for (let seed = Number(values.seed); seed < Number(values.seed) + Number(values.runs); seed++) {
    if (process.env.TRACE) fs.writeSync(2, seed + "\n");
    if (process.env.TRACE) console.error(seed);
    const played = await play(toolkits, seed);
    messages += played.messages; replies += played.replies;
    for (const [k, n] of Object.entries(played.explained)) explained[k] = (explained[k] || 0) + n;
    if (played.difference) differences.push(played.difference);
}
console.log({messages, replies, explained, differences: differences.length});
for (const difference of differences.slice(0, SHOWN)) console.log('\n' + difference);
process.exit(0);
