/** @file Questions with right answers, made from data, and the score. */
'use strict';

const {same} = require('../engine/next');
const {choice, listOf} = require('./choice');
const {given} = require('./question');
const {step} = require('./step');
const {show} = require('./text');

/** @typedef {import('../index').Context} Context */
/** @typedef {import('../internal').StateDefinition} StateDefinition */

/**
 * Asks questions that have a right answer. The answer is how many were right, and of how many. The first question of quiz `malaria` is the
 * state `malaria.1`; its answer has the same name.
 *
 * @param {Record<string, any>} options see `QuizOptions`
 * @returns {StateDefinition & import('../index').State<any, any>}
 */
function quiz(options) {
    const {questions, shuffle = false} = options;
    if (questions.length === 0) {
        throw new TypeError('questions: none (expected: one at least)');
    }
    return {
        kind: 'quiz',
        options,
        problems: questions.flatMap(problemsOfRight),
        interactive: false,
        texts: () => [],
        edges: () => [],
        children(name) {
            const order = shuffle ? shuffled(name, questions.length) : inOrder(name, questions.length);
            return {
                '': {...this, children: undefined, edges: () => order.first.map((to) => ({to, by: order.by})), pass: order.start},
                ...Object.assign({}, ...questions.map((/** @type {any} */ one, /** @type {number} */ at) =>
                    statesOf(options, name, one, at, order.after(at)))),
                score: scoreOf(questions, name, this.options),
            };
        },
    };
}

/**
 * @param {any} question
 * @param {number} at
 * @returns {string[]}
 */
function problemsOfRight({choices, right}, at) {
    const values = listOf(choices).map(({value}) => value);
    return values.some((value) => same(value, right)) ? []
        : [`questions.${at}.right: ${JSON.stringify(right)} (expected one of: ${values.map((value) => JSON.stringify(value)).join(', ')})`];
}

/**
 * A question, and what is said after it.
 *
 * @param {Record<string, any>} options
 * @param {string} quiz
 * @param {any} one
 * @param {number} at
 * @param {any} next
 * @returns {Record<string, StateDefinition>}
 */
function statesOf(options, quiz, {question, choices, right, explain}, at, next) {
    const {back, keep, correct = 'That is right.', wrong = 'That is not right.'} = options;
    const number = String(at + 1);
    if (explain === undefined) {
        return {[number]: choice({question, choices, next, back, keep})};
    }
    const told = show({text: explain, next, back: false});
    return {
        // Who knows the right answer does not go back to give it.
        [number]: choice({question, choices, next: `${quiz}.${number}.explain`, back: false, keep}),
        [`${number}.explain`]: {
            ...told,
            texts: () => [...told.texts(), ...given(correct, 'correct'), ...given(wrong, 'wrong')],
            render: async (context, slot) => {
                const screen = await /** @type {NonNullable<StateDefinition['render']>} */ (told.render)(context, slot);
                const verdict = same(context.answers[`${quiz}.${number}`], right) ? correct : wrong;
                return {...screen, text: `${await context.translate(verdict)} ${screen.text}`};
            },
        },
    };
}

/**
 * @param {any[]} questions
 * @param {string} quiz
 * @param {Record<string, any>} options
 */
function scoreOf(questions, quiz, {next, score = quiz, done, keep}) {
    return step('score', {next, done, answer: score, keep}, {
        pass: ({answers, data}) => {
            delete data[orderName(quiz)];
            const right = questions.filter(({right: one}, at) => same(answers[`${quiz}.${at + 1}`], one)).length;
            return {outcome: 'answered', value: {right, of: questions.length}};
        },
    });
}

/**
 * What leads from question to question.
 *
 * @typedef {object} Order
 * @property {string[]} first the states it may start with
 * @property {string} by
 * @property {(at: number) => any} after the `next` of a question
 * @property {NonNullable<StateDefinition['pass']>} start
 */

/**
 * @param {string} quiz
 * @param {number} count
 * @returns {Order}
 */
function inOrder(quiz, count) {
    return {
        first: [`${quiz}.1`],
        by: '',
        after: (at) => at + 1 < count ? `${quiz}.${at + 2}` : `${quiz}.score`,
        start: () => ({outcome: 'go', next: `${quiz}.1`}),
    };
}

/**
 * An order drawn for each user and kept in `data` until the score.
 *
 * @param {string} quiz
 * @param {number} count
 * @returns {Order}
 */
function shuffled(quiz, count) {
    const numbers = Array.from({length: count}, (_, at) => at + 1);
    const names = numbers.map((number) => `${quiz}.${number}`);
    return {
        first: names,
        by: 'chance',
        after: (at) => ({
            targets: [...names.filter((_, one) => one !== at), `${quiz}.score`],
            decide: (/** @type {Context} */ {data}) => {
                const drawn = data[orderName(quiz)];
                return `${quiz}.${drawn[drawn.indexOf(at + 1) + 1] ?? 'score'}`;
            },
        }),
        start: (context) => {
            const drawn = [...numbers];
            for (let last = count - 1; last > 0; last--) {
                const other = Math.floor(context.random() * (last + 1));
                [drawn[last], drawn[other]] = [drawn[other], drawn[last]];
            }
            context.data[orderName(quiz)] = drawn;
            return {outcome: 'go', next: `${quiz}.${drawn[0]}`, by: 'chance'};
        },
    };
}

/** @param {string} quiz */
function orderName(quiz) {
    return `${quiz}.order`;
}

module.exports = {quiz};
