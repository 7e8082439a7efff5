/** @file Phone numbers as people type them, to E.164. */
'use strict';

const {message} = require('../engine/texts');
const {plainDigits} = require('./digits');
const {PLANS} = require('./phone-plans');

/** @typedef {import('./number').Reading} Reading */
/** @typedef {import('./phone-plans').PhonePlan} PhonePlan */
/** @typedef {{region?: string, mobileOnly?: boolean, abroad?: boolean}} PhoneLimits */

/** What may stand between digits. */
const SEPARATORS = /[\s()[\]./\u2010-\u2015\u2060\u200e\u200f\u202a-\u202e-]/g;

/**
 * Reads a national number of the region, with or without its trunk prefix or country code, and an international number with `+` or `00`.
 * Says no more than that length and beginning are those of a number there.
 *
 * @param {string} input
 * @param {PhoneLimits} limits
 * @returns {Reading} the value in E.164, for example `+254712000001`
 */
function readPhone(input, limits) {
    const {region, abroad = true} = limits;
    const own = region === undefined ? undefined : planOf(region);
    const text = plainDigits(input).replace(SEPARATORS, '');
    const [, prefix = '', digits = ''] = /^(\+|00)?(\d{4,})$/.exec(text) ?? [];
    const value = prefix === ''
        ? national(digits, own, limits)
        : international(digits, abroad ? Object.values(PLANS) : own === undefined ? [] : [own], abroad, limits);
    return value === null ? {error: phoneText(limits)} : {value};
}

/**
 * @param {string} region
 * @returns {PhonePlan}
 */
function planOf(region) {
    if (!Object.hasOwn(PLANS, region)) {
        throw new TypeError(`region '${region}' (expected one of: ${Object.keys(PLANS).join(', ')})`);
    }
    return PLANS[region];
}

/**
 * @param {string} digits
 * @param {PhonePlan | undefined} plan
 * @param {PhoneLimits} limits
 */
function national(digits, plan, limits) {
    if (plan === undefined) {
        return null;
    }
    return inPlan([...afterCode(digits, plan), digits, without(plan.trunk, digits)], plan, limits);
}

/**
 * @param {string} digits
 * @param {PhonePlan[]} plans those that count
 * @param {boolean} abroad whether numbers of countries without a plan here do too
 * @param {PhoneLimits} limits
 */
function international(digits, plans, abroad, limits) {
    const plan = plans.find(({code}) => digits.startsWith(code));
    if (plan === undefined) {
        return abroad && /^[1-9]\d{7,14}$/.test(digits) ? `+${digits}` : null;
    }
    return inPlan(afterCode(digits, plan), plan, limits);
}

/**
 * The national number after a country code; also where somebody left the trunk prefix in.
 *
 * @param {string} digits
 * @param {PhonePlan} plan
 */
function afterCode(digits, {code, trunk}) {
    const rest = without(code, digits);
    return rest === null ? [] : [rest, without(trunk, rest)];
}

/**
 * @param {(string | null)[]} forms what the national number can be, the likeliest first
 * @param {PhonePlan} plan
 * @param {PhoneLimits} limits
 * @returns {string | null}
 */
function inPlan(forms, plan, {mobileOnly = false}) {
    const wanted = mobileOnly && plan.mobile !== null ? plan.mobile : plan.numbers;
    const found = forms.find((form) => form !== null && wanted.test(form));
    return found === undefined || found === null ? null : `+${plan.code}${found}`;
}

/**
 * @param {string} prefix
 * @param {string} digits
 * @returns {string | null} null if there is no such prefix before the digits
 */
function without(prefix, digits) {
    return prefix !== '' && digits.startsWith(prefix) ? digits.slice(prefix.length) : null;
}

/** @param {PhoneLimits} limits */
function phoneText({region, mobileOnly = false}) {
    if (region === undefined) {
        return 'Please enter the phone number with its country code, for example +254712000001.';
    }
    const example = exampleOf(region);
    return mobileOnly
        ? message('Please enter a mobile number, for example {{example}}.', {example})
        : message('Please enter a phone number, for example {{example}}.', {example});
}

/** @param {string | undefined} region */
function exampleOf(region) {
    const {trunk, example} = region === undefined ? {trunk: '+', example: '254712000001'} : planOf(region);
    return `${trunk === '1' ? '' : trunk}${example}`;
}

module.exports = {exampleOf, phoneText, planOf, readPhone};
