/** @file A recording as a transcript, with the HTTP it needs as fixtures. */

import {isDeepStrictEqual} from 'node:util';

import {escaped, trimmed, typed} from '../transcript/parse.mjs';
import {requestLine} from './recorded-http.mjs';
import {addressOf} from './steps.mjs';

/** @typedef {import('./recording.mjs').Recording} Recording */
/** @typedef {import('./recording.mjs').MessageStep} MessageStep */

/** Longest first. */
const UNITS = /** @type {const} */ ([['d', 86_400_000], ['h', 3_600_000], ['m', 60_000], ['s', 1000], ['ms', 1]]);

/**
 * @param {Recording} recording
 * @param {{title: string, fixtures: string | null, known: Record<string, any>}} options fixtures: the name of their file, null without any;
 *     known: the configuration the test has anyway
 * @returns {string}
 */
export function transcriptOf({host, steps}, {title, fixtures, known}) {
    const first = steps.find((step) => step.step === 'message');
    let user = first === undefined ? '' : addressOf(first);
    let clock = Date.parse(host.now);
    const lines = [`# ${title}`, ...settingLines(host, known), ...first === undefined ? [] : settingsOfFirst(first),
        ...fixtures === null ? [] : [`http: ${fixtures}`], ''];
    for (const step of steps) {
        if (step.step === 'channel') {
            lines.push(`## on the channel ${step.profile.name}`);
            continue;
        }
        const address = step.step === 'language' ? step.address : addressOf(step);
        if (address !== user) {
            lines.push(`> user ${address}`);
            user = address;
        }
        if (step.step === 'language') {
            lines.push(`> language ${step.language}`);
            continue;
        }
        const waited = Date.parse(step.at) - clock;
        clock = Date.parse(step.until);
        lines.push(...waited > 0 ? [`> wait ${durationText(waited)}`] : [], actLine(step), ...screenLines(step), ...checkLines(step));
    }
    return `${lines.join('\n')}\n`;
}

/**
 * @param {Recording['host']} host
 * @param {Record<string, any>} known
 */
function settingLines({now, random, settings: {config, ...settings}}, known) {
    const {config: knownConfig, ...knownSettings} = known;
    return [
        `now: ${now}`,
        ...random === 1 ? [] : [`random: ${random}`],
        ...config === undefined || isDeepStrictEqual(config, knownConfig) ? [] : [`config: ${JSON.stringify(config)}`],
        ...isDeepStrictEqual(settings, knownSettings) ? [] : [`settings: ${JSON.stringify(settings)}`],
    ];
}

/** @param {MessageStep} step */
function settingsOfFirst(step) {
    const {to_addr: number, transport_type: transport, session_event: event} = step.message;
    return [`user: ${addressOf(step)}`, `number: ${number}`, `transport: ${event === null ? 'sms' : transport}`];
}

/** @param {MessageStep} step */
function actLine({message: {session_event: event, content}}) {
    if (event === 'new' || event === 'close') {
        return event === 'new' ? '> dial' : '> drop';
    }
    return event === 'resume' ? typed(String(content)) : `> sms ${content}`;
}

/** @param {MessageStep} step */
function screenLines({message: {session_event: event}, run: {reply}}) {
    if (event === 'close') {
        return [];
    }
    const lines = typeof reply?.text === 'string' ? trimmed(reply.text.split('\n')).map(escaped) : ['[no reply]'];
    return event !== null && reply !== null && !reply.goesOn ? [...lines, '[end]'] : lines;
}

/**
 * What was sent and what went wrong: transcripts do not let errors pass that they do not speak of.
 *
 * @param {MessageStep} step
 */
function checkLines({message, run: {sent, logs}}) {
    const errors = logs.filter(({level}) => level === 'error' || level === 'critical');
    return [
        ...sent.map(({to, text}) => `= sent ${to} ${JSON.stringify(text)}`),
        ...errors.map(({text}) => `= log error ${JSON.stringify(text.split('\n')[0].replace(`message ${message.message_id}: `, ''))}`),
    ];
}

/**
 * @param {number} milliseconds
 * @returns {string} as durations are written: `90s`
 */
export function durationText(milliseconds) {
    const [unit, size] = UNITS.find(([, length]) => milliseconds % length === 0) ?? ['ms', 1];
    return `${milliseconds / size}${unit}`;
}

/**
 * Answers as they were given: where one request was answered in several ways, each as often as it came.
 *
 * @param {Recording} recording
 * @returns {import('../host/host.mjs').HttpFixture[]}
 */
export function fixturesOf({steps}) {
    const exchanges = steps.flatMap((step) => step.step === 'message' ? step.http : []);
    return exchanges.flatMap(({request, answer}, at) => {
        const same = (/** @type {import('./recording.mjs').Exchange} */ other) => requestLine(other.request) === requestLine(request);
        const later = exchanges.slice(at + 1).filter(same);
        const earlier = exchanges.slice(0, at).filter(same);
        const repeats = later.every((other) => isDeepStrictEqual(other.answer, answer));
        if (earlier.length > 0 && isDeepStrictEqual(earlier.at(-1)?.answer, answer) && repeats) {
            return [];
        }
        const {method, url, body} = request;
        const name = `${requestLine(request)}${earlier.length === 0 ? '' : ` (${earlier.length + 1})`}`;
        const asked = {method, url, ...body === null ? {} : {body: bodyOf(body)}};
        return [{name, request: asked, response: answer, ...repeats ? {} : {times: 1}}];
    });
}

/**
 * A body as fixtures compare it: as a value where it is one of JSON.
 *
 * @param {string} text
 */
function bodyOf(text) {
    try {
        const value = JSON.parse(text);
        return Object(value) === value ? value : text;
    } catch {
        return text;
    }
}
