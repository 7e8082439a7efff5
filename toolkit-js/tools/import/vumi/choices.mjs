/** @file Choices of an app on vumigo_v02, and where they lead, as far as they are data. */

import {isFunction, literalOf, propertyOf} from '../../definition/syntax.mjs';
import {chainOf} from './chains.mjs';
import {lastName, pathFrom} from './read.mjs';

/** @typedef {import('../../definition/syntax.mjs').Node} Node */
/** @typedef {import('./rewriter.mjs').Rewriter} Rewriter */

/**
 * Choices that are all literal.
 *
 * @param {Node | undefined} listed
 * @param {import('./variables.mjs').Variables} variables
 * @returns {{value: string, label: Node}[] | null} null if they are not all literal
 */
export function fixedChoices(listed, variables) {
    const list = listed?.type === 'Identifier' ? variables.nodes.get(listed.name) : listed;
    const choices = list?.type === 'ArrayExpression' ? list.elements.map((/** @type {Node} */ one) => ({
        value: one?.type === 'NewExpression' && lastName(one.callee) === 'Choice' ? literalOf(one.arguments[0])
            : undefined,
        label: one?.arguments?.[1],
    })) : [];
    const isFixed = choices.length > 0 && choices.every((/** @type {any} */ {value, label}) =>
        value !== undefined && label !== undefined && !variables.needsContext(label));
    return isFixed ? choices : null;
}

/**
 * Whether `next` is `function(choice) { return choice.value; }`.
 *
 * @param {Node | undefined} next
 */
export function returnsValue(next) {
    const only = next !== undefined && isFunction(next) && next.body.type === 'BlockStatement'
        && next.body.body.length === 1 ? next.body.body[0] : null;
    const value = only?.type === 'ReturnStatement' ? only.argument : null;
    return value?.type === 'MemberExpression' && propertyOf(value) === 'value'
        && value.object.name === next?.params[0]?.name;
}

/**
 * Where a choice leads whose `next` only sets the language.
 *
 * @param {Node | undefined} next
 * @param {Rewriter} rewriter
 * @returns {string | null}
 */
export function languageNext(next, rewriter) {
    const only = next !== undefined && isFunction(next) && next.body.body?.length === 1 ? next.body.body[0] : null;
    const {base, links: [link, ...more]} = only?.type === 'ReturnStatement' && only.argument !== null
        ? chainOf(only.argument) : {base: null, links: []};
    const isSet = base?.type === 'CallExpression'
        && pathFrom(rewriter.app, base.callee)?.join('.') === 'im.user.set_lang'
        && rewriter.sourceOf(base.arguments[0]) === `${next?.params[0]?.name}.value`;
    if (!isSet || link === undefined || more.length > 0) {
        return null;
    }
    const [given] = link.given;
    const value = link.method === 'thenResolve' ? given : given.body?.body?.length === 1 ? given.body.body[0].argument
        : undefined;
    return rewriter.states.get(literalOf(value) ?? '') ?? null;
}

/**
 * `return {tea: 'states:tea', …}[choice.value]`, which is data.
 *
 * @param {Node} next
 * @param {{value: string, label: Node}[] | null} choices
 * @param {Rewriter} rewriter
 */
export function mapOf(next, choices, rewriter) {
    const only = next.body.body?.length === 1 && next.body.body[0].type === 'ReturnStatement'
        ? next.body.body[0].argument : null;
    const isMap = only?.type === 'MemberExpression' && only.computed && only.object.type === 'ObjectExpression'
        && rewriter.sourceOf(only.property) === `${next.params[0]?.name}.value`;
    if (!isMap || choices === null) {
        return null;
    }
    const ways = new Map(only.object.properties.map((/** @type {Node} */ one) =>
        [String(one.key?.name ?? one.key?.value), rewriter.states.get(literalOf(one.value) ?? '')]));
    const isWhole = ways.size === choices.length && choices.every(({value}) => ways.get(value) !== undefined);
    return isWhole ? Object.fromEntries(ways) : null;
}
