/** @file What a user gets to see of a message, and what the developer does. */

import path from 'node:path';

import {clockText, handset, measured, plain} from './screen.mjs';
import {errorLines, sentLines} from './views.mjs';

/** @typedef {import('./simulator.mjs').Simulator} Simulator */
/** @typedef {import('../host/host.mjs').Run} Run */

/** What hosts show when an app gives no answer. */
const APOLOGY = 'We are sorry, something went wrong. Please try again later.';
/** What phones show when the operator got no answer in time. */
const OPERATOR = 'Connection problem or invalid MMI code.';

/**
 * @typedef {object} Shown
 * @property {string} address the user's
 * @property {string} input
 * @property {string | null} answer the app's; null if there was none
 * @property {string | null} screen what the user sees; null if nothing is shown
 * @property {boolean} open whether the session goes on
 * @property {boolean} late whether the operator did not wait so long
 * @property {number} took milliseconds
 * @property {string | null} state where the user is
 * @property {number} units of the answer
 * @property {number} limit
 * @property {string[]} sent messages beside the answer
 * @property {string[]} errors
 */

/**
 * @param {Simulator} simulator
 * @param {Run} run
 * @param {{input: string, took: number, session: unknown}} message `session`: its session event
 * @returns {Shown}
 */
export function shownOf({phone, profile, app}, run, {input, took, session}) {
    const inSession = session === 'new' || session === 'resume';
    const late = inSession && took > (profile.answerWithin ?? Infinity) * 1000;
    const answer = session === 'close' ? null : run.reply?.text ?? null;
    const {units, limit} = measured(answer ?? '', profile);
    return {
        address: phone.address,
        input,
        answer,
        screen: late ? OPERATOR : answer ?? (inSession ? APOLOGY : null),
        open: phone.open && !late,
        late,
        took,
        state: phone.state,
        units,
        limit,
        sent: sentLines(run.sent),
        errors: [...problems(run, inSession), ...errorLines(run, path.dirname(app.file))],
    };
}

/**
 * What an app has to do and did not, where its log may not say so.
 *
 * @param {Run} run
 * @param {boolean} inSession
 */
function problems({finished, reply}, inSession) {
    return [
        ...finished ? [] : ['the app did not finish (expected: that it calls done)'],
        ...inSession && reply === null ? ['the app sent no reply'] : [],
    ];
}

/**
 * @param {Simulator} simulator
 * @param {Shown} shown
 * @returns {string[]}
 */
export function textOf({phone, profile, host, columns, paint}, shown) {
    const {screen, answer, late, took, sent, errors} = shown;
    const clock = clockText(host.now);
    const foot = footOf(shown, profile);
    const screenLines = screen === null ? [] : handset(screen, {title: `${phone.address} ${phone.number}`, foot, columns, paint});
    const {line, units, limit} = measured(answer ?? '', profile);
    const measure = units > limit ? paint('red', line) : line;
    return [
        ...screenLines,
        answer === null || late ? clock : `${measure} · ${clock}`,
        ...late ? [paint('red', lateText(took, profile)),
            ...plain(answer ?? '').split('\n').map((one) => `  ${one}`)] : [],
        ...sent.map((one) => paint('green', one)),
        ...errors.map((one) => paint('red', one)),
    ];
}

/**
 * What an answer leaves the phone with.
 *
 * @param {Shown} shown
 * @param {import('../../lib/index.js').ChannelProfile} profile
 */
export function footOf({late, open}, {sessions}) {
    const closed = sessions ? 'end' : 'message';
    return late ? 'ended by the operator' : open ? 'reply' : closed;
}

/**
 * @param {number} took milliseconds
 * @param {import('../../lib/index.js').ChannelProfile} profile
 */
export function lateText(took, {name, answerWithin}) {
    return `the answer took ${took / 1000} s, ${name} waits ${answerWithin} s: nobody saw it`;
}
