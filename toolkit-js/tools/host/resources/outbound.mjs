/** @file Replies and other messages. */

import {replyTo, userMessage} from '../message.mjs';
import {isTrue, repr} from './python-text.mjs';
import {Refused} from './refusals.mjs';

/** @typedef {import('../host.mjs').Caller} Caller */
/** @typedef {Record<string, any>} Fields */

const DEFAULT = 'default';

/** @type {Record<string, import('../host.mjs').Operation>} */
export const outbound = {
    reply_to: (caller, fields) => reply(caller, fields, false),
    reply_to_group: (caller, fields) => reply(caller, fields, true),
    send_to: (caller, fields) => send(caller, {endpoint: DEFAULT, ...fields}, true),
    send_to_endpoint: (caller, fields) => send(caller, fields, false),
    send_to_tag(caller, fields) {
        const {tagpool: pool, tag, content, to_addr: to} = fields;
        if (![pool, tag, content, to].every((one) => typeof one === 'string')) {
            throw new Refused('Tag, content or to_addr not specified');
        }
        if (!caller.host.endpoints.includes(`${pool}:${tag}`)) {
            throw new Refused(`Tag (${repr(pool)}, ${repr(tag)}) not held by account`);
        }
        return sent(caller, to, contentOf(fields, 'sends'), `${pool}:${tag}`, {});
    },
};

/**
 * @param {Caller} caller
 * @param {Fields} fields
 * @param {boolean} toGroup
 */
function reply(caller, fields, toGroup) {
    const {run, host, account} = caller;
    const content = contentOf(fields, 'replies');
    if (typeof fields.in_reply_to !== 'string') {
        throw new Refused("'in_reply_to' must be given in replies.");
    }
    const goesOn = continues(fields);
    const added = metadataOf(caller, fields);
    const {inbound} = run;
    if (inbound === null || inbound.message_id !== fields.in_reply_to) {
        throw new Refused(`Could not find original message with id: ${repr(fields.in_reply_to)}`);
    }
    const inherited = withOwner(caller, inbound, added);
    const stamp = () => ({id: account.stamp(), now: host.now});
    if (inbound.inbound_push_trigger === true) {
        run.send(opening(inherited, content, stamp));
    } else {
        const answer = replyTo(inherited, content, goesOn, stamp());
        run.send(toGroup && inherited.group !== null ? {...answer, to_addr: null} : answer);
    }
    run.inbound = inherited;
    return {};
}

/**
 * @param {Fields} trigger
 * @param {string | null} content
 * @param {() => {id: string, now: number}} stamp
 */
function opening(trigger, content, stamp) {
    if (trigger.from_addr === null) {
        throw new Refused("'to_addr' must be given in sends.");
    }
    return userMessage({to_addr: trigger.from_addr, content, session_event: 'new', helper_metadata: trigger.helper_metadata,
        routing_metadata: {endpoint_name: DEFAULT}}, stamp());
}

/**
 * @param {Caller} caller
 * @param {Fields} fields
 * @param {boolean} defaultAllowed
 */
function send(caller, fields, defaultAllowed) {
    const content = contentOf(fields, 'sends');
    const endpoint = textOf(fields, 'endpoint');
    const to = textOf(fields, 'to_addr');
    const added = metadataOf(caller, fields);
    if (endpoint === DEFAULT ? !defaultAllowed : !caller.host.endpoints.includes(endpoint)) {
        throw new Refused(`Endpoint ${repr(endpoint)} not configured`);
    }
    return sent(caller, to, content, endpoint, added);
}

/**
 * @param {Caller} caller
 * @param {string} to
 * @param {string | null} content
 * @param {string} endpoint
 * @param {Fields} added
 */
function sent(caller, to, content, endpoint, added) {
    const message = userMessage({to_addr: to, content, routing_metadata: {endpoint_name: endpoint}},
        {id: caller.account.stamp(), now: caller.host.now});
    caller.run.send(withOwner(caller, message, added));
    return {};
}

/**
 * @param {Caller} caller
 * @param {Fields} message
 * @param {Fields} added
 * @returns {Fields}
 */
function withOwner({account, host}, message, added) {
    const {helper_metadata: metadata = {}} = message;
    const go = Object(metadata.go) === metadata.go ? metadata.go : {};
    const owner = {...go, user_account: account.key, conversation_type: 'jsbox', conversation_key: host.key};
    return {...message, helper_metadata: {...metadata, go: owner, ...added}};
}

/**
 * @param {Fields} fields
 * @param {string} kind
 */
function contentOf({content}, kind) {
    if (content === undefined) {
        throw new Refused(`'content' must be given in ${kind}.`);
    }
    if (content !== null && typeof content !== 'string') {
        throw new Refused("'content' must be unicode or null.");
    }
    return content === null ? null : content.replace(/\p{Surrogate}/gu, '\ufffd');
}

/**
 * @param {Fields} fields
 * @param {string} name
 */
function textOf(fields, name) {
    if (typeof fields[name] !== 'string') {
        throw new Refused(`'${name}' must be given in sends.`);
    }
    return fields[name];
}

/** @param {Fields} fields */
function continues({continue_session: goesOn}) {
    if (goesOn !== undefined && ![true, false, 0, 1].includes(goesOn)) {
        throw new Refused("'continue_session' must be either true or false if given");
    }
    return goesOn === undefined || isTrue(goesOn);
}

/**
 * @param {Caller} caller
 * @param {Fields} fields
 */
function metadataOf({account: {helperMetadata: allowed}}, {helper_metadata: given = null}) {
    if (given === null || (Object(given) === given && !Array.isArray(given) && Object.keys(given).length === 0)) {
        return {};
    }
    if (allowed?.length === 0) {
        throw new Refused("'helper_metadata' is not allowed");
    }
    if (Object(given) !== given || Array.isArray(given)) {
        throw new Refused("'helper_metadata' must be object or null.");
    }
    if (allowed !== null && !Object.keys(given).every((name) => allowed.includes(name))) {
        throw new Refused(`'helper_metadata' may only contain the following keys: ${[...allowed].sort().join(', ')}`);
    }
    return given;
}
