/** @file A phone that can be on other channels, and whose operator may deliver a message twice. */

import {Phone} from '../host/phone.mjs';

/**
 * @typedef {object} LastMessage what a phone's last message brought about
 * @property {import('../host/host.mjs').Run} run
 * @property {{before: string | null, after: string | null}} states
 * @property {string[]} entered what was entered in a sensitive state with it
 */

export class Handset extends Phone {
    /** @type {LastMessage | null} */
    last = null;
    /** Fields of a message that is delivered again. @type {import('../../lib/index.js').JsonObject | null} */
    repeated = null;
    /** When the last answer came, by the host's clock. */
    answered = 0;

    /**
     * The operator delivers the last message again.
     *
     * @returns {Promise<string | null>} the reply
     */
    async again() {
        const own = this.host.messages.filter(({direction, message}) => direction === 'inbound' && message.from_addr === this.address);
        const last = own.at(-1)?.message;
        if (last === undefined) {
            throw new Error('nothing was sent yet (expected: a message before it)');
        }
        this.repeated = last;
        try {
            if (last.session_event === 'new' || last.session_event === 'resume') {
                return await this.inSession(last.session_event, last.content);
            }
            return (await this.deliver(last)).reply?.text ?? null;
        } finally {
            this.repeated = null;
        }
    }

    /**
     * Writes a message on a channel without sessions.
     *
     * @param {string} text
     */
    async write(text) {
        const {transport} = this;
        const run = await this.deliver({content: text, session_event: null, transport_name: transport, transport_type: transport});
        this.screen = run.reply?.text ?? null;
        return this.screen;
    }

    /** @param {import('../../lib/index.js').JsonObject} message */
    deliver(message) {
        return super.deliver({...message, ...this.repeated});
    }
}

/**
 * What hosts call the transport of a channel.
 *
 * @param {import('../../lib/index.js').ChannelProfile} profile
 */
export function transportOf({name, sessions}) {
    const own = name.startsWith('sms') ? 'sms' : name;
    return sessions && name !== 'voice' ? 'ussd' : own;
}
