/** @file A graph as a Mermaid flowchart. */

import {labelOf} from './labels.mjs';

/** @typedef {import('./model.mjs').Graph} Graph */
/** @typedef {import('./model.mjs').GraphState} GraphState */

/** What stands around the label. */
const SHAPES = {
    choice: ['(', ')'],
    end: ['([', '])'],
    input: ['[/', '/]'],
    step: ['{{', '}}'],
    text: ['[', ']'],
};

/**
 * @param {Graph} graph
 * @returns {string}
 */
export function mermaidOf({start, states, edges, keywords}) {
    const groups = [...new Set(states.flatMap(({group}) => group ?? []))];
    const unknown = edges.filter(({to}) => to === null);
    return [
        'flowchart TD',
        ...states.filter(({group}) => group === null).map((state) => `    ${nodeOf(state)}`),
        ...groups.flatMap((group) => [
            `    subgraph g_${encoded(group)}["${escaped(group)}"]`,
            ...states.filter((state) => state.group === group).map((state) => `        ${nodeOf(state)}`),
            '    end',
        ]),
        ...start === null ? [] : ['    begin((" "))', `    begin --> ${idOf(start)}`],
        ...keywords.length === 0 ? [] : ['    anywhere(("*"))'],
        ...keywords.map(({to, by}) => `    anywhere -->${arrowLabel(by)} ${idOf(to)}`),
        ...unknown.map(({from}) => `    u_${encoded(from)}(("?"))`),
        ...edges.map(({from, to, by, defined}) =>
            `    ${idOf(from)} ${defined ? '-->' : '-.->'}${arrowLabel(by)} ${to === null ? `u_${encoded(from)}` : idOf(to)}`),
        ...states.filter(({note}) => note !== null).flatMap(({name, note}) => [
            `    c_${encoded(name)}>"${escaped(/** @type {string} */ (note))}"]`,
            `    c_${encoded(name)} -.- ${idOf(name)}`,
        ]),
        '',
    ].join('\n');
}

/** @param {GraphState} state */
function nodeOf({name, kind, shape}) {
    const [open, close] = SHAPES[shape];
    return `${idOf(name)}${open}"${escaped(name)}<br/>${escaped(kind)}"${close}`;
}

/** @param {string[]} by */
function arrowLabel(by) {
    return by.length === 0 ? '' : `|"${escaped(labelOf(by))}"|`;
}

/**
 * Letters and digits stay, so that words Mermaid reserves and signs it reads cannot come about.
 *
 * @param {string} name
 */
function idOf(name) {
    return `s_${encoded(name)}`;
}

/** @param {string} name */
function encoded(name) {
    return name.replace(/[^A-Za-z0-9]/gu, (character) => `_${Number(character.codePointAt(0)).toString(16)}_`);
}

/** @param {string} text */
function escaped(text) {
    return text.replace(/["#&;<>`\\]/g, (character) => `#${character.charCodeAt(0)};`).replace(/\s*\n\s*/g, '<br/>');
}
