/** @file A phone to try an app with, driven by lines: what is typed into it, and commands that begin with `/`. */

import {channels} from '../../lib/channels.js';
import {plainDigits} from '../../lib/validate/digits.js';
import {AppFailure} from '../host/phone.mjs';
import {listeningHost, messageStep} from '../recording/steps.mjs';
import {onChannel} from './app.mjs';
import {COMMANDS} from './commands.mjs';
import {Handset, transportOf} from './handset.mjs';
import {shownOf, textOf} from './outcome.mjs';
import {COLUMNS, painter} from './screen.mjs';

/** @typedef {import('./app.mjs').LiveApp} LiveApp */
/** @typedef {import('./outcome.mjs').Shown} Shown */
/** @typedef {import('../recording/recording.mjs').Step} Step */
/** @typedef {import('../../lib/index.js').ChannelProfile} ChannelProfile */

const ADDRESS = '+254700000001';
/** Shorter inputs, numbers of entries above all, are masked with their own message only. */
const TELLING = 4;

/**
 * @typedef {object} SimulatorOptions
 * @property {LiveApp} app
 * @property {import('../recording/recording.mjs').Recording['host']} host
 * @property {import('../host/host.mjs').HttpSource[]} [http]
 * @property {string} [from] the first user's address
 * @property {boolean} [watch] whether the app is read again when its files changed
 * @property {Partial<import('../recording/mask.mjs').Masking>} [masking] of what is saved
 * @property {number} [columns] of the terminal
 * @property {boolean} [colours]
 * @property {(simulator: Simulator, shown: Shown) => string[]} [tell] the lines that say what came of a message
 *
 * @typedef {object} Taken what came of a line
 * @property {string[]} lines
 * @property {boolean} quit
 * @property {boolean} problem whether the line was not understood, or the app failed
 */

export class Simulator {
    /** @param {SimulatorOptions} options */
    constructor({app, host: hostOptions, http = [], from = ADDRESS, watch = false, masking = {}, columns = COLUMNS,
        colours = false, tell = textOf}) {
        const {host, exchanges} = listeningHost(hostOptions, http);
        this.app = app;
        this.hostOptions = hostOptions;
        this.host = host;
        this.exchanges = exchanges;
        this.masking = {app, ...masking};
        this.watch = watch;
        this.columns = columns;
        this.paint = painter(colours);
        this.tell = tell;
        /** Null for the app's own channel. @type {ChannelProfile | null} */
        this.chosen = null;
        /** Milliseconds the next answer takes beside what it takes anyway. */
        this.slow = 0;
        /** Everything that was done. @type {Step[]} */
        this.steps = [];
        /** What users got. @type {Shown[]} */
        this.shown = [];
        /** @type {Map<string, Handset>} */
        this.phones = new Map();
        this.phone = this.phoneOf(from);
    }

    /** The channel the app is on. */
    get profile() {
        return this.chosen ?? this.app.definition?.profile ?? channels.ussd;
    }

    /** What the phone's last message brought about; null before it. */
    get run() {
        return this.phone.last?.run ?? null;
    }

    /** What nobody may see of the phone's requests and its stored user. */
    get masked() {
        return {answers: this.phone.answers, more: [...this.host.secrets, ...this.phone.last?.entered ?? []]};
    }

    /**
     * The phone of a user, who is the one from then on.
     *
     * @param {string} address
     */
    phoneOf(address) {
        const known = this.phones.get(address) ?? new Handset({
            host: this.host, address, transport: transportOf(this.profile),
            attach: () => onChannel(this.app.attach, this.chosen),
        });
        this.phones.set(address, known);
        this.phone = known;
        return known;
    }

    /** @param {ChannelProfile} profile */
    changeChannel(profile) {
        this.chosen = profile;
        this.steps.push({step: 'channel', profile});
        for (const phone of this.phones.values()) {
            phone.transport = transportOf(profile);
        }
    }

    /** @param {string} code */
    changeLanguage(code) {
        this.phone.language = code;
        this.steps.push({step: 'language', address: this.phone.address, language: code});
    }

    /**
     * Does what a line says: `/…` is for the simulator (`//…` types `/…`), an empty one dials, anything else is typed.
     *
     * @param {string} line
     * @returns {Promise<Taken>}
     */
    async take(line) {
        const before = this.shown.length;
        try {
            const reloaded = await this.reloadIfChanged();
            const {lines, quit = false} = await this.understood(line);
            return {lines: [...reloaded, ...lines], quit, problem: this.shown.slice(before).some(({errors}) => errors.length > 0)};
        } catch (error) {
            const {message, stack} = /** @type {Error} */ (error);
            return {lines: [this.paint('red', String(process.env.JUKWAA_DEBUG ? stack : message))], quit: false, problem: true};
        }
    }

    /**
     * @param {string} line
     * @returns {Promise<{lines: string[], quit?: boolean}>}
     */
    async understood(line) {
        const text = line.trim();
        if (text === '') {
            return {lines: await this.enter()};
        }
        if (!text.startsWith('/') || text.startsWith('//')) {
            return {lines: await this.type(text.startsWith('//') ? text.slice(1) : text)};
        }
        const [word, ...rest] = text.slice(1).split(' ');
        const command = COMMANDS.get(word);
        if (command === undefined) {
            const known = [...COMMANDS.keys()].map((name) => `/${name}`).join(' ');
            throw new Error(`'/${word}' is no command (expected: ${known}; /help tells more)`);
        }
        const given = rest.join(' ').trim();
        if (command.takes !== undefined && given === '') {
            throw new Error(`/${word}: (expected: /${word} ${command.takes})`);
        }
        return {lines: await command.run(this, given), quit: word === 'quit'};
    }

    /** An empty line. */
    async enter() {
        if (!this.profile.sessions) {
            return [this.paint('dim', `channel '${this.profile.name}' has no sessions: write a message`)];
        }
        return this.phone.open
            ? [this.paint('dim', 'a session is open: answer it, or /dial for a new one')]
            : this.deliver('dial', (phone) => phone.dial());
    }

    /** @param {string} text */
    async type(text) {
        if (!this.profile.sessions) {
            return this.deliver(text, (phone) => phone.write(text));
        }
        if (!this.phone.open) {
            throw new Error(`'${text}': no session is open (expected: /dial before it)`);
        }
        return this.deliver(text, (phone) => phone.reply(text));
    }

    /**
     * Lets the user of the phone do something, and shows what comes of it.
     *
     * @param {string} input
     * @param {(phone: Handset) => Promise<unknown>} act
     * @returns {Promise<string[]>}
     */
    async deliver(input, act) {
        const {phone} = this;
        const {state} = phone;
        const began = this.host.now;
        try {
            await act(phone);
        } catch (error) {
            if (!(error instanceof AppFailure)) {
                throw error;
            }
            phone.open = false;
        }
        const {run} = phone;
        if (run === null) {
            return [];
        }
        this.host.now += this.slow;
        this.slow = 0;
        const step = messageStep({at: began, run, phone, exchanges: this.exchanges});
        this.steps.push(step);
        const {content} = step.message;
        const entered = this.app.isSensitive(state) && typeof content === 'string' ? formsOfInput(content) : [];
        entered.filter((text) => text.length >= TELLING).forEach((text) => this.host.secrets.add(text));
        phone.last = {run: step.run, states: {before: state, after: phone.state}, entered};
        const shown = shownOf(this, step.run, {input: this.app.isSensitive(state) ? '***' : input, took: this.host.now - began,
            session: step.message.session_event});
        phone.open = shown.open;
        phone.answered = this.host.now;
        this.shown.push(shown);
        return this.tell(this, shown);
    }

    /**
     * Lets time pass. Sessions whose users wait longer than the operator does are ended when their time is over.
     *
     * @param {number} milliseconds
     * @returns {Promise<string[]>}
     */
    async pass(milliseconds) {
        const {host, phone: current, profile: {inputWithin}} = this;
        const end = host.now + milliseconds;
        const endOf = (/** @type {Handset} */ phone) => inputWithin === undefined ? Infinity : phone.answered + inputWithin * 1000;
        const over = [...this.phones.values()].filter((phone) => phone.open && endOf(phone) < end).sort((a, b) => endOf(a) - endOf(b));
        const lines = [];
        for (const phone of over) {
            host.now = Math.max(host.now, endOf(phone));
            this.phone = phone;
            lines.push(`${phone.address}: ${inputWithin} s without an input: the operator has ended the session`,
                ...await this.deliver('timeout', (one) => one.drop()));
        }
        this.phone = current;
        host.now = Math.max(host.now, end);
        return lines;
    }

    async reloadIfChanged() {
        if (!this.watch || !this.app.changed) {
            return [];
        }
        await this.app.load();
        return [this.paint('dim', `${this.app.file} has changed and was read again`)];
    }
}

/**
 * An input as apps get it, whatever the digits it is typed in.
 *
 * @param {string} content
 */
function formsOfInput(content) {
    const text = content.trim();
    return [text, plainDigits(text)];
}
