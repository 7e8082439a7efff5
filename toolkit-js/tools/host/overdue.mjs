/**
 * @file Ends the process when an app keeps it busy for longer than hosts allow. An app that loops for ever, in a function or between two
 * promises, is stopped by nothing on its own thread; on hosts another process does it.
 */

import {Worker} from 'node:worker_threads';

import {UsageError} from '../usage-error.mjs';

/** As hosts allow a run. */
const LIMIT_MILLISECONDS = 10_000;
const LARGEST_TEXT = 1_000;

/** Two numbers, whether something runs and which one it is, and behind them what to say of it. */
const shared = new SharedArrayBuffer(8 + LARGEST_TEXT);
const state = new Int32Array(shared, 0, 2);
const text = new Uint8Array(shared, 8);

/** @type {Worker | null} */
let watcher = null;

/**
 * An app is called now.
 *
 * @param {string} what it was given, for people
 */
export function busy(what) {
    watcher ??= watch();
    text.fill(0);
    new TextEncoder().encodeInto(what, text);
    Atomics.add(state, 1, 1);
    Atomics.store(state, 0, 1);
}

/** The call is over, and all that promises had waiting. */
export function idle() {
    Atomics.store(state, 0, 0);
}

/** A thread that the process does not wait for. */
function watch() {
    const given = process.env.JUKWAA_BUSY_LIMIT ?? String(LIMIT_MILLISECONDS);
    const limit = Number(given);
    if (!Number.isInteger(limit) || limit < 1) {
        throw new UsageError(`JUKWAA_BUSY_LIMIT: '${given}' (expected: milliseconds, 1 or more)`);
    }
    const worker = new Worker(new URL('./overdue-watcher.mjs', import.meta.url), {workerData: {shared, limit}});
    worker.unref();
    return worker;
}
