/** @file Calls in code of an app on vumigo_v02: of the app's platform, of its own functions, of promises. */

import {propertyOf} from '../../definition/syntax.mjs';
import {isChained, linkText} from './chains.mjs';
import {CALLS, httpCall} from './platform.mjs';
import {pathFrom, rootOf} from './read.mjs';

/** @typedef {import('../../definition/syntax.mjs').Node} Node */
/** @typedef {import('./rewriter.mjs').Rewriter} Rewriter */
/** @typedef {import('./scope.mjs').Scope} Scope */

/**
 * @param {Node} node
 * @param {Rewriter} rewriter
 * @param {Scope} scope
 */
export function callText(node, rewriter, scope) {
    if (rewriter.texts.isMarked(node)) {
        return rewriter.texts.value(node, scope);
    }
    if (isChained(node)) {
        return linkText(node, rewriter, scope);
    }
    const module = node.callee.type === 'Identifier' ? rewriter.app.modules.get(node.callee.name)
        : rewriter.app.modules.get(rootOf(node.callee)?.name ?? '');
    if (module === 'q') {
        return ofQ(node, rewriter, scope);
    }
    const path = pathFrom(rewriter.app, node.callee);
    if (path === null) {
        return undefined;
    }
    const called = calledOfApp(path, node, rewriter, scope);
    if (called === null) {
        rewriter.todo(node, `${rewriter.sourceOf(node.callee)}(…)`,
            'there is no such call: see the table of docs/how-to/move-a-vumi-app-to-the-toolkit.md');
        return rewriter.sourceOf(node);
    }
    const isStatement = rewriter.parentOf(node)?.type === 'ExpressionStatement';
    return / = /.test(called) && called.startsWith('context.') && !isStatement ? `(${called})` : called;
}

/**
 * @param {string[]} path
 * @param {Node} node
 * @param {Rewriter} rewriter
 * @param {Scope} scope
 * @returns {string | null}
 */
function calledOfApp(path, node, rewriter, scope) {
    const [first, method] = path;
    const own = path.length === 1 ? rewriter.functions.get(first) : undefined;
    if (own !== undefined) {
        return `${own.name}(${[...own.context ? ['context'] : [], ...node.arguments.map((/** @type {Node} */ one) => rewriter.text(one, scope))].join(', ')})`;
    }
    if (first === 'states' && method === 'create') {
        return rewriter.target(node, scope)?.join(', ') ?? null;
    }
    if (first === rewriter.app.contact && path.length === 2 && method === 'save') {
        scope.needs.contact = true;
        return 'context.contacts.save(contact)';
    }
    const called = rewriter.app.clients.has(first) && path.length === 2
        ? httpCall(method, node.arguments, rewriter, scope) : CALLS[path.join('.')]?.(node.arguments, rewriter, scope);
    return called?.text ?? null;
}

/**
 * Whether a call is done when it returns.
 *
 * @param {Node} node
 * @param {Rewriter} rewriter
 * @returns {boolean}
 */
export function isNow(node, {app}) {
    const path = node.type === 'CallExpression' ? pathFrom(app, node.callee)?.join('.') ?? '' : '';
    return ['im.user.get_answer', 'im.user.set_answer', 'im.user.set_lang', 'im.user.save'].includes(path)
        || /^im\.log\b/.test(path);
}

/**
 * @param {Node} node
 * @param {Rewriter} rewriter
 */
export function isHttp(node, {app}) {
    const path = node.type === 'CallExpression' ? pathFrom(app, node.callee) : null;
    return path !== null && path.length === 2 && app.clients.has(path[0]);
}

/**
 * @param {Node} node
 * @param {Rewriter} rewriter
 * @param {Scope} scope
 */
function ofQ(node, rewriter, scope) {
    const method = node.callee.type === 'MemberExpression' ? propertyOf(node.callee) : '';
    const given = rewriter.list(node.arguments, scope);
    const known = {'': `Promise.resolve(${given})`, 'all': `Promise.all(${given})`,
        'reject': `Promise.reject(${given})`,
        'resolve': `Promise.resolve(${given})`}[method ?? '?'];
    if (known === undefined) {
        rewriter.todo(node, `${rewriter.sourceOf(node.callee)}(…)`,
            'promises are the language\'s own: write it with await');
    }
    return known ?? rewriter.sourceOf(node);
}
