/** @file What the host offers apps, one small object for each: HTTP, key-value, contacts, opt-out, metrics, log. */
'use strict';

const {HttpError} = require('../engine/errors');

/** @typedef {import('../internal').Services} Services */

/**
 * @param {Services} services
 * @param {{address: string, message: string, config: Record<string, any>, app: string}} about the user, the message's id, the app's
 *     configuration and name
 */
function resourcesOf(services, {address, message, config, app}) {
    return {
        http: httpOf(services),
        kv: keyValueOf(services),
        contacts: contactsOf(services, address),
        optOut: optOutOf(services, address, message),
        metrics: metricsOf(services, config.metric_store ?? app),
        log: logOf(services),
    };
}

/**
 * @param {Services} services
 * @returns {import('../index').Http}
 */
function httpOf(services) {
    /** @param {string} method */
    const sender = (method) => (/** @type {string} */ url, /** @type {import('../index').HttpRequestOptions} */ options = {}) =>
        send(services, method, url, options);
    return {
        get: sender('get'), post: sender('post'), put: sender('put'),
        patch: sender('patch'), delete: sender('delete'), head: sender('head'),
    };
}

/**
 * @param {Services} services
 * @param {string} method
 * @param {string} url
 * @param {import('../index').HttpRequestOptions} options
 */
async function send(services, method, url, {headers = {}, query = {}, body}) {
    const target = withQuery(url, query);
    /** @type {Record<string, unknown>} */
    const fields = {url: target, headers: lists(headers)};
    if (body !== undefined) {
        fields.data = typeof body === 'string' ? body : JSON.stringify(body);
        if (typeof body !== 'string' && !Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')) {
            fields.headers = {...lists(headers), 'Content-Type': ['application/json; charset=utf-8']};
        }
    }
    const response = await services.request(`http.${method}`, fields)
        .then(responseOf, (error) => {
            throw new HttpError(method.toUpperCase(), target, null, error.reason);
        });
    if (response.status >= 400) {
        throw new HttpError(method.toUpperCase(), target, response, `status ${response.status}`);
    }
    return response;
}

/** @param {Record<string, string>} headers */
function lists(headers) {
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
}

/**
 * @param {string} url
 * @param {Record<string, string | number | boolean>} query
 */
function withQuery(url, query) {
    const pairs = Object.entries(query).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
    return pairs.length === 0 ? url : `${url}${url.includes('?') ? '&' : '?'}${pairs.join('&')}`;
}

/**
 * @param {Record<string, any>} reply
 * @returns {import('../index').HttpResponse}
 */
function responseOf({code, body}) {
    return {
        status: code,
        body: body ?? '',
        json() {
            try {
                return JSON.parse(this.body);
            } catch (error) {
                throw new Error(`a body that is not JSON: ${JSON.stringify(this.body.slice(0, 60))}`, {cause: error});
            }
        },
    };
}

/**
 * @param {Services} services
 * @returns {import('../index').KeyValue}
 */
function keyValueOf(services) {
    return {
        get: async (key) => (await services.request('kv.get', {key})).value ?? null,
        set: async (key, value, seconds) => {
            await services.request('kv.set', seconds === undefined ? {key, value} : {key, value, seconds});
        },
        increment: async (key, by = 1) => (await services.request('kv.incr', {key, amount: by})).value,
        delete: async (key) => (await services.request('kv.delete', {key})).existed,
    };
}

/**
 * @param {Services} services
 * @param {string} user
 * @returns {import('../index').Contacts}
 */
function contactsOf(services, user) {
    const contact = async (/** @type {string} */ request, /** @type {Record<string, unknown>} */ fields) =>
        nested((await services.request(`contacts.${request}`, fields)).contact);
    const get = (address = user) => contact('get_or_create', {delivery_class: 'ussd', addr: address});
    return {
        get,
        save: (changed) => contact('save', {contact: changed}),
        setExtras: async (fields) => contact('update_extras', {key: (await get()).key, fields}),
        addToGroup: async (name) => {
            const {group} = await services.request('groups.get_or_create_by_name', {name});
            return contact('update', {key: (await get()).key, fields: {groups: [group.key]}});
        },
    };
}

/**
 * A contact as it can be saved again: hosts give extras and subscriptions flat, and take them nested.
 *
 * @param {Record<string, any>} flat
 * @returns {import('../index').Contact}
 */
function nested(flat) {
    const part = (/** @type {string} */ prefix) => Object.fromEntries(Object.entries(flat)
        .filter(([name]) => name.startsWith(prefix)).map(([name, value]) => [name.slice(prefix.length), value]));
    const plain = Object.fromEntries(Object.entries(flat).filter(([name]) => !/^(extras|subscription)-/.test(name)));
    return {.../** @type {any} */ (plain), extra: part('extras-'), subscription: part('subscription-')};
}

/**
 * @param {Services} services
 * @param {string} user
 * @param {string} message the id of the one that asked for it
 * @returns {import('../index').OptOut}
 */
function optOutOf(services, user, message) {
    const about = (address = user) => ({address_type: 'msisdn', address_value: address});
    return {
        is: async (address) => (await services.request('optout.status', about(address))).opted_out,
        set: async (address) => {
            await services.request('optout.optout', {...about(address), message_id: message});
        },
        cancel: async (address) => {
            await services.request('optout.cancel_optout', about(address));
        },
    };
}

/**
 * @param {Services} services
 * @param {string} store
 * @returns {import('../index').Metrics}
 */
function metricsOf(services, store) {
    const fire = async (/** @type {string} */ metric, /** @type {number} */ value, /** @type {string} */ agg) => {
        await services.request('metrics.fire', {store, metric, value, agg});
    };
    return {count: (name, by = 1) => fire(name, by, 'sum'), gauge: (name, value) => fire(name, value, 'last'), fire};
}

/**
 * @param {Services} services
 * @returns {import('../index').Log}
 */
function logOf(services) {
    const writer = (/** @type {string} */ level) => (/** @type {string} */ text) => {
        services.request(`log.${level}`, {msg: String(text)}).catch(() => {
            // A line that cannot be written must not end the message it is about.
        });
    };
    return {debug: writer('debug'), info: writer('info'), warn: writer('warning'), error: writer('error')};
}

module.exports = {resourcesOf};
