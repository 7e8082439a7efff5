/** @file Routers that wait for nothing: what they look at, and which way they take. */

import {Code, quoted} from '../code.mjs';
import {keyOf} from '../names.mjs';
import {functionOf} from './actions.mjs';
import {codeOf, partsOf} from './expressions.mjs';
import {rulesOf} from './questions.mjs';

/** @typedef {import('./read.mjs').FlowNode} FlowNode */
/** @typedef {import('./read.mjs').Router} Router */
/** @typedef {import('./read.mjs').Action} Action */
/** @typedef {import('./actions.mjs').Lost} Lost */
/** @typedef {import('./questions.mjs').Case} Case */

const GROUPS = /^@\(?contact\.groups\)?$/i;

/** @typedef {{options: Record<string, any>, lost: Lost[], uses: string[]}} Split what `decide` gets */

/**
 * @param {Router} router
 * @param {Case[]} cases
 * @param {any} otherwise the default category
 * @param {(category: any) => any} to
 * @returns {Split | null} null if what it looks at is not known
 */
export function splitOf(router, cases, otherwise, to) {
    const groups = GROUPS.test(router.operand ?? '');
    const parts = partsOf(router.operand ?? '');
    const [part] = parts;
    if (!groups && !(parts.length === 1 && 'path' in part)) {
        return null;
    }
    const path = !groups && 'path' in part ? part.path : ['contact'];
    const {rules, lost, uses} = rulesOf(path[0], cases, to, path);
    const key = router.result_name ? keyOf(router.result_name) : null;
    const kept = key === null || groups || key === path[0] ? undefined
        : functionOf(['answers', ...codeOf(parts).reads], [`answers.${key} = ${codeOf(parts).code};`]);
    return {options: {run: kept, next: rules.length === 0 ? to(otherwise) : [...rules, to(otherwise)]}, lost, uses};
}

/**
 * A router that takes one of its ways by chance.
 *
 * @param {Router} router
 * @param {(category: any) => any} to
 * @returns {Record<string, any>} what `decide` gets
 */
export function chanceOf({categories, result_name: result}, to) {
    const names = categories.map((/** @type {any} */ {name}) => name);
    const list = `[${names.map(quoted).join(', ')}]`;
    return {
        run: new Code(`({random}) => ${list}[Math.floor(random() * ${names.length})]`),
        answer: result ? keyOf(result) : undefined,
        next: Object.fromEntries(categories.map((/** @type {any} */ category) => [category.name, to(category)])),
    };
}

/**
 * The categories a request leads to: the one of success, and the other; null if the router is about something else.
 *
 * @param {Router | undefined} router
 * @param {Action} action call_webhook
 * @returns {{success: any, failure: any} | null}
 */
export function outcomesOf(router, {result_name: result = ''}) {
    if (router?.type !== 'switch' || router.wait) {
        return null;
    }
    const operand = (router.operand ?? '').replace(/^@\(?|\)$/g, '').toLowerCase();
    const [first] = router.cases ?? [];
    const [, tested = ''] = /^results\.(\w+)(?:\.category)?$/.exec(operand) ?? [];
    const byCategory = result !== '' && keyOf(tested) === keyOf(result)
        && ['has_category', 'has_only_text'].includes(first?.type) && first.arguments?.[0] === 'Success';
    const byStatus = operand === 'webhook.status' && first?.type === 'has_number_between' && first.arguments?.[0] === '200';
    if (!byCategory && !byStatus) {
        return null;
    }
    const failed = router.cases.find((/** @type {any} */ one) => one.arguments?.[0] === 'Failure')?.category_uuid;
    return {success: categoryOf(router, first.category_uuid), failure: categoryOf(router, router.default_category_uuid ?? failed)};
}

/**
 * The way that is taken where what a router looks at is not known: that of a flow that was completed, else the default.
 *
 * @param {Router} router
 */
export function assumedOf(router) {
    const completed = (router.cases ?? []).find((/** @type {any} */ one) => one.arguments?.[0] === 'completed');
    const entersFlow = /^@child\b/.test(router.operand ?? '') && completed !== undefined;
    return categoryOf(router, entersFlow ? completed.category_uuid : router.default_category_uuid) ?? router.categories?.[0];
}

/**
 * @param {Router} router
 * @param {string | null | undefined} uuid
 */
export function categoryOf({categories = []}, uuid) {
    return categories.find((/** @type {any} */ category) => category.uuid === uuid);
}
