/** @file States of an app on vumigo_v02, as far as its code tells: where they are added, and where they are named. */

import {isFunction, keyOf, literalOf, propertyOf, walk} from './syntax.mjs';

/** @typedef {import('./syntax.mjs').Node} Node */
/** @typedef {import('./source.mjs').Source} Source */

/**
 * @typedef {object} LegacyStates
 * @property {{name: string, kind: string | null, node: Node, scope: Node | null}[]} added kind: the constructor its creator calls, such as
 *     `ChoiceState`; scope: the function around it, which is one app
 * @property {boolean} complete whether the names of all states that are added are literals
 * @property {{name: string, node: Node, from: string | null, by: string}[]} named as the one to go to
 * @property {Map<string, number>} mentioned how often each literal text stands in the code
 */

/**
 * @param {Source} source
 * @returns {LegacyStates}
 */
export function legacyStates({program}) {
    /** @type {LegacyStates} */
    const states = {added: [], complete: true, named: [], mentioned: new Map()};
    walk(program, (node, ancestors) => {
        const text = literalOf(node);
        if (text !== undefined) {
            states.mentioned.set(text, (states.mentioned.get(text) ?? 0) + 1);
        }
        if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
            readCall(states, node, ancestors);
        } else if (node.type === 'Property' && keyOf(node) === 'next') {
            const targets = isFunction(node.value) ? returned(node.value, ancestors.at(-1)) : targetsIn(node.value);
            states.named.push(...targets.map((one) => ({...one, from: stateAround(ancestors), by: 'next'})));
        } else if (node.type === 'NewExpression' && lastName(node.callee) === 'MenuState') {
            states.named.push(...choicesIn(node).map((one) => ({...one, from: stateAround(ancestors), by: 'choice'})));
        }
    });
    return states;
}

/**
 * @param {LegacyStates} states
 * @param {Node} call
 * @param {Node[]} ancestors
 */
function readCall(states, call, ancestors) {
    const method = propertyOf(call.callee);
    const [first, second] = call.arguments;
    if (method === 'add' && isStates(call.callee.object, second)) {
        const name = literalOf(first?.type === 'NewExpression' ? first.arguments[0] : first);
        if (name === undefined) {
            states.complete = false;
        } else {
            states.added.push({name, kind: kindIn(call), node: call, scope: ancestors.findLast(isFunction) ?? null});
        }
    } else if (method === 'create' && lastName(call.callee.object) === 'states') {
        states.named.push(...targetsIn(first).map((one) => ({...one, from: stateAround(ancestors), by: 'create'})));
    } else if (method === 'call' && /app/i.test(call.callee.object.name ?? lastName(call.callee.object) ?? '')) {
        states.named.push(...targetsIn(second).map((one) => ({...one, from: null, by: 'start'})));
    }
}

/**
 * @param {Node} call of `add`
 * @returns {string | null}
 */
function kindIn(call) {
    /** @type {string[]} */
    const kinds = [];
    walk(call, (node) => {
        const name = node.type === 'NewExpression' ? lastName(node.callee) : null;
        if (name !== null && /State$|^FreeText$|^LanguageChoice$/.test(name)) {
            kinds.push(name);
        }
    });
    return kinds[0] ?? null;
}

/**
 * Whether `add` is called on states, or is an app's own way to add them: with a name and a function that creates the state.
 *
 * @param {Node} object
 * @param {Node | undefined} second
 */
function isStates(object, second) {
    return lastName(object) === 'states' || (object.type === 'Identifier' && second !== undefined && isFunction(second));
}

/**
 * The last name of `a.b.name`, or of `name`.
 *
 * @param {Node} node
 * @returns {string | null}
 */
function lastName(node) {
    return node.type === 'MemberExpression' ? propertyOf(node) : node.name ?? null;
}

/**
 * The state whose creator something stands in.
 *
 * @param {Node[]} ancestors
 * @returns {string | null}
 */
function stateAround(ancestors) {
    const call = ancestors.findLast((node) => node.type === 'CallExpression' && node.callee.type === 'MemberExpression'
        && propertyOf(node.callee) === 'add' && literalOf(node.arguments[0]) !== undefined);
    return call === undefined ? null : literalOf(call.arguments[0]) ?? null;
}

/**
 * Names that a `next` function returns, also through promises, by `{tea: 'states:tea'}[choice.value]` and as `choice.value` itself.
 *
 * @param {Node} next
 * @param {Node} [options] of the state
 * @returns {{name: string, node: Node}[]}
 */
function returned(next, options) {
    /** @type {{name: string, node: Node}[]} */
    const found = [];
    walk(next.body, (node, ancestors) => {
        const value = node.type !== 'ReturnStatement' || ancestors.some(isFunction) ? null : node.argument;
        if (value?.type === 'MemberExpression' && value.object.type === 'Identifier' && propertyOf(value) === 'value') {
            found.push(...choicesIn(options));
        } else if (value !== null) {
            found.push(...targetsIn(value));
        }
    });
    return found;
}

/**
 * @param {Node | undefined} node
 * @returns {{name: string, node: Node}[]} values of `new Choice('value', …)`
 */
function choicesIn(node) {
    /** @type {{name: string, node: Node}[]} */
    const found = [];
    if (node !== undefined) {
        walk(node, (one) => {
            const value = one.type === 'NewExpression' && lastName(one.callee) === 'Choice' ? literalOf(one.arguments[0]) : undefined;
            if (value !== undefined) {
                found.push({name: value, node: one});
            }
        });
    }
    return found;
}

/**
 * @param {Node | undefined} node
 * @returns {{name: string, node: Node}[]}
 */
function targetsIn(node) {
    const name = literalOf(node);
    if (node === undefined || name !== undefined) {
        return name === undefined ? [] : [{name, node}];
    }
    if (node.type === 'ConditionalExpression') {
        return [...targetsIn(node.consequent), ...targetsIn(node.alternate)];
    }
    if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression') {
        const [first] = node.arguments;
        const method = propertyOf(node.callee);
        if (method === 'thenResolve') {
            return targetsIn(first);
        }
        return method === 'then' && first !== undefined && isFunction(first) ? returned(first) : [];
    }
    if (node.type === 'ObjectExpression') {
        return node.properties.filter((/** @type {Node} */ one) => one.type === 'Property' && keyOf(one) === 'name')
            .flatMap((/** @type {Node} */ one) => targetsIn(one.value));
    }
    return node.type === 'MemberExpression' && node.computed && node.object.type === 'ObjectExpression'
        ? node.object.properties.flatMap((/** @type {Node} */ one) => targetsIn(one.value))
        : [];
}
