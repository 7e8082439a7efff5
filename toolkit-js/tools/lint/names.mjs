/** @file Names of what an app keeps of its users. */

import {propertyOf, walk} from '../definition/syntax.mjs';

/** @typedef {import('../../lib/internal.d.ts').CompiledApp} CompiledApp */
/** @typedef {import('../definition/source.mjs').Source} Source */

/**
 * Names the answers of states are kept under.
 *
 * @param {CompiledApp} app
 * @returns {Set<string>}
 */
export function answerNames(app) {
    return new Set([...app.states].flatMap(([state, {options, kind}]) => kind === 'end' ? [] : [options.answer ?? state]));
}

/** @type {WeakMap<Source, Set<string>>} */
const dataNamesOf = new WeakMap();

/**
 * Names a function puts into `data` or `answers`: `context.data.name = …`; an empty one if it puts some there whose name is computed.
 *
 * @param {Source} source
 * @returns {Set<string>}
 */
export function dataNames(source) {
    const known = dataNamesOf.get(source) ?? new Set();
    if (!dataNamesOf.has(source)) {
        walk(source.program, (node) => {
            const target = node.type === 'AssignmentExpression' ? node.left : null;
            const holder = target?.type === 'MemberExpression' ? target.object.property?.name ?? target.object.name : null;
            if (holder === 'data' || holder === 'answers') {
                known.add(propertyOf(target) ?? '');
            }
        });
        dataNamesOf.set(source, known);
    }
    return known;
}
