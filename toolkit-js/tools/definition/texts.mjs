/** @file Every text of an app that users may see, and where it stands. */

import {OWN_TEXTS} from '../../lib/engine/own-texts.js';
import {keyOf} from '../../lib/text/po.js';
import {literalsOf} from './literals.mjs';
import {literalOf, walk} from './syntax.mjs';

/** @typedef {import('../../lib/internal.d.ts').CompiledApp} CompiledApp */
/** @typedef {import('./source.mjs').Position} Position */
/** @typedef {import('./source.mjs').Source} Source */

/**
 * A use of a text. `known`: names of values it brings along for its placeholders.
 *
 * @typedef {object} Use
 * @property {string} message
 * @property {string} [context]
 * @property {string} [plural]
 * @property {string} [count]
 * @property {string[]} known
 * @property {string | null} state
 * @property {string} place in the state or the app: `question`, `labels.more` …; `code` for functions
 * @property {Position | null} position null for the engine's own texts
 */

/** @typedef {{state: string | null, place: string}} MadeText a text that a function makes */

/**
 * @param {{app: CompiledApp, source: Source}} loaded
 * @returns {{uses: Use[], made: MadeText[]}}
 */
export function textsOf({app, source}) {
    const given = [...textsOfStates(app), ...textsOfApp(app)].filter(({text}) => text !== undefined && text !== null);
    const places = positions(source);
    const uses = given.filter(({text}) => typeof text !== 'function').map(({state, place, text, own}) => {
        const {message, context, plural, count, values = {}} = typeof text === 'object' ? text : {message: String(text)};
        return {
            message,
            ...context === undefined ? {} : {context},
            ...plural === undefined ? {} : {plural, count},
            known: [...Object.keys(values), ...count === undefined ? [] : [count]],
            state, place,
            position: own ? null : nearest(places.get(message), state) ?? source.positionOfState(state),
        };
    });
    const shown = byMessage(uses);
    const literals = literalsOf(source).filter(({message, context}) => !shown.has(keyOf(message, context))).map(({node, ...literal}) =>
        ({...literal, state: source.stateOf(node), place: 'code', position: source.positionOf(node)}));
    return {
        uses: [...uses, ...literals].filter(({message}) => message !== ''),
        made: given.filter(({text}) => typeof text === 'function').map(({state, place}) => ({state, place})),
    };
}

/**
 * The place in the state's own definition, or the first one.
 *
 * @param {{state: string | null, position: Position}[] | undefined} places
 * @param {string | null} state
 */
function nearest(places, state) {
    return (places?.find((one) => one.state === state) ?? places?.[0])?.position;
}

/**
 * The same message in the same context once, with all its uses.
 *
 * @param {Use[]} uses
 * @returns {Map<string, Use[]>} by gettext's key
 */
export function byMessage(uses) {
    /** @type {Map<string, Use[]>} */
    const found = new Map();
    for (const use of uses) {
        const key = keyOf(use.message, use.context);
        found.set(key, [...found.get(key) ?? [], use]);
    }
    return found;
}

/**
 * All literal texts of an app's code, whatever they are for.
 *
 * @param {Source} source
 * @returns {Map<string, {state: string | null, position: Position}[]>}
 */
export function positions(source) {
    /** @type {Map<string, {state: string | null, position: Position}[]>} */
    const found = new Map();
    walk(source.program, (node, ancestors) => {
        const parent = ancestors.at(-1);
        // Names of properties are no texts: catalogues have messages there.
        const isKey = parent?.type === 'Property' && parent.key === node && !parent.shorthand;
        const text = isKey ? undefined : literalOf(node);
        const position = text === undefined ? null : source.positionOf(node);
        if (text !== undefined && position !== null) {
            found.set(text, [...found.get(text) ?? [], {state: source.stateOf(node), position}]);
        }
    });
    return found;
}

/**
 * @param {CompiledApp} app
 * @returns {{state: string | null, place: string, text: any, own?: boolean}[]}
 */
function textsOfStates(app) {
    return [...app.states].flatMap(([name, state]) =>
        state.texts().map(({place, text}) => ({state: name.startsWith('$') ? null : name, place, text})));
}

/**
 * @param {CompiledApp} app
 * @returns {{state: string | null, place: string, text: any, own?: boolean}[]}
 */
function textsOfApp({options: {labels = {}, error, drop, navigation = {}}}) {
    const given = {
        'labels.more': labels.more, 'labels.previous': labels.previous,
        'navigation.back': navigation?.back?.label, 'navigation.home': navigation?.home?.label,
        'error': error, 'drop.sms': drop?.sms,
    };
    /** @type {Record<string, boolean>} */
    const replaced = {
        more: labels.more !== undefined,
        previous: labels.previous !== undefined,
        back: navigation === null || navigation.back !== undefined,
        home: navigation === null || navigation.home !== undefined,
        apology: error !== undefined,
    };
    return [
        ...Object.entries(given).map(([place, text]) => ({state: null, place, text})),
        ...Object.entries(OWN_TEXTS).filter(([name]) => !replaced[name])
            .map(([name, text]) => ({state: null, place: `engine.${name}`, text, own: true})),
    ];
}
