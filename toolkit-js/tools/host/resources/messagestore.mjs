/** @file Figures on the messages of the app, or of another app of the account. */

import {Refused, invalidField} from './refusals.mjs';

/** @typedef {import('../host.mjs').Caller} Caller */
/** @typedef {import('../simulated-host.mjs').SimulatedHost} SimulatedHost */
/** @typedef {'inbound' | 'outbound'} Direction */
/** @typedef {Record<string, any>} Fields */

const USUAL_SECONDS = 300;
const MOST_SECONDS = 1e9;

/** @type {Record<string, import('../host.mjs').Operation>} */
export const messagestore = {
    progress_status(caller, fields) {
        const host = appOf(caller, fields);
        const events = host.messages.filter(({direction}) => direction === 'event').map(({message}) => message);
        const count = (/** @type {string} */ type, /** @type {string} */ status) => events.filter((event) => event.event_type === type
            && (status === '' || event.delivery_status === status)).length;
        const reports = Object.fromEntries(['delivered', 'failed', 'pending'].map((status) =>
            [`delivery_report_${status}`, count('delivery_report', status)]));
        return {progress_status: {sent: messages(host, 'outbound').length, ack: count('ack', ''), nack: count('nack', ''), ...reports,
            delivery_report: count('delivery_report', '')}};
    },
    count_replies: (caller, fields) => ({count: messages(appOf(caller, fields), 'inbound').length}),
    count_sent_messages: (caller, fields) => ({count: messages(appOf(caller, fields), 'outbound').length}),
    count_inbound_uniques: (caller, fields) => uniques(caller, fields, 'inbound'),
    count_outbound_uniques: (caller, fields) => uniques(caller, fields, 'outbound'),
    inbound_throughput: (caller, fields) => throughput(caller, fields, 'inbound'),
    outbound_throughput: (caller, fields) => throughput(caller, fields, 'outbound'),
};

/**
 * @param {SimulatedHost} host
 * @param {Direction} wanted
 */
function messages(host, wanted) {
    return host.messages.filter(({direction}) => direction === wanted).map(({message}) => message);
}

/**
 * @param {Caller} caller
 * @param {Fields} fields
 * @param {Direction} direction
 */
function uniques(caller, fields, direction) {
    const address = direction === 'inbound' ? 'from_addr' : 'to_addr';
    const all = messages(appOf(caller, fields), direction).map((message) => message[address]);
    return {count: new Set(all.filter((one) => one !== null)).size};
}

/**
 * @param {Caller} caller
 * @param {Fields} fields
 * @param {Direction} direction
 */
function throughput(caller, fields, direction) {
    const host = appOf(caller, fields);
    const {sample_time: given = null} = fields;
    const seconds = given === null ? USUAL_SECONDS : given;
    if (typeof seconds !== 'number' || !(seconds >= 0.001 && seconds <= MOST_SECONDS)) {
        throw invalidField('sample_time', given, 'seconds, 0.001 to 1e9');
    }
    const times = messages(host, direction).map(({timestamp}) => Date.parse(`${timestamp.replace(' ', 'T')}Z`));
    const since = Math.max(...times) - Math.round(seconds * 1000);
    return {throughput: times.filter((time) => time >= since).length * 60 / seconds};
}

/**
 * @param {Caller} caller
 * @param {Fields} fields
 * @returns {SimulatedHost}
 */
function appOf({host, account}, {conversation_key: key = null}) {
    const found = key === null ? host : account.apps.get(key);
    if (found === undefined) {
        throw new Refused('Invalid conversation_key');
    }
    return found;
}
