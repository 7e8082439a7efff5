/** @file What an app finds as `api`: what every host gives it, and a clock, chance and a trace for the toolkit's engine. */

import {EventEmitter} from 'node:events';

/**
 * @param {import('./run.mjs').AppRun} run
 * @returns {any}
 */
export function createApi(run) {
    return {
        // Hosts have written two lines of their own by the time an app is evaluated.
        id: 2,
        emitter: new EventEmitter(),
        next_id() {
            this.id += 1;
            return String(this.id);
        },
        /** @param {string} cmd @param {any} msg */
        populate_command(cmd, msg) {
            return Object.assign(msg, {cmd, reply: false, cmd_id: this.next_id()});
        },
        /** @param {string} cmd @param {any} msg @param {(reply: any) => void} [callback] */
        request(cmd, msg, callback) {
            this.populate_command(cmd, msg);
            if (typeof callback === 'function') {
                run.callbacks.set(msg.cmd_id, callback);
            }
            this.emitter.emit('request', msg);
        },
        /** @param {string} msg @param {(reply: any) => void} [callback] */
        log_info(msg, callback) {
            this.request('log.info', {msg}, callback);
        },
        done() {
            run.finishing = true;
            this.log_info('Done.', () => this.emitter.emit('done'));
        },
        on_unknown_command() {},
        now: () => new Date(run.host.clock.now),
        random: () => run.host.random(),
        after: (/** @type {number} */ milliseconds, /** @type {() => void} */ callback) => run.after(milliseconds, callback),
        conceal: (/** @type {any} */ value) => run.host.secrets.add(JSON.parse(JSON.stringify(value))),
        trace: (/** @type {any} */ event) => run.result.trace.push(JSON.parse(JSON.stringify(event))),
    };
}
