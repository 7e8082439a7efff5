/** @file Rules about what the functions of states do and return. */

import {promiseOf} from '../definition/promises.mjs';
import {isFunction, keyOf, literalOf, returnedBy, valueOf, walk} from '../definition/syntax.mjs';

/** @typedef {import('../definition/syntax.mjs').Node} Node */
/** @typedef {import('../definition/source.mjs').Source} Source */
/** @typedef {import('./rules.mjs').Found} Found */
/**
 * A function given to the toolkit, `of` which call.
 *
 * @typedef {{of: string, key: string, node: Node, ancestors: Node[], siblings: (string | null)[]}} Option
 */

/** Options whose functions are asked each time a screen is made. */
const SCREEN = ['agree', 'choices', 'continue', 'disagree', 'error', 'no', 'question', 'restart', 'text', 'yes'];
const EFFECTS = ['http.post', 'http.put', 'http.patch', 'http.delete', 'kv.set', 'kv.increment', 'kv.delete', 'contacts.save',
    'contacts.setExtras', 'contacts.addToGroup', 'optOut.set', 'optOut.cancel', 'send'];
/** Options whose results are stored. */
const STORED = ['load', 'run'];
const NOT_JSON = ['Date', 'Map', 'RegExp', 'Set', 'WeakMap', 'WeakSet'];
/** They have words of their own for what is wrong. */
const OWN_ERROR = ['newPin', 'pin'];

/**
 * @param {Source} source
 * @returns {Found[]}
 */
export function functionFindings(source) {
    return [
        ...optionsOf(source).flatMap((option) => [...effects(source, option), ...returned(source, option), ...withoutWords(source, option)]),
        ...assigned(source),
    ];
}

/**
 * @param {Source} source
 * @returns {Option[]}
 */
function optionsOf(source) {
    return source.toolkitCalls().flatMap(({name, node: {arguments: given}, ancestors}) => {
        const {node: object, ancestors: around} = valueOf(given.at(-1) ?? {}, ancestors);
        /** @type {Node[]} */
        const properties = (object.properties ?? []).filter((/** @type {Node} */ one) => one.type === 'Property' && keyOf(one) !== null);
        const siblings = properties.map(keyOf);
        return properties.map((one) => ({of: name, key: String(keyOf(one)), siblings, ...valueOf(one.value, around)}))
            .filter(({node}) => isFunction(node));
    });
}

/**
 * @param {Source} source
 * @param {Option} option
 * @returns {Found[]}
 */
function effects(source, {key, node: made, ancestors}) {
    /** @type {Found[]} */
    const found = [];
    walk(made, (node, around) => {
        const name = SCREEN.includes(key) && node.type === 'CallExpression' ? promiseOf(source, node, around) : null;
        if (name !== null && EFFECTS.includes(name)) {
            found.push(at(source, node, 'effect-in-text', `${name}(…) is done each time the screen is made `
                + '(expected: in load or done of a state, or in call or decide before it)'));
        }
    }, [...ancestors]);
    return found;
}

/**
 * @param {Source} source
 * @param {Option} option
 */
function returned(source, {key, node}) {
    return STORED.includes(key) ? returnedBy(node).flatMap((one) => notJson(source, one, `what ${key} returns`)) : [];
}

/**
 * @param {Source} source
 * @param {Option} option
 * @returns {Found[]}
 */
function withoutWords(source, {of, key, node, siblings}) {
    const results = key === 'check' && !siblings.includes('error') && !OWN_ERROR.includes(of) ? returnedBy(node) : [];
    return results.length === 0 || !results.every(isVerdict) ? [] : [at(source, node, 'no-error-text',
        'check says that an answer is wrong, but nothing says why (expected: error, or a text in place of false)')];
}

/**
 * Whether an expression is true or false, and no text.
 *
 * @param {Node} node
 */
function isVerdict(node) {
    return typeof node.value === 'boolean' || (node.type === 'UnaryExpression' && node.operator === '!')
        || (node.type === 'BinaryExpression' && /^(===?|!==?|<=?|>=?|in|instanceof)$/.test(node.operator))
        || (node.type === 'CallExpression' && /^(endsWith|every|has|includes|some|startsWith|test)$/.test(node.callee.property?.name));
}

/**
 * What is put into `data` and `answers`.
 *
 * @param {Source} source
 * @returns {Found[]}
 */
function assigned(source) {
    /** @type {Found[]} */
    const found = [];
    walk(source.program, (node) => {
        const target = node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression' ? node.left : null;
        const holder = target === null ? null : target.object.property?.name ?? target.object.name;
        if ((holder === 'data' || holder === 'answers') && source.positionOf(node) !== null) {
            found.push(...notJson(source, node.right, `what is kept in ${holder}`));
        }
    });
    return found;
}

/**
 * @param {Source} source
 * @param {Node} node
 * @param {string} what
 * @returns {Found[]}
 */
function notJson(source, node, what) {
    const name = node.type === 'NewExpression' && NOT_JSON.includes(node.callee.name) ? node.callee.name : null;
    const instead = name === 'Date' ? 'its getTime() or toISOString()' : 'text, a number, true, false, null, or lists and objects of them';
    const kind = name ?? (isFunction(node) ? 'function' : null);
    return kind === null ? [] : [at(source, node, 'not-json', `${what} is a ${kind}, which is not stored as it is (expected: ${instead})`)];
}

/**
 * @param {Source} source
 * @param {Node} node
 * @param {Found['rule']} rule
 * @param {string} message
 * @returns {Found}
 */
function at(source, node, rule, message) {
    return {rule, state: source.stateOf(node), position: source.positionOf(node), message};
}
