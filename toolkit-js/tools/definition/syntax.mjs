/** @file JavaScript as a tree: parsing, walking, and what a name stands for. Nodes are ESTree's, as acorn makes them. */

import {createRequire} from 'node:module';
import path from 'node:path';

/** @typedef {any} Node */

/** A name may be declared by itself, as in `var api = api`. */
const MOST_HOPS = 20;

/**
 * Where the value of an expression comes from: a parameter of a function or a required module, and the properties read from there.
 *
 * @typedef {{from: 'parameter', of: Node, name: string | null, path: string[]} | {from: 'module', module: string, path: string[]}} Origin
 */

/**
 * @param {string} code
 * @param {'script' | 'module'} [sourceType]
 * @returns {Promise<Node>} a Program, with `loc`
 */
export async function parse(code, sourceType = 'script') {
    const {parse: read} = await acorn();
    return read(code, {ecmaVersion: 'latest', sourceType, locations: true, allowHashBang: true, allowReturnOutsideFunction: true});
}

/**
 * The parser: from where these tools are, or from where they are used.
 *
 * @returns {Promise<typeof import('acorn')>}
 */
export async function acorn() {
    try {
        return await import('acorn');
    } catch {
        // Linked packages do not see what is installed beside the app.
    }
    try {
        return createRequire(path.resolve('app.js'))('acorn');
    } catch {
        throw new Error('acorn is not installed: npm install --save-dev acorn');
    }
}

/**
 * Visits a node and all in it, outer ones first.
 *
 * @param {Node} node
 * @param {(node: Node, ancestors: Node[]) => void} visit ancestors: the outermost first; the list is only valid during the call
 * @param {Node[]} [ancestors]
 */
export function walk(node, visit, ancestors = []) {
    visit(node, ancestors);
    ancestors.push(node);
    for (const key of Object.keys(node)) {
        for (const child of Array.isArray(node[key]) ? node[key] : [node[key]]) {
            if (typeof child?.type === 'string') {
                walk(child, visit, ancestors);
            }
        }
    }
    ancestors.pop();
}

/** @param {Node} node */
export function isFunction(node) {
    return ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'].includes(node.type);
}

/**
 * The expression itself: without parentheses esbuild puts around the callee of an import, `(0, module.name)`.
 *
 * @param {Node} node
 */
function plain(node) {
    return node.type === 'SequenceExpression' ? node.expressions.at(-1) : node.type === 'ChainExpression' ? node.expression : node;
}

/**
 * @param {Node} node a MemberExpression
 * @returns {string | null} null if it is computed
 */
export function propertyOf(node) {
    if (!node.computed) {
        return node.property.name;
    }
    return typeof node.property.value === 'string' ? node.property.value : null;
}

/**
 * @param {Node} key a Property
 * @returns {string | null} null if it is computed
 */
export function keyOf(key) {
    return key.computed ? null : String(key.key.name ?? key.key.value);
}

/**
 * A text written as a literal; undefined if the expression is none.
 *
 * @param {Node | undefined} node
 * @returns {string | undefined}
 */
export function literalOf(node) {
    if (node?.type === 'Literal' && typeof node.value === 'string') {
        return node.value;
    }
    if (node?.type === 'TemplateLiteral' && node.expressions.length === 0) {
        return node.quasis[0].value.cooked;
    }
    if (node?.type === 'BinaryExpression' && node.operator === '+') {
        const [left, right] = [literalOf(node.left), literalOf(node.right)];
        return left === undefined || right === undefined ? undefined : left + right;
    }
    return undefined;
}

/**
 * What a name was declared as, in the innermost scope that has it: a parameter, a variable or a function.
 *
 * @param {string} name
 * @param {Node[]} ancestors of where it stands
 * @returns {{kind: 'parameter', of: Node, name: string | null, path: string[]}
 *     | {kind: 'value', value: Node | null, path: string[], ancestors: Node[]} | undefined}
 */
export function declarationOf(name, ancestors) {
    for (let at = ancestors.length - 1; at >= 0; at--) {
        const scope = ancestors[at];
        const found = isFunction(scope) ? parameterOf(name, scope) : declaredIn(name, scope, ancestors.slice(0, at + 1));
        if (found !== undefined) {
            return found;
        }
    }
    return undefined;
}

/**
 * @param {string} name
 * @param {Node} of a function
 */
function parameterOf(name, of) {
    for (const parameter of of.params) {
        const path = pathIn(parameter, name);
        if (path !== null) {
            return {kind: /** @type {const} */ ('parameter'), of, name: path.length === 0 ? name : null, path};
        }
    }
    return undefined;
}

/**
 * @param {string} name
 * @param {Node} scope
 * @param {Node[]} ancestors with the scope
 */
function declaredIn(name, scope, ancestors) {
    const statements = Array.isArray(scope.body)
        ? scope.body
        : [scope.init, scope.left].filter((one) => one?.type === 'VariableDeclaration');
    for (const statement of statements) {
        if (statement.type === 'FunctionDeclaration' && statement.id.name === name) {
            return {kind: /** @type {const} */ ('value'), value: statement, path: [], ancestors};
        }
        for (const {id, init} of statement.type === 'VariableDeclaration' ? statement.declarations : []) {
            const path = pathIn(id, name);
            if (path !== null) {
                return {kind: /** @type {const} */ ('value'), value: init, path, ancestors};
            }
        }
    }
    return undefined;
}

/**
 * The properties that lead to a name in a pattern; null if the pattern does not have it.
 *
 * @param {Node} pattern
 * @param {string} name
 * @returns {string[] | null}
 */
function pathIn(pattern, name) {
    if (pattern.type === 'Identifier') {
        return pattern.name === name ? [] : null;
    }
    if (pattern.type === 'AssignmentPattern') {
        return pathIn(pattern.left, name);
    }
    for (const property of pattern.type === 'ObjectPattern' ? pattern.properties : []) {
        const path = property.type === 'Property' ? pathIn(property.value, name) : null;
        if (path !== null) {
            return [keyOf(property) ?? '?', ...path];
        }
    }
    return null;
}

/**
 * Follows names and properties to where an expression's value comes from; null if that is nothing known.
 *
 * @param {Node} expression
 * @param {Node[]} ancestors
 * @param {number} [hops] names followed, at most
 * @returns {Origin | null}
 */
export function originOf(expression, ancestors, hops = MOST_HOPS) {
    const node = plain(expression);
    if (node.type === 'MemberExpression') {
        const origin = originOf(node.object, ancestors, hops);
        return origin === null ? null : {...origin, path: [...origin.path, propertyOf(node) ?? '?']};
    }
    if (node.type === 'CallExpression') {
        const module = moduleOf(node);
        return module === null ? null : {from: 'module', module, path: []};
    }
    const declared = node.type === 'Identifier' ? declarationOf(node.name, ancestors) : undefined;
    if (declared?.kind === 'parameter') {
        const {of, name, path} = declared;
        return {from: 'parameter', of, name, path};
    }
    if (!declared?.value || isFunction(declared.value) || hops === 0) {
        return null;
    }
    const origin = originOf(declared.value, declared.ancestors, hops - 1);
    return origin === null ? null : {...origin, path: [...origin.path, ...declared.path]};
}

/**
 * The module of `require('…')`, also with what esbuild wraps around it.
 *
 * @param {Node} call
 * @returns {string | null}
 */
function moduleOf({callee, arguments: [first]}) {
    if (callee.type !== 'Identifier' || first === undefined) {
        return null;
    }
    if (callee.name === 'require') {
        return literalOf(first) ?? null;
    }
    return callee.name === '__toESM' && first.type === 'CallExpression' ? moduleOf(first) : null;
}

/**
 * The expression a name was declared with, through further names; the expression itself if it is none.
 *
 * @param {Node} expression
 * @param {Node[]} ancestors
 * @param {number} [hops] names followed, at most
 * @returns {{node: Node, ancestors: Node[]}}
 */
export function valueOf(expression, ancestors, hops = MOST_HOPS) {
    const declared = expression.type === 'Identifier' ? declarationOf(expression.name, ancestors) : undefined;
    return declared?.kind === 'value' && declared.value && declared.path.length === 0 && hops > 0
        ? valueOf(declared.value, declared.ancestors, hops - 1)
        : {node: expression, ancestors};
}

/**
 * The expressions a function may return.
 *
 * @param {Node} of
 * @returns {Node[]}
 */
export function returnedBy(of) {
    if (of.body.type !== 'BlockStatement') {
        return branches(of.body);
    }
    /** @type {Node[]} */
    const found = [];
    walk(of.body, (node, ancestors) => {
        if (node.type === 'ReturnStatement' && node.argument !== null && !ancestors.some(isFunction)) {
            found.push(...branches(node.argument));
        }
    });
    return found;
}

/**
 * @param {Node} expression
 * @returns {Node[]}
 */
function branches(expression) {
    if (expression.type === 'ConditionalExpression') {
        return [...branches(expression.consequent), ...branches(expression.alternate)];
    }
    return expression.type === 'LogicalExpression' ? [...branches(expression.left), ...branches(expression.right)] : [expression];
}
