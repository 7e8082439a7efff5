/** @file Rules about the code of an app's functions. */

import {declarationOf, walk} from '../definition/syntax.mjs';
import {notAwaited} from './dropped-promises.mjs';

/** @typedef {import('../definition/syntax.mjs').Node} Node */
/** @typedef {import('../definition/source.mjs').Source} Source */
/** @typedef {import('./rules.mjs').Found} Found */

/** What Node and browsers have and hosts do not, with what there is in its place. */
const ABSENT = new Map([
    ...['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate', 'queueMicrotask', 'structuredClone',
        'AbortController', 'TextDecoder', 'TextEncoder', 'atob', 'btoa'].map((name) => /** @type {const} */ ([name, null])),
    ['XMLHttpRequest', 'context.http'], ['fetch', 'context.http'], ['process', 'context.config'],
    ['URL', "require('url')"], ['URLSearchParams', "require('querystring')"],
]);

/**
 * @param {Source} source
 * @returns {Found[]}
 */
export function codeFindings(source) {
    /** @type {Found[]} */
    const found = [];
    walk(source.program, (node, ancestors) => {
        const one = notAwaited(source, node, ancestors) ?? ownClock(node, ancestors) ?? notThere(node, ancestors);
        const position = one === null ? null : source.positionOf(node);
        if (one !== null && position !== null) {
            found.push({...one, state: source.stateOf(node), position});
        }
    });
    return found;
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

/**
 * A global that is called, or whose property is read. One that the app asks about with `typeof` is known to be absent sometimes.
 *
 * @param {Node} node
 * @param {Node[]} ancestors
 * @returns {Omit<Found, 'state'> | null}
 */
function notThere(node, ancestors) {
    const isCalled = node.type === 'CallExpression' || node.type === 'NewExpression';
    const used = isCalled ? node.callee : node.type === 'MemberExpression' ? node.object : null;
    const instead = used?.type === 'Identifier' ? ABSENT.get(used.name) : undefined;
    if (instead === undefined || declarationOf(used.name, ancestors) !== undefined || asksAbout(used.name, ancestors[0])) {
        return null;
    }
    return {rule: 'not-there', message: `hosts have no ${used.name}${instead === null ? '' : ` (expected: ${instead})`}`};
}

/**
 * @param {string} name
 * @param {Node} program
 */
function asksAbout(name, program) {
    let asks = false;
    walk(program, (node) => {
        asks ||= node.type === 'UnaryExpression' && node.operator === 'typeof' && node.argument.name === name;
    });
    return asks;
}
