/** @file The states of an app and the ways between them: those its definition tells, and those that were seen. */

/** @typedef {import('../../lib/internal.d.ts').CompiledApp} CompiledApp */

/** @typedef {'choice' | 'input' | 'text' | 'step' | 'end'} Shape */

/**
 * @typedef {object} GraphState
 * @property {string} name
 * @property {string} kind the builder's name; the constructor's for apps on vumigo_v02, `state` if it is not known
 * @property {Shape} shape
 * @property {string | null} note
 * @property {string | null} group the state that brought it along, or that brought others: a form
 */

/**
 * @typedef {object} GraphEdge
 * @property {string} from
 * @property {string | null} to null where a function decides and nothing was seen
 * @property {string[]} by answers, rules and words such as `fallback`; empty for the only way
 * @property {boolean} defined whether the definition tells of it
 * @property {number} seen how often it was taken in traces
 */

/**
 * @typedef {object} Graph
 * @property {string} app
 * @property {string | null} start
 * @property {GraphState[]} states
 * @property {GraphEdge[]} edges
 * @property {{to: string, by: string[]}[]} keywords the app's, which are heard in every state
 */
/** @typedef {{from: string, to: string, by: string}} Transition */

const CHOICES = ['choice', 'confirm', 'keywords', 'language', 'menu', 'multiSelect', 'rating', 'search', 'terms', 'yesNo'];

/** @type {[RegExp, Shape][]} */
const LEGACY_SHAPES = [[/Choice|Menu/, 'choice'], [/End/, 'end'], [/Paginated|Booklet/, 'text']];

/**
 * @param {CompiledApp} app
 * @param {Transition[]} seen
 * @returns {Graph}
 */
export function graphOf(app, seen) {
    const states = [...app.states].filter(([name]) => !name.startsWith('$'));
    const parents = new Set(states.flatMap(([name]) => name.includes('.') ? [groupIn(name)] : []));
    const ways = states.flatMap(([from, state]) => state.edges().map(({to, by}) => ({from, to, by})));
    return {
        app: app.name,
        start: app.start,
        states: states.map(([name, state]) => ({
            name,
            kind: state.kind,
            shape: shapeOf(state),
            note: state.options.note ?? null,
            group: name.includes('.') ? groupIn(name) : parents.has(name) ? name : null,
        })),
        edges: edgesFrom(ways, seen),
        keywords: keywordsOf(app),
    };
}

/**
 * @param {CompiledApp} app
 * @returns {Graph['keywords']} one for each state that keywords lead to
 */
function keywordsOf({options: {keywords = {}}}) {
    const targets = [...new Set(Object.values(keywords))];
    return targets.map((to) => ({to, by: Object.keys(keywords).filter((keyword) => keywords[keyword] === to)}));
}

/**
 * @param {import('../../lib/internal.d.ts').StateDefinition} state
 * @returns {Shape}
 */
function shapeOf({kind, ends, interactive}) {
    if (ends) {
        return 'end';
    }
    if (!interactive) {
        return 'step';
    }
    return CHOICES.includes(kind) ? 'choice' : kind === 'show' ? 'text' : 'input';
}

/**
 * The graph of an app whose states are known from its code and from what was seen.
 *
 * @param {string} app
 * @param {import('../definition/legacy.mjs').LegacyStates} states
 * @param {Transition[]} seen
 * @returns {Graph}
 */
export function legacyGraphOf(app, {added, named}, seen) {
    const names = new Set([...added.map(({name}) => name), ...seen.flatMap(({from, to}) => [from, to])]);
    const kinds = new Map(added.map(({name, kind}) => [name, kind]));
    const ways = named.filter(({from, name}) => from !== null && names.has(name))
        .map(({from, name, by}) => ({from: /** @type {string} */ (from), to: name, by: by === 'next' ? '' : by}));
    return {
        app,
        start: named.find(({by}) => by === 'start')?.name ?? null,
        states: [...names].map((name) => {
            const kind = kinds.get(name) ?? 'state';
            return {name, kind, shape: LEGACY_SHAPES.find(([pattern]) => pattern.test(kind))?.[1] ?? 'input', note: null, group: null};
        }),
        edges: edgesFrom(ways, seen),
        keywords: [],
    };
}

/**
 * One edge for each pair of states.
 *
 * @param {{from: string, to: string | null, by: string}[]} ways of the definition
 * @param {Transition[]} seen
 * @returns {GraphEdge[]}
 */
function edgesFrom(ways, seen) {
    /** @type {Map<string, GraphEdge>} */
    const edges = new Map();
    const edge = (/** @type {string} */ from, /** @type {string | null} */ to, /** @type {boolean} */ defined) => {
        const key = JSON.stringify([from, to]);
        const found = edges.get(key) ?? {from, to, by: [], defined, seen: 0};
        edges.set(key, found);
        return found;
    };
    for (const {from, to, by} of ways) {
        const {by: all} = edge(from, to, true);
        if (by !== '' && !all.includes(by)) {
            all.push(by);
        }
    }
    for (const {from, to, by} of seen) {
        const found = edge(from, to, false);
        found.seen += 1;
        if (!found.defined && by !== '' && !found.by.includes(by)) {
            found.by.push(by);
        }
    }
    const known = new Set(seen.map(({from}) => from));
    return [...edges.values()].filter(({from, to}) => to !== null || !known.has(from));
}

/** @param {string} name */
function groupIn(name) {
    return name.slice(0, name.lastIndexOf('.'));
}
