/** @file The step that does something outside: with a time limit, further attempts, a fallback and a memory. */
'use strict';

const {textOf} = require('../engine/errors');
const {edgesOf} = require('../engine/next');
const {valueAt} = require('../engine/texts');
const {millisecondsOf} = require('../define/duration');
const {fill} = require('../text/template');
const {fallBack, forget, told} = require('./failure');
const {limitsOf, tried} = require('./in-time');
const {jsonOf, step} = require('./step');

/** @typedef {import('../index').Context} Context */
/** @typedef {import('../internal').Engine} Engine */

/**
 * Does something outside. The result is the answer.
 *
 * @param {Record<string, any>} options see `CallOptions`
 */
function call(options) {
    const {fallback, cache} = options;
    const limits = limitsOf(options);
    const run = runOf(options);
    const seconds = cache === undefined ? 0 : Math.ceil(millisecondsOf(cache.for) / 1000);
    return step('call', options, {
        edges: ({next}) => [...edgesOf(next), ...fallback === undefined ? [] : [{to: fallback, by: 'fallback'}]],
        pass: async (context, slot, engine) => {
            const attempt = async (/** @type {number} */ number) => jsonOf(await run(context, {attempt: number}), context.state);
            const failed = (/** @type {any} */ error, /** @type {number} */ number) =>
                context.log.warn(`state '${context.state}': attempt ${number} failed: ${told(options, error).message}`);
            try {
                const value = await remembered(options, {seconds, app: engine.app.name}, context, () => tried(engine.services, limits, attempt, failed));
                forget(context);
                return {outcome: 'answered', value};
            } catch (error) {
                return fallBack(options, error, context, engine);
            }
        },
    });
}

/**
 * @param {Record<string, any>} options
 * @returns {(context: Context, about: {attempt: number}) => any}
 */
function runOf(options) {
    const ways = ['run', 'get', 'post'].filter((way) => options[way] !== undefined);
    if (ways.length !== 1) {
        throw new TypeError(`call: ${ways.join(' and ') || 'neither run nor get nor post'} (expected: one of run, get and post)`);
    }
    return options.run ?? requestOf(options, /** @type {'get' | 'post'} */ (ways[0]));
}

/**
 * @param {Record<string, any>} options
 * @param {'get' | 'post'} method
 * @returns {(context: Context) => Promise<any>}
 */
function requestOf(options, method) {
    return async (context) => {
        const [url, headers, query, body] = await Promise.all([
            urlOf(options[method], context),
            ...['headers', 'query', 'body'].map((name) => filled(options[name], context, (value) => value)),
        ]);
        const response = await context.http[method](url, {headers, query, body});
        const json = response.body === '' ? null : response.json();
        return options.pick === undefined ? json : options.pick(json, context);
    };
}

/**
 * A URL. What its placeholders stand for is encoded, but where the URL begins with one: that is where the service is.
 *
 * @param {any} url
 * @param {Context} context
 */
function urlOf(url, context) {
    const [, start = '', rest = url] = typeof url === 'string' ? /^(\{\{[^{}]*\}\})?([^]*)$/.exec(url) ?? [] : [];
    return typeof url === 'string'
        ? filled(start, context, String) + filled(rest, context, encodeURIComponent)
        : url(context);
}

/**
 * A value with its placeholders filled, at any depth; or what a function makes.
 *
 * @param {any} value
 * @param {Context} context
 * @param {(text: string) => string} encode
 * @returns {any}
 */
function filled(value, context, encode) {
    if (typeof value === 'function') {
        return value(context);
    }
    if (typeof value === 'string') {
        return fill(value, (path) => encode(String(known(context, path, value))));
    }
    if (Array.isArray(value)) {
        return value.map((one) => filled(one, context, encode));
    }
    return Object(value) === value
        ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, context, encode)]))
        : value;
}

/**
 * @param {Context} context
 * @param {string} path
 * @param {string} asked
 */
function known(context, path, asked) {
    const found = valueAt(context, path);
    if (found === undefined || found === null) {
        throw new Error(`nothing is called '${path}' (asked for in: ${asked})`);
    }
    return found;
}

/**
 * The result from the app's store, or a new one that is stored there.
 *
 * @param {Record<string, any>} options
 * @param {{seconds: number, app: string}} about how long, and for which app: all apps of one owner share the store
 * @param {Context} context
 * @param {() => Promise<import('../index').Json>} work
 */
async function remembered({cache}, {seconds, app}, context, work) {
    if (cache === undefined) {
        return work();
    }
    const key = `calls.${app}.${context.state}.${await cache.key(context)}`;
    const found = await context.kv.get(key);
    if (found !== null) {
        return found.value;
    }
    const value = await work();
    await context.kv.set(key, {value}, seconds)
        .catch((error) => context.log.warn(`state '${context.state}': the result was not kept: ${textOf(error)}`));
    return value;
}

module.exports = {call, filled};
