/** @file Promises that nothing waits for. */

import {promiseOf} from '../definition/promises.mjs';
import {isFunction, propertyOf, valueOf, walk} from '../definition/syntax.mjs';

/** @typedef {import('../definition/syntax.mjs').Node} Node */
/** @typedef {import('../definition/source.mjs').Source} Source */
/** @typedef {import('./rules.mjs').Found} Found */

const LOST = 'the message may be answered before it is done, and its failure is lost';
const COMBINED = ['all', 'allSettled', 'any', 'race'];
/** Functions that call each other are followed so far. */
const MOST_HOPS = 5;

/**
 * @param {Source} source
 * @param {Node} node
 * @param {Node[]} ancestors
 * @returns {Omit<Found, 'state'> | null}
 */
export function notAwaited(source, node, ancestors) {
    const around = [...ancestors, node];
    if (node.type === 'ExpressionStatement') {
        const name = promiseIn(source, node.expression, around);
        return name !== null ? found(`${name}(…) is neither awaited nor returned`)
            : dropsEach(source, node.expression, around)
                ? found('forEach(…) does not wait for what its function promises (expected: for … of, with await)') : null;
    }
    if (node.type === 'VariableDeclarator' && node.init !== null && node.id.type === 'Identifier') {
        const name = promiseIn(source, node.init, around);
        const isDropped = name !== null && isNeverRead(node.id, ancestors);
        return isDropped ? found(`${name}(…) is kept as '${node.id.name}', which nothing awaits`) : null;
    }
    return null;
}

/** @param {string} what */
function found(what) {
    return {rule: /** @type {const} */ ('not-awaited'), message: `${what}: ${LOST}`};
}

/**
 * The name of the call that made the promise an expression is; null if it is known to be none. With a `catch` it is taken for meant.
 *
 * @param {Source} source
 * @param {Node} expression
 * @param {Node[]} ancestors
 * @param {number} [hops]
 * @returns {string | null}
 */
function promiseIn(source, expression, ancestors, hops = MOST_HOPS) {
    if (expression.type === 'ConditionalExpression') {
        return promiseIn(source, expression.consequent, ancestors, hops) ?? promiseIn(source, expression.alternate, ancestors, hops);
    }
    if (expression.type === 'LogicalExpression') {
        return promiseIn(source, expression.right, ancestors, hops);
    }
    if (expression.type !== 'CallExpression') {
        return null;
    }
    const {callee, arguments: given} = expression;
    const method = callee.type === 'MemberExpression' ? propertyOf(callee) : null;
    if (method === 'then' && given.length < 2 || method === 'finally') {
        return promiseIn(source, callee.object, ancestors, hops);
    }
    if (method !== null && callee.object.name === 'Promise' && COMBINED.includes(method)) {
        return `Promise.${method}`;
    }
    if (method === 'map' && isPromising(source, given[0], ancestors, hops)) {
        return 'map';
    }
    return promiseOf(source, expression, ancestors)
        ?? (method === null && isPromising(source, callee, ancestors, hops) ? callee.name ?? 'async function' : null);
}

/**
 * Whether a function is known to return a promise.
 *
 * @param {Source} source
 * @param {Node | undefined} expression
 * @param {Node[]} ancestors
 * @param {number} hops
 * @returns {boolean}
 */
function isPromising(source, expression, ancestors, hops) {
    if (expression === undefined || hops === 0) {
        return false;
    }
    const {node, ancestors: around} = valueOf(expression, ancestors);
    return isFunction(node) && !node.generator
        && (node.async || (node.expression && promiseIn(source, node.body, [...around, node], hops - 1) !== null));
}

/**
 * @param {Source} source
 * @param {Node} expression
 * @param {Node[]} ancestors
 */
function dropsEach(source, {type, callee, arguments: given}, ancestors) {
    return type === 'CallExpression' && callee.type === 'MemberExpression' && propertyOf(callee) === 'forEach'
        && isPromising(source, given[0], ancestors, MOST_HOPS);
}

/**
 * @param {Node} id of a declaration
 * @param {Node[]} ancestors
 */
function isNeverRead(id, ancestors) {
    const scope = ancestors.findLast(isFunction) ?? ancestors[0];
    let isRead = false;
    walk(scope, (node) => {
        isRead ||= node.type === 'Identifier' && node.name === id.name && node !== id;
    });
    return !isRead;
}
