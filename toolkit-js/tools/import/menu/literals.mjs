/** @file Texts in JavaScript, as far as they are literal. */

/** @typedef {import('../../definition/syntax.mjs').Node} Node */

/** What stands where something is not literal. */
export const GAP = '...';

/**
 * @param {Node} node
 * @param {string} code
 * @returns {{text: string, unknown: string[]}} unknown: the code of what is not literal
 */
export function literalText(node, code) {
    if (node?.type === 'Literal' && ['number', 'string'].includes(typeof node.value)) {
        return {text: String(node.value), unknown: []};
    }
    if (node?.type === 'BinaryExpression' && node.operator === '+') {
        return both([literalText(node.left, code), literalText(node.right, code)]);
    }
    if (node?.type === 'TemplateLiteral') {
        return both(node.quasis.flatMap((/** @type {Node} */ quasi, /** @type {number} */ at) => [
            {text: quasi.value.cooked, unknown: []},
            ...at < node.expressions.length ? [literalText(node.expressions[at], code)] : [],
        ]));
    }
    return {text: GAP, unknown: [node === undefined ? 'nothing' : codeText(node, code)]};
}

/**
 * Code as it is written, on one line.
 *
 * @param {Node} node
 * @param {string} code
 */
export function codeText({start, end}, code) {
    const text = code.slice(start, end).replace(/\s+/g, ' ');
    return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

/** @param {{text: string, unknown: string[]}[]} parts */
function both(parts) {
    return {text: parts.map(({text}) => text).join(''), unknown: parts.flatMap(({unknown}) => unknown)};
}
