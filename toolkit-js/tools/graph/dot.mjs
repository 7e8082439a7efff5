/** @file A graph in the language of Graphviz. */

import {labelOf} from './labels.mjs';

/** @typedef {import('./model.mjs').Graph} Graph */
/** @typedef {import('./model.mjs').GraphState} GraphState */

const SHAPES = {
    choice: 'shape=box, style=rounded',
    end: 'shape=oval',
    input: 'shape=parallelogram',
    step: 'shape=hexagon',
    text: 'shape=box',
};

/**
 * @param {Graph} graph
 * @returns {string}
 */
export function dotOf({app, start, states, edges, keywords}) {
    const groups = [...new Set(states.flatMap(({group}) => group ?? []))];
    return [
        `digraph ${quoted(app)} {`,
        '    rankdir=TB;',
        ...states.filter(({group}) => group === null).map((state) => `    ${nodeOf(state)}`),
        ...groups.flatMap((group) => [
            `    subgraph ${quoted(`cluster ${group}`)} {`,
            `        label=${quoted(group)};`,
            ...states.filter((state) => state.group === group).map((state) => `        ${nodeOf(state)}`),
            '    }',
        ]),
        ...start === null ? [] : ['    "$start" [shape=circle, style=filled, label="", width=0.2];', `    "$start" -> ${quoted(start)};`],
        ...keywords.length === 0 ? [] : ['    "$anywhere" [shape=circle, label="*"];'],
        ...keywords.map(({to, by}) => `    "$anywhere" -> ${quoted(to)}${attributes(by, true)};`),
        ...edges.flatMap(({from, to, by, defined}) => [
            ...to === null ? [`    ${quoted(`$unknown ${from}`)} [shape=circle, label="?"];`] : [],
            `    ${quoted(from)} -> ${quoted(to ?? `$unknown ${from}`)}${attributes(by, defined)};`,
        ]),
        ...states.filter(({note}) => note !== null).flatMap(({name, note}) => [
            `    ${quoted(`$note ${name}`)} [shape=note, label=${quoted(/** @type {string} */ (note))}];`,
            `    ${quoted(`$note ${name}`)} -> ${quoted(name)} [style=dotted, dir=none];`,
        ]),
        '}',
        '',
    ].join('\n');
}

/** @param {GraphState} state */
function nodeOf({name, kind, shape}) {
    return `${quoted(name)} [label=${quoted(`${name}\n${kind}`)}, ${SHAPES[shape]}];`;
}

/**
 * @param {string[]} by
 * @param {boolean} defined
 */
function attributes(by, defined) {
    const all = [...by.length === 0 ? [] : [`label=${quoted(labelOf(by))}`], ...defined ? [] : ['style=dashed']];
    return all.length === 0 ? '' : ` [${all.join(', ')}]`;
}

/** @param {string} text */
function quoted(text) {
    return `"${text.replace(/[\\"]/g, '\\$&').replace(/\r?\n/g, '\\n')}"`;
}
