/** @file Functions of an app on vumigo_v02 as functions of a context. */

import {isFunction, walk} from '../../definition/syntax.mjs';
import {Code, quoted} from '../code.mjs';
import {chainOf, declaredIn, returnsIn} from './chains.mjs';
import {pathFrom} from './read.mjs';

/** @typedef {import('../../definition/syntax.mjs').Node} Node */
/** @typedef {import('./read.mjs').VumiApp} VumiApp */
/** @typedef {import('./rewriter.mjs').Rewriter} Rewriter */
/** @typedef {import('./scope.mjs').Scope} Scope */

const CONTACT = 'const contact = await context.contacts.get();';

/**
 * @param {Rewriter} rewriter
 * @param {Node} of a function
 * @param {Scope} scope
 * @param {{parameters: string[], prelude?: string[], name?: string}} made parameters: those it has, `context` where it needs one
 * @returns {string}
 */
export function functionText(rewriter, of, scope, {parameters, prelude = [], name}) {
    const own = {...scope, tail: true, declared: [...declaredIn(of.body),
        ...of.params.map((/** @type {Node} */ one) => one.name)]};
    const body = of.body.type === 'BlockStatement'
        ? rewriter.text(of.body, own).slice(1, -1).trim()
        : rewriter.returnLines(of.body, own).join('\n');
    return composed([...prelude, body], own, parameters, name);
}

/**
 * @param {string[]} statements
 * @param {Scope} scope
 * @param {string[]} parameters
 * @param {string} [name]
 */
export function composed(statements, {needs}, parameters, name) {
    const lines = [...needs.contact ? [CONTACT] : [], ...statements].filter((line) => line !== '');
    const isAsync = needs.awaits || needs.contact ? 'async ' : '';
    const uses = /\bcontext\b/.test(lines.join('\n'));
    const given = parameters.at(-1) === 'context' && !uses ? parameters.slice(0, -1) : parameters;
    if (name !== undefined) {
        return `${isAsync}function ${name}(${given.join(', ')}) {\n${lines.join('\n')}\n}`;
    }
    const only = lines.length === 1 ? /^return ([^\n]*);$/.exec(lines[0]) : null;
    const [list, body] = withParts(given, only === null ? lines.join('\n') : only[1]);
    const value = body.startsWith('{') ? `(${body})` : body;
    return `${isAsync}(${list}) => ${only === null ? `{\n${body}\n}` : value}`;
}

/**
 * Takes apart a context of which only parts are used, as `({answers, user}) => …`.
 *
 * @param {string[]} parameters
 * @param {string} body
 * @returns {[parameters: string, body: string]}
 */
function withParts(parameters, body) {
    const parts = [...new Set([...body.matchAll(/\bcontext\.(\w+)/g)].map(([, name]) => name))].sort();
    const rest = body.replace(/\bcontext\.\w+/g, '');
    const isFree = !/\bcontext\b/.test(rest) && parts.every((name) => !new RegExp(`(?<![\\w$.])${name}\\b`).test(rest));
    if (!parameters.includes('context') || parts.length === 0 || parts.length > 4 || !isFree) {
        return [parameters.join(', '), body];
    }
    const list = parameters.map((name) => name === 'context' ? `{${parts.join(', ')}}` : name).join(', ');
    return [list, body.replace(/\bcontext\.(\w+)/g, '$1')];
}

/**
 * Functions of the app that need a context, also by what they call.
 *
 * @param {VumiApp} app
 * @returns {Set<string>}
 */
export function needingContext(app) {
    const asked = new Set(['im', 'states', ...app.clients.keys(), ...app.contact === null ? [] : [app.contact]]);
    const own = new Map([...app.functions].map(([name, node]) => [name, thingsIn(app, node)]));
    /** @type {Set<string>} */
    const needing = new Set();
    for (let size = -1; size !== needing.size;) {
        size = needing.size;
        [...own].filter(([, things]) => things.some((one) => asked.has(one)
            || needing.has(one))).forEach(([name]) => needing.add(name));
    }
    return needing;
}

/**
 * @param {VumiApp} app
 * @param {Node} node
 */
function thingsIn(app, node) {
    /** @type {string[]} */
    const things = [];
    walk(node, (one) => {
        const path = one.type === 'MemberExpression' ? pathFrom(app, one) : null;
        if (path !== null && path.length === 1) {
            things.push(path[0]);
        }
    });
    return things;
}

/**
 * The states a function may return.
 *
 * @param {Node} of a function
 * @param {Rewriter} rewriter
 * @param {Node[]} [within] functions of the app it is asked for
 * @returns {string[] | null} null if not all of them are known
 */
export function targetsOf(of, rewriter, within = []) {
    const values = of.body.type === 'BlockStatement' ? returnsIn(of.body).map((one) => one.argument) : [of.body];
    return values.length === 0 ? null : all(values.map((one) => one === null ? null
        : targetsIn(one, rewriter, within)));
}

/** @param {(string[] | null)[]} lists */
function all(lists) {
    return lists.some((one) => one === null) ? null : [...new Set(lists.flatMap((one) => one ?? []))];
}

/**
 * @param {Node} value
 * @param {Rewriter} rewriter
 * @param {Node[]} within
 * @returns {string[] | null}
 */
function targetsIn(value, rewriter, within) {
    if (value.type === 'ConditionalExpression') {
        return all([targetsIn(value.consequent, rewriter, within), targetsIn(value.alternate, rewriter, within)]);
    }
    if (value.type === 'Literal') {
        const state = rewriter.states.get(String(value.value));
        return state === undefined ? null : [state];
    }
    if (value.type === 'MemberExpression' && value.object.type === 'ObjectExpression') {
        return all(value.object.properties.map((/** @type {Node} */ one) => targetsIn(one.value, rewriter, within)));
    }
    if (value.type === 'ObjectExpression') {
        const name = value.properties.find((/** @type {Node} */ one) => one.key?.name === 'name');
        return name === undefined ? null : targetsIn(name.value, rewriter, within);
    }
    if (value.type !== 'CallExpression') {
        return null;
    }
    const path = pathFrom(rewriter.app, value.callee)?.join('.') ?? '';
    if (path === 'states.create') {
        return targetsIn(value.arguments[0], rewriter, within);
    }
    const called = rewriter.app.functions.get(path);
    if (called === undefined) {
        return targetsOfChain(value, rewriter, within);
    }
    return within.includes(called) ? [] : targetsOf(called, rewriter, [...within, called]);
}

/**
 * @param {Node} value
 * @param {Rewriter} rewriter
 * @param {Node[]} within
 */
function targetsOfChain(value, rewriter, within) {
    const {links} = chainOf(value);
    const from = links.findLastIndex(({method}) => method === 'then' || method === 'thenResolve');
    if (from < 0) {
        return null;
    }
    return all(links.slice(from).flatMap(({method, given}) => given.map((one) =>
        method === 'thenResolve' ? targetsIn(one, rewriter, within) : isFunction(one)
            ? targetsOf(one, rewriter, within) : null)));
}

/**
 * `oneOf([…], (context) => …)` where all states it may return are known, else the function.
 *
 * @param {string} text
 * @param {string[] | null} targets
 * @param {Rewriter} rewriter
 */
export function choosing(text, targets, rewriter) {
    if (targets === null) {
        return new Code(text);
    }
    rewriter.used.add('oneOf');
    return new Code(`oneOf([${targets.map(quoted).join(', ')}], ${text})`);
}

