/** @file What users have stored and an app does not know any more, compared with an earlier file of it. */

import {valuesOf} from '../../lib/define/outline.js';

/** @typedef {import('../../lib/internal.d.ts').CompiledApp} CompiledApp */
/** @typedef {import('../../lib/internal.d.ts').StateDefinition} StateDefinition */
/** @typedef {import('./rules.mjs').Found} Found */

/** Kinds that nobody stands in, and that have no answer of their own. */
const NEVER_STORED = ['check', 'end', 'form', 'quiz', 'send', 'xform'];
const HINT = '; version is the same (expected: version counted up, and migrate)';

/**
 * @param {CompiledApp} app
 * @param {CompiledApp} before
 * @returns {Found[]}
 */
export function versionFindings(app, before) {
    if (app.version < before.version) {
        const versions = `version was ${before.version} and is ${app.version}`;
        return [found(null, `${versions}: users who were migrated are not migrated back`)];
    }
    if (app.version > before.version || app.definition() === before.definition()) {
        return [];
    }
    return [...before.states].filter(([name, state]) => !name.startsWith('$') && isStored(state))
        .flatMap(([name, state]) => changes(name, state, app.states.get(name)));
}

/** @param {StateDefinition} state */
function isStored({kind, options}) {
    return !NEVER_STORED.includes(kind) && !(kind === 'decide' && options.run === undefined);
}

/**
 * @param {string} name
 * @param {StateDefinition} before
 * @param {StateDefinition | undefined} now
 * @returns {Found[]}
 */
function changes(name, before, now) {
    if (now === undefined) {
        return [found(null, `the state '${name}' is gone${HINT}`)];
    }
    if (now.kind !== before.kind) {
        return [found(name, `was a state of kind ${before.kind}, and is one of kind ${now.kind}${HINT}`)];
    }
    const [was, is] = [before, now].map(({options}) => options.answer ?? name);
    const [had, has] = [before, now].map((state) => valuesOf(state)?.map((value) => JSON.stringify(value)) ?? null);
    const gone = had === null || has === null ? [] : had.filter((value) => !has.includes(value));
    return [
        ...was === is ? [] : [found(name, `its answer was called '${was}', and is called '${is}'${HINT}`)],
        ...gone.length === 0 ? [] : [found(name, `${gone.join(', ')}: no choice any more${HINT}`, 'choices')],
    ];
}

/**
 * @param {string | null} state
 * @param {string} message
 * @param {string} [place]
 * @returns {Found}
 */
function found(state, message, place) {
    return {rule: 'unversioned', state, message, ...place === undefined ? {} : {place}};
}
