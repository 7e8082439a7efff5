/** @file Personal identification numbers: their form, the ones everybody guesses, and how to find a mistyped one without keeping it. */
'use strict';

const {message} = require('../engine/texts');
const {remainderOf97} = require('./check-digits');

const TRIVIAL = 'That PIN is too easy to guess. Please choose another one.';

/**
 * Whether a PIN is among the first that people try: one digit all along, digits in order up or down, or a half that is repeated.
 *
 * @param {string} pin
 */
function isTrivial(pin) {
    const inOrder = '01234567890123456789';
    const half = pin.slice(0, Math.floor(pin.length / 2));
    return new Set(pin).size === 1 || inOrder.includes(pin) || inOrder.includes([...pin].reverse().join('')) || pin === half + half;
}

/**
 * What can be kept of a PIN until it is typed again: the remainder of 97. A PIN with one digit wrong, or with two neighbours swapped, has
 * another remainder; but about one in 97 of all PINs has the same, so that it does not tell which one it was. A digest would:
 * ten thousand PINs are soon tried, with or without a salt that lies beside it.
 *
 * @param {string} pin digits
 */
function traceOf(pin) {
    return remainderOf97(pin);
}

/** @param {number} digits */
function digitsText(digits) {
    return message('Please enter {{digits}} digits.', {digits});
}

module.exports = {TRIVIAL, digitsText, isTrivial, traceOf};
