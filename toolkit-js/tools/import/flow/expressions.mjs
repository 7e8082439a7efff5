/** @file Expressions in the texts of flows: `@results.age`, `@(upper(contact.name))`. Those that are names become placeholders. */

import {memberText, quoted} from '../code.mjs';
import {keyOf} from '../names.mjs';

/** @typedef {{text: string} | {path: string[]} | {unknown: string}} Part what the text has in this place; `path` as placeholders have it */

/** What an expression can begin with; another word behind @ is just text, as in e-mail addresses. */
const ROOTS = ['child', 'contact', 'fields', 'globals', 'input', 'legacy_extra', 'locals', 'node', 'parent', 'results', 'resume', 'run',
    'ticket', 'trigger', 'urns', 'webhook'];
const NAME = /^[A-Za-z_]\w*(?:\.\w+)*/;
/** What stands where an expression could not be taken over. */
export const GAP = '...';

/**
 * @param {string} text
 * @param {{url?: boolean}} [options] url: `url_encode` is understood, for the toolkit encodes what it puts into URLs
 * @returns {Part[]}
 */
export function partsOf(text, {url = false} = {}) {
    /** @type {Part[]} */
    const parts = [];
    let rest = text;
    for (let at = rest.indexOf('@'); at >= 0; at = rest.indexOf('@')) {
        parts.push({text: rest.slice(0, at)});
        const {part, length} = expressionAt(rest.slice(at), url);
        parts.push(part);
        rest = rest.slice(at + length);
    }
    return merged([...parts, {text: rest}]);
}

/**
 * A text with placeholders.
 *
 * @param {Part[]} parts
 */
export function textOf(parts) {
    return parts.map((part) => 'text' in part ? part.text : 'path' in part ? `{{${part.path.join('.')}}}` : GAP).join('');
}

/** @param {Part[]} parts */
export function unknownIn(parts) {
    return [...new Set(parts.flatMap((part) => 'unknown' in part ? [part.unknown] : []))];
}

/**
 * JavaScript for the text, and what of the context it reads.
 *
 * @param {Part[]} parts
 * @param {{encoded?: boolean}} [options] encoded: what is put into the text is, as in URLs
 * @returns {{code: string, reads: string[]}}
 */
export function codeOf(parts, {encoded = false} = {}) {
    const known = parts.map((part) => 'unknown' in part ? {text: GAP} : part);
    const [first] = known;
    const reads = known.flatMap((part) => 'path' in part ? [accessOf(part.path).root] : []);
    const encode = (/** @type {string} */ code) => encoded ? `encodeURIComponent(${code})` : code;
    if (known.length === 1 && 'path' in first) {
        return {code: `${accessOf(first.path).code} ?? ''`, reads};
    }
    if (reads.length === 0) {
        return {code: quoted(known.map((part) => 'text' in part ? part.text : '').join('')), reads};
    }
    const inner = known.map((part) => 'text' in part
        ? part.text.replace(/[\\`]|\$\{/g, '\\$&')
        : `\${${encode(`${accessOf(part.path).code} ?? ''`)}}`);
    return {code: `\`${inner.join('').replace(/\n/g, '\\n')}\``, reads: [...new Set(reads)]};
}

/**
 * Where the value of a placeholder is in the context.
 *
 * @param {string[]} path
 * @returns {{root: string, code: string}}
 */
export function accessOf([first, ...rest]) {
    if (first === 'user' || first === 'config') {
        return {root: first, code: memberText(first, rest)};
    }
    if (first === 'contact' || first === 'fields') {
        return {root: 'data', code: memberText('data', [first, ...rest])};
    }
    return {root: 'answers', code: memberText(memberText('answers', [first]), rest, '?.')};
}

/**
 * @param {string} text begins with @
 * @param {boolean} url
 * @returns {{part: Part, length: number}}
 */
function expressionAt(text, url) {
    if (text[1] === '@') {
        return {part: {text: '@'}, length: 2};
    }
    if (text[1] === '(') {
        const length = closing(text);
        const inner = text.slice(2, length - 1).trim();
        const plain = url ? /^url_encode\(\s*([\w.]+)\s*\)$/i.exec(inner)?.[1] ?? inner : inner;
        const path = NAME.exec(plain)?.[0] === plain ? placeholderOf(plain) : null;
        return {part: path === null ? {unknown: text.slice(0, length)} : {path}, length};
    }
    const name = NAME.exec(text.slice(1))?.[0] ?? '';
    if (!ROOTS.includes(name.split('.')[0].toLowerCase())) {
        return {part: {text: '@'}, length: 1};
    }
    const path = placeholderOf(name);
    return {part: path === null ? {unknown: `@${name}`} : {path}, length: name.length + 1};
}

/**
 * How long an expression in parentheses is, with them. Parentheses in strings do not count.
 *
 * @param {string} text begins with `@(`
 */
function closing(text) {
    let depth = 0;
    for (const {0: found, index} of text.matchAll(/"(?:[^"\\]|\\.)*"|[()]/g)) {
        depth += Number(found === '(') - Number(found === ')');
        if (depth === 0) {
            return index + 1;
        }
    }
    return text.length;
}

/**
 * The path of the placeholder that stands for an expression; null if there is none.
 *
 * @param {string} expression
 * @returns {string[] | null}
 */
function placeholderOf(expression) {
    const [root, ...rest] = expression.split('.').map((part, at) => at < 2 ? part.toLowerCase() : part);
    switch (root) {
        case 'results':
            return resultOf(rest);
        case 'fields':
            return rest.length === 1 ? ['fields', rest[0]] : null;
        case 'contact':
            return contactOf(rest);
        case 'globals':
            return rest.length === 1 ? ['config', rest[0]] : null;
        case 'webhook':
            return webhookOf(rest[0] === 'json' ? rest.slice(1) : rest);
        case 'legacy_extra':
            return webhookOf(rest);
        default:
            return null;
    }
}

/** @param {string[]} path */
function resultOf([name, part = 'value', ...more]) {
    if (name === undefined || more.length > 0 || !['category', 'input', 'value'].includes(part)) {
        return null;
    }
    return [part === 'category' ? `${keyOf(name)}_category` : keyOf(name)];
}

/** @param {string[]} path */
function contactOf([field = 'name', ...rest]) {
    if (field === 'fields') {
        return rest.length === 1 ? ['fields', rest[0]] : null;
    }
    const known = rest.length === 0 && ['first_name', 'language', 'name'].includes(field);
    return !known ? null : field === 'language' ? ['user', 'language'] : ['contact', field];
}

/** @param {string[]} path */
function webhookOf(path) {
    return path.length === 0 || path[0] === 'status' ? null : ['webhook', ...path];
}

/**
 * @param {Part[]} parts
 * @returns {Part[]}
 */
function merged(parts) {
    /** @type {Part[]} */
    const all = [];
    for (const part of parts) {
        const last = all.at(-1);
        if ('text' in part && last !== undefined && 'text' in last) {
            last.text += part.text;
        } else if (!('text' in part) || part.text !== '') {
            all.push('text' in part ? {...part} : part);
        }
    }
    return all.length === 0 ? [{text: ''}] : all;
}
