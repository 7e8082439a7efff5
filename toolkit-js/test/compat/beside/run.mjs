/** @file Plays many random apps, and makes many random calls, with the published toolkit and with ours. */

import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { outcomeOf, randomCall } from './calls.mjs';
import { play } from './compare.mjs';
import { randomFrom } from './random.mjs';
import { takeUncaught } from './sandbox.mjs';

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const CALLS_PER_RUN = 5;

/** Where the published package is found when it has been installed for something else. */
export const PLACES = [
    'toolkit-js/target/conformance/node_modules/vumigo_v02',
    'sandbox-host/worker/target/module-sets/vumigo-0.3/node_modules/vumigo_v02'
].map((place) => path.join(ROOT, place));

/** @returns {string | undefined} the folder of the published package */
export function publishedFolder() {
    return PLACES.find((place) => fs.existsSync(path.join(place, 'package.json')));
}

/** @param {string} folder @returns {import('./compare.mjs').Toolkits} */
function load(folder) {
    const require = createRequire(path.join(folder, 'package.json'));
    // Q would throw at some later time what nobody catches.
    require('q').onerror = takeUncaught;
    process.on('unhandledRejection', takeUncaught);
    process.noDeprecation = true;
    return {published: require(folder), ours: require(path.join(ROOT, 'toolkit-js/compat'))};
}

/**
 * @param {{seed: number, runs: number, published: string}} options each run has the seed after that of the one before
 * @returns {Promise<{messages: number, replies: number, calls: number, explained: Record<string, number>, differences: string[]}>}
 */
export async function compareAll({seed, runs, published}) {
    const toolkits = load(published);
    const total = {
        messages: 0, replies: 0, calls: 0,
        explained: /** @type {Record<string, number>} */ ({}),
        differences: /** @type {string[]} */ ([])
    };
    for (let each = seed; each < seed + runs; each++) {
        const played = await play(toolkits, each);
        total.messages += played.messages;
        total.replies += played.replies;
        for (const row of Object.keys(played.explained)) {
            total.explained[row] = (total.explained[row] || 0) + played.explained[row];
        }
        const differences = [played.difference];
        for (let stream = 1; stream <= CALLS_PER_RUN; stream++) {
            differences.push(await callDifference(toolkits, each, stream));
            total.calls++;
        }
        total.differences.push(...differences.filter((difference) => difference !== null));
    }
    return total;
}

/**
 * @param {import('./compare.mjs').Toolkits} toolkits
 * @param {number} seed
 * @param {number} stream
 * @returns {Promise<string | null>}
 */
async function callDifference(toolkits, seed, stream) {
    const call = randomCall(randomFrom(seed, stream));
    const [published, ours] = [await outcomeOf(call, toolkits.published), await outcomeOf(call, toolkits.ours)];
    return published === ours ? null : `seed ${seed}, call ${stream}: ${call.what}\npublished: ${published}\nours:      ${ours}`;
}
