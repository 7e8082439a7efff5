/** @file The summary of answers: right, or one to be changed. */
'use strict';

const {edgesOf} = require('../engine/next');
const {OWN_TEXTS} = require('../engine/own-texts');
const {answerNameOf} = require('./step');
const {firstScreen, given, plain, question} = require('./question');

/** @typedef {import('../index').Context} Context */
/** @typedef {import('../index').Text} Text */
/** @typedef {import('../internal').Engine} Engine */
/** @typedef {{state: string, label: Text, value?: Text}} Item */

const MASK = '***';

/**
 * Shows answers and asks whether they are right. The answer is true.
 *
 * @param {Record<string, any>} options see `ConfirmOptions`; `then` is where a changed answer leads, this state without it; `due` gives the
 *     state of an answer that must not be missing
 */
function confirm(options) {
    const {question: asked = 'Is this right?', yes = 'Yes', change = 'Change', which = 'What do you want to change?', then, due} = options;
    const items = itemsOf(options.show);
    return question('confirm', {...options, question: asked}, {
        parse: async (context, slot, input, picked, engine) => {
            if (slot.choosing) {
                const item = answered(items, context, engine)[picked ?? -1];
                return item === undefined ? {error: OWN_TEXTS.choose} : {outcome: 'change', state: item.state, then: then ?? context.state};
            }
            if (picked === 1) {
                Object.assign(slot, {choosing: true, page: 0, attempts: 0});
                return {outcome: 'stay'};
            }
            const missing = picked === 0 ? await due?.(context) : undefined;
            if (missing !== undefined) {
                return {outcome: 'change', state: missing, then: then ?? context.state};
            }
            return picked === 0 ? {value: true} : {error: OWN_TEXTS.choose};
        },
        screen: async (context, slot, engine) => slot.choosing
            ? {text: await context.translate(which), entries: await labelsOf(answered(items, context, engine), context)}
            : {
                text: [await context.translate(asked), ...await linesOf(answered(items, context, engine), context, engine)].join('\n'),
                entries: [await context.translate(yes), await context.translate(change)],
                breakAt: 'line',
            },
        texts: [
            ...given(yes, 'yes'), ...given(change, 'change'), ...given(which, 'which'),
            ...items.flatMap(({state, label, value}) => [...given(label, `show.${state}`), ...given(value, `show.${state}.value`)]),
        ],
        undo: (slot) => slot.choosing ? firstScreen(slot) : null,
        edges: ({next}) => [...edgesOf(next), ...items.map(({state}) => ({to: state, by: 'change'}))],
        sample: ({by}) => by === '' ? '1' : undefined,
    });
}

/**
 * @param {any} show names of states, or labels by name
 * @returns {Item[]}
 */
function itemsOf(show) {
    return Array.isArray(show)
        ? show.map((state) => ({state, label: labelFrom(state)}))
        : Object.entries(show).map(([state, about]) => Object(about) === about && 'label' in about
            ? {state, label: about.label, value: about.value}
            : {state, label: about});
}

/**
 * A label for want of another: `form.firstName` is `First name`.
 *
 * @param {string} state
 */
function labelFrom(state) {
    const words = state.slice(state.lastIndexOf('.') + 1).replace(/([a-z])([A-Z])/g, '$1 $2').replace(/[-_]+/g, ' ').toLowerCase();
    return words.charAt(0).toUpperCase() + words.slice(1);
}

/**
 * @param {Item[]} items
 * @param {Context} context
 * @param {Engine} [engine]
 */
function answered(items, {answers}, engine) {
    return items.filter(({state}) => (answers[answerNameOf(engine, state)] ?? null) !== null);
}

/**
 * @param {Item[]} items
 * @param {Context} context
 */
function labelsOf(items, context) {
    return Promise.all(items.map(({label}) => context.translate(label)));
}

/**
 * @param {Item[]} items
 * @param {Context} context
 * @param {Engine} [engine]
 */
async function linesOf(items, context, engine) {
    const labels = await labelsOf(items, context);
    const values = await Promise.all(items.map((item) => valueOf(item, context, engine)));
    return labels.map((label, at) => `${label}: ${values[at]}`);
}

/**
 * @param {Item} item
 * @param {Context} context
 * @param {Engine} [engine]
 */
async function valueOf({state, value}, context, engine) {
    const definition = engine?.app.states.get(state);
    if (definition?.options.sensitive) {
        return MASK;
    }
    if (value !== undefined) {
        return context.translate(value);
    }
    const name = answerNameOf(engine, state);
    const answer = context.answers[name];
    return definition?.describe?.(context, answer, engine?.record?.labels?.[name]) ?? plain(answer);
}

module.exports = {confirm, labelFrom};
