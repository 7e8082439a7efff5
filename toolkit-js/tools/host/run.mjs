/** @file One message or event in one app: gives it a fresh `api`, answers what it asks, and sees when it is over. */

import {createApi} from './api.mjs';
import {endpointOf} from './message.mjs';
import {busy, idle} from './overdue.mjs';
import {execute} from './resources/index.mjs';

/** @typedef {import('./host.mjs').InboundCommand} InboundCommand */
/** @typedef {import('../../lib/index.js').JsonObject} JsonObject */

/** What a host allows one message, waiting included. */
const WALL_MILLISECONDS = 10_000;

const LEVELS = /** @type {const} */ ({debug: 10, info: 20, warning: 30, error: 40, critical: 50});

/** Runs under way, the newest last: a rejection nobody handles is taken for the newest one's. @type {Set<AppRun>} */
const underWay = new Set();
/** Who is told of such rejections otherwise: test runners. @type {any[]} */
let others = [];

export class AppRun {
    /**
     * @param {import('./simulated-host.mjs').SimulatedHost} host
     * @param {InboundCommand} command
     */
    constructor(host, command) {
        this.host = host;
        this.command = command;
        /** @type {any} */
        this.inbound = command.cmd === 'inbound-message' ? structuredClone(command.msg) : null;
        this.held = Boolean(command.msg.session_event);
        /** What is to be called, in this order. @type {(() => void)[]} */
        this.queue = [];
        /** Answers that come from outside. @type {Set<Promise<void>>} */
        this.outside = new Set();
        /** @type {Map<string, (reply: any) => void>} */
        this.callbacks = new Map();
        this.finishing = false;
        this.ended = false;
        this.failed = false;
        this.began = host.clock.now;
        /** @type {(text: string) => string} */
        this.mapped = (text) => text;
        /** @type {import('./host.mjs').Run} */
        this.result = {reply: null, sent: [], requests: [], logs: [], trace: [], finished: false};
        this.api = createApi(this);
        this.api.emitter.on('request', (/** @type {any} */ command) => this.transmit(command));
        this.api.emitter.on('done', () => {
            this.ended = true;
        });
    }

    /** @param {import('./host.mjs').Attach} attach */
    async carryOut(attach) {
        this.mapped = attach.mapped ?? this.mapped;
        watchRejections(this);
        try {
            this.guarded(() => this.begin(attach));
            while (await this.goesOn()) {
                this.guarded(/** @type {() => void} */ (this.queue.shift()));
            }
        } finally {
            leaveRejections(this);
            this.host.clock.timers = [];
        }
        this.result.finished = this.ended && !this.failed;
        return this.result;
    }

    /** @param {import('./host.mjs').Attach} attach */
    begin(attach) {
        attach(this.api);
        const handler = this.command.cmd === 'inbound-message' ? 'on_inbound_message' : 'on_inbound_event';
        const id = this.api.next_id();
        const command = {...JSON.parse(JSON.stringify(this.command)), cmd_id: id, reply: false};
        (this.api[handler] ?? this.api.on_unknown_command).call(this.api, command);
    }

    /** Whether there is something to call; lets everything settle first. */
    async goesOn() {
        for (;;) {
            await new Promise((settled) => setImmediate(settled));
            idle();
            if (this.ended || this.failed) {
                return false;
            }
            if (this.host.clock.now - this.began > WALL_MILLISECONDS) {
                this.fail(`wall milliseconds: ${this.host.clock.now - this.began} (limit: ${WALL_MILLISECONDS})`);
                return false;
            }
            if (this.queue.length > 0) {
                return true;
            }
            if (this.outside.size > 0) {
                await Promise.race(this.outside);
            } else if (!this.host.clock.fireNext()) {
                return false;
            }
        }
    }

    /**
     * Calls back on the host's clock, as part of this run.
     *
     * @param {number} milliseconds
     * @param {() => void} callback
     */
    after(milliseconds, callback) {
        let stopped = false;
        const stop = this.host.clock.after(milliseconds, () => this.queue.push(() => stopped || callback()));
        return () => {
            stopped = true;
            stop();
        };
    }

    /** @param {() => void} work of the app, which may throw */
    guarded(work) {
        busy(this.shown());
        try {
            work();
        } catch (error) {
            this.fail(textOf(error));
        }
    }

    /** What this run is about, for people. */
    shown() {
        const {from_addr: user, content, event_type: event} = /** @type {any} */ (this.command.msg);
        return event === undefined ? `${user} said ${JSON.stringify(content ?? null)}` : `the event ${event}`;
    }

    /** @param {string} text for the log */
    fail(text) {
        this.failed = true;
        this.log(LEVELS.error, text);
    }

    /**
     * @param {number} level
     * @param {string} text
     */
    log(level, text) {
        const name = Object.entries(LEVELS).find(([, number]) => number === level)?.[0] ?? `Level ${level}`;
        const line = {level: name, text: this.mapped(text)};
        this.result.logs.push(line);
        this.host.logged.push(line);
    }

    /** @param {JsonObject} message */
    send(message) {
        this.host.messages.push({direction: 'outbound', message});
        const goesOn = message.session_event !== 'close';
        // Whose app it is stands in every message; apps set the rest.
        const {go, ...metadata} = /** @type {JsonObject} */ (message.helper_metadata);
        if (message.in_reply_to !== null && this.result.reply === null) {
            this.result.reply = {text: /** @type {any} */ (message.content), goesOn, metadata};
            return;
        }
        const sent = {to: message.to_addr, text: message.content, endpoint: endpointOf(message), metadata};
        this.result.sent.push(/** @type {any} */ (sent));
        this.host.sent.push(/** @type {any} */ (sent));
    }

    /** @param {any} command taken as text at once: what the app does to it later must not change what it asked for */
    transmit(command) {
        if (this.ended || this.failed) {
            return;
        }
        const {cmd, cmd_id, reply, ...fields} = JSON.parse(JSON.stringify(command));
        const own = this.finishing && cmd === 'log.info' && fields.msg === 'Done.';
        if (own) {
            this.answerSoon(cmd, cmd_id, {success: true});
            return;
        }
        /** @type {import('./host.mjs').RequestRecord} */
        const record = {name: String(cmd), fields, reply: null};
        this.result.requests.push(record);
        if (this.comesTooLate(String(cmd))) {
            this.answered(record, cmd_id, {success: false, reason: 'the app has called done'});
            return;
        }
        const caller = {host: this.host, account: this.host.account, run: this};
        const answer = execute(caller, record.name, fields);
        if (!(answer instanceof Promise)) {
            this.answered(record, cmd_id, answer);
            return;
        }
        const settled = answer.then((value) => {
            this.outside.delete(settled);
            this.answered(record, cmd_id, value);
        });
        this.outside.add(settled);
    }

    /** @param {string} name of a request sent after `done` */
    comesTooLate(name) {
        return this.finishing && (this.held ? !name.startsWith('log.') : name.startsWith('outbound.'));
    }

    /**
     * @param {import('./host.mjs').RequestRecord} record
     * @param {string} id
     * @param {any} answer `delayed` milliseconds are the clock's
     */
    answered(record, id, {delayed = 0, ...answer}) {
        record.reply = answer;
        if (delayed > 0) {
            this.host.clock.after(delayed, () => this.answerSoon(record.name, id, answer));
        } else {
            this.answerSoon(record.name, id, answer);
        }
    }

    /**
     * @param {string} cmd
     * @param {string} id
     * @param {JsonObject} fields
     */
    answerSoon(cmd, id, fields) {
        const text = JSON.stringify({cmd, cmd_id: id, reply: true, ...fields});
        this.queue.push(() => {
            const callback = this.callbacks.get(id);
            this.callbacks.delete(id);
            callback?.call(this.api, JSON.parse(text));
        });
    }
}

/** @param {AppRun} run */
function watchRejections(run) {
    if (underWay.size === 0) {
        others = process.listeners('unhandledRejection');
        process.removeAllListeners('unhandledRejection');
        process.on('unhandledRejection', rejected);
    }
    underWay.add(run);
}

/** @param {AppRun} run */
function leaveRejections(run) {
    underWay.delete(run);
    if (underWay.size === 0) {
        process.off('unhandledRejection', rejected);
        others.forEach((listener) => process.on('unhandledRejection', listener));
    }
}

/** @param {unknown} reason */
function rejected(reason) {
    [...underWay].at(-1)?.fail(`a promise was rejected and nobody handled it: ${textOf(reason)}`);
}

/** @param {any} thrown */
function textOf(thrown) {
    return String(thrown?.stack ?? thrown);
}
