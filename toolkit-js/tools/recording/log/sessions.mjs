/** @file Sessions of a log, each with its messages and what the app answered. */

import {idOf} from './read.mjs';

/** @typedef {import('./read.mjs').Logged} Logged */
/** @typedef {import('./read.mjs').Unused} Unused */

/**
 * @typedef {object} Exchanged a message with what came of it
 * @property {Logged} message
 * @property {Logged | null} reply null if the log has none
 * @property {Logged[]} sent what went out beside the reply
 *
 * @typedef {object} Session
 * @property {string} address the user's
 * @property {Exchanged[]} messages
 * @property {Session[]} before sessions of the same user, the oldest first
 */

/** Messages outside sessions that are nearer than this belong together. */
const TOGETHER = 30 * 60_000;
/** Operators close a session earlier than that. */
const LONGEST_PAUSE = 10 * 60_000;

/**
 * @param {Logged[]} logged ordered by time
 * @param {Unused[]} unused what could not be used is added
 * @returns {Session[]} in the order they began
 */
export function sessionsOf(logged, unused) {
    const inbound = logged.filter((one) => one.inbound);
    const exchanged = new Map(inbound.map((message) => [idOf(message.message),
        /** @type {Exchanged} */ ({message, reply: null, sent: []})]));
    for (const out of logged.filter((one) => !one.inbound)) {
        attach(out, exchanged, inbound, unused);
    }
    /** @type {Session[]} */
    const sessions = [];
    for (const address of new Set(inbound.map(({message}) => String(message.from_addr)))) {
        const own = inbound.filter(({message}) => message.from_addr === address).map(({message}) => /** @type {Exchanged} */ (exchanged.get(idOf(message))));
        sessions.push(...ofUser(address, own, unused));
    }
    return sessions.sort((one, other) => one.messages[0].message.at - other.messages[0].message.at);
}

/**
 * @param {Logged} out
 * @param {Map<string | null, Exchanged>} exchanged
 * @param {Logged[]} inbound
 * @param {Unused[]} unused
 */
function attach(out, exchanged, inbound, unused) {
    const {message, at, line} = out;
    if (message.in_reply_to) {
        const answered = exchanged.get(String(message.in_reply_to));
        if (answered === undefined) {
            unused.push({line, message: idOf(message),
                why: `a reply to '${message.in_reply_to}', which is not in the log`});
        } else if (answered.reply === null) {
            answered.reply = out;
        } else {
            answered.sent.push(out);
        }
        return;
    }
    const cause = inbound.findLast((one) => one.at <= at && one.message.from_addr === message.to_addr);
    if (cause === undefined) {
        unused.push({line, message: idOf(message), why: 'sent to somebody of whom no message is there before it'});
    } else {
        exchanged.get(idOf(cause.message))?.sent.push(out);
    }
}

/**
 * @param {string} address
 * @param {Exchanged[]} messages of one user
 * @param {Unused[]} unused
 * @returns {Session[]}
 */
function ofUser(address, messages, unused) {
    /** @type {Session[]} */
    const sessions = [];
    /** @type {Exchanged[] | null} */
    let open = null;
    const begin = (/** @type {Exchanged} */ one) => {
        open = [one];
        sessions.push({address, messages: open, before: sessions.slice()});
    };
    for (const one of messages) {
        const {message: {message, at, line}} = one;
        const last = /** @type {Exchanged[] | null} */ (open)?.at(-1)?.message ?? null;
        const follows = last !== null && (last.message.session_event === null
            || last.message.session_event === undefined)
            === (message.session_event === null || message.session_event === undefined);
        if (message.session_event === 'new'
            || (!message.session_event && !(follows && at - (last?.at ?? 0) <= TOGETHER))) {
            begin(one);
        } else if (!follows || isOver(/** @type {any} */ (open))) {
            open = null;
            unused.push({line, message: idOf(message),
                why: `a '${message.session_event}' of a session whose beginning is not in the log`});
        } else {
            /** @type {Exchanged[]} */ (/** @type {unknown} */ (open)).push(one);
        }
    }
    return sessions;
}

/** @param {Exchanged[]} messages of a session */
function isOver(messages) {
    const last = messages.at(-1);
    return last?.reply?.message.session_event === 'close' || last?.message.message.session_event === 'close';
}

/**
 * What a session lacks, for people.
 *
 * @param {Session} session
 * @returns {Unused[]}
 */
export function gapsOf({messages}) {
    return messages.flatMap(({message: {message, at, line}, reply}, index) => {
        const pause = index === 0 || !message.session_event ? 0 : at - messages[index - 1].message.at;
        return [
            ...reply === null && message.session_event !== 'close'
                ? [{line, message: idOf(message), why: 'no reply to it is in the log: its screen is not compared'}]
                    : [],
            ...pause > LONGEST_PAUSE
                ? [{line, message: idOf(message),
                    why: `${Math.round(pause / 60_000)} minutes after the message before it: some may be missing`}]
                        : [],
        ];
    });
}
