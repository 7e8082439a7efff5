/** @file What of the old face is called what in the new one. */

import {literalOf} from '../../definition/syntax.mjs';

/** @typedef {import('../../definition/syntax.mjs').Node} Node */
/** @typedef {import('./rewriter.mjs').Rewriter} Rewriter */
/** @typedef {import('./scope.mjs').Scope} Scope */

/** Things that are read. Paths from the app: `self.im.user.addr`. @type {Record<string, string>} */
export const READ = {
    'im.config': 'context.config',
    'im.msg.content': 'context.message.content',
    'im.msg.from_addr': 'context.message.from',
    'im.msg.message_id': 'context.message.id',
    'im.msg.session_event': 'context.message.session',
    'im.msg.to_addr': 'context.message.to',
    'im.msg.transport_type': 'context.message.transport',
    'im.user.addr': 'context.user.address',
    'im.user.answers': 'context.answers',
    'im.user.created': 'context.user.isNew',
    'im.user.lang': 'context.user.language',
    'im.user.metadata': 'context.data',
};

/**
 * What a call becomes.
 *
 * @typedef {object} Called
 * @property {string} text
 * @property {boolean} now whether it is done at once: nothing has to be waited for
 */

/** @type {(text: string) => Called} */
const atOnce = (text) => ({text, now: true});
/** @type {(text: string) => Called} */
const later = (text) => ({text, now: false});

/**
 * Calls of the old face, by their path from the app. Null for arguments that are not understood.
 *
 * @type {Record<string, (given: Node[], rewriter: Rewriter, scope: Scope) => Called | null>}
 */
export const CALLS = {
    'im.user.get_answer': ([name], rewriter, scope) => atOnce(rewriter.answerText(name, scope)),
    'im.user.set_answer': ([name, value], rewriter, scope) =>
        atOnce(`${rewriter.answerText(name, scope)} = ${rewriter.text(value, scope)}`),
    'im.user.set_lang': ([code], rewriter, scope) => atOnce(`context.user.language = ${rewriter.text(code, scope)}`),
    'im.user.i18n': ([text], rewriter, scope) => later(`context.translate(${rewriter.text(text, scope)})`),
    'im.user.save': () => atOnce('undefined'),
    'im.api_request': (given, rewriter, scope) => later(`context.request(${rewriter.list(given, scope)})`),
    'im.api.request': () => null,
    'im.log': (given, rewriter, scope) => logged('info', given, rewriter, scope),
    'im.log.debug': (given, rewriter, scope) => logged('debug', given, rewriter, scope),
    'im.log.info': (given, rewriter, scope) => logged('info', given, rewriter, scope),
    'im.log.warning': (given, rewriter, scope) => logged('warn', given, rewriter, scope),
    'im.log.error': (given, rewriter, scope) => logged('error', given, rewriter, scope),
    'im.metrics.fire.inc': ([name, options], rewriter, scope) => {
        const amount = options?.type === 'ObjectExpression' && options.properties.length === 1
            ? options.properties[0].value : undefined;
        rewriter.look(name, 'metrics.fire.inc, which keeps a total', 'metrics.count, whose values the store adds up');
        return options !== undefined && amount === undefined ? null
            : later(`context.metrics.count(${rewriter.list(amount === undefined ? [name] : [name, amount], scope)})`);
    },
    'im.metrics.fire': ([name, value, aggregation], rewriter, scope) => fired([name, value],
        literalOf(aggregation) ?? 'avg', rewriter, scope),
    'im.metrics.fire.avg': (given, rewriter, scope) => fired(given, 'avg', rewriter, scope),
    'im.metrics.fire.last': (given, rewriter, scope) => fired(given, 'last', rewriter, scope),
    'im.metrics.fire.max': (given, rewriter, scope) => fired(given, 'max', rewriter, scope),
    'im.metrics.fire.min': (given, rewriter, scope) => fired(given, 'min', rewriter, scope),
    'im.metrics.fire.sum': (given, rewriter, scope) => fired(given, 'sum', rewriter, scope),
    'im.outbound.send': ([message], rewriter, scope) => sent(message, rewriter, scope),
    'im.outbound.send_to_user': ([message], rewriter, scope) => sent(message, rewriter, scope),
    'im.contacts.for_user': () => later('context.contacts.get()'),
    'im.contacts.get': ([address], rewriter, scope) => later(`context.contacts.get(${rewriter.text(address, scope)})`),
    'im.contacts.save': ([contact], rewriter,
        scope) => later(`context.contacts.save(${rewriter.text(contact, scope)})`),
};

/**
 * @param {string} level
 * @param {Node[]} given
 * @param {Rewriter} rewriter
 * @param {Scope} scope
 */
function logged(level, given, rewriter, scope) {
    return given.length === 1 ? atOnce(`context.log.${level}(${rewriter.text(given[0], scope)})`) : null;
}

/**
 * @param {Node[]} given
 * @param {string} aggregation
 * @param {Rewriter} rewriter
 * @param {Scope} scope
 */
function fired(given, aggregation, rewriter, scope) {
    return later(`context.metrics.fire(${rewriter.list(given, scope)}, '${aggregation}')`);
}

/** What messages are made of, by the names of both faces. @type {Record<string, string>} */
const MESSAGE = {content: 'text', endpoint: 'endpoint', to: 'to', to_addr: 'to'};

/**
 * @param {Node | undefined} message
 * @param {Rewriter} rewriter
 * @param {Scope} scope
 */
function sent(message, rewriter, scope) {
    const fields = message?.type === 'ObjectExpression' ? message.properties : [];
    const known = fields.length > 0 && fields.every((/** @type {Node} */ one) => one.type === 'Property'
        && one.key.name in MESSAGE);
    return known ? later(`context.send({${fields.map((/** @type {Node} */ one) =>
        `${MESSAGE[one.key.name]}: ${one.key.name === 'content' ? rewriter.texts.value(one.value, scope) : rewriter.text(one.value, scope)}`).join(', ')}})`)
        : null;
}

/** Options of an HTTP client's methods, by the names of both faces. @type {Record<string, string>} */
const HTTP_OPTIONS = {data: 'body', headers: 'headers', params: 'query'};

/**
 * `self.http.get(url, {params: …})`.
 *
 * @param {string} method
 * @param {Node[]} given
 * @param {Rewriter} rewriter
 * @param {Scope} scope
 * @returns {Called | null}
 */
export function httpCall(method, [url, options], rewriter, scope) {
    if (!['get', 'post', 'put', 'patch', 'delete', 'head'].includes(method) || url === undefined) {
        return null;
    }
    if (options === undefined) {
        return later(`context.http.${method}(${rewriter.text(url, scope)})`);
    }
    const fields = options.type === 'ObjectExpression' ? options.properties : [];
    const known = fields.length > 0 && fields.every((/** @type {Node} */ one) => one.type === 'Property'
        && one.key.name in HTTP_OPTIONS);
    return known ? later(`context.http.${method}(${rewriter.text(url, scope)}, {${fields.map((/** @type {Node} */ one) =>
        `${HTTP_OPTIONS[one.key.name]}: ${rewriter.text(one.value, scope)}`).join(', ')}})`) : null;
}

/** Properties of what an HTTP request gives. @type {Record<string, string>} */
export const RESPONSE = {body: '.body', code: '.status', data: '.json()'};
