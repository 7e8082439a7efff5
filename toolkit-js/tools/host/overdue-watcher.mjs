/** @file The thread of `overdue.mjs` that watches. */

import {writeSync} from 'node:fs';
import {workerData} from 'node:worker_threads';

const STANDARD_ERROR = 2;
const LOOKS = 20;

const {shared, limit} = workerData;
const state = new Int32Array(shared, 0, 2);
const text = new Uint8Array(shared, 8);

let call = -1;
let since = 0;

setInterval(() => {
    const now = performance.now();
    const present = Atomics.load(state, 1);
    if (Atomics.load(state, 0) === 0 || present !== call) {
        [call, since] = [present, now];
    } else if (now - since > limit) {
        const what = new TextDecoder().decode(text.slice(0)).replace(/\0+$/, '');
        writeSync(STANDARD_ERROR, `jukwaa: the app was still busy ${limit} ms after ${what}; does it loop without end? A host stops such a run.\n`);
        process.kill(process.pid, 'SIGKILL');
    }
}, limit / LOOKS);
