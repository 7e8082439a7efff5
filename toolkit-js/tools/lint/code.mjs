/** @file Rules about the code of an app's functions. */

import {promiseOf} from '../definition/promises.mjs';
import {walk} from '../definition/syntax.mjs';

/** @typedef {import('../definition/syntax.mjs').Node} Node */
/** @typedef {import('../definition/source.mjs').Source} Source */
/** @typedef {import('./rules.mjs').Found} Found */

/**
 * @param {Source} source
 * @returns {Found[]}
 */
export function codeFindings(source) {
    /** @type {Found[]} */
    const found = [];
    walk(source.program, (node, ancestors) => {
        const one = notAwaited(source, node, ancestors) ?? ownClock(node, ancestors);
        const position = one === null ? null : source.positionOf(node);
        if (one !== null && position !== null) {
            found.push({...one, state: source.stateOf(node), position});
        }
    });
    return found;
}

/**
 * @param {Source} source
 * @param {Node} node
 * @param {Node[]} ancestors
 * @returns {Omit<Found, 'state'> | null}
 */
function notAwaited(source, node, ancestors) {
    const call = node.type === 'ExpressionStatement' ? node.expression : null;
    const name = call?.type === 'CallExpression' ? promiseOf(source, call, [...ancestors, node]) : null;
    return name === null ? null : {
        rule: 'not-awaited',
        message: `${name}(…) is neither awaited nor returned: the message may be answered before it is done, and its failure is lost`,
    };
}

/**
 * @param {Node} node
 * @param {Node[]} ancestors
 * @returns {Omit<Found, 'state'> | null}
 */
function ownClock(node, ancestors) {
    const name = node.type === 'NewExpression' ? node.callee.name : node.type === 'CallExpression' ? dotted(node.callee) : null;
    if (node.type === 'NewExpression' ? name === 'Date' && node.arguments.length === 0 : name === 'Date.now') {
        const written = name === 'Date' ? 'new Date()' : 'Date.now()';
        return {rule: 'own-clock', message: `${written} (expected: context.now(), which tests can set)`};
    }
    return name === 'Math.random' && node.type === 'CallExpression'
        ? {rule: 'own-clock', message: 'Math.random() (expected: context.random(), which tests can set)'}
        : null;
}

/** @param {Node} callee */
function dotted(callee) {
    return callee.type === 'MemberExpression' && callee.object.type === 'Identifier' && !callee.computed
        ? `${callee.object.name}.${callee.property.name}`
        : null;
}
