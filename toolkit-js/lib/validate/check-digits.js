/** @file Check digits: what tells a number with a wrong or swapped digit from the right one. */
'use strict';

/**
 * The Luhn algorithm of ISO/IEC 7812: bank cards, South African identity numbers.
 *
 * @param {string} digits with the check digit at the end
 */
function passesLuhn(digits) {
    const sum = [...digits].reverse().reduce((total, digit, at) => {
        const weighted = Number(digit) * (at % 2 + 1);
        return total + (weighted > 9 ? weighted - 9 : weighted);
    }, 0);
    return /^\d{2,}$/.test(digits) && sum % 10 === 0;
}

/** What a digit becomes in each place, from the right; after eight places it starts again. */
const PERMUTATIONS = [
    '0123456789', '1576283094', '5803796142', '8916043527', '9453126870', '4286573901', '2793806415', '7046913258',
];

/** The multiplication of the dihedral group of ten elements. */
const PRODUCTS = [
    '0123456789', '1234067895', '2340178956', '3401289567', '4012395678',
    '5987604321', '6598710432', '7659821043', '8765932104', '9876543210',
];

/**
 * The Verhoeff algorithm: Aadhaar numbers. Finds every wrong digit and every swap of neighbours.
 *
 * @param {string} digits with the check digit at the end
 */
function passesVerhoeff(digits) {
    if (!/^\d{2,}$/.test(digits)) {
        return false;
    }
    let product = 0;
    for (const [at, digit] of [...digits].reverse().entries()) {
        product = Number(PRODUCTS[product][Number(PERMUTATIONS[at % 8][Number(digit)])]);
    }
    return product === 0;
}

/**
 * MOD 97-10 of ISO/IEC 7064, with letters as 10 to 35.
 *
 * @param {string} text digits and capital letters, with the two check digits at the end
 */
function passesMod97(text) {
    return /^[0-9A-Z]{3,}$/.test(text) && remainderOf97([...text].map((sign) => parseInt(sign, 36)).join('')) === 1;
}

/** @param {string} digits any number of them */
function remainderOf97(digits) {
    return [...digits].reduce((remainder, digit) => (remainder * 10 + Number(digit)) % 97, 0);
}

/**
 * Account numbers of ISO 13616, whose check digits stand after the country's letters.
 *
 * @param {string} text digits and capital letters
 */
function passesIban(text) {
    return /^[A-Z]{2}\d\d[0-9A-Z]{11,30}$/.test(text) && passesMod97(text.slice(4) + text.slice(0, 4));
}

module.exports = {passesIban, passesLuhn, passesMod97, passesVerhoeff, remainderOf97};
