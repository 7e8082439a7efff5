/** @file What the app did, for people: its requests, its log, the ways it took, what it stored. */

import {redacted} from '../../lib/engine/record.js';
import {withoutSecrets} from '../../lib/engine/secrets.js';
import {withoutPlainTexts} from '../host/resources/encryption.mjs';
import {excerpt} from './excerpt.mjs';
import {plain} from './screen.mjs';

/** @typedef {import('../host/host.mjs').Run} Run */
/** @typedef {import('../host/host.mjs').LogLine} LogLine */
/** @typedef {import('../../lib/internal.js').CompiledApp} CompiledApp */
/** @typedef {import('../../lib/internal.js').TraceEvent} TraceEvent */

const MOST_CHARACTERS = 400;
const MASK = '***';

/**
 * What nobody may see: answers of sensitive states among the answers of a user, and more values.
 *
 * @typedef {{answers: Record<string, any>, more: unknown[]}} Masked
 */

/**
 * @param {CompiledApp | null} app
 * @param {string} text
 * @param {Masked} masked
 */
export function maskedText(app, text, {answers, more}) {
    return app === null ? text : withoutSecrets(app, answers, text, more);
}

/**
 * What is stored of a user, without what is for nobody's eyes.
 *
 * @param {CompiledApp | null} app null for an app on vumigo_v02
 * @param {any} user
 */
export function shownUser(app, user) {
    if (app === null || user?.format === undefined) {
        return user;
    }
    const {slot, ...rest} = redacted(app, user);
    return {...rest, slot: app.states.get(user.state ?? '')?.options.sensitive ? MASK : slot};
}

/**
 * @param {Run} run
 * @param {CompiledApp | null} app
 * @param {Masked} masked
 * @returns {string[]}
 */
export function requestLines(run, app, masked) {
    return shownRequests(run, app, masked).flatMap(({name, fields, reply}) =>
        [`${name} ${shortened(fields)}`, `  ${reply === null ? 'no reply' : shortened(reply)}`]);
}

/**
 * What was asked and answered, as JSON text without what is for nobody's eyes.
 *
 * @param {Run} run
 * @param {CompiledApp | null} app
 * @param {Masked} masked
 * @returns {{name: string, fields: string, reply: string | null}[]}
 */
export function shownRequests({requests}, app, masked) {
    const text = (/** @type {unknown} */ value) => maskedText(app, JSON.stringify(value), masked);
    return requests.map(withoutPlainTexts).map(({name, fields, reply}) => {
        const isUser = String(fields.key ?? '').startsWith('users.');
        const stored = (/** @type {any} */ holder) => isUser && Object(holder?.value) === holder?.value
            ? {...holder, value: shownUser(app, holder.value)} : holder;
        const answered = reply === null ? null : withSuccess(text(stored(reply)), reply);
        return {name, fields: text(stored(fields)), reply: answered};
    });
}

/**
 * A reply's text in which whether the host did it is not masked: `true` may be an answer.
 *
 * @param {string} text
 * @param {import('../../lib/index.js').JsonObject} reply
 */
function withSuccess(text, {success}) {
    return text.replace(/^\{"success":\*{3}/, `{"success":${success}`);
}

/** @param {string} text */
function shortened(text) {
    return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}

/**
 * @param {LogLine[]} lines
 * @returns {string[]}
 */
export function logLines(lines) {
    return lines.map(({level, text}) => `${level.toUpperCase().padEnd(7)} ${plain(text)}`);
}

/**
 * Errors of a run, each with the lines of the app it came from.
 *
 * @param {Run} run
 * @param {string} folder the app's
 * @returns {string[]}
 */
export function errorLines({logs}, folder) {
    return logs.filter(({level}) => level === 'error' || level === 'critical')
        .flatMap(({text}) => [...plain(text).split('\n'), ...excerpt(text, folder)]);
}

/**
 * @param {Run} run
 * @param {{before: string | null, after: string | null}} states for apps that tell no steps
 * @returns {string[]}
 */
export function traceLines({trace}, {before, after}) {
    return trace.length === 0 ? [`${before ?? '(no state)'} → ${after ?? '(no state)'}`] : trace.map(traceLine);
}

/** @param {TraceEvent} event */
function traceLine(event) {
    switch (event.event) {
        case 'enter':
            return `enters ${event.state}, because of: ${event.reason}`;
        case 'leave':
            return `leaves ${event.from} for ${event.to}${event.by === '' ? '' : `, by: ${event.by}`}`;
        case 'input':
            return `input in ${event.state}: ${event.input}`;
        case 'answer':
            return `answer ${event.name} = ${JSON.stringify(event.value)}`;
        case 'refused':
            return `refused in ${event.state}: ${event.input} (${event.text})`;
        case 'screen':
            return `screen of ${event.state}: page ${event.page + 1} of ${event.pages}, ${event.units}/${event.limit} units, `
                + `in ${event.language}`;
        case 'error':
            return `error in ${event.state ?? 'no state'}: ${event.message}`;
        case 'end':
            return `end in ${event.state}`;
    }
}

/** @param {import('../host/host.mjs').SentMessage[]} sent */
export function sentLines(sent) {
    return sent.map(({to, endpoint, text}) => `to ${to} (${endpoint}): ${plain(text ?? '')}`);
}
