/** @file What of an app its tests have seen. */

import {legacyGraphOf} from '../graph/model.mjs';

/** @typedef {import('../../lib/internal.js').CompiledApp} CompiledApp */
/** @typedef {import('../../lib/internal.js').StateDefinition} StateDefinition */
/** @typedef {import('../../lib/internal.js').Edge} Edge */
/** @typedef {import('../../lib/internal.js').TraceEvent} TraceEvent */
/** @typedef {import('./run.mjs').Observed} Observed */

/** @typedef {'states' | 'transitions' | 'choices' | 'refusals' | 'languages'} Kind */

/**
 * @typedef {object} Item something that can be seen
 * @property {Kind} kind
 * @property {string} name as people read it
 * @property {boolean} seen
 * @property {string} [state] the one it is about
 * @property {Edge} [edge] of a transition
 */

/** @type {readonly Kind[]} */
export const KINDS = ['states', 'transitions', 'choices', 'refusals', 'languages'];

/** Words the engine gives for a way out, beside answers. */
const WORDS = ['attempts', 'change', 'empty', 'fallback'];

/** @typedef {{from: string, to: string, by: string}} Leave */

/**
 * Coverage of an app whose definition is data.
 *
 * @param {CompiledApp} app
 * @param {Observed[]} observed
 * @returns {Item[]}
 */
export function coverageOf(app, observed) {
    const traces = observed.map(({run}) => run.trace);
    const seen = seenIn(traces);
    const states = [...app.states].filter(([name]) => !name.includes('$'));
    return [
        ...states.map(([name]) => item('states', name, seen.states.has(name), name)),
        ...states.flatMap(([name, state]) => transitions(name, state, seen.leaves)),
        ...states.flatMap(([name, state]) => choices(name, state, seen.answers)),
        ...states.filter(([, {interactive, ends, kind}]) => interactive && !ends && kind !== 'show')
            .map(([name]) => item('refusals', `${name}: a wrong answer`, seen.refused.has(name), name)),
        ...Object.keys(app.options.languages ?? {}).map((code) => item('languages', code, seen.languages.has(code))),
    ];
}

/**
 * Coverage of an app on vumigo_v02: states its code adds, and where users were after each message.
 *
 * @param {string} name
 * @param {import('../definition/legacy.mjs').LegacyStates} states
 * @param {Observed[]} observed
 * @returns {Item[]}
 */
export function legacyCoverageOf(name, states, observed) {
    const taken = observed.flatMap(({before: from, after: to}) => from === null || to === null || from === to ? [] : [{from, to, by: ''}]);
    const there = new Set(observed.flatMap(({before, after}) => [before, after]));
    const graph = legacyGraphOf(name, states, taken);
    return [
        ...graph.states.map((state) => item('states', state.name, there.has(state.name), state.name)),
        ...graph.edges.map(({from, to, seen}) => item('transitions', `${from} → ${to}`, seen > 0, from)),
    ];
}

/**
 * @param {Kind} kind
 * @param {string} name
 * @param {boolean} seen
 * @param {string} [state]
 * @returns {Item}
 */
function item(kind, name, seen, state) {
    return {kind, name, seen, ...state === undefined ? {} : {state}};
}

/** @param {TraceEvent[][]} traces one for each message */
function seenIn(traces) {
    const seen = {states: new Set(), refused: new Set(), languages: new Set(), leaves: /** @type {Leave[]} */ ([]),
        answers: /** @type {Set<string>} */ (new Set())};
    for (const trace of traces) {
        trace.forEach((event, at) => {
            if (event.event === 'enter') {
                seen.states.add(event.state);
            } else if (event.event === 'refused') {
                seen.refused.add(event.state);
            } else if (event.event === 'screen') {
                seen.languages.add(event.language);
            } else if (event.event === 'answer') {
                [event.value].flat().forEach((value) => seen.answers.add(`${event.state}\n${value}`));
            } else if (event.event === 'leave' && !navigated(trace[at + 1])) {
                seen.leaves.push(event);
            }
        });
    }
    return seen;
}

/**
 * Whether a user came somewhere by the keys for it, which is no way of the definition.
 *
 * @param {TraceEvent | undefined} next
 */
function navigated(next) {
    return next?.event === 'enter' && (next.reason === 'back' || next.reason === 'home');
}

/**
 * @param {string} name
 * @param {StateDefinition} state
 * @param {Leave[]} leaves
 * @returns {Item[]}
 */
function transitions(name, state, leaves) {
    const own = leaves.filter(({from}) => from === name);
    const values = choiceValues(state);
    const exact = (/** @type {Edge} */ {by}) => values.includes(by) || WORDS.includes(by) || state.kind === 'keywords';
    const named = new Set(state.edges().filter(exact).map(({by}) => by));
    const takes = (/** @type {Leave} */ leave, /** @type {Edge} */ edge) => edge.to === null || (leave.to === edge.to
        && (leave.by === edge.by || leave.by === '***' || (!exact(edge) && !named.has(leave.by))));
    return unique(state.edges()).map((edge) => {
        const line = `${name} → ${edge.to ?? '?'}${edge.by === '' ? '' : ` (${edge.by})`}`;
        return {...item('transitions', line, own.some((leave) => takes(leave, edge)), name), edge};
    });
}

/** @param {Edge[]} edges */
function unique(edges) {
    return [...new Map(edges.map((edge) => [JSON.stringify([edge.to, edge.by]), edge])).values()];
}

/**
 * @param {string} name
 * @param {StateDefinition} state
 * @param {Set<string>} answers
 * @returns {Item[]}
 */
function choices(name, state, answers) {
    // What was chosen there is in no trace.
    return state.options.sensitive ? [] : choiceValues(state)
        .map((value) => item('choices', `${name}: ${value}`, answers.has(`${name}\n${value}`), name));
}

/** @param {StateDefinition} state */
function choiceValues(state) {
    return state.texts().flatMap(({place}) => place.startsWith('choices.') ? [place.slice('choices.'.length)] : []);
}
