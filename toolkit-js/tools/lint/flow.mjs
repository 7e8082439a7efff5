/** @file Rules about the ways between states. */

/** @typedef {import('../../lib/internal.d.ts').CompiledApp} CompiledApp */
/** @typedef {import('../../lib/internal.d.ts').StateDefinition} StateDefinition */
/** @typedef {import('./rules.mjs').Found} Found */
/** @typedef {{to: string | null, by: string}} Edge */
/** @typedef {Map<string, Edge[]>} Ways the ways out of each state */

/** Kinds whose answer is not typed in full, or that have none. */
const NOTHING_TYPED = ['choice', 'confirm', 'end', 'language', 'menu', 'rating', 'show', 'terms', 'yesNo'];

/**
 * @param {CompiledApp} app
 * @param {import('../definition/source.mjs').Source} source
 * @returns {Found[]}
 */
export function flowFindings(app, source) {
    const states = new Map([...app.states].filter(([name]) => !name.startsWith('$')));
    /** @type {Ways} */
    const ways = new Map([...states].map(([name, state]) => [name, state.edges()]));
    const reached = reachedFrom([app.start, ...Object.values(app.options.keywords ?? {})], ways);
    return [
        ...unreachable(reached, ways),
        ...deadEnds(states, reached, ways),
        ...circles(states, ways),
        ...functions(ways),
        ...twice(source),
        ...[...states].flatMap(([name, state]) => secret(name, state)),
    ];
}

/**
 * @param {import('../definition/source.mjs').Source} source
 * @returns {Found[]}
 */
function twice(source) {
    return source.replaced.map(({name, node}) => {
        const later = source.positionOfState(name);
        return {
            rule: 'duplicate-state', state: name, position: source.positionOf(node), severity: 'warning',
            message: `another state of this name takes its place${later === null ? '' : `: ${later.file}:${later.line}`}`,
        };
    });
}

/**
 * @param {string[]} starts
 * @param {Ways} ways
 * @returns {Set<string>}
 */
function reachedFrom(starts, ways) {
    const reached = new Set(starts);
    for (const name of reached) {
        for (const {to} of ways.get(name) ?? []) {
            if (to !== null) {
                reached.add(to);
            }
        }
    }
    return reached;
}

/**
 * @param {Set<string>} reached
 * @param {Ways} ways
 * @returns {Found[]}
 */
function unreachable(reached, ways) {
    const unknown = [...reached].filter((name) => ways.get(name)?.some(({to}) => to === null));
    const decided = `functions decide where ${unknown.map((name) => `'${name}'`).join(', ')} ${unknown.length === 1 ? 'leads' : 'lead'}`;
    // What a form brings with it is the form's own business.
    return [...ways.keys()].filter((name) => !reached.has(name) && !name.includes('.')).map((state) => ({
        rule: 'unreachable',
        state,
        ...unknown.length === 0
            ? {message: 'no way leads here'}
            : {severity: 'info', message: `no way is known that leads here; ${decided}`},
    }));
}

/**
 * @param {Map<string, StateDefinition>} states
 * @param {Set<string>} reached
 * @param {Ways} ways
 * @returns {Found[]}
 */
function deadEnds(states, reached, ways) {
    const ending = new Set([...states.keys()].filter((name) => states.get(name)?.ends || ways.get(name)?.some(({to}) => to === null)));
    let before = -1;
    while (ending.size > before) {
        before = ending.size;
        for (const [name, edges] of ways) {
            if (edges.some(({to}) => to !== null && ending.has(to))) {
                ending.add(name);
            }
        }
    }
    const dead = [...reached].filter((name) => states.has(name) && !ending.has(name));
    if (dead.length > 0 && ending.size === 0) {
        return [{rule: 'dead-end', state: null, message: 'there is no end(…): sessions go on until users hang up'}];
    }
    return dead.map((state) => ({rule: 'dead-end', state, message: 'no way leads from here to an end'}));
}

/**
 * States that lead to each other without any of them showing a screen.
 *
 * @param {Map<string, StateDefinition>} states
 * @param {Ways} ways
 * @returns {Found[]}
 */
function circles(states, ways) {
    const passing = new Map([...states].filter(([, {interactive}]) => !interactive).map(([name]) => [name, ways.get(name) ?? []]));
    /** @type {Set<string>} */
    const told = new Set();
    return [...passing.keys()].flatMap((name) => {
        const circle = told.has(name) ? [] : circleOf(name, passing);
        circle.forEach((one) => told.add(one));
        if (circle.length === 0) {
            return [];
        }
        const leaves = circle.some((one) => passing.get(one)?.some(({to}) => to === null || !circle.includes(to)));
        const way = circle.length === 1 ? 'leads to itself' : `${circle.join(' → ')} → ${name}`;
        return [{
            rule: /** @type {const} */ ('circle'),
            state: name,
            message: `${way} without showing a screen${leaves ? ' unless another way is taken' : ''}`,
            ...leaves ? {severity: /** @type {const} */ ('warning')} : {},
        }];
    });
}

/**
 * The states that lead to a state and are led to by it; none if it is in no circle.
 *
 * @param {string} name
 * @param {Ways} passing
 */
function circleOf(name, passing) {
    /** @param {string} from */
    const after = (from) => reachedFrom([from], passing);
    const next = (passing.get(name) ?? []).flatMap(({to}) => to !== null && passing.has(to) ? [to] : []);
    return next.some((to) => after(to).has(name))
        ? [...after(name)].filter((other) => passing.has(other) && after(other).has(name))
        : [];
}

/**
 * @param {Ways} ways
 * @returns {Found[]}
 */
function functions(ways) {
    return [...ways].filter(([, edges]) => edges.some(({to}) => to === null)).map(([state]) => ({
        rule: 'function-next',
        state,
        place: 'next',
        message: 'next is a plain function: graph and coverage cannot see where it leads (expected: oneOf([…states], function))',
    }));
}

/**
 * @param {string} name
 * @param {StateDefinition} state
 * @returns {Found[]}
 */
function secret(name, state) {
    const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase().split(/[^a-z]+/);
    const word = words.find((one) => ['passcode', 'password', 'pin', 'secret'].includes(one));
    const typed = state.interactive && !NOTHING_TYPED.includes(state.kind);
    return word === undefined || !typed || state.options.sensitive
        ? []
        : [{
            rule: 'sensitive',
            state: name,
            message: `seems to ask for a ${word} but is not sensitive: its answer is shown in logs and traces`,
        }];
}
