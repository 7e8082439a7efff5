/** @file Sessions of a log as recordings: without people in them, and with what the log does not tell left open. */

import {readFileSync} from 'node:fs';

import {leavesOf} from '../../../lib/engine/secrets.js';
import {sequence} from '../../host/clock.mjs';
import {newRecording} from '../file.mjs';
import {LEAST_SEARCHED, likeness, replacer, sampleFor} from '../mask.mjs';
import {addressOf, play} from '../steps.mjs';
import {Addresses} from './addresses.mjs';

/** @typedef {import('../recording.mjs').Recording} Recording */
/** @typedef {import('../recording.mjs').MessageStep} MessageStep */
/** @typedef {import('./sessions.mjs').Session} Session */
/** @typedef {import('./sessions.mjs').Exchanged} Exchanged */
/** @typedef {import('../../simulator/app.mjs').LiveApp} LiveApp */

/**
 * @typedef {object} About
 * @property {LiveApp | null} app which says what is secret; null if it is not there
 * @property {{name: string, file: string}} named the app, for the recordings
 * @property {Record<string, any>} settings what `config.get` serves
 * @property {string[]} sensitive states that are sensitive too
 * @property {boolean} maskInput whether everything that was typed is replaced
 * @property {import('../../host/host.mjs').HttpSource[]} http
 *
 * @typedef {object} FromLog
 * @property {Recording} recording
 * @property {string[]} states whose inputs were replaced
 * @property {number | null} astray the message of the session, counted from 1, which the app answers otherwise than the log
 */

/** @typedef {(text: string | null, typed?: boolean) => string | null} Replace */

/** Stands for the state where it is not known. */
const UNKNOWN = 'what was typed';
/** Characters that stand in no text. */
const FIRST_MARK = 0xF0000;

/** Recordings of one log: the same stand-ins in all of them. */
export class LogRecorder {
    /** @type {Addresses} */
    #addresses;
    #random = sequence(3);
    /** By state and input. @type {Map<string, string>} */
    #standIns = new Map();

    /**
     * @param {About} about
     * @param {Session[]} sessions all of the log
     */
    constructor(about, sessions) {
        this.about = about;
        const files = [...about.app?.changes.keys() ?? []].map((file) => readFileSync(file, 'utf8'));
        this.#addresses = new Addresses([...files, JSON.stringify(about.settings)].join('\n'));
        sessions.forEach(({address}) => this.#addresses.of(address));
    }

    /**
     * @param {Session} session
     * @returns {Promise<FromLog>}
     */
    async recordingOf(session) {
        const {app, named, settings, http} = this.about;
        const before = session.before.flatMap(({messages}) => messages.map((one) => ({...stepOf(one), before: true})));
        const steps = [...before, ...session.messages.map(stepOf)];
        const host = {now: steps[0].at, random: 1, settings};
        const recording = {...newRecording(named, host), steps, masked: {answers: true, addresses: true},
            source: /** @type {const} */ ('messages')};
        const played = app === null ? null : /** @type {MessageStep[]} */ (await play(recording, app.attach, http));
        const secrets = this.#secretsOf(steps, played);
        const replace = this.#replacerOf(secrets, played);
        const masked = steps.map((step) => this.#masked(step, secrets.get(step)?.standIn, replace));
        const astray = played === null ? -1 : otherwise(steps, played);
        return {
            recording: {...recording, steps: masked},
            states: [...new Set([...secrets.values()].map(({state}) => state))].filter((state) => state !== UNKNOWN),
            astray: astray < 0 ? null : Math.max(1, astray - before.length + 1),
        };
    }

    /**
     * Inputs nobody may see, with what stands for them: those of sensitive states, and all of some length where it is not known what they are.
     *
     * @param {MessageStep[]} steps
     * @param {MessageStep[] | null} played
     * @returns {Map<MessageStep, {state: string, standIn: string}>}
     */
    #secretsOf(steps, played) {
        const {app, sensitive, maskInput} = this.about;
        const astray = played === null ? -1 : otherwise(steps, played);
        /** @type {Map<MessageStep, {state: string, standIn: string}>} */
        const secrets = new Map();
        steps.forEach((step, at) => {
            const {content, session_event: event} = step.message;
            if (typeof content !== 'string' || event === 'new' || event === 'close') {
                return;
            }
            const state = at === 0 ? null : played?.[at - 1].user?.state ?? null;
            const input = content.trim();
            const isSecret = state !== null && (app?.isSensitive(state) || sensitive.includes(state));
            const isUnknown = maskInput || (astray >= 0 && at > astray);
            if (isSecret || (isUnknown && input.length >= LEAST_SEARCHED)) {
                const name = isSecret ? String(state) : UNKNOWN;
                const sample = isSecret && app !== null && played !== null ? sampleFor(played[at], name, app)
                    : undefined;
                secrets.set(step, {state: name, standIn: this.#standInFor(name, input, sample)});
            }
        });
        return secrets;
    }

    /**
     * @param {string} state
     * @param {string} input
     * @param {string | undefined} sample an input that goes the same way
     */
    #standInFor(state, input, sample) {
        const key = `${state}\n${input}`;
        const standIn = this.#standIns.get(key) ?? sample ?? likeness(input, this.#random);
        this.#standIns.set(key, standIn);
        return standIn;
    }

    /**
     * @param {Map<MessageStep, {state: string, standIn: string}>} secrets
     * @param {MessageStep[] | null} played
     * @returns {Replace}
     */
    #replacerOf(secrets, played) {
        const entered = [...secrets].map(([{message},
            {standIn}]) => /** @type {const} */ ([String(message.content).trim(), standIn]));
        const learnt = this.#answersOf(played).map((text) => /** @type {const} */ ([text,
            this.#standInFor('', text, undefined)]));
        const searched = [...learnt, ...entered].filter(([text]) => text.length >= LEAST_SEARCHED);
        // A stand-in may look like a number: it is put in when numbers are replaced.
        const marks = searched.map(([text],
            at) => /** @type {const} */ ([text, String.fromCodePoint(FIRST_MARK + at)]));
        const marked = replacer(marks, '(?<![\\p{L}\\p{N}])');
        const unmarked = (/** @type {string} */ text) => searched.reduce((changed, [, standIn],
            at) => changed.replaceAll(marks[at][1], standIn), text);
        return (text, typed) => text === null ? null : unmarked(this.#addresses.in(marked(text), typed));
    }

    /**
     * @param {MessageStep} step
     * @param {string | undefined} standIn for its input
     * @param {Replace} replace
     * @returns {MessageStep}
     */
    #masked(step, standIn, replace) {
        const {content} = step.message;
        const {reply, sent} = step.run;
        return {
            ...step,
            message: {...step.message, from_addr: this.#addresses.of(addressOf(step)),
                content: standIn ?? (typeof content === 'string' ? replace(content, true) : content)},
            run: {
                ...step.run,
                reply: reply === null ? null : {...reply, text: replace(reply.text)},
                sent: sent.map((one) => ({...one, to: one.to === null ? null : this.#addresses.of(one.to),
                    text: replace(one.text)})),
            },
        };
    }

    /**
     * What was answered in sensitive states, in another form than it was typed in.
     *
     * @param {MessageStep[] | null} played
     * @returns {string[]}
     */
    #answersOf(played) {
        const states = this.about.app?.definition?.states ?? new Map();
        const names = [...states].filter(([, {options}]) => options.sensitive).map(([name,
            {options}]) => options.answer ?? name);
        return [...new Set((played ?? []).flatMap(({user}) => names.flatMap((name) => leavesOf(user?.answers[name]))))]
            .filter((text) => !['true', 'false', 'null', 'undefined'].includes(text));
    }
}

/**
 * The first message that the app answers otherwise than it did; -1 if there is none.
 *
 * @param {MessageStep[]} steps
 * @param {MessageStep[]} played
 */
function otherwise(steps, played) {
    return steps.findIndex(({run: {reply}}, at) => reply !== null
        && reply.text !== (played[at].run.reply?.text ?? null));
}

/**
 * A message as the app gets it again; of what came of it only what the log tells.
 *
 * @param {Exchanged} exchanged
 * @returns {MessageStep}
 */
function stepOf({message: {message, at}, reply, sent}) {
    const kept = ['content', 'from_addr', 'to_addr', 'session_event', 'transport_name', 'transport_type', 'provider'];
    return {
        step: 'message',
        at: new Date(at).toISOString(),
        until: new Date(reply?.at ?? at).toISOString(),
        message: Object.fromEntries(kept.map((name) => [name, message[name] ?? null])),
        http: [],
        run: {
            reply: reply === null ? null : {text: textOf(reply.message),
                goesOn: reply.message.session_event !== 'close', metadata: {}},
            sent: sent.map(({message: one}) => ({to: typeof one.to_addr === 'string' ? one.to_addr : null,
                text: textOf(one),
                endpoint: /** @type {any} */ (one.routing_metadata)?.endpoint_name ?? 'default', metadata: {}})),
            requests: [], logs: [], trace: [], finished: true,
        },
        user: null,
    };
}

/** @param {import('../../../lib/index.js').JsonObject} message */
function textOf({content}) {
    return typeof content === 'string' ? content : null;
}
