/** @file Writes what was done: as a recording, or as a transcript with HTTP fixtures. */

import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';

import {newRecording, writeRecording} from '../recording/file.mjs';
import {masked} from '../recording/mask.mjs';
import {fixturesOf, transcriptOf} from '../recording/to-transcript.mjs';
import {settingsOf} from './app.mjs';

/** @typedef {import('./simulator.mjs').Simulator} Simulator */

/**
 * @param {Simulator} simulator
 * @param {string} file `….json` for a recording
 * @returns {Promise<string[]>} what was done, for people
 */
export async function saved(simulator, file) {
    const {app, hostOptions, steps, masking} = simulator;
    if (!steps.some(({step}) => step === 'message')) {
        throw new Error('nothing was sent yet (expected: a message before it)');
    }
    const recording = {...newRecording({name: app.name, file: app.file}, hostOptions), steps};
    const {recording: kept, states, astray} = await masked(recording, {...masking, values: simulator.host.secrets});
    const written = file.endsWith('.json') ? [file] : writeTranscript(file, kept, app.file);
    if (file.endsWith('.json')) {
        writeRecording(file, kept);
    }
    const messages = kept.steps.filter(({step}) => step === 'message').length;
    return [
        `${written.join(', ')}: ${messages} ${messages === 1 ? 'message' : 'messages'}`,
        ...states.length === 0 ? [] : [`stand-ins were put in for what was entered in ${states.join(', ')}`],
        ...kept.masked.addresses ? ['stand-ins were put in for addresses'] : [],
        ...astray === null ? [] : [`with stand-ins the session goes another way from message ${astray} on: what is written is that way`],
    ];
}

/**
 * @param {string} file
 * @param {import('../recording/recording.mjs').Recording} recording
 * @param {string} app
 */
function writeTranscript(file, recording, app) {
    const {dir, name} = path.parse(file);
    const fixtures = fixturesOf(recording);
    const beside = fixtures.length === 0 ? null : `${name}.http.json`;
    mkdirSync(path.resolve(dir), {recursive: true});
    writeFileSync(file, transcriptOf(recording, {title: name.replace(/[-_]/g, ' '), fixtures: beside, known: settingsOf(app)}));
    if (beside === null) {
        return [file];
    }
    writeFileSync(path.join(dir, beside), `${JSON.stringify(fixtures, null, 2)}\n`);
    return [file, path.join(dir, beside)];
}
