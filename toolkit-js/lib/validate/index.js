/** @file Checks to be put together for the `check` of any state. Their contract: `Validators` in `index.d.ts`. */
'use strict';

const {OWN_TEXTS} = require('../engine/own-texts');
const {message} = require('../engine/texts');
const {resolveDay, todayAt} = require('./calendar');
const {passesIban, passesLuhn, passesMod97, passesVerhoeff} = require('./check-digits');
const {FORMATS, NO_SUCH_DAY, rangeText: dateRangeText, readDate} = require('./date');
const {plainDigits} = require('./digits');
const {birthDateOf, identityTexts, kindOf, readIdentity, sexOf} = require('./identity');
const {decimalsText, rangeText: numberRangeText, readNumber} = require('./number');
const {phoneText, planOf, readPhone} = require('./phone');
const {TRIVIAL, isTrivial} = require('./pin');
const {FORMAT, rangeText: timeRangeText, readTime} = require('./time');

/** @typedef {import('../index').Context} Context */
/** @typedef {import('../index').Text} Text */
/** @typedef {import('../index').Check<any>} Check */
/** @typedef {import('./number').Reading} Reading */

const WRONG_DIGIT = 'That number is not right. Please check it.';

/** A name: letters of any script with their marks, blanks, hyphens, apostrophes and points between or before them. */
const NAME = /^['\u2019\u2018]?\p{L}[\p{L}\p{M}\u200c\u200d '\u2019\u2018.-]*$/u;

/**
 * @param {(value: any, context: Context) => any} verdict see `Check`
 * @param {readonly Text[]} texts all it can return
 * @returns {Check}
 */
const checkOf = (verdict, texts) => Object.assign(verdict, {texts});

/**
 * @param {(value: string) => boolean} passes
 * @param {Text} error
 */
const passing = (passes, error) => checkOf((value) => passes(String(value)) || error, [error]);

/**
 * @param {(value: string, context: Context) => Reading} read
 * @param {readonly Text[]} texts
 */
const readable = (read, texts) => checkOf((value, context) => {
    const reading = read(String(value), context);
    return 'error' in reading ? reading.error : true;
}, texts);

/** @param {Check[]} checks */
function all(...checks) {
    return checkOf(async (value, context) => {
        for (const check of checks) {
            const verdict = await check(value, context);
            if (verdict !== true && verdict !== undefined) {
                return verdict;
            }
        }
        return true;
    }, checks.flatMap(({texts = []}) => texts));
}

/**
 * @param {Text} error
 * @param {Check} check
 */
function saying(error, check) {
    return checkOf(async (value, context) => {
        const verdict = await check(value, context);
        return verdict === true || verdict === undefined || error;
    }, [error]);
}

/**
 * @param {number} least
 * @param {number} [most]
 */
function length(least, most = Infinity) {
    const error = most === Infinity
        ? message('Please enter at least {{least}} characters.', {least})
        : message('Please enter {{shortest}} to {{longest}} characters.', {shortest: least, longest: most});
    return passing((value) => {
        const count = [...value].length;
        return count >= least && count <= most;
    }, error);
}

/**
 * @param {number} least
 * @param {number} [most]
 */
function digits(least, most = least) {
    const error = most === least
        ? message('Please enter {{digits}} digits.', {digits: least})
        : message('Please enter {{least}} to {{most}} digits.', {least, most});
    return passing((value) => /^\d+$/.test(plainDigits(value)) && value.length >= least && value.length <= most, error);
}

/**
 * @param {RegExp} pattern
 * @param {Text} [error]
 */
function matches(pattern, error = OWN_TEXTS.invalid) {
    const stateless = new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, ''));
    return passing((value) => stateless.test(value), error);
}

/**
 * @param {readonly (string | number)[]} values
 * @param {Text} [error]
 */
function among(values, error = 'That is not on the list. Please check it.') {
    const known = new Set(values.map((value) => String(value).toLowerCase()));
    return passing((value) => known.has(value.toLowerCase()), error);
}

/** @param {import('./number').NumberLimits} [limits] */
function number(limits = {}) {
    return readable((value) => readNumber(value, limits), [numberRangeText(limits), decimalsText(limits.decimals ?? 0)]);
}

/** @param {{from?: string, to?: string, order?: import('./date').Order, utcOffset?: number}} [limits] */
function date({from, to, order = 'dmy', utcOffset} = {}) {
    /** @type {(limit: string | undefined, today: string) => string | undefined} */
    const day = (limit, today) => limit === undefined ? undefined : resolveDay(limit, today);
    const sample = '2019-12-25';
    const texts = [FORMATS[order], NO_SUCH_DAY, dateRangeText({from: day(from, sample), to: day(to, sample), order})];
    return readable((value, context) => {
        const today = todayAt(context.now(), utcOffset);
        return readDate(value, {from: day(from, today), to: day(to, today), today, order});
    }, texts);
}

/** @param {{from?: string, to?: string}} [limits] */
function time(limits = {}) {
    return readable((value) => readTime(value, limits), [FORMAT, timeRangeText(limits)]);
}

/** @param {import('./phone').PhoneLimits} [limits] */
function phone(limits = {}) {
    if (limits.region !== undefined) {
        planOf(limits.region);
    }
    return readable((value) => readPhone(value, limits), [phoneText(limits)]);
}

/** @param {any} kind see `IdentityKind` */
function identityNumber(kind) {
    const known = kindOf(kind);
    return readable((value) => readIdentity(value, known), Object.values(identityTexts(known)));
}

/** @param {string} value */
const compact = (value) => plainDigits(value).replace(/[\s-]/g, '').toUpperCase();

const validators = {
    all, among, birthDateOf, date, digits, identityNumber, length, matches, number, phone, saying, sexOf, time,
    letters: passing((value) => NAME.test(value), 'Please use letters only.'),
    luhn: passing((value) => passesLuhn(compact(value)), WRONG_DIGIT),
    verhoeff: passing((value) => passesVerhoeff(compact(value)), WRONG_DIGIT),
    mod97: passing((value) => passesMod97(compact(value)), WRONG_DIGIT),
    iban: passing((value) => passesIban(compact(value)), WRONG_DIGIT),
    strongPin: passing((value) => !isTrivial(value), TRIVIAL),
};

module.exports = {validators};
