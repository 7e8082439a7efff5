/** @file Writes what was done: as a recording, or as a transcript with HTTP fixtures. */

import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';

import {newRecording, writeRecording} from '../recording/file.mjs';
import {masked} from '../recording/mask.mjs';
import {fixturesOf, transcriptOf} from '../recording/to-transcript.mjs';
import {settingsOf} from './app.mjs';

/** @typedef {import('./simulator.mjs').Simulator} Simulator */
/** @typedef {import('../recording/recording.mjs').Recording} Recording */
/** @typedef {{transcript: string, fixtures: {file: string, text: string} | null}} Files */

/**
 * @param {Simulator} simulator
 * @param {string} file `….json` for a recording
 * @returns {Promise<string[]>} what was done, for people
 */
export async function saved(simulator, file) {
    const {recording, messages, notes} = await kept(simulator);
    const written = file.endsWith('.json') ? [file] : writeTranscript(file, recording, simulator.app.file);
    if (file.endsWith('.json')) {
        writeRecording(file, recording);
    }
    return [`${written.join(', ')}: ${messages}`, ...notes];
}

/**
 * What was done as a transcript, without writing it.
 *
 * @param {Simulator} simulator
 * @param {string} name of its file, without the ending
 * @returns {Promise<Files & {messages: string, notes: string[]}>}
 */
export async function asTranscript(simulator, name) {
    const {recording, messages, notes} = await kept(simulator);
    return {...filesOf(recording, name, simulator.app.file), messages, notes};
}

/**
 * @param {Simulator} simulator
 * @returns {Promise<{recording: Recording, messages: string, notes: string[]}>} with stand-ins for what nobody may see
 */
async function kept({app, hostOptions, steps, masking, host}) {
    if (!steps.some(({step}) => step === 'message')) {
        throw new Error('nothing was sent yet (expected: a message before it)');
    }
    const recording = {...newRecording({name: app.name, file: app.file}, hostOptions), steps};
    const {recording: without, states, astray} = await masked(recording, {...masking, values: host.secrets});
    const messages = without.steps.filter(({step}) => step === 'message').length;
    return {
        recording: without,
        messages: `${messages} ${messages === 1 ? 'message' : 'messages'}`,
        notes: [
            ...states.length === 0 ? [] : [`stand-ins were put in for what was entered in ${states.join(', ')}`],
            ...without.masked.addresses ? ['stand-ins were put in for addresses'] : [],
            ...astray === null ? [] : [`with stand-ins the session goes another way from message ${astray} on: `
                + 'what is written is that way'],
        ],
    };
}

/**
 * @param {string} file
 * @param {Recording} recording
 * @param {string} app
 */
function writeTranscript(file, recording, app) {
    const {dir, name} = path.parse(file);
    const {transcript, fixtures} = filesOf(recording, name, app);
    mkdirSync(path.resolve(dir), {recursive: true});
    writeFileSync(file, transcript);
    if (fixtures === null) {
        return [file];
    }
    writeFileSync(path.join(dir, fixtures.file), fixtures.text);
    return [file, path.join(dir, fixtures.file)];
}

/**
 * @param {Recording} recording
 * @param {string} name
 * @param {string} app
 * @returns {Files}
 */
function filesOf(recording, name, app) {
    const fixtures = fixturesOf(recording);
    const file = fixtures.length === 0 ? null : `${name}.http.json`;
    const title = name.replace(/[-_]/g, ' ');
    const transcript = transcriptOf(recording, {title, fixtures: file, known: settingsOf(app)});
    return {transcript, fixtures: file === null ? null : {file, text: `${JSON.stringify(fixtures, null, 2)}\n`}};
}
