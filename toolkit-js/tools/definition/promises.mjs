/** @file Which calls of an app are calls of its context that return a promise. */

import {originOf} from './syntax.mjs';

/** @typedef {import('./syntax.mjs').Node} Node */
/** @typedef {import('./source.mjs').Source} Source */

/** Methods of a context's resources that return a promise. */
const RESOURCES = {
    http: ['get', 'post', 'put', 'patch', 'delete', 'head'],
    kv: ['get', 'set', 'increment', 'delete'],
    contacts: ['get', 'save', 'setExtras', 'addToGroup'],
    optOut: ['is', 'set', 'cancel'],
    metrics: ['count', 'gauge', 'fire'],
};

/** Methods of a context itself that return a promise. */
const METHODS = ['request', 'send', 'translate'];

/**
 * The name of a toolkit method that returns a promise; null if the call is none of one.
 *
 * @param {Source} source
 * @param {Node} call
 * @param {Node[]} ancestors
 */
export function promiseOf(source, call, ancestors) {
    const origin = originOf(call.callee, ancestors);
    if (origin?.from !== 'parameter') {
        return null;
    }
    const [resource, method] = origin.path.slice(-2);
    if (method !== undefined && Object.hasOwn(RESOURCES, resource)) {
        return RESOURCES[/** @type {keyof typeof RESOURCES} */ (resource)].includes(method) ? `${resource}.${method}` : null;
    }
    if (origin.path.length !== 1 || !METHODS.includes(origin.path[0])) {
        return null;
    }
    return /^(context|ctx)$/.test(origin.name ?? '') || source.inDefinition(ancestors) ? origin.path[0] : null;
}
