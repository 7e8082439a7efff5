/**
 * @file Takes people out of a recording: what they entered in sensitive states, and their addresses.
 *
 * Both are replaced by stand-ins, and the session is run again with these: everything in the recording, the app's requests and screens
 * too, is what comes of the stand-ins. Only what came from outside is searched for what was replaced, and for answers
 * of sensitive states.
 */

import {leavesOf} from '../../lib/engine/secrets.js';
import {sequence} from '../host/clock.mjs';
import {recordedHttp} from './recorded-http.mjs';
import {addressOf, play} from './steps.mjs';

/** @typedef {import('./recording.mjs').Recording} Recording */
/** @typedef {import('./recording.mjs').MessageStep} MessageStep */
/** @typedef {import('./recording.mjs').Step} Step */
/** @typedef {import('../simulator/app.mjs').LiveApp} LiveApp */

/** Shorter inputs are not searched for: they are everywhere. */
export const LEAST_SEARCHED = 3;
/** Digits of a number without its country, where it has that many. */
const OWN_DIGITS = 9;
/** Answers that tell nothing where they are found. */
const EVERYWHERE = ['true', 'false'];
const WAYS_BACK = ['back', 'home'];

/**
 * @typedef {object} Masking
 * @property {LiveApp} app
 * @property {boolean} [answers] whether answers of sensitive states are replaced; yes without it
 * @property {boolean} [addresses] whether addresses are
 * @property {string[]} [sensitive] states that are sensitive too
 * @property {Iterable<unknown>} [values] what was answered in sensitive states
 *
 * @typedef {object} Masked
 * @property {Recording} recording
 * @property {string[]} states whose inputs were replaced
 * @property {number | null} astray the message, counted from 1, where the session with stand-ins goes another way than the real one
 */

/**
 * @param {Recording} recording
 * @param {Masking} masking
 * @returns {Promise<Masked>}
 */
export async function masked(recording, {app, answers = true, addresses = false, sensitive = [], values = []}) {
    const marked = {...recording, masked: {answers, addresses}};
    const secrets = answers ? secretsOf(recording.steps, app, sensitive) : [];
    const people = addresses ? addressPairs(recording.steps) : [];
    const learnt = answers ? likenesses(values, secrets) : [];
    if (secrets.length === 0 && people.length === 0 && learnt.length === 0) {
        return {recording: marked, states: [], astray: null};
    }
    const searched = secrets.filter(({input}) => input.length >= LEAST_SEARCHED);
    // Digits of a number follow those of its country; a secret does not stand in a longer word.
    const inAddresses = replacer(people, '(?<!\\p{L})');
    const entered = searched.map(({input, standIn}) => pair(input, standIn));
    const inSecrets = replacer([...learnt, ...entered], '(?<![\\p{L}\\p{N}])');
    const replace = (/** @type {string} */ text) => inAddresses(inSecrets(text));
    const given = recording.steps.map((step) => withStandIns(step, secrets, replace));
    const exchanges = given.flatMap((step) => step.step === 'message' ? step.http : []);
    const steps = await play({...marked, steps: given}, app.attach, [recordedHttp(exchanges, {lenient: true})]);
    return {recording: {...marked, steps}, states: [...new Set(secrets.map(({state}) => state))], astray: astray(recording.steps, steps)};
}

/**
 * @param {Step[]} steps
 * @param {LiveApp} app
 * @param {string[]} sensitive
 * @returns {{step: MessageStep, state: string, input: string, standIn: string}[]}
 */
function secretsOf(steps, app, sensitive) {
    const found = enteredWhere(steps, (state) => app.isSensitive(state) || sensitive.includes(state)).filter(({step}) => isAnswer(step));
    /** Those the definition knows come first: an input that is taken here may have been entered before. @type {Map<string, string>} */
    const standIns = new Map(found.flatMap(({step, state, input}) => {
        const sample = sampleFor(step, state, app);
        return sample === undefined ? [] : [[`${state}\n${input}`, sample]];
    }));
    const random = sequence(1);
    return found.map(({step, state, input}) => {
        const key = `${state}\n${input}`;
        const standIn = standIns.get(key) ?? likeness(input, random);
        standIns.set(key, standIn);
        return {step, state, input, standIn};
    });
}

/**
 * Stand-ins for answers that are not what was typed: a number in another form, the result of a call.
 *
 * @param {Iterable<unknown>} values
 * @param {{input: string, standIn: string}[]} secrets
 */
function likenesses(values, secrets) {
    const random = sequence(2);
    const known = new Set(secrets.flatMap(({input, standIn}) => [input, standIn]));
    const texts = new Set([...values].flatMap(leavesOf)
        .filter((text) => text.length >= LEAST_SEARCHED && !known.has(text) && !EVERYWHERE.includes(text)));
    return [...texts].flatMap((text) => {
        const standIn = likeness(text, random);
        return [pair(text, standIn), pair(encodeURIComponent(text), encodeURIComponent(standIn))];
    });
}

/**
 * @param {string} text
 * @param {string} standIn
 * @returns {readonly [string, string]}
 */
function pair(text, standIn) {
    return [text, standIn];
}

/**
 * Inputs by the state they were entered in.
 *
 * @param {Step[]} steps
 * @param {(state: string) => boolean} wanted
 */
function enteredWhere(steps, wanted) {
    /** @type {Map<string, string | null>} */
    const states = new Map();
    return steps.flatMap((step) => {
        if (step.step !== 'message') {
            return [];
        }
        const state = states.get(addressOf(step)) ?? null;
        states.set(addressOf(step), step.user?.state ?? null);
        const {content, session_event: event} = step.message;
        const entered = state !== null && typeof content === 'string' && event !== 'new' && event !== 'close' && wanted(state);
        return entered ? [{step, state, input: content.trim()}] : [];
    });
}

/**
 * Whether an input was no way back and no turn of the page.
 *
 * @param {MessageStep} step
 */
function isAnswer({run: {trace}}) {
    const back = trace.some((event) => event.event === 'leave' && WAYS_BACK.includes(event.by));
    const stays = !trace.some(({event}) => event === 'leave' || event === 'refused');
    return !back && !(stays && trace.some((event) => event.event === 'screen' && event.page > 0));
}

/**
 * An input the state's definition knows to go the same way.
 *
 * @param {MessageStep} step
 * @param {string} state
 * @param {LiveApp} app
 * @returns {string | undefined}
 */
export function sampleFor({at, run: {trace}}, state, {definition}) {
    const left = trace.find((event) => event.event === 'leave' && event.from === state);
    const known = definition?.states.get(state);
    const edges = known === undefined || left?.event !== 'leave' ? [] : known.edges().filter(({to}) => to === left.to);
    return edges.map((edge) => known?.sample?.(edge, new Date(at))).find((sample) => sample !== undefined);
}

/**
 * A text that looks like another one: digits for digits, letters for letters. A number stays one of JSON.
 *
 * @param {string} text
 * @param {() => number} random
 */
export function likeness(text, random) {
    return text.replace(/[\p{L}\p{N}]/gu, (letter, at) => {
        if (/\p{N}/u.test(letter)) {
            const least = at === 0 && letter !== '0' ? 1 : 0;
            return String(least + Math.floor(random() * (10 - least)));
        }
        return letter === letter.toLowerCase() ? 'x' : 'X';
    });
}

/**
 * What is replaced of addresses: of numbers the digits after the country, which all forms of it share.
 *
 * @param {Step[]} steps
 * @returns {(readonly [string, string])[]}
 */
function addressPairs(steps) {
    const addresses = new Set(steps.flatMap((step) => step.step !== 'message' ? [] :
        [addressOf(step), ...step.run.sent.flatMap(({to}) => to === null ? [] : [to])]));
    return [...addresses].map((address, at) => {
        const digits = /^\+?(\d{6,})$/.exec(address)?.[1].slice(-OWN_DIGITS);
        return digits === undefined
            ? [address, `user-${at + 1}`]
            : [digits, `${digits[0]}${String(at + 1).padStart(digits.length - 1, '0')}`];
    });
}

/**
 * @param {(readonly [string, string])[]} pairs
 * @param {string} before what has to stand before a text, as a pattern
 * @returns {(text: string) => string} replaces all of them at once
 */
export function replacer(pairs, before) {
    if (pairs.length === 0) {
        return (text) => text;
    }
    const to = new Map(pairs);
    const escaped = [...to.keys()].sort((one, other) => other.length - one.length)
        .map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
    const pattern = new RegExp(`${before}(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
    return (text) => text.replace(pattern, (found) => /** @type {string} */ (to.get(found)));
}

/**
 * @param {Step} step
 * @param {{step: MessageStep, standIn: string}[]} secrets
 * @param {(text: string) => string} replace
 * @returns {Step}
 */
function withStandIns(step, secrets, replace) {
    if (step.step === 'language') {
        return {...step, address: replace(step.address)};
    }
    if (step.step !== 'message') {
        return step;
    }
    const secret = secrets.find((one) => one.step === step);
    const {content} = step.message;
    const message = {
        ...step.message,
        from_addr: replace(addressOf(step)),
        content: secret?.standIn ?? (typeof content === 'string' ? replace(content) : content),
    };
    return {...step, message, http: everyText(step.http, replace)};
}

/**
 * @template T
 * @param {T} value
 * @param {(text: string) => string} replace
 * @returns {T}
 */
function everyText(value, replace) {
    return JSON.parse(JSON.stringify(value), (key, one) => {
        // The status of an answer is not the user's.
        const number = typeof one === 'number' && key !== 'status' ? Number(replace(String(one))) : one;
        return typeof one === 'string' ? replace(one) : number;
    });
}

/**
 * @param {Step[]} real
 * @param {Step[]} played
 */
function astray(real, played) {
    const states = (/** @type {Step[]} */ steps) => steps.flatMap((step) => step.step === 'message' ? [step.user?.state ?? null] : []);
    const now = states(played);
    const at = states(real).findIndex((state, message) => state !== now[message]);
    return at < 0 ? null : at + 1;
}
