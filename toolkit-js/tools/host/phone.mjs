/** @file A phone of one user: makes messages as hosts make them, and keeps what comes back. */

import {millisecondsOf} from '../../lib/define/duration.js';
import {withOpened} from './resources/encryption.mjs';

/** @typedef {import('./host.mjs').Attach} Attach */
/** @typedef {import('./host.mjs').Run} Run */
/** @typedef {import('./simulated-host.mjs').SimulatedHost} SimulatedHost */

/** Something an app did not do that it has to. Its message has the app's error lines. */
export class AppFailure extends Error {
    /**
     * @param {string} message
     * @param {Run} run
     */
    constructor(message, run) {
        const errors = run.logs.filter(({level}) => level === 'error' || level === 'critical').map(({text}) => text);
        super([message, ...errors].join('\n'));
        this.name = 'AppFailure';
        this.run = run;
    }
}

export class Phone {
    /**
     * @param {object} options
     * @param {SimulatedHost} options.host
     * @param {() => Attach | Promise<Attach>} options.attach what evaluates the app, asked for before each message
     * @param {string} options.address
     * @param {string} [options.number] what is dialled or written to
     * @param {string} [options.transport] of sessions
     * @param {(run: Run, phone: Phone) => void} [options.ran] told of everything the app did
     */
    constructor({host, attach, address, number = '*120*1#', transport = 'ussd', ran = () => {}}) {
        this.host = host;
        this.address = address;
        this.number = number;
        this.transport = transport;
        this.attach = attach;
        this.ran = ran;
        /** The text of the last reply; null if there was none. @type {string | null} */
        this.screen = null;
        /** Whether a session is open. */
        this.open = false;
        this.sessions = 0;
        /** What came of the last message. @type {Run | null} */
        this.run = null;
    }

    /**
     * Dials: a new session, whatever became of the last one.
     *
     * @returns {Promise<string>} the screen
     */
    async dial() {
        this.sessions++;
        return this.inSession('new', null);
    }

    /**
     * Answers the screen.
     *
     * @param {string | number} text
     * @returns {Promise<string>} the screen
     */
    async reply(text) {
        if (!this.open) {
            throw new Error(`reply '${text}': no session is open (expected: dial() before it)`);
        }
        return this.inSession('resume', String(text));
    }

    /** The session ends before the app ends it. */
    async drop() {
        if (!this.open) {
            throw new Error('drop: no session is open (expected: dial() before it)');
        }
        this.open = false;
        await this.deliver({content: null, session_event: 'close', ...this.ofSession()});
    }

    /**
     * Writes a message outside sessions.
     *
     * @param {string} text
     * @returns {Promise<string | null>} the reply; null if there is none
     */
    async sms(text) {
        const run = await this.deliver({content: text, session_event: null, transport_name: 'sms', transport_type: 'sms'});
        this.screen = run.reply?.text ?? null;
        return this.screen;
    }

    /**
     * Hands the app an ack, a nack or a delivery report.
     *
     * @param {import('../../lib/index.js').JsonObject} event
     */
    async event(event) {
        return this.kept(await this.host.event(await this.attach(), event));
    }

    /**
     * Lets time pass.
     *
     * @param {string} duration `30s`, `5m`, `2h`, `7d`
     */
    wait(duration) {
        this.host.now += millisecondsOf(duration);
    }

    /**
     * What is stored of the user: of either toolkit, under the names of the new one; null if there is nothing. Encrypted answers are
     * opened.
     */
    get user() {
        const key = this.userKey() ?? '';
        const stored = this.host.record(key);
        if (stored === null || stored.format !== undefined) {
            return withOpened(stored, this.host.account, key);
        }
        const {addr: address, lang: language = null, state, metadata: data, ...rest} = stored;
        return {...rest, address, language, state: state?.name ?? null, data};
    }

    /** @returns {Record<string, any>} */
    get answers() {
        return this.user?.answers ?? {};
    }

    /** @returns {string | null} */
    get state() {
        return this.user?.state ?? null;
    }

    /** @returns {string | null} */
    get language() {
        return this.user?.language ?? null;
    }

    set language(code) {
        const key = this.userKey();
        const record = key === undefined ? undefined : this.host.account.records.get(key);
        if (record === undefined) {
            throw new Error(`language '${code}': nothing is stored of ${this.address} yet (expected: a message before it)`);
        }
        const stored = JSON.parse(record.json);
        record.json = JSON.stringify({...stored, [stored.format === undefined ? 'lang' : 'language']: code});
    }

    /** Messages to this phone beside replies, the last one last. */
    get sent() {
        return this.host.sent.filter(({to}) => to === this.address);
    }

    userKey() {
        return [...this.host.account.records.keys()].find((key) => key.startsWith('users.') && key.endsWith(`.${this.address}`));
    }

    ofSession() {
        return {transport_name: this.transport, transport_type: this.transport, transport_metadata: {session_id: `s${this.sessions}`}};
    }

    /**
     * @param {'new' | 'resume'} event
     * @param {string | null} content
     */
    async inSession(event, content) {
        this.open = false;
        this.screen = null;
        const run = await this.deliver({content, session_event: event, ...this.ofSession()});
        const {reply} = run;
        if (reply === null || reply.text === null) {
            throw new AppFailure('the app sent no reply', run);
        }
        this.open = reply.goesOn;
        this.screen = reply.text;
        return reply.text;
    }

    /** @param {import('../../lib/index.js').JsonObject} message */
    async deliver(message) {
        return this.kept(await this.host.message(await this.attach(), {from_addr: this.address, to_addr: this.number, ...message}));
    }

    /** @param {Run} run */
    kept(run) {
        this.run = run;
        this.ran(run, this);
        if (!run.finished) {
            throw new AppFailure('the app did not finish', run);
        }
        return run;
    }
}
