/** @file Recordings of a log as files, one for each session. */

import path from 'node:path';

import {appFile} from '../../definition/find.mjs';
import {shownPath} from '../../definition/source.mjs';
import {fixturesIn} from '../../simulator/options.mjs';
import {LiveApp, settingsOf} from '../../simulator/app.mjs';
import {UsageError} from '../../usage-error.mjs';
import {writeRecording} from '../file.mjs';
import {readLog} from './read.mjs';
import {LogRecorder} from './recordings.mjs';
import {gapsOf, sessionsOf} from './sessions.mjs';

/** @typedef {{file: string, messages: number, before: number, states: string[], astray: number | null}} Written */

/**
 * @param {string} log
 * @param {string} folder
 * @param {string[]} operands the app, if it was named
 * @param {{config?: string, http?: string[], sensitive?: string[], maskInput: boolean}} options
 * @returns {Promise<{written: Written[], unused: import('./read.mjs').Unused[], gaps: import('./read.mjs').Unused[]}>}
 */
export async function recordLog(log, folder, operands, {config, http = [], sensitive = [], maskInput}) {
    const file = appFor(operands, maskInput);
    const app = file === null ? null : await new LiveApp(file).load();
    const {logged, unused} = readLog(log);
    const sessions = sessionsOf(logged, unused);
    const recorder = new LogRecorder({
        app, named: {name: app?.name ?? 'app', file: file ?? path.join(folder, 'app.js')},
        settings: file === null ? {} : settingsOf(file, config), sensitive, maskInput, http: http.flatMap(fixturesIn),
    }, sessions);
    const written = [];
    const width = Math.max(3, String(sessions.length).length);
    for (const [at, session] of sessions.entries()) {
        const name = path.join(folder, `session-${String(at + 1).padStart(width, '0')}.json`);
        const {recording, states, astray} = await recorder.recordingOf(session);
        writeRecording(name, recording);
        written.push({
            file: shownPath(name), messages: session.messages.length,
                before: recording.steps.length - session.messages.length, states, astray,
        });
    }
    return {written, unused: unused.sort((one, other) => (one.line ?? 0) - (other.line ?? 0)),
        gaps: sessions.flatMap(gapsOf)};
}

/**
 * @param {string[]} operands
 * @param {boolean} maskInput
 * @returns {string | null}
 */
function appFor(operands, maskInput) {
    try {
        return appFile(operands);
    } catch (error) {
        if (error instanceof UsageError && operands.length === 0) {
            if (maskInput) {
                return null;
            }
            throw new UsageError(`${error.message}; the app tells what is secret in a log: without it, --mask-input replaces everything that was typed`);
        }
        throw error;
    }
}

/**
 * @param {Awaited<ReturnType<typeof recordLog>>} done
 * @returns {string[]} for people
 */
export function linesOf({written, unused, gaps}) {
    const of = (/** @type {import('./read.mjs').Unused} */ {line, message,
        why}) => `line ${line}${message === null ? '' : `, message '${message}'`}: ${why}`;
    return [
        ...written.map(({file, messages, before, states, astray}) => [
            `${file}: ${messages} ${messages === 1 ? 'message' : 'messages'}`,
            ...before === 0 ? [] : [`${before} before them, of earlier sessions of the same user`],
            ...states.length === 0 ? [] : [`stand-ins for what was entered in ${states.join(', ')}`],
            ...astray === null ? [] : [`the app answers message ${astray} otherwise than the log: what was typed after it is masked, but for one or two characters`],
        ].join('; ')),
        ...gaps.map((gap) => `not whole: ${of(gap)}`),
        ...unused.map((one) => `not used: ${of(one)}`),
        `${written.length} ${written.length === 1 ? 'session' : 'sessions'}, ${unused.length} ${unused.length === 1 ? 'line' : 'lines'} not used`,
    ];
}
