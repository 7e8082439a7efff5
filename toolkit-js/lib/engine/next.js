/** @file Where a state goes: resolves `next`, and tells all ways out that its data hold. */
'use strict';

/** @typedef {import('../index').Context} Context */
/** @typedef {import('../internal').Edge} Edge */

/**
 * Whether a value meets a condition.
 *
 * @param {any} value an answer; undefined if there is none
 * @param {any} condition see `Condition`
 */
function meets(value, condition) {
    if (typeof condition !== 'object' || condition === null || Array.isArray(condition)) {
        return same(value, condition);
    }
    return Object.entries(condition).every(([test, expected]) => {
        const holds = TESTS[test];
        if (holds === undefined) {
            throw new Error(`condition '${test}' (expected one of: ${Object.keys(TESTS).join(', ')})`);
        }
        return holds(value, expected);
    });
}

/** @type {Record<string, (value: any, expected: any) => boolean>} */
const TESTS = {
    is: (value, expected) => same(value, expected),
    not: (value, expected) => !same(value, expected),
    in: (value, expected) => expected.some((/** @type {any} */ one) => same(value, one)),
    below: (value, expected) => value < expected,
    atMost: (value, expected) => value <= expected,
    above: (value, expected) => value > expected,
    atLeast: (value, expected) => value >= expected,
    matches: (value, expected) => new RegExp(expected.source, expected.flags.replace(/[gy]/g, '')).test(String(value)),
    answered: (value, expected) => (value !== undefined && value !== null) === expected,
};

/**
 * @param {any} one
 * @param {any} other
 */
function same(one, other) {
    return one === other || JSON.stringify(one) === JSON.stringify(other);
}

/**
 * What is wrong with a `next` or a `when` that data can tell.
 *
 * @param {any} next see `Next`
 * @returns {string[]}
 */
function problemsOfNext(next) {
    if (!Array.isArray(next)) {
        return [];
    }
    const rules = next.filter((rule) => typeof rule !== 'string');
    const last = next.at(-1);
    return [
        ...typeof last === 'string' ? [] : ['next has no state for when no rule holds (expected: a name at its end)'],
        ...rules.flatMap((rule) => typeof rule?.to === 'string' ? problemsOfWhen(rule.when) : [`next: ${JSON.stringify(rule)} (expected: {when: …, to: …})`]),
    ];
}

/**
 * @param {any} when see `Rule`
 * @returns {string[]}
 */
function problemsOfWhen(when) {
    if (typeof when === 'function') {
        return [];
    }
    if (Object(when) !== when) {
        return [`when: ${JSON.stringify(when)} (expected: conditions by the names of answers, or a function)`];
    }
    return Object.entries(when).filter(([, condition]) => Object(condition) === condition && !Array.isArray(condition))
        .flatMap(([name, condition]) => Object.keys(condition).filter((test) => !Object.hasOwn(TESTS, test))
            .map((test) => `condition on '${name}': '${test}' (expected one of: ${Object.keys(TESTS).join(', ')})`));
}

/**
 * Whether all conditions on answers hold, or the function says so.
 *
 * @param {any} when see `Rule`
 * @param {Context} context
 * @returns {Promise<boolean>}
 */
async function holds(when, context) {
    if (typeof when === 'function') {
        return Boolean(await when(context));
    }
    return Object.entries(when).every(([name, condition]) => meets(answerAt(context.answers, name), condition));
}

/**
 * @param {any} answers
 * @param {string} name an answer's, or one with dots: `score.right` is a part of the answer `score`
 */
function answerAt(answers, name) {
    return Object.hasOwn(answers, name)
        ? answers[name]
        : name.split('.').reduce((value, part) => Object(value) === value && Object.hasOwn(value, part) ? value[part] : undefined, answers);
}

/**
 * The name of the state to go to.
 *
 * @param {any} next see `Next`
 * @param {Context} context
 * @param {any} value the answer, for a `next` that has a name for each
 * @returns {Promise<string | undefined>} undefined if nothing of it fits
 */
async function resolve(next, context, value) {
    if (typeof next === 'string' || next === undefined) {
        return next;
    }
    if (typeof next === 'function') {
        return next(context);
    }
    if (Array.isArray(next)) {
        return firstRule(next, context);
    }
    return typeof next.decide === 'function' ? next.decide(context) : own(next, String(value));
}

/**
 * @param {any[]} rules
 * @param {Context} context
 */
async function firstRule(rules, context) {
    for (const rule of rules) {
        if (typeof rule === 'string') {
            return rule;
        }
        if (await holds(rule.when, context)) {
            return rule.to;
        }
    }
    return undefined;
}

/**
 * @param {Record<string, string>} names
 * @param {string} value
 */
function own(names, value) {
    return Object.hasOwn(names, value) ? names[value] : undefined;
}

/**
 * All ways out a `next` has; one to null where only a function knows.
 *
 * @param {any} next see `Next`
 * @returns {Edge[]}
 */
function edgesOf(next) {
    if (next === undefined) {
        return [];
    }
    if (typeof next === 'string') {
        return [{to: next, by: ''}];
    }
    if (typeof next === 'function') {
        return [{to: null, by: 'function'}];
    }
    if (Array.isArray(next)) {
        return next.map((rule) => typeof rule === 'string' ? {to: rule, by: 'otherwise'} : {to: rule.to, by: shown(rule.when)});
    }
    if (typeof next.decide === 'function') {
        return next.targets.map((/** @type {string} */ to) => ({to, by: 'function'}));
    }
    return Object.entries(next).map(([by, to]) => ({to: String(to), by}));
}

/**
 * A rule's conditions as one line.
 *
 * @param {any} when
 */
function shown(when) {
    return typeof when === 'function' ? 'function' : Object.entries(when).map(([name, condition]) => `${name} ${line(condition)}`).join(', ');
}

/** @param {any} condition */
function line(condition) {
    return typeof condition === 'object' && condition !== null && !Array.isArray(condition)
        ? Object.entries(condition).map(([test, value]) => `${test} ${isPattern(value) ? value : JSON.stringify(value)}`).join(' ')
        : `is ${JSON.stringify(condition)}`;
}

/**
 * Whether it is a regular expression, of whatever realm: apps and toolkit do not share one in a host.
 *
 * @param {unknown} value
 */
function isPattern(value) {
    return Object.prototype.toString.call(value) === '[object RegExp]';
}

module.exports = {edgesOf, holds, meets, problemsOfNext, problemsOfWhen, resolve, same};
