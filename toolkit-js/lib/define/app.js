/** @file An app's definition: checked as a whole, and made ready for the engine. */
'use strict';

const {channels} = require('../channels');
const {DefinitionError} = require('../engine/errors');
const {routesOf} = require('../engine/keywords');
const {keysOf} = require('../engine/navigation');
const {problemsOfNext, problemsOfWhen} = require('../engine/next');
const {RESUME, resumeState} = require('../engine/resume');
const {problemsOfKeep} = require('../engine/retention');
const {listOf} = require('../states/choice');
const {readCatalogue} = require('../text/catalogue');
const {millisecondsOf} = require('./duration');
const {problemsInside, problemsWith} = require('./options');
const {definitionHashOf} = require('./outline');

/** @typedef {import('../internal').CompiledApp} CompiledApp */
/** @typedef {import('../internal').StateDefinition} StateDefinition */

/** Ways that are not taken when all goes well. */
const ASIDE = ['attempts', 'change', 'empty', 'fallback'];

/** @type {WeakMap<object, CompiledApp>} */
const compiled = new WeakMap();

/**
 * @param {any} definition see `index.d.ts`
 * @returns {any} the app
 */
function defineApp(definition) {
    const {states, ...options} = definition;
    const all = expand(states ?? {});
    const problems = [...problemsOfOptions(options), ...problemsOfStates(all, options)];
    if (problems.length > 0) {
        throw new DefinitionError(String(options.name), problems);
    }
    const app = Object.freeze({options, states});
    compiled.set(app, compile(options, all));
    return app;
}

/**
 * What the engine runs of an app.
 *
 * @param {object} app
 * @returns {CompiledApp}
 */
function compiledOf(app) {
    const found = compiled.get(app);
    if (found === undefined) {
        throw new TypeError('not an app (expected: what defineApp returns)');
    }
    return found;
}

/**
 * All states, with those that others bring with them.
 *
 * @param {Record<string, StateDefinition>} states
 * @returns {Map<string, StateDefinition>}
 */
function expand(states) {
    const all = new Map(Object.entries(states));
    for (const [name, state] of all) {
        for (const [own, child] of Object.entries(state?.children?.(name) ?? {})) {
            all.set(own === '' ? name : `${name}.${own}`, child);
        }
    }
    return all;
}

/** @param {any} options */
function problemsOfOptions(options) {
    const problems = [];
    if (typeof options.name !== 'string' || !/^[\w-]+$/.test(options.name)) {
        problems.push(`name: ${JSON.stringify(options.name)} (expected: letters, digits, - and _)`);
    }
    if (options.version !== undefined && !(Number.isInteger(options.version) && options.version >= 1)) {
        problems.push(`version: ${options.version} (expected: a whole number from 1)`);
    }
    if (typeof options.channel === 'string' && !Object.hasOwn(channels, options.channel)) {
        problems.push(`channel: '${options.channel}' (expected one of: ${Object.keys(channels).join(', ')}; or a profile)`);
    }
    const {unknown} = problemsWith('defineApp', options);
    return [...problems, ...unknown, ...problemsInside(options), ...problemsOfResume(options.resume ?? {}), ...problemsOfCatalogues(options),
        ...problemsOfKeys(options), ...problemsOfKeywords(options.keywords ?? {})];
}

/** @param {any} options */
function problemsOfKeys(options) {
    const {back, home} = keysOf({options});
    const problems = Object.entries({back, home}).filter(([, key]) => key !== null && !/^(?![1-9]$)\S+$/.test(key.key ?? ''))
        .map(([name, key]) =>
            `navigation.${name}.key: ${JSON.stringify(key?.key)} (expected: what is typed, and no number of an entry: 0, 00, 99, *)`);
    return back === null || back.key !== home?.key
        ? problems : [...problems, `navigation: back and home have the same key ${JSON.stringify(back.key)} (expected: two keys)`];
}

/** @param {any} keywords */
function problemsOfKeywords(keywords) {
    try {
        routesOf(keywords);
        return [];
    } catch (error) {
        return [/** @type {Error} */ (error).message];
    }
}

/** @param {any} resume */
function problemsOfResume({policy = 'continue', maxAge}) {
    const problems = ['continue', 'ask', 'restart'].includes(policy)
        ? [] : [`resume.policy: '${policy}' (expected: continue, ask or restart)`];
    try {
        millisecondsOf(maxAge ?? '1s');
    } catch (error) {
        problems.push(`resume.maxAge: ${/** @type {Error} */ (error).message}`);
    }
    return problems;
}

/** @param {any} options */
function problemsOfCatalogues({languages = {}, catalogues = {}}) {
    return Object.keys(catalogues).filter((language) => !Object.hasOwn(languages, language))
        .map((language) => `catalogues.${language}: not one of the languages (${Object.keys(languages).join(', ') || 'there are none'})`);
}

/**
 * @param {Map<string, any>} states
 * @param {any} options
 */
function problemsOfStates(states, options) {
    const known = [...states.keys()];
    const problems = known.length === 0 ? ['states: none (expected: one at least)'] : [];
    if (!states.has(options.start)) {
        problems.push(`start: '${options.start}' (expected one of: ${known.join(', ')})`);
    }
    for (const [name, state] of states) {
        if (typeof state?.edges !== 'function') {
            problems.push(`states.${name}: ${typeof state} (expected: what choice(…), number(…), end(…) or another state returns)`);
        } else {
            problems.push(...problemsOfState(name, state, states), ...problemsOfLanguage(name, state, options));
        }
    }
    /** @type {[place: string, name: string][]} */
    const named = [
        ...(options.drop?.states ?? []).map((/** @type {string} */ name) => ['drop.states', name]),
        ...Object.entries(options.keywords ?? {}).map(([keyword, name]) => /** @type {[string, string]} */ ([`keywords.${keyword}`, name])),
    ];
    return [...problems, ...named.filter(([, name]) => !states.has(name)).map(([place, name]) => `${place}: there is no state '${name}'`)];
}

/**
 * @param {string} name
 * @param {StateDefinition} state
 * @param {Map<string, StateDefinition>} states
 */
function problemsOfState(name, state, states) {
    const {keep, next, skip} = state.options;
    const problems = [
        ...name.includes('$') ? ['names cannot have a $'] : [],
        ...state.problems ?? [],
        ...problemsOfNext(next),
        ...problemsOfKeep(keep),
        ...skip === undefined ? [] : problemsOfWhen(skip),
    ].map((line) => `states.${name}: ${line}`);
    const edges = state.edges();
    if (!state.ends && edges.every(({by}) => ASIDE.includes(by))) {
        problems.push(`states.${name}: leads nowhere (expected: next, or end(…))`);
    }
    for (const {to, by} of edges) {
        if (to !== null && !states.has(to)) {
            problems.push(`states.${name}: goes to '${to}'${by === '' ? '' : ` (by ${by})`}, which is not there${similar(to, states)}`);
        }
    }
    return problems;
}

/**
 * @param {string} name
 * @param {StateDefinition} state
 * @param {any} options of the app
 * @returns {string[]}
 */
function problemsOfLanguage(name, {kind, options: {choices}}, {languages}) {
    if (kind !== 'language' || languages === undefined || typeof choices === 'function') {
        return [];
    }
    return listOf(choices).filter(({value}) => !Object.hasOwn(languages, value)).map(({value}) =>
        `states.${name}: choices.${value}: not one of the languages (${Object.keys(languages).join(', ')})`);
}

/**
 * @param {string} wanted
 * @param {Map<string, unknown>} states
 */
function similar(wanted, states) {
    const near = [...states.keys()].find((name) => name.toLowerCase() === wanted.toLowerCase()
        || (wanted.length > 3 && (name.startsWith(wanted) || wanted.startsWith(name))));
    return near === undefined ? '' : `; did you mean '${near}'?`;
}

/**
 * @param {any} options
 * @param {Map<string, StateDefinition>} all
 * @returns {CompiledApp}
 */
function compile(options, all) {
    const {channel = 'ussd', catalogues = {}} = options;
    /** @type {string | undefined} */
    let hash;
    return {
        name: options.name,
        version: options.version ?? 1,
        definition: () => hash ??= definitionHashOf(all),
        start: options.start,
        states: new Map([...all, [RESUME, resumeState(options)]]),
        options,
        profile: typeof channel === 'string' ? channels[channel] : channel,
        catalogues: cataloguesOf(catalogues),
    };
}

/**
 * Catalogues, each read when somebody needs it: an app is defined anew for every message, and most users have one language.
 *
 * @param {Record<string, unknown>} sources
 * @returns {import('../internal').CompiledApp['catalogues']}
 */
function cataloguesOf(sources) {
    /** @type {Map<string, import('../internal').Catalogue>} */
    const read = new Map();
    return {
        get(language) {
            if (!read.has(language) && Object.hasOwn(sources, language)) {
                read.set(language, readCatalogue(sources[language], language));
            }
            return read.get(language);
        },
        keys: () => Object.keys(sources),
    };
}

module.exports = {compiledOf, defineApp};
