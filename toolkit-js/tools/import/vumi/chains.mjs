/** @file Chains of promises as statements that wait. */

import {isFunction, propertyOf, walk} from '../../definition/syntax.mjs';
import {isHttp, isNow} from './calls.mjs';

/** @typedef {import('../../definition/syntax.mjs').Node} Node */
/** @typedef {import('./rewriter.mjs').Rewriter} Rewriter */
/** @typedef {import('./scope.mjs').Scope} Scope */
/** @typedef {{method: string, given: Node[]}} Link */

/** Methods of promises of Q, by what the language's own are called. */
const METHODS = {'catch': 'catch', 'fail': 'catch', 'fin': 'finally', 'finally': 'finally', 'then': 'then',
    'thenResolve': 'then'};

/** @param {Node} node */
export function isChained(node) {
    const method = node.type === 'CallExpression' && node.callee.type === 'MemberExpression' ? propertyOf(node.callee)
        : null;
    return method !== null && Object.hasOwn(METHODS, method);
}

/**
 * @param {Node} node
 * @returns {{base: Node, links: Link[]}}
 */
export function chainOf(node) {
    if (!isChained(node)) {
        return {base: node, links: []};
    }
    const {base, links} = chainOf(node.callee.object);
    return {base, links: [...links, {method: propertyOf(node.callee) ?? '', given: node.arguments}]};
}

/**
 * A link that stays one: with the method the language's promises have.
 *
 * @param {Node} node
 * @param {Rewriter} rewriter
 * @param {Scope} scope
 */
export function linkText(node, rewriter, scope) {
    const {base, links} = chainOf(node);
    const {method, given} = /** @type {Link} */ (links.at(-1));
    const before = node.callee.object === base && isNow(base, rewriter)
        ? `Promise.resolve(${rewriter.text(base, scope)})` : rewriter.text(node.callee.object, scope);
    const between = /\n\s*$/.exec(rewriter.app.code.slice(node.callee.object.end,
        node.callee.property.start).replace(/\.\s*$/, ''))?.[0] ?? '';
    if (method === 'thenResolve') {
        return `${before}${between}.then(() => ${rewriter.text(given[0], scope)})`;
    }
    const own = isHttp(base, rewriter) ? known(given, links.length === 1, method, scope) : scope;
    return `${before}${between}.${METHODS[/** @type {keyof typeof METHODS} */ (method)]}(${rewriter.list(given, own)})`;
}

/**
 * The scope in which the parameters of functions are a response, or the error of a request.
 *
 * @param {Node[]} given
 * @param {boolean} first whether the request itself is what is waited for
 * @param {string} method
 * @param {Scope} scope
 * @returns {Scope}
 */
function known(given, first, method, scope) {
    const isCatch = method === 'catch' || method === 'fail';
    const [good, bad] = isCatch ? [undefined, given[0]] : given;
    return {
        ...scope,
        responses: new Set([...scope.responses, ...first ? namesOf(good) : []]),
        failures: new Set([...scope.failures, ...namesOf(bad)]),
    };
}

/**
 * @param {Node | undefined} of a function
 * @returns {string[]}
 */
function namesOf(of) {
    return of !== undefined && isFunction(of) ? of.params.map((/** @type {Node} */ one) => one.name) : [];
}

/**
 * A returned chain as statements; null where that would not be the same.
 *
 * @param {Node} value
 * @param {Rewriter} rewriter
 * @param {Scope} scope
 * @returns {string[] | null}
 */
export function inlined(value, rewriter, scope) {
    const {base, links} = chainOf(value);
    const last = links.at(-1);
    const guard = links.length > 1 && (last?.method === 'catch' || last?.method === 'fail') ? last : null;
    const steps = guard === null ? links : links.slice(0, -1);
    const isPlain = steps.every((link, at) => isStep(link, at === steps.length - 1))
        && (guard === null || isStep({...guard, method: 'then'}, true));
    if (steps.length === 0 || !isPlain || collide(links, rewriter, scope)) {
        return null;
    }
    const inner = guard === null ? scope : {...scope, guarded: true};
    const lines = stepLines(base, steps, rewriter, inner);
    if (guard === null) {
        return lines;
    }
    const [handler] = guard.given;
    const caught = isHttp(base, rewriter) ? known(guard.given, false, 'catch', scope) : scope;
    return ['try {', ...lines, `} catch${handler.params.length > 0 ? ` (${handler.params[0].name})` : ''} {`,
        ...bodyLines(handler.body.body, rewriter, caught), '}'];
}

/**
 * Whether a link can become statements: a value, or a function whose returns are at its end, unless it is the last one.
 *
 * @param {Link} link
 * @param {boolean} isLast
 */
function isStep({method, given}, isLast) {
    const [first] = given;
    if (method === 'thenResolve') {
        return given.length === 1;
    }
    if (method !== 'then' || given.length !== 1 || !isFunction(first) || first.body.type !== 'BlockStatement'
        || first.params.length > 1
        || first.params.some((/** @type {Node} */ one) => one.type !== 'Identifier')
            || /\b(this|arguments)\b/.test(JSON.stringify(namesIn(first.body)))) {
        return false;
    }
    return isLast || returnsIn(first.body).every((one) => one === first.body.body.at(-1));
}

/** @param {Node} node */
function namesIn(node) {
    /** @type {string[]} */
    const names = [];
    walk(node, (one) => {
        if (one.type === 'ThisExpression' || one.type === 'Identifier') {
            names.push(one.name ?? 'this');
        }
    });
    return names;
}

/**
 * @param {Node} block
 * @returns {Node[]} statements that return from it
 */
export function returnsIn(block) {
    /** @type {Node[]} */
    const found = [];
    walk(block, (node, ancestors) => {
        if (node.type === 'ReturnStatement' && !ancestors.some(isFunction)) {
            found.push(node);
        }
    });
    return found;
}

/**
 * Whether functions that become one would have the same names for different things.
 *
 * @param {Link[]} links
 * @param {Rewriter} rewriter
 * @param {Scope} scope
 */
function collide(links, rewriter, scope) {
    const names = links.flatMap(({given}) => given.filter(isFunction)).flatMap((one) => [...one.params.map((/** @type {Node} */ {name}) => name), ...declaredIn(one.body)]);
    const taken = [scope.choice, scope.options, 'context', 'contact', ...scope.names.keys(), ...scope.declared,
        ...rewriter.used];
    return new Set(names).size < names.length || names.some((name) => taken.includes(name));
}

/**
 * @param {Node} body
 * @returns {string[]}
 */
export function declaredIn(body) {
    /** @type {string[]} */
    const names = [];
    walk(body, (node, ancestors) => {
        if (node.type === 'VariableDeclarator' && !ancestors.some(isFunction)) {
            names.push(node.id.name);
        }
    });
    return names;
}

/**
 * @param {Node} base
 * @param {Link[]} steps
 * @param {Rewriter} rewriter
 * @param {Scope} scope
 * @returns {string[]}
 */
function stepLines(base, steps, rewriter, scope) {
    /** @type {string[]} */
    const lines = [];
    let own = scope;
    /** @type {Node | null} */
    let value = base;
    steps.forEach(({method, given: [first]}, at) => {
        lines.push(waited(value, namesOf(first)[0], rewriter, own));
        own = value !== null && isHttp(value, rewriter)
            ? {...own, responses: new Set([...own.responses, ...namesOf(first)])} : own;
        value = null;
        if (method === 'thenResolve') {
            value = first;
        } else if (at === steps.length - 1) {
            lines.push(...bodyLines(first.body.body, rewriter, own));
        } else {
            const final = first.body.body.at(-1);
            const returns = final?.type === 'ReturnStatement';
            const before = returns ? first.body.body.slice(0, -1) : first.body.body;
            lines.push(...before.map((/** @type {Node} */ one) => rewriter.text(one, own)));
            value = returns ? final.argument : null;
        }
    });
    return value === null ? lines : [...lines, ...rewriter.returnLines(value, own)];
}

/**
 * @param {Node | null} value
 * @param {string | undefined} name of what it gives
 * @param {Rewriter} rewriter
 * @param {Scope} scope
 */
function waited(value, name, rewriter, scope) {
    const text = value === null ? 'undefined' : rewriter.text(value, scope).replace(/^\((context\..* = .*)\)$/s,
        '$1').replace(/^Promise\.resolve\((.*)\)$/s, '$1');
    const isDone = value === null || isNow(value, rewriter);
    scope.needs.awaits ||= !isDone;
    const waits = isDone ? text : `await ${text}`;
    return name === undefined ? waits === 'undefined' ? '' : `${waits};` : `const ${name} = ${waits};`;
}

/**
 * Statements of a function that become those of another, which ends with them.
 *
 * @param {Node[]} statements
 * @param {Rewriter} rewriter
 * @param {Scope} scope
 */
function bodyLines(statements, rewriter, scope) {
    const lines = statements.map((one) => rewriter.text(one, scope));
    return endsIn(statements.at(-1)) ? lines : [...lines, 'return undefined;'];
}

/**
 * @param {Node | undefined} statement
 * @returns {boolean} whether nothing comes after it
 */
function endsIn(statement) {
    if (statement?.type === 'IfStatement') {
        return endsIn(statement.consequent) && endsIn(statement.alternate ?? undefined);
    }
    return statement?.type === 'BlockStatement' ? endsIn(statement.body.at(-1))
        : ['ReturnStatement', 'ThrowStatement'].includes(statement?.type);
}
