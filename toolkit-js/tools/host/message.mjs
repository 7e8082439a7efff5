/** @file Messages in the JSON form that hosts and apps share. */

/** @typedef {import('../../lib/index.js').JsonObject} JsonObject */

const NULLS = ['session_event', 'to_addr', 'from_addr', 'in_reply_to', 'content', 'transport_name', 'transport_type', 'group',
    'provider', 'to_addr_type', 'from_addr_type'];
const OBJECTS = ['transport_metadata', 'helper_metadata', 'routing_metadata'];

/**
 * A moment as messages write it.
 *
 * @param {number} milliseconds since 1970; thousandths of them are kept
 */
export function timestamp(milliseconds) {
    const micros = Math.round(milliseconds * 1000);
    const fraction = ((micros % 1e6) + 1e6) % 1e6;
    const whole = new Date((micros - fraction) / 1000).toISOString().slice(0, 19);
    return `${whole.replace('T', ' ')}.${String(fraction).padStart(6, '0')}`;
}

/**
 * A message with all fields of the format.
 *
 * @param {JsonObject} given
 * @param {{id: string, now: number}} stamp
 * @returns {JsonObject}
 */
export function userMessage(given, {id, now}) {
    const set = Object.fromEntries(Object.entries(given).filter(([name, value]) => value !== null || !OBJECTS.includes(name)));
    return {
        message_id: id,
        timestamp: timestamp(now),
        message_version: '20110921',
        message_type: 'user_message',
        ...Object.fromEntries(NULLS.map((name) => [name, null])),
        ...Object.fromEntries(OBJECTS.map((name) => [name, {}])),
        ...set,
    };
}

/**
 * The answer to a message: addresses swapped, what transports need copied.
 *
 * @param {JsonObject} inbound
 * @param {string | null} content
 * @param {boolean} goesOn
 * @param {{id: string, now: number}} stamp
 */
export function replyTo(inbound, content, goesOn, stamp) {
    const copied = ['group', 'provider', 'transport_name', 'transport_type', 'transport_metadata', 'helper_metadata'];
    return userMessage({
        to_addr: inbound.from_addr,
        from_addr: inbound.to_addr,
        in_reply_to: inbound.message_id,
        content,
        session_event: goesOn ? null : 'close',
        ...Object.fromEntries(copied.map((name) => [name, inbound[name] ?? null])),
        routing_metadata: {endpoint_name: endpointOf(inbound)},
    }, stamp);
}

/** @param {JsonObject} message */
export function endpointOf(message) {
    const name = /** @type {any} */ (message.routing_metadata)?.endpoint_name;
    return typeof name === 'string' ? name : 'default';
}
