/** @file What a page shows of a simulator, as JSON. */

import path from 'node:path';

import {charsetOf} from '../../../lib/text/gsm7.js';
import {channels} from '../../../lib/channels.js';
import {COMMANDS} from '../commands.mjs';
import {excerpt} from '../excerpt.mjs';
import {footOf, lateText} from '../outcome.mjs';
import {clockText} from '../screen.mjs';
import {shownRequests} from '../views.mjs';

/** @typedef {import('../simulator.mjs').Simulator} Simulator */
/** @typedef {import('../outcome.mjs').Shown} Shown */

/**
 * @typedef {object} Entry what a user did, and what came of it
 * @property {string} address
 * @property {string} input masked where it is for nobody's eyes
 * @property {string | null} screen what the phone shows
 * @property {string} foot what the phone is left with: reply, end …
 * @property {{units: number, limit: number, charset: string} | null} measure of the app's answer; null without one
 * @property {string | null} late why nobody saw the answer, and the answer
 * @property {boolean} outside whether it was written beside a session
 * @property {string[]} sent
 * @property {string[]} errors
 * @property {string} clock the host's
 */

/**
 * @param {Simulator} simulator
 * @param {Shown} shown
 * @returns {Entry}
 */
export function entryOf({profile, host, steps}, shown) {
    const {address, input, screen, answer, late, took, units, limit, sent, errors} = shown;
    const last = steps.at(-1);
    return {
        address, input, screen, sent, errors,
        foot: footOf(shown, profile),
        measure: answer === null ? null : {units, limit, charset: charsetOf(answer) === 'gsm-7' ? 'GSM-7' : 'UCS-2'},
        late: late ? `${lateText(took, profile)}\n${answer ?? ''}` : null,
        outside: profile.sessions && last?.step === 'message' && last.message.session_event === null,
        clock: clockText(host.now),
    };
}

/**
 * @param {import('./desk.mjs').Desk} desk
 * @returns the page of the phone the simulator is at
 */
export async function viewOf({simulator, entries, changes}) {
    const {app, profile, phone, phones, host, slow} = simulator;
    const own = entries.filter(({address}) => address === phone.address);
    return {
        changes,
        app: {name: app.name, file: app.file, loads: app.loads, problem: problemOf(app)},
        clock: clockText(host.now),
        slow,
        channel: profile,
        channels: [...new Set([profile.name, ...Object.keys(channels)])],
        languages: app.definition?.options.languages ?? null,
        users: [...phones.values()].map(({address, open, state}) => ({address, open, state})),
        phone: {
            address: phone.address, number: phone.number, open: phone.open, language: phone.language,
            shown: own.findLast(({outside}) => !outside) ?? null,
            inbox: phone.sent.map(({endpoint, text}) => ({endpoint, text: text ?? ''})),
        },
        dialogue: own,
        state: await textOf('state', simulator),
        requests: phone.last === null ? [] : shownRequests(phone.last.run, app.definition, simulator.masked),
        log: phone.last === null ? '' : await textOf('log', simulator),
        trace: phone.last === null ? '' : await textOf('trace', simulator),
    };
}

/**
 * What a command of the terminal says.
 *
 * @param {string} name
 * @param {Simulator} simulator
 */
async function textOf(name, simulator) {
    const lines = await COMMANDS.get(name)?.run(simulator, '') ?? [];
    return lines.join('\n');
}

/**
 * Why the app could not be read, with the lines it is about.
 *
 * @param {import('../app.mjs').LiveApp} app
 */
function problemOf({problem, file}) {
    if (problem === null) {
        return null;
    }
    const found = [path.dirname(file), '.'].map((folder) => excerpt(problem, folder));
    const lines = found.find(({length}) => length > 0) ?? [];
    return {text: problem, excerpt: lines.slice(1).join('\n')};
}
