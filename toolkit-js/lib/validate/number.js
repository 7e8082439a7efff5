/** @file Numbers as people type them. */
'use strict';

const {message, plural} = require('../engine/texts');
const {plainDigits} = require('./digits');

/** @typedef {{value: any} | {error: import('../index').Text}} Reading */
/** @typedef {{least?: number, most?: number, decimals?: number}} NumberLimits */

const SIGNED = /^\s*(?<sign>[-+\u2212]?)\s*(?<body>\S(?:.*\S)?)\s*$/u;
const GROUPED = /^[1-9]\d{0,2}([\s'\u2019\u066c.,])\d{3}(?:\1\d{3})*$/u;
const GROUPED_BY_COMMA = /^[1-9]\d{0,2}(?:,\d{3})+$/;

/**
 * Reads `12`, `+12`, `1 200`, `1,200`, and with decimals `1.5`, `1,5`, `1,200.50` and `1.200,50`. Where decimals are allowed, a single
 * comma or point is always the decimal sign; a single point is nowhere one for thousands.
 *
 * @param {string} input
 * @param {NumberLimits} limits
 * @returns {Reading}
 */
function readNumber(input, {least = -Infinity, most = Infinity, decimals = 0}) {
    const parts = partsOf(plainDigits(input), decimals);
    if (parts !== null && parts.fraction.length > decimals) {
        return {error: decimalsText(decimals)};
    }
    const value = parts === null ? NaN : Number(`${parts.sign}${parts.whole}.${parts.fraction || '0'}`);
    const exact = Math.abs(value) <= Number.MAX_SAFE_INTEGER;
    return exact && value >= least && value <= most ? {value: value === 0 ? 0 : value} : {error: rangeText({least, most})};
}

/**
 * @param {string} text
 * @param {number} decimals
 * @returns {{sign: string, whole: string, fraction: string} | null} null if it is no number
 */
function partsOf(text, decimals) {
    const {sign, body} = SIGNED.exec(text.replace(/\u066b/g, '.'))?.groups ?? {};
    if (body === undefined) {
        return null;
    }
    const at = decimalSignOf(body, decimals);
    const whole = at < 0 ? body : body.slice(0, at);
    const fraction = at < 0 ? '' : body.slice(at + 1);
    const readable = (/^\d+$/.test(whole) || GROUPED.test(whole) || (whole === '' && at === 0)) && (at < 0 || /^\d+$/.test(fraction));
    return readable ? {sign: sign === '' || sign === '+' ? '' : '-', whole: whole.replace(/\D/g, '') || '0', fraction} : null;
}

/**
 * Where the decimal sign is: the last comma or point, unless it is there twice or can only be one for thousands.
 *
 * @param {string} body
 * @param {number} decimals
 */
function decimalSignOf(body, decimals) {
    const at = Math.max(body.lastIndexOf('.'), body.lastIndexOf(','));
    return at < 0 || body.indexOf(body[at]) < at || (decimals === 0 && GROUPED_BY_COMMA.test(body)) ? -1 : at;
}

/**
 * @param {{least?: number | string, most?: number | string}} limits
 * @returns {import('../index').Message}
 */
function rangeText({least = -Infinity, most = Infinity}) {
    if (least === -Infinity) {
        return most === Infinity ? message('Please enter a number.') : message('Please enter a number, {{most}} or less.', {most});
    }
    return most === Infinity
        ? message('Please enter a number, {{least}} or more.', {least})
        : message('Please enter a number from {{least}} to {{most}}.', {least, most});
}

/** @param {number} decimals */
function decimalsText(decimals) {
    return decimals === 0
        ? message('Please enter a whole number.')
        : plural('decimals', 'Please enter only one digit after the point.', 'Please enter at most {{decimals}} digits after the point.',
            {decimals});
}

module.exports = {decimalsText, rangeText, readNumber};
