/** @file Identity numbers: those whose form or check digit is public, and what a South African one tells. */
'use strict';

const {message} = require('../engine/texts');
const {dayOf, isDay} = require('./calendar');
const {passesLuhn, passesMod97, passesVerhoeff} = require('./check-digits');
const {plainDigits} = require('./digits');

/** @typedef {import('./number').Reading} Reading */

/**
 * A kind of identity number.
 *
 * @typedef {object} IdentityKind
 * @property {RegExp} pattern of the number without blanks, dashes and slashes, letters in upper case
 * @property {(number: string) => boolean} [passes] what the pattern cannot tell
 * @property {number} [digits] how many, for those that have nothing else
 * @property {string} [example]
 */

const WRONG = 'That ID number is not right. Please check it.';

/** @type {Readonly<Record<string, IdentityKind>>} */
const KINDS = Object.freeze({
    /** South Africa: birth date, four digits for the sex, two more, a Luhn digit. */
    'za': {pattern: /^\d{13}$/, passes: passesSouthAfrican, digits: 13, example: '8001015009087'},
    /** India, Aadhaar: a Verhoeff digit. */
    'in': {pattern: /^[2-9]\d{11}$/, passes: passesVerhoeff, digits: 12, example: '999941057058'},
    /** Kenya, the national identity card. */
    'ke': {pattern: /^\d{7,8}$/, example: '12345678'},
    /** Nigeria, the National Identification Number. */
    'ng-nin': {pattern: /^\d{11}$/, digits: 11, example: '12345678901'},
    /** Nigeria, the Bank Verification Number. */
    'ng-bvn': {pattern: /^\d{11}$/, digits: 11, example: '22345678901'},
    /** Ghana, the Ghana Card of citizens: GHA-000000000-0. */
    'gh': {pattern: /^GHA\d{10}$/, example: 'GHA-123456789-0'},
    /** Rwanda. */
    'rw': {pattern: /^\d{16}$/, digits: 16, example: '1198012345678901'},
    /** Tanzania, the NIDA number. */
    'tz': {pattern: /^\d{20}$/, digits: 20, example: '19800101123450000123'},
    /** Uganda, the National Identification Number. */
    'ug': {pattern: /^[A-Z][MF][0-9A-Z]{12}$/, example: 'CM80010112345A'},
    /** Zambia, the National Registration Card: 000000/00/0. */
    'zm': {pattern: /^\d{9}$/, digits: 9, example: '123456/10/1'},
});

/** @type {Record<string, (number: string) => boolean>} */
const CHECKS = {luhn: passesLuhn, mod97: passesMod97, verhoeff: passesVerhoeff};

/**
 * @param {any} kind a name, or a pattern with the name of a check
 * @returns {IdentityKind}
 */
function kindOf(kind) {
    if (typeof kind === 'string' && Object.hasOwn(KINDS, kind)) {
        return KINDS[kind];
    }
    if (!(kind?.pattern instanceof RegExp)) {
        throw new TypeError(`identityNumber: kind '${kind}' (expected one of: ${Object.keys(KINDS).join(', ')}; or {pattern, check})`);
    }
    if (kind.check !== undefined && !Object.hasOwn(CHECKS, kind.check)) {
        throw new TypeError(`identityNumber: check '${kind.check}' (expected one of: ${Object.keys(CHECKS).join(', ')})`);
    }
    const {source, flags} = kind.pattern;
    return {pattern: new RegExp(source, flags.replace(/[gy]/g, '')), passes: CHECKS[kind.check], example: kind.example};
}

/**
 * @param {string} input
 * @param {IdentityKind} kind
 * @returns {Reading} the value without blanks, dashes and slashes, letters in upper case
 */
function readIdentity(input, kind) {
    const number = plainDigits(input).replace(/[\s./\u2010-\u2015-]/g, '').toUpperCase();
    const {pattern, passes = () => true} = kind;
    if (kind.digits !== undefined && !(/^\d+$/.test(number) && number.length === kind.digits)) {
        return {error: shapeText(kind.digits)};
    }
    return pattern.test(number) && passes(number) ? {value: number} : {error: WRONG};
}

/**
 * @param {IdentityKind} kind
 * @returns {Record<string, import('../index').Text>}
 */
function identityTexts({digits}) {
    return digits === undefined ? {wrong: WRONG} : {digits: shapeText(digits), wrong: WRONG};
}

/** @param {number} digits */
function shapeText(digits) {
    return message('Please enter the {{digits}} digits of the ID number.', {digits});
}

/** @param {string} number 13 digits */
function passesSouthAfrican(number) {
    return passesLuhn(number) && birthDaysOf(number).length > 0;
}

/**
 * The day of birth a South African identity number tells. Its century is the latest that is not in the future.
 *
 * @param {string} number
 * @param {Date} now
 * @returns {string | null} `YYYY-MM-DD`; null if it is no such number
 */
function birthDateOf(number, now) {
    const today = now.toISOString().slice(0, 10);
    return isSouthAfrican(number) ? birthDaysOf(number).findLast((day) => day <= today) ?? null : null;
}

/**
 * The sex a South African identity number tells.
 *
 * @param {string} number
 * @returns {'female' | 'male' | null} null if it is no such number
 */
function sexOf(number) {
    return !isSouthAfrican(number) ? null : Number(number.slice(6, 10)) < 5000 ? 'female' : 'male';
}

/** @param {string} number */
function isSouthAfrican(number) {
    return KINDS.za.pattern.test(number) && passesSouthAfrican(number);
}

/**
 * The days its first six digits can stand for, the first one first.
 *
 * @param {string} number
 */
function birthDaysOf(number) {
    const [year, month, day] = [number.slice(0, 2), number.slice(2, 4), number.slice(4, 6)].map(Number);
    return [1900, 2000, 2100].map((century) => century + year)
        .filter((one) => isDay(one, month, day))
        .map((one) => dayOf(one, month, day));
}

module.exports = {CHECKS, WRONG, birthDateOf, identityTexts, kindOf, readIdentity, sexOf};
