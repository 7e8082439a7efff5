/** @file Values as JavaScript that people would have written. */

const INDENT = '    ';
const WIDTH = 110;

/** JavaScript that is printed as it is. */
export class Code {
    /** @param {string} text */
    constructor(text) {
        this.text = text;
    }
}

/** A state that is led to. Its name is known when all of a flow has been read. */
export class Target {
    /** @type {string | null} */
    name = null;

    /** @param {any} place */
    constructor(place) {
        this.place = place;
    }
}

/** @param {string} text */
export function quoted(text) {
    const escaped = text.replace(/[\\']/g, '\\$&').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/[\u2028\u2029]/g,
        (character) => `\\u${character.charCodeAt(0).toString(16)}`);
    return `'${escaped}'`;
}

/** @param {string} name */
export function keyText(name) {
    return /^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name);
}

/**
 * @param {string} holder
 * @param {string[]} path
 * @param {string} [link] between a value and its property: `?.` where it may be absent
 */
export function memberText(holder, path, link = '.') {
    return path.reduce((text, name) => /^[A-Za-z_$][\w$]*$/.test(name)
        ? `${text}${link}${name}` : `${text}${link === '.' ? '' : link}[${quoted(name)}]`, holder);
}

/**
 * @param {any} value JSON, regular expressions, `Code` and `Target`; undefined properties are left out
 * @param {string} [indent] of the line it stands in
 * @returns {string}
 */
export function printed(value, indent = '') {
    const flat = onOneLine(value);
    if (typeof value !== 'object' || value === null || value instanceof RegExp || value instanceof Code || value instanceof Target
        || indent.length + flat.length <= WIDTH) {
        return flat;
    }
    return spread(value, indent);
}

/**
 * An object or a list with a line for each of its parts.
 *
 * @param {any} value
 * @param {string} indent
 */
export function spread(value, indent) {
    const inner = indent + INDENT;
    const lines = Array.isArray(value)
        ? value.map((one) => `${inner}${printed(one, inner)},\n`)
        : present(value).map(([name, one]) => `${inner}${keyText(name)}: ${printed(one, inner)},\n`);
    const [open, close] = Array.isArray(value) ? '[]' : '{}';
    return `${open}\n${lines.join('')}${indent}${close}`;
}

/**
 * @param {any} value
 * @returns {string}
 */
function onOneLine(value) {
    if (value instanceof Code) {
        return value.text;
    }
    if (value instanceof Target) {
        return quoted(String(value.name));
    }
    if (typeof value === 'string') {
        return quoted(value);
    }
    if (Array.isArray(value)) {
        return `[${value.map(onOneLine).join(', ')}]`;
    }
    if (typeof value === 'object' && value !== null && !(value instanceof RegExp)) {
        return `{${present(value).map(([name, one]) => `${keyText(name)}: ${onOneLine(one)}`).join(', ')}}`;
    }
    return String(value);
}

/** @param {object} value */
function present(value) {
    return Object.entries(value).filter(([, one]) => one !== undefined);
}
