/** @file Texts that stand in an app's functions, where its definition does not show them. */

import {promiseOf} from './promises.mjs';
import {isFunction, keyOf, literalOf, returnedBy, valueOf, walk} from './syntax.mjs';

/** @typedef {import('./syntax.mjs').Node} Node */
/** @typedef {import('./source.mjs').Source} Source */

/**
 * A text and where it stands. `known`: names of the values it is given.
 *
 * @typedef {{message: string, context?: string, plural?: string, count?: string, known: string[], node: Node}} Literal
 */

/** Options whose functions return texts. */
const RETURN_TEXTS = ['agree', 'check', 'continue', 'disagree', 'error', 'label', 'no', 'question', 'restart', 'sms', 'text', 'yes'];

/**
 * Texts of `message('…')`, `plural(…)`, `context.translate('…')` and `context.send({text: '…'})`, labels of choices made by functions, and
 * what functions such as `check` and `question` return.
 *
 * @param {Source} source
 * @returns {Literal[]} in the source's order
 */
export function literalsOf(source) {
    /** @type {Literal[]} */
    const found = source.toolkitCalls().flatMap(({name, node}) => name === 'message' || name === 'plural' ? ofCall(name, node) : []);
    walk(source.program, (node, ancestors) => {
        if (source.positionOf(node) === null) {
            return;
        }
        if (node.type === 'CallExpression') {
            found.push(...ofContext(source, node, ancestors));
        } else if (node.type === 'Property' && !node.computed) {
            found.push(...ofProperty(source, node, ancestors));
        }
    });
    return found.sort((a, b) => a.node.start - b.node.start);
}

/**
 * @param {string} name
 * @param {Node} call
 * @returns {Literal[]}
 */
function ofCall(name, call) {
    const [first, second, third, fourth] = call.arguments;
    if (name === 'message') {
        const context = literalOf(propertyIn(third, 'context'));
        return text(first, {...context === undefined ? {} : {context}, known: keysIn(second)});
    }
    const [count, plural] = [literalOf(first), literalOf(third)];
    const known = [...keysIn(fourth), ...count === undefined ? [] : [count]];
    return plural === undefined ? [] : text(second, {plural, count, known});
}

/**
 * @param {Source} source
 * @param {Node} call
 * @param {Node[]} ancestors
 * @returns {Literal[]}
 */
function ofContext(source, call, ancestors) {
    const method = promiseOf(source, call, ancestors);
    if (method === 'translate') {
        return text(call.arguments[0], {known: keysIn(call.arguments[1])});
    }
    return method === 'send' ? text(propertyIn(call.arguments[0], 'text')) : [];
}

/**
 * @param {Source} source
 * @param {Node} property
 * @param {Node[]} ancestors
 * @returns {Literal[]}
 */
function ofProperty(source, property, ancestors) {
    const key = /** @type {string} */ (keyOf(property));
    if (key === 'label' && ancestors.some(isFunction)) {
        return text(property.value);
    }
    if (!RETURN_TEXTS.includes(key) || !source.inToolkitCall(ancestors)) {
        return [];
    }
    const {node} = valueOf(property.value, ancestors);
    return isFunction(node) ? returnedBy(node).flatMap((one) => text(one)) : [];
}

/**
 * @param {Node | undefined} expression
 * @param {Partial<Literal>} [about]
 * @returns {Literal[]}
 */
function text(expression, about = {}) {
    const message = literalOf(expression);
    return message === undefined || message === '' ? [] : [{message, known: [], ...about, node: expression}];
}

/**
 * @param {Node | undefined} object
 * @param {string} name
 */
function propertyIn(object, name) {
    return object?.type === 'ObjectExpression'
        ? object.properties.find((/** @type {Node} */ one) => one.type === 'Property' && keyOf(one) === name)?.value
        : undefined;
}

/**
 * @param {Node | undefined} object
 * @returns {string[]}
 */
function keysIn(object) {
    return (object?.type === 'ObjectExpression' ? object.properties : [])
        .flatMap((/** @type {Node} */ one) => one.type === 'Property' ? keyOf(one) ?? [] : []);
}
