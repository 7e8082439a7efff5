/** @file A sequence of questions as one state, with progress, conditions and a summary at the end. */
'use strict';

const {holds, problemsOfWhen} = require('../engine/next');
const {confirm, labelFrom} = require('./confirm');
const {step} = require('./step');

/** @typedef {import('../index').Context} Context */
/** @typedef {import('../internal').StateDefinition} StateDefinition */

/**
 * Asks one thing after the other. Field `age` of form `register` is the state `register.age`; its answer is called `age`.
 *
 * @param {Record<string, any>} options see `FormOptions`
 * @returns {StateDefinition & import('../index').State<any, any>}
 */
function form(options) {
    const {fields, confirm: summary} = options;
    const names = Object.keys(fields);
    if (names.length === 0) {
        throw new TypeError('fields: none (expected: one at least)');
    }
    const taken = summary === undefined ? undefined : names.find((name) => ['confirm', 'check'].includes(name));
    if (taken !== undefined) {
        throw new TypeError(`fields.${taken}: the form's own name with confirm (expected: another one)`);
    }
    return {
        kind: 'form',
        options,
        problems: problemsOfFields(names, options.when ?? {}),
        interactive: false,
        texts: () => [],
        edges: () => [],
        children(name) {
            // As a field of another form it has other options than it was made with.
            const {next} = this.options;
            const after = summary === undefined ? next : `${name}.confirm`;
            const asked = fieldsOf(options, name, after);
            const first = `${name}.${names[0]}`;
            const due = dueOf(asked, options.when ?? {}, name);
            return {
                '': {...this, children: undefined, edges: () => [{to: first, by: ''}], pass: () => ({outcome: 'go', next: first})},
                ...asked,
                ...summary === undefined ? {} : {
                    confirm: confirm({...summary, show: shownOf(summary.show, asked, name), next, then: `${name}.check`, due: due.first}),
                    check: checkOf(due, name),
                },
            };
        },
    };
}

/**
 * The fields as states, each leading to the one after it.
 *
 * @param {Record<string, any>} options
 * @param {string} form
 * @param {any} after where the last one leads
 * @returns {Record<string, StateDefinition>}
 */
function fieldsOf({fields, when = {}, progress = false}, form, after) {
    const names = Object.keys(fields);
    const placeOf = async (/** @type {string} */ name, /** @type {Context} */ context) => {
        const there = await Promise.all(names.map((one) => when[one] === undefined || holds(when[one], context)));
        const shown = names.filter((one, at) => one === name || (fields[one].interactive && there[at]));
        return `${shown.indexOf(name) + 1}/${shown.length}`;
    };
    return Object.fromEntries(names.map((name, at) => {
        const next = at + 1 < names.length ? `${form}.${names[at + 1]}` : after;
        const field = fieldOf(fields[name], name, when[name], next);
        return [name, progress && field.interactive ? numbered(field, (context) => placeOf(name, context)) : field];
    }));
}

/**
 * @param {string[]} fields
 * @param {Record<string, any>} when
 * @returns {string[]}
 */
function problemsOfFields(fields, when) {
    return Object.entries(when).flatMap(([name, conditions]) => fields.includes(name)
        ? problemsOfWhen(conditions).map((line) => `when.${name}: ${line}`)
        : [`when.${name}: there is no such field (expected one of: ${fields.join(', ')})`]);
}

/**
 * @param {StateDefinition} field
 * @param {string} name
 * @param {any} when
 * @param {any} next where it leads if it does not say so itself
 * @returns {StateDefinition}
 */
function fieldOf(field, name, when, next) {
    const {answer = name, skip: own, next: ownNext} = field.options;
    const skip = when === undefined ? own : async (/** @type {Context} */ context) => {
        if (!await holds(when, context)) {
            delete context.answers[answer];
            return true;
        }
        return own !== undefined && holds(own, context);
    };
    return {...field, options: {...field.options, answer, skip, next: ownNext ?? next}};
}

/**
 * @param {StateDefinition} field
 * @param {(context: Context) => Promise<string>} placeOf
 * @returns {StateDefinition}
 */
function numbered(field, placeOf) {
    return {
        ...field,
        render: async (context, slot, engine) => {
            const screen = await /** @type {NonNullable<StateDefinition['render']>} */ (field.render)(context, slot, engine);
            return {...screen, text: `${await placeOf(context)} ${screen.text}`};
        },
    };
}

/**
 * What the summary shows, by names of states: all that was asked where nothing else is said.
 *
 * @param {any} show names of fields, or labels by name
 * @param {Record<string, StateDefinition>} fields
 * @param {string} form
 */
function shownOf(show, fields, form) {
    const all = Object.keys(fields).filter((name) => fields[name].interactive && fields[name].kind !== 'show');
    const labels = Array.isArray(show ?? all)
        ? Object.fromEntries((show ?? all).map((/** @type {string} */ name) => [name, labelFrom(name)]))
        : show;
    return Object.fromEntries(Object.entries(labels).map(([name, label]) => [`${form}.${name}`, label]));
}

/**
 * The fields that are asked under conditions: their states, and the first one whose question has become due and is not answered.
 *
 * @typedef {{states: string[], first: (context: Context) => Promise<string | undefined>}} Due
 */

/**
 * @param {Record<string, StateDefinition>} fields
 * @param {Record<string, any>} when
 * @param {string} form
 * @returns {Due}
 */
function dueOf(fields, when, form) {
    const conditional = Object.entries(fields).filter(([name, {interactive}]) => interactive && when[name] !== undefined);
    return {
        states: conditional.map(([name]) => `${form}.${name}`),
        first: async (context) => {
            for (const [name, {options}] of conditional) {
                // Forgets answers that have become pointless, too.
                if (!await holds(options.skip, context) && context.answers[options.answer] === undefined) {
                    return `${form}.${name}`;
                }
            }
            return undefined;
        },
    };
}

/**
 * After a change: answers that have become pointless are forgotten, questions that have become due are asked.
 *
 * @param {Due} due
 * @param {string} form
 */
function checkOf({states, first}, form) {
    return step('check', {}, {
        edges: () => [...states.map((to) => ({to, by: 'change'})), {to: `${form}.confirm`, by: ''}],
        pass: async (context) => {
            const state = await first(context);
            return state === undefined ? {outcome: 'go', next: `${form}.confirm`} : {outcome: 'change', state, then: `${form}.check`};
        },
    });
}

module.exports = {form};
