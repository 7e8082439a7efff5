/** @file Code whose lines stand as deep as the brackets they are in. */

import {acorn} from '../../definition/syntax.mjs';

const OPENING = ['{', '(', '[', '${'];
const CLOSING = ['}', ')', ']'];

/**
 * @param {string} code a module
 * @returns {Promise<string>} the same with other blanks at the beginnings of lines
 */
export async function indented(code) {
    const {tokenizer} = await acorn();
    const lines = code.split('\n');
    /** What each line opens and closes. @type {string[][]} */
    const brackets = lines.map(() => []);
    /** Lines that begin within a text or a comment. @type {Set<number>} */
    const within = new Set();
    const keep = (/** @type {any} */ loc) => {
        for (let line = loc.start.line; line < loc.end.line; line++) {
            within.add(line);
        }
    };
    const onComment = (/** @type {boolean} */ block, /** @type {string} */ text, /** @type {number} */ from,
        /** @type {number} */ to,
        /** @type {any} */ start, /** @type {any} */ end) => keep({start, end});
    for (const token of tokenizer(code, {ecmaVersion: 'latest', sourceType: 'module', locations: true, onComment})) {
        const {label} = token.type;
        if (OPENING.includes(label) || CLOSING.includes(label)) {
            brackets[/** @type {any} */ (token.loc).start.line - 1].push(label);
        } else {
            keep(token.loc);
        }
    }
    return withDepths(lines, brackets, within);
}

/**
 * What is in brackets stands one step deeper than the line they open on, and they close where that line begins.
 *
 * @param {string[]} lines
 * @param {string[][]} brackets
 * @param {Set<number>} within
 */
function withDepths(lines, brackets, within) {
    /** The depth of the line each open bracket stands in. @type {number[]} */
    const open = [];
    return lines.map((line, at) => {
        const text = line.trim();
        const leading = /^[\])}]+/.exec(text)?.[0].length ?? 0;
        const around = leading === 0 ? (open.at(-1) ?? -1) + 1 : open.at(-Math.min(leading, open.length)) ?? 0;
        const depth = around + (/^(\.\w|[?:] |&& |\|\| |\+ )/.test(text) ? 1 : 0);
        brackets[at].forEach((mark) => {
            if (OPENING.includes(mark)) {
                open.push(depth);
            } else {
                open.pop();
            }
        });
        return within.has(at) ? line : text === '' ? '' : `${'    '.repeat(depth)}${text}`;
    }).join('\n');
}
