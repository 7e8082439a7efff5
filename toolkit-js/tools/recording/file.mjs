/** @file Recordings as files. */

import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';

import {UsageError} from '../usage-error.mjs';

/** @typedef {import('./recording.mjs').Recording} Recording */

export const FORMAT = 'jukwaa-recording';
const VERSION = 1;

/**
 * @param {string} file
 * @returns {Recording}
 */
export function readRecording(file) {
    const recording = read(file);
    if (recording?.format !== FORMAT || !Array.isArray(recording.steps)) {
        throw new UsageError(`${file}: no recording (expected: a file that jukwaa record has written)`);
    }
    if (recording.version !== VERSION) {
        throw new UsageError(`${file}: a recording of version ${recording.version} (expected: ${VERSION})`);
    }
    return recording;
}

/** @param {string} file */
function read(file) {
    try {
        return JSON.parse(readFileSync(file, 'utf8'));
    } catch (error) {
        throw new UsageError(`${file}: ${/** @type {Error} */ (error).message}`);
    }
}

/**
 * A recording of nothing yet.
 *
 * @param {Recording['app']} app its file as it was named
 * @param {Recording['host']} host
 * @returns {Recording}
 */
export function newRecording(app, host) {
    return {format: FORMAT, version: VERSION, app, host, masked: {answers: false, addresses: false}, steps: []};
}

/**
 * @param {string} file
 * @param {Recording} recording whose app's file is as it was named
 */
export function writeRecording(file, recording) {
    const {app} = recording;
    const beside = path.relative(path.dirname(path.resolve(file)), path.resolve(app.file)).split(path.sep).join('/');
    mkdirSync(path.dirname(path.resolve(file)), {recursive: true});
    writeFileSync(file, `${JSON.stringify({...recording, app: {...app, file: beside}}, null, 2)}\n`);
}

/**
 * The app a recording was made with, where it was seen from the recording.
 *
 * @param {string} file the recording
 * @param {Recording} recording
 * @returns {string | null} null if it is not there
 */
export function recordedApp(file, {app}) {
    const there = path.relative('.', path.resolve(path.dirname(file), app.file));
    return existsSync(there) ? there : null;
}
