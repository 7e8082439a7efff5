/** @file A host for one app that is only memory: what the real one answers, without waiting. */

import {Account} from './account.mjs';
import {VirtualClock, millisecondsOf, sequence} from './clock.mjs';
import {HttpFixtures} from './http-fixtures.mjs';
import {userMessage} from './message.mjs';
import {AppRun} from './run.mjs';

/** @typedef {import('./host.mjs').Attach} Attach */
/** @typedef {import('./host.mjs').Run} Run */

/**
 * A host for one app. One message at a time: `deliver` may not be called again before it is done.
 *
 * What differs from the real one: time stands still between messages and jumps to the next timer when an app waits; of the limits only the
 * wall time, the size and number of records and the number of metrics are there; every account may manage opt-outs and set helper
 * metadata, unless it is said otherwise.
 */
export class SimulatedHost {
    /** @param {import('./host.mjs').HostOptions} [options] */
    constructor({config, settings = {}, now = '2026-01-01T08:00:00Z', random = 1, http = [], endpoints, key = 'app',
        account = new Account()} = {}) {
        this.clock = new VirtualClock(now);
        this.random = typeof random === 'function' ? random : sequence(random);
        /** Text by key, as `config.get` gives it. @type {Map<string, string>} */
        this.settings = new Map(Object.entries({config: {}, ...settings, ...config !== undefined && {config}}).map(([name, value]) =>
            [name, typeof value === 'string' ? value : JSON.stringify(value)]));
        this.http = new HttpFixtures(http);
        this.endpoints = endpoints ?? endpointsIn(this.settings.get('config') ?? '');
        this.key = key;
        this.account = account;
        account.apps.set(key, this);
        /** All messages and events of the app. @type {{direction: 'inbound' | 'outbound' | 'event', message: any}[]} */
        this.messages = [];
        /** All that went out beside replies. @type {import('./host.mjs').SentMessage[]} */
        this.sent = [];
        /** The app's log. @type {import('./host.mjs').LogLine[]} */
        this.logged = [];
        /** What was answered in sensitive states; it is shown nowhere. @type {Set<import('../../lib/index.js').Json>} */
        this.secrets = new Set();
        this.busy = false;
    }

    /**
     * Milliseconds since 1970. Any moment can be set.
     *
     * @returns {number}
     */
    get now() {
        return this.clock.now;
    }

    /** @param {import('./host.mjs').Moment} moment */
    set now(moment) {
        this.clock.now = millisecondsOf(moment);
    }

    /**
     * Hands a message or an event to the app and waits until it is done with it.
     *
     * @param {Attach} attach
     * @param {import('./host.mjs').InboundCommand} command its `msg` goes to the app as it is
     * @returns {Promise<Run>}
     */
    async deliver(attach, command) {
        if (this.busy) {
            throw new Error('the app is busy with another message (expected: that deliver is waited for)');
        }
        this.busy = true;
        try {
            this.messages.push({direction: command.cmd === 'inbound-message' ? 'inbound' : 'event', message: command.msg});
            return await new AppRun(this, command).carryOut(attach);
        } finally {
            this.busy = false;
        }
    }

    /**
     * Hands over a message with all fields of the format, those left out filled in.
     *
     * @param {Attach} attach
     * @param {import('../../lib/index.js').JsonObject} given
     */
    message(attach, given) {
        const msg = userMessage(given, {id: this.account.stamp(), now: this.now});
        return this.deliver(attach, {cmd: 'inbound-message', msg});
    }

    /**
     * Hands over an ack, a nack or a delivery report.
     *
     * @param {Attach} attach
     * @param {import('../../lib/index.js').JsonObject} event
     */
    event(attach, event) {
        return this.deliver(attach, {cmd: 'inbound-event', msg: {message_type: 'event', message_version: '20110921', ...event}});
    }

    /**
     * The value of a record as apps get it; null if there is none.
     *
     * @param {string} key
     * @returns {any}
     */
    record(key) {
        const found = this.account.records.get(key);
        return found === undefined || (found.expires !== null && found.expires <= this.now) ? null : JSON.parse(found.json);
    }
}

/**
 * The endpoints an app's configuration names, as hosts read it. Where it names none there is `sms`, so that small tests need no configuration.
 *
 * @param {string} config
 */
function endpointsIn(config) {
    try {
        return Object.keys(JSON.parse(config).endpoints ?? {sms: {}}).filter((name) => name !== 'default');
    } catch {
        return ['sms'];
    }
}
