/** @file A user who talks to an app through the simulated host. What the app keeps of the user goes through JSON between two messages. */

import {start} from 'jukwaa';

import {SimulatedHost} from '../../tools/host/simulated-host.mjs';

const ADDRESS = '+254700000001';

/**
 * @param {any} app
 * @param {ConstructorParameters<typeof SimulatedHost>[0] & {transport?: string, host?: SimulatedHost, address?: string}} [options]
 */
export function conversation(app, {transport = 'ussd', host, address = ADDRESS, ...options} = {}) {
    const simulated = host ?? new SimulatedHost(options);
    const talk = {
        host: simulated,
        /** The last run. @type {any} */
        run: null,
        /** @param {string | null} content @param {string | null} session */
        async message(content, session) {
            const given = {content, session_event: session, from_addr: address, to_addr: '*120#', transport_type: transport};
            talk.run = await simulated.message((api) => start(api, app), given);
            return talk.run.reply?.text ?? null;
        },
        dial: () => talk.message(null, 'new'),
        /** @param {string} text */
        sms: (text) => talk.message(text, null),
        /** Replies, one after the other; the last screen. @param {string[]} texts */
        async reply(...texts) {
            let screen = null;
            for (const text of texts) {
                screen = await talk.message(text, 'resume');
            }
            return screen;
        },
        get user() {
            return simulated.record(`users.${app.options.name}.${address}`);
        },
        /** @param {string} level */
        log: (level) => simulated.logged.filter((line) => line.level === level).map(({text}) => text),
        /** The states that were left, and by what. */
        get left() {
            return talk.run.trace.filter((/** @type {any} */ {event}) => event === 'leave')
                .map((/** @type {any} */ {from, to, by}) => `${from} -${by}-> ${to}`);
        },
    };
    return talk;
}
