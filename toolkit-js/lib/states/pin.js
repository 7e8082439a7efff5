/** @file A PIN: one the user has and proves, or a new one. It never is an answer. */
'use strict';

const {millisecondsOf} = require('../define/duration');
const {plainDigits} = require('../validate/digits');
const {TRIVIAL, digitsText, isTrivial, traceOf} = require('../validate/pin');
const {firstScreen, given, listed, question} = require('./question');
const {answering, ownErrors} = require('./typed');

/** @typedef {import('../index').Context} Context */
/** @typedef {import('../index').Text} Text */
/** @typedef {import('./question').Parsed} Parsed */

const WRONG = 'That PIN is not right. Please try again.';
const DIFFERENT = 'The two PINs are not the same. Please choose a PIN again.';
const SAMPLE = '529416380725';

/**
 * Asks for a PIN. The answer is true; the PIN itself is only given to the app's `check` or `store`.
 *
 * @param {Record<string, any>} options see `PinOptions`
 */
function pin(options) {
    const {digits = 4, check, equals, store} = options;
    if (!(Number.isInteger(digits) && digits >= 3 && digits <= SAMPLE.length)) {
        throw new TypeError(`pin: digits ${digits} (expected: 3 to ${SAMPLE.length})`);
    }
    if (store !== undefined ? equals !== undefined : (check === undefined) === (equals === undefined)) {
        throw new TypeError('pin: (expected: one of check, equals and store; or store and check)');
    }
    return store === undefined ? knownPin({...options, digits}) : newPin({...options, digits});
}

/** @param {Record<string, any>} options */
function knownPin(options) {
    if (typeof options.attempts?.to !== 'string') {
        throw new TypeError('pin: attempts.to (expected: the state for those who entered too many wrong PINs)');
    }
    const attempts = {most: 3, within: '1h', ...options.attempts};
    millisecondsOf(attempts.within);
    const format = digitsText(options.digits);
    return question('pin', {...options, attempts, check: undefined, sensitive: true}, {
        parse: async (context, slot, input) => {
            const before = wrongPins(context, attempts);
            if (before >= attempts.most) {
                return {outcome: 'go', next: attempts.to};
            }
            const entered = digitsOf(input, options);
            // The engine adds one, and knows only those since the user came here. What is no PIN tells nothing about the right one.
            slot.attempts = entered === null ? before - 1 : before;
            if (entered === null) {
                return {error: format};
            }
            const verdict = await verdictOn(entered, context, options);
            if (verdict === true) {
                delete context.data[keyOf(context)];
                return {value: true};
            }
            context.data[keyOf(context)] = {count: before + 1, last: context.now().getTime()};
            return verdict === false ? {error: WRONG} : {outcome: 'refused', error: verdict};
        },
        screen: async (context) => wrongPins(context, attempts) < attempts.most ? {} : {instead: {to: attempts.to, by: 'attempts'}},
        texts: [...listed(options.check?.texts, 'check'), ...ownErrors(options, {format, wrong: WRONG})],
    });
}

/**
 * Where wrong PINs are counted: beside the answers, so that coming again does not give new attempts.
 *
 * @param {Context} context
 */
function keyOf({state}) {
    return `$wrongPins.${state}`;
}

/**
 * @param {Context} context
 * @param {{within: string}} attempts
 * @returns {number}
 */
function wrongPins(context, {within}) {
    const {count = 0, last = 0} = context.data[keyOf(context)] ?? {};
    return context.now().getTime() - last < millisecondsOf(within) ? count : 0;
}

/**
 * @param {string} entered
 * @param {Context} context
 * @param {Record<string, any>} options
 * @returns {Promise<boolean | Text>} nothing but true is right
 */
async function verdictOn(entered, context, {check, equals}) {
    if (check !== undefined) {
        return await check(entered, context) ?? false;
    }
    const expected = await equals(context);
    if (typeof expected !== 'string') {
        throw new Error(`pin: equals gave a value of type ${typeof expected} (expected: a string)`);
    }
    return entered === expected;
}

/** @param {Record<string, any>} options */
function newPin(options) {
    const {confirm = 'Please enter the same PIN again.', strong = false, digits, check, store} = options;
    const format = digitsText(digits);
    return question('pin', {...options, check: undefined, sensitive: true}, {
        parse: async (context, slot, input) => {
            const {trace} = slot;
            delete slot.trace;
            const entered = digitsOf(input, options);
            if (trace !== undefined && (entered === null || traceOf(entered) !== trace)) {
                return {outcome: 'refused', error: DIFFERENT};
            }
            if (entered === null) {
                return {error: format};
            }
            const weakness = await weaknessOf(entered, context, {strong, check});
            if (weakness !== null) {
                return {outcome: 'refused', error: weakness};
            }
            if (trace === undefined) {
                Object.assign(slot, {trace: traceOf(entered), attempts: 0});
                return {outcome: 'stay'};
            }
            await store(entered, context);
            return {value: true};
        },
        screen: async (context, slot) => slot.trace === undefined ? {} : {text: await context.translate(confirm)},
        undo: (slot) => slot.trace === undefined ? null : firstScreen(slot),
        texts: [
            ...given(confirm, 'confirm'), ...given(DIFFERENT, 'different'), ...given(TRIVIAL, 'trivial'), ...listed(check?.texts, 'check'),
            ...ownErrors(options, {format}),
        ],
        sample: answering(() => SAMPLE.slice(0, digits)),
    });
}

/**
 * What is wrong with a new PIN; null if nothing.
 *
 * @param {string} entered
 * @param {Context} context
 * @param {{strong: boolean, check?: (value: string, context: Context) => any}} options
 * @returns {Promise<Text | null>}
 */
async function weaknessOf(entered, context, {strong, check}) {
    if (strong && isTrivial(entered)) {
        return TRIVIAL;
    }
    const verdict = await check?.(entered, context);
    return verdict === undefined || verdict === true ? null : verdict === false ? TRIVIAL : verdict;
}

/**
 * @param {string} input
 * @param {Record<string, any>} options
 * @returns {string | null} null if it cannot be a PIN
 */
function digitsOf(input, {digits}) {
    const entered = plainDigits(input);
    return /^\d+$/.test(entered) && entered.length === digits ? entered : null;
}

module.exports = {pin};
