/** @file As much of XPath as relevance, constraints and calculations of forms need. */
'use strict';

/** @typedef {string | number | boolean} Value */

/**
 * What an expression can ask.
 *
 * @typedef {object} Scope
 * @property {(path: string) => string} value of a node
 * @property {string} [self] the value of the node it is about, where that is not stored yet
 * @property {() => Date} now
 * @property {() => number} random
 */

/** @typedef {(scope: Scope) => Value} Evaluate */
/** @typedef {{tokens: string[], at: number, node: string}} Cursor */

const NAME = '[\\p{L}_][\\p{L}\\p{N}_.:-]*';
const PATH = `\\.{0,2}(?:/(?:\\.\\.|${NAME}))+|\\.\\.?`;
const TOKEN = new RegExp(`\\s*(\\d+(?:\\.\\d+)?|"[^"]*"|'[^']*'|${PATH}|${NAME}|!=|<=|>=|[=<>+*(),-])\\s*`, 'uy');

/** @type {Record<string, (scope: Scope, ...given: Value[]) => Value>} */
const FUNCTIONS = {
    'true': () => true,
    'false': () => false,
    'not': (scope, value) => !truth(value),
    'selected': (scope, list, value) => words(list).includes(String(value)),
    'count-selected': (scope, list) => words(list).length,
    'string-length': (scope, value) => String(value).length,
    'regex': (scope, value, pattern) => new RegExp(`^(?:${pattern})$`, 'u').test(String(value)),
    'int': (scope, value) => Math.trunc(numeric(value)),
    'round': (scope, value) => Math.round(numeric(value)),
    'number': (scope, value) => numeric(value),
    'string': (scope, value) => String(value),
    'concat': (scope, ...values) => values.join(''),
    'coalesce': (scope, one, other) => one === '' ? other : one,
    'if': (scope, condition, yes, no) => truth(condition) ? yes : no,
    'today': ({now}) => now().toISOString().slice(0, 10),
    'now': ({now}) => now().toISOString(),
    'uuid': ({random}) => uuid(random),
};

/** Operators from the weakest to the strongest. @type {Record<string, (one: Value, other: Value) => Value>[]} */
const OPERATORS = [
    {or: (one, other) => truth(one) || truth(other)},
    {and: (one, other) => truth(one) && truth(other)},
    {'=': equal, '!=': (one, other) => !equal(one, other)},
    {
        '<': (one, other) => numeric(one) < numeric(other), '<=': (one, other) => numeric(one) <= numeric(other),
        '>': (one, other) => numeric(one) > numeric(other), '>=': (one, other) => numeric(one) >= numeric(other),
    },
    {'+': (one, other) => numeric(one) + numeric(other), '-': (one, other) => numeric(one) - numeric(other)},
    {
        '*': (one, other) => numeric(one) * numeric(other), 'div': (one, other) => numeric(one) / numeric(other),
        'mod': (one, other) => numeric(one) % numeric(other),
    },
];

/**
 * @param {string} expression
 * @param {string} node the path of the node it is about
 * @returns {Evaluate}
 * @throws {Error} if it has something that is not known here
 */
function compile(expression, node) {
    const cursor = {tokens: tokensOf(expression, node), at: 0, node};
    const evaluate = operation(cursor, 0);
    if (cursor.at < cursor.tokens.length) {
        throw unexpected(cursor, 'an operator');
    }
    return evaluate;
}

/**
 * @param {string} expression
 * @param {string} node
 */
function tokensOf(expression, node) {
    const tokens = [];
    TOKEN.lastIndex = 0;
    while (TOKEN.lastIndex < expression.length) {
        const at = TOKEN.lastIndex;
        const found = TOKEN.exec(expression);
        if (found === null) {
            throw new Error(`${node}: ${JSON.stringify(expression.slice(at))} in ${JSON.stringify(expression)} (expected: XPath)`);
        }
        tokens.push(found[1]);
    }
    return tokens;
}

/**
 * @param {Cursor} cursor
 * @param {number} level of {@link OPERATORS}
 * @returns {Evaluate}
 */
function operation(cursor, level) {
    if (level === OPERATORS.length) {
        return operand(cursor);
    }
    let left = operation(cursor, level + 1);
    for (let token = cursor.tokens[cursor.at]; Object.hasOwn(OPERATORS[level], token ?? ''); token = cursor.tokens[cursor.at]) {
        cursor.at++;
        const [apply, one, other] = [OPERATORS[level][token], left, operation(cursor, level + 1)];
        left = (scope) => apply(one(scope), other(scope));
    }
    return left;
}

/**
 * @param {Cursor} cursor
 * @returns {Evaluate}
 */
function operand(cursor) {
    const token = cursor.tokens[cursor.at++] ?? '';
    if (token === '(') {
        const inside = operation(cursor, 0);
        expect(cursor, ')');
        return inside;
    }
    if (token === '-') {
        const positive = operand(cursor);
        return (scope) => -numeric(positive(scope));
    }
    if (/^["']/.test(token)) {
        return () => token.slice(1, -1);
    }
    if (/^\d/.test(token)) {
        return () => Number(token);
    }
    if (/^[./]/.test(token)) {
        const path = absolute(token, cursor.node);
        return (scope) => token === '.' ? scope.self ?? scope.value(path) : scope.value(path);
    }
    if (cursor.tokens[cursor.at] === '(') {
        return functionCall(cursor, token);
    }
    cursor.at--;
    throw unexpected(cursor, 'a value, a path or a function');
}

/**
 * @param {Cursor} cursor behind the name
 * @param {string} name
 * @returns {Evaluate}
 */
function functionCall(cursor, name) {
    if (!Object.hasOwn(FUNCTIONS, name)) {
        throw new Error(`${cursor.node}: function '${name}' (expected one of: ${Object.keys(FUNCTIONS).join(', ')})`);
    }
    expect(cursor, '(');
    /** @type {Evaluate[]} */
    const given = [];
    while (cursor.tokens[cursor.at] !== ')') {
        if (given.length > 0) {
            expect(cursor, ',');
        }
        given.push(operation(cursor, 0));
    }
    expect(cursor, ')');
    return (scope) => FUNCTIONS[name](scope, ...given.map((one) => one(scope)));
}

/**
 * @param {Cursor} cursor
 * @param {string} token
 */
function expect(cursor, token) {
    if (cursor.tokens[cursor.at] !== token) {
        throw unexpected(cursor, token);
    }
    cursor.at++;
}

/**
 * @param {Cursor} cursor
 * @param {string} expected
 */
function unexpected({tokens, at, node}, expected) {
    return new Error(`${node}: '${tokens[at] ?? 'the end'}' in '${tokens.join(' ')}' (expected: ${expected})`);
}

/**
 * @param {string} path `/test/age`, `../age`, `.`
 * @param {string} node where it starts
 */
function absolute(path, node) {
    const steps = path.startsWith('/') ? [] : node.split('/').slice(1);
    for (const step of path.split('/').filter((one) => one !== '' && one !== '.')) {
        if (step === '..') {
            steps.pop();
        } else {
            steps.push(step.slice(step.indexOf(':') + 1));
        }
    }
    return `/${steps.join('/')}`;
}

/** @param {Value} value */
function words(value) {
    return String(value).split(/\s+/).filter((one) => one !== '');
}

/** @param {Value} value */
function truth(value) {
    return typeof value === 'number' ? value !== 0 && !Number.isNaN(value) : value !== '' && value !== false;
}

/**
 * A number; a date is that of its day.
 *
 * @param {Value} value
 */
function numeric(value) {
    if (typeof value === 'string' && /^\d{4}-\d\d-\d\d(?:T|$)/.test(value)) {
        return Date.parse(value) / 86_400_000;
    }
    return typeof value === 'string' && value.trim() === '' ? NaN : Number(value);
}

/**
 * @param {Value} one
 * @param {Value} other
 * @returns {boolean}
 */
function equal(one, other) {
    if (typeof one === 'boolean' || typeof other === 'boolean') {
        return truth(one) === truth(other);
    }
    return typeof one === 'number' || typeof other === 'number' ? numeric(one) === numeric(other) : one === other;
}

/** @param {() => number} random */
function uuid(random) {
    const digit = (/** @type {number} */ most) => Math.floor(random() * most);
    return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) => (place === 'x' ? digit(16) : 8 + digit(4)).toString(16));
}

module.exports = {compile, truth};
