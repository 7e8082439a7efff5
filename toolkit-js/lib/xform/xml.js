/** @file As much of XML as forms need: elements, attributes, text, entities, comments and CDATA. */
'use strict';

/**
 * Names of elements are without their prefixes, those of attributes with them.
 *
 * @typedef {{name: string, attributes: Record<string, string>, children: (Element | string)[]}} Element
 */

const TAG = /<(\/?)([^\s<>/!?]+)((?:\s+[^\s=<>/]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/;
const PART = new RegExp(`<!--[^]*?-->|<\\?[^]*?\\?>|<!\\[CDATA\\[([^]*?)\\]\\]>|${TAG.source}|([^<]+)`, 'y');
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
/** @type {Record<string, string>} */
const ENTITIES = {amp: '&', lt: '<', gt: '>', quot: '"', apos: '\''};

/**
 * @param {string} xml
 * @returns {Element} the root
 * @throws {Error} if it is not well-formed, or has a document type
 */
function readXml(xml) {
    /** @type {Element} */
    const all = {name: '', attributes: {}, children: []};
    const open = [all];
    PART.lastIndex = 0;
    while (PART.lastIndex < xml.length) {
        const at = PART.lastIndex;
        const found = PART.exec(xml);
        if (found === null) {
            throw new Error(`XML: ${JSON.stringify(xml.slice(at, at + 40))} at ${at} (expected: an element or text)`);
        }
        take(found, open);
    }
    const roots = elementsOf(all);
    if (open.length > 1 || roots.length !== 1) {
        const problem = open.length > 1 ? `<${open.at(-1)?.name}> is not closed` : `${roots.length} elements`;
        throw new Error(`XML: ${problem} (expected: one element)`);
    }
    return roots[0];
}

/**
 * @param {RegExpExecArray} found
 * @param {Element[]} open the elements around it, the innermost last
 */
function take([, data, closing, tag, attributes, empty, text], open) {
    const parent = /** @type {Element} */ (open.at(-1));
    if (data !== undefined || text !== undefined) {
        parent.children.push(data ?? decoded(text));
    } else if (tag !== undefined && closing === '/') {
        if (open.length === 1 || parent.name !== local(tag)) {
            throw new Error(`XML: </${tag}> (expected: ${open.length === 1 ? 'nothing open' : `</${parent.name}>`})`);
        }
        open.pop();
    } else if (tag !== undefined) {
        const element = {name: local(tag), attributes: attributesOf(attributes), children: []};
        parent.children.push(element);
        if (empty !== '/') {
            open.push(element);
        }
    }
}

/** @param {string} text */
function attributesOf(text) {
    return Object.fromEntries(Array.from(text.matchAll(ATTRIBUTE), ([, name, double, single]) => [name, decoded(double ?? single)]));
}

/** @param {string} text */
function decoded(text) {
    return text.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
        const code = hex === undefined ? Number(decimal) : parseInt(hex, 16);
        return name === undefined ? String.fromCodePoint(code) : ENTITIES[name] ?? whole;
    });
}

/** @param {string} name */
function local(name) {
    return name.slice(name.indexOf(':') + 1);
}

/**
 * @param {Element} element
 * @param {string} [name]
 * @returns {Element[]}
 */
function elementsOf({children}, name) {
    return children.filter((one) => typeof one !== 'string').filter((one) => name === undefined || one.name === name);
}

/**
 * @param {Element} element
 * @returns {string}
 */
function writeXml({name, attributes, children}) {
    const given = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`).join('');
    const content = children.map((one) => typeof one === 'string' ? escaped(one) : writeXml(one)).join('');
    return content === '' ? `<${name}${given}/>` : `<${name}${given}>${content}</${name}>`;
}

/** @param {string} text */
function escaped(text) {
    return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

module.exports = {elementsOf, readXml, writeXml};
