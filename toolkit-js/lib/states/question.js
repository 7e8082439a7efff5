/** @file What all states that ask have in common: question, error, check, answer. */
'use strict';

const {edgesOf} = require('../engine/next');
const {OWN_TEXTS} = require('../engine/own-texts');
const {withoutMessage} = require('../engine/secrets');

/** @typedef {import('../internal').StateDefinition} StateDefinition */
/** @typedef {import('../index').Context} Context */
/** @typedef {import('../internal').Slot} Slot */
/** @typedef {import('../internal').Engine} Engine */
/** @typedef {{value: any, next?: string, labels?: import('../internal').Label[]}} Answer */
/** @typedef {Answer | {error: import('../index').Text} | import('../internal').Outcome} Parsed */

/**
 * A state that asks one question.
 *
 * @param {string} kind the builder's name
 * @param {Record<string, any>} options see `QuestionOptions`
 * @param {object} own what makes this kind
 * @param {(context: Context, slot: Slot, input: string, picked: number | null, engine: Engine) => Parsed | Promise<Parsed>} own.parse
 *     reads an input: the value, what is wrong with it, or another outcome
 * @param {(context: Context, slot: Slot, engine?: Engine) => Promise<Partial<import('../internal').Made>>} [own.screen] beside the question
 * @param {import('../internal').TextUse[]} [own.texts] beside question and error
 * @param {(options: Record<string, any>) => import('../internal').Edge[]} [own.edges] instead of those of `next`
 * @param {(edge: import('../internal').Edge, now?: Date) => string | undefined} [own.sample]
 * @param {string[]} [own.problems] what is wrong with the options
 * @param {(input: string) => boolean} [own.claims]
 * @param {StateDefinition['undo']} [own.undo]
 * @param {StateDefinition['describe']} [own.describe] an answer as people read it
 * @returns {StateDefinition & import('../index').State<any, any>}
 */
function question(kind, options, own) {
    const {parse, screen, texts = [], problems = [], edges, sample, claims, undo, describe = (context, value) => plain(value)} = own;
    return {
        kind,
        options,
        interactive: true,
        problems: [...problemsOfAttempts(options), ...problems],
        texts: () => [...given(options.question, 'question'), ...given(options.error, 'error'),
            ...listed(options.check?.texts, 'check'), ...listed(options.footer, 'footer'), ...texts],
        edges() {
            // In a form a state leads elsewhere than its builder was told.
            return [...edges?.(this.options) ?? edgesOf(this.options.next), ...asideOf(options)];
        },
        sample: (edge, now) => sample?.(edge, now),
        claims,
        undo,
        describe,
        render: async (context, slot, engine) => ({
            text: await context.translate(options.question),
            ...await screen?.(context, slot, engine),
        }),
        receive: async (context, slot, input, picked, engine) => {
            const parsed = await parse(context, slot, input, picked, engine);
            if ('outcome' in parsed) {
                return parsed;
            }
            if ('error' in parsed) {
                return {outcome: 'refused', error: options.error ?? parsed.error};
            }
            const wrong = await checked(options, parsed.value, context);
            return wrong === null
                ? {outcome: 'answered', ...parsed}
                : {outcome: 'refused', error: wrong};
        },
    };
}

/**
 * A state's memory as it was on its first screen.
 *
 * @param {Slot} slot
 * @returns {Slot}
 */
function firstScreen({loaded}) {
    return loaded === undefined ? {} : {loaded};
}

/**
 * What the app's own check says is wrong; null if nothing.
 *
 * @param {Record<string, any>} options
 * @param {any} value
 * @param {Context} context
 */
async function checked(options, value, context) {
    const {check, error} = options;
    const verdict = check === undefined ? true : await verdictOf(options, value, context);
    if (verdict === true || verdict === undefined) {
        return null;
    }
    return verdict === false ? error ?? OWN_TEXTS.invalid : verdict;
}

/**
 * What the app's check returns. The value is no answer yet: where it is nobody's to see, neither are messages that may have it in them.
 *
 * @param {Record<string, any>} options
 * @param {any} value
 * @param {Context} context
 */
async function verdictOf({check, sensitive}, value, context) {
    try {
        return await check(value, context);
    } catch (error) {
        throw sensitive ? withoutMessage(error) : error;
    }
}

/**
 * An answer as a line of text, without anything known about it.
 *
 * @param {any} value
 * @returns {string}
 */
function plain(value) {
    return Array.isArray(value) ? value.map(plain).join(', ') : typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * @param {import('../index').Text | undefined} text
 * @param {string} place
 */
function given(text, place) {
    return text === undefined ? [] : [{text, place}];
}

/**
 * @param {readonly import('../index').Text[] | undefined} texts
 * @param {string} place
 */
function listed(texts, place) {
    return (texts ?? []).map((text, at) => ({text, place: `${place}.${at}`}));
}

/** @param {Record<string, any>} options */
function asideOf({attempts, empty, fallback}) {
    const ways = {attempts: attempts?.to, empty, fallback};
    return Object.entries(ways).filter(([, to]) => to !== undefined).map(([by, to]) => ({to, by}));
}

/** @param {Record<string, any>} options */
function problemsOfAttempts({attempts}) {
    return attempts === undefined || (Number.isInteger(attempts.most) && attempts.most >= 1)
        ? [] : [`attempts.most: ${attempts.most} (expected: a whole number from 1)`];
}

module.exports = {firstScreen, given, listed, plain, question};
