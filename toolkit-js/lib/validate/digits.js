/** @file Digits as phones type them, of any script that people use for numbers, to those of ASCII. */
'use strict';

/** The zeros of Arabic, Persian, NKo, Indic, Thai, Lao, Tibetan, Myanmar, Khmer and full-width digits; nine more follow each. */
const ZEROS = [
    0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50, 0x0ed0, 0x0f20, 0x1040,
    0x17e0, 0xff10,
];

/**
 * @param {string} text
 * @returns {string} the text with every digit as one from 0 to 9
 */
function plainDigits(text) {
    return text.replace(/\p{Nd}/gu, (digit) => {
        const code = /** @type {number} */ (digit.codePointAt(0));
        const zero = ZEROS.find((first) => code >= first && code <= first + 9);
        return zero === undefined ? digit : String(code - zero);
    });
}

module.exports = {plainDigits};
