/** @file Rules for apps on vumigo_v02, whose states are known from their code alone. */

import {legacyStates} from '../definition/legacy.mjs';

/** @typedef {import('../definition/legacy.mjs').LegacyStates} LegacyStates */
/** @typedef {import('../definition/source.mjs').Source} Source */
/** @typedef {import('./rules.mjs').Found} Found */

/** The toolkit adds this one itself. */
const OWN = ['__error__'];

/**
 * @param {Source} source
 * @returns {Found[]}
 */
export function legacyFindings(source) {
    const states = legacyStates(source);
    return [...twice(states, source), ...unknown(states, source), ...neverNamed(states, source)];
}

/**
 * @param {LegacyStates} states
 * @param {Source} source
 * @returns {Found[]}
 */
function twice({added}, source) {
    return added.flatMap(({name, node, scope}, at) => {
        const before = added.findIndex((other) => other.name === name && other.scope === scope);
        const line = before === at ? undefined : source.positionOf(added[before].node)?.line;
        return line === undefined ? [] : [{
            rule: 'duplicate-state', state: name, position: source.positionOf(node),
            message: `is added on line ${line} too: only the later one counts`,
        }];
    });
}

/**
 * @param {LegacyStates} states
 * @param {Source} source
 * @returns {Found[]}
 */
function unknown({added, named, complete}, source) {
    const known = [...OWN, ...added.map(({name}) => name)];
    return named.filter(({name}) => added.length > 0 && !known.includes(name)).map(({name, node, from, by}) => ({
        rule: 'unknown-target', state: from, place: by, position: source.positionOf(node),
        message: `goes to '${name}' (by ${by}), which is added nowhere`,
        ...complete ? {} : {severity: 'warning'},
    }));
}

/**
 * @param {LegacyStates} states
 * @param {Source} source
 * @returns {Found[]}
 */
function neverNamed({added, mentioned}, source) {
    return added.filter(({name}) => mentioned.get(name) === added.filter((other) => other.name === name).length && !OWN.includes(name))
        .map(({name, node}) => ({rule: 'unreachable', state: name, position: source.positionOf(node), message: 'is named nowhere else'}));
}
