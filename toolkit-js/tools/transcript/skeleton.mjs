/** @file Transcripts to begin with: the shortest way to each transition no test has seen. */

import {UNKNOWN, typed} from './parse.mjs';

/** @typedef {import('../../lib/internal.js').CompiledApp} CompiledApp */
/** @typedef {import('../../lib/internal.js').Edge} Edge */

/** How much longer a way may be that has inputs only. */
const UNKNOWN_COST = 1000;

const NOTES = ['## Ways no test has seen yet. The screens are written by: jukwaa test --update',
    `## ${UNKNOWN} stands for an input that has to be chosen: a test fails as long as it is there.`];

/** @typedef {{from: string, edge: Edge}} Step */

/**
 * @param {CompiledApp} app
 * @param {import('./coverage.mjs').Item[]} items those not seen
 * @param {Date} now when the tests will be
 * @returns {{text: string, tests: number}}
 */
export function skeletonOf(app, items, now) {
    const ways = shortestWays(app, now);
    const tests = items.flatMap(({kind, name, state, edge}) => {
        const way = kind === 'transitions' && state !== undefined && edge !== undefined ? ways.get(state) : undefined;
        return way === undefined ? [] : [testOf(app, name, [...way.steps, /** @type {Step} */ ({from: state, edge})], now)];
    });
    const text = [...NOTES, ...tests.flatMap((lines) => ['', ...lines]), ''].join('\n');
    return {text, tests: tests.length};
}

/**
 * @param {CompiledApp} app
 * @param {string} title
 * @param {Step[]} steps
 * @param {Date} now
 */
function testOf(app, title, steps, now) {
    const inputs = steps.flatMap(({from, edge}) => {
        const state = app.states.get(from);
        const note = state?.interactive || edge.by === '' ? [] : [`## '${from}' has to go on by: ${edge.by}`];
        return state?.interactive ? [lineOf(inputOf(app, from, edge, now))] : note;
    });
    return [`# ${title}`, '> dial', ...inputs];
}

/** @param {string | undefined} input */
function lineOf(input) {
    return input === undefined ? `> ${UNKNOWN}` : typed(input);
}

/**
 * @param {CompiledApp} app
 * @param {string} name
 * @param {Edge} edge
 * @param {Date} now
 */
function inputOf(app, name, edge, now) {
    return app.states.get(name)?.sample?.(edge, now);
}

/**
 * The shortest way from the start to each state, through known inputs where there is such a way.
 *
 * @param {CompiledApp} app
 * @param {Date} now
 * @returns {Map<string, {steps: Step[], cost: number}>}
 */
function shortestWays(app, now) {
    /** @type {Map<string, {steps: Step[], cost: number}>} */
    const found = new Map();
    const open = new Map([[app.start, {steps: /** @type {Step[]} */ ([]), cost: 0}]]);
    while (open.size > 0) {
        const [name, way] = [...open].reduce((least, one) => one[1].cost < least[1].cost ? one : least);
        open.delete(name);
        found.set(name, way);
        for (const edge of app.states.get(name)?.edges() ?? []) {
            const known = !app.states.get(name)?.interactive || inputOf(app, name, edge, now) !== undefined;
            const cost = way.cost + (known ? 1 : UNKNOWN_COST);
            if (edge.to !== null && !found.has(edge.to) && cost < (open.get(edge.to)?.cost ?? Infinity)) {
                open.set(edge.to, {steps: [...way.steps, {from: name, edge}], cost});
            }
        }
    }
    return found;
}
