/** @file The GSM 7 bit default alphabet of 3GPP TS 23.038: what is in it, what it costs, and what stands in for the rest. */
'use strict';

const {EQUIVALENTS} = require('./equivalents');

const BASIC = new Set('@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?'
    + '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà');
/** Two septets each: the escape and the character. */
const EXTENSION = new Set('\f^{}\\[~]|€');

/** A character with what only makes sense after it: accents, joiners, variation selectors, direction marks. */
const CLUSTER = /[^][\u0300-\u036f\u200c-\u200f\u20d0-\u20ff\ufe00-\ufe0f]*/gu;
const FRACTION = /(?<=\d)[\u00bc-\u00be\u2150-\u215e]/g;
const POWER = /(?<=\d)[\u00b9\u00b2\u00b3\u2070\u2074-\u2079]/g;
const ACCENTS = /[\u0300-\u036f]/g;

/** Septets or UTF-16 code units: of one message, and of each part of a longer one. */
const SMS = {'gsm-7': {single: 160, part: 153}, 'ucs-2': {single: 70, part: 67}};

/**
 * @param {string} text
 * @returns {boolean} whether all of it is in the GSM 7 bit alphabet or its extension
 */
function isGsm7(text) {
    for (const character of text) {
        if (!BASIC.has(character) && !EXTENSION.has(character)) {
            return false;
        }
    }
    return true;
}

/**
 * @param {string} text
 * @returns {'gsm-7' | 'ucs-2'} what a network has to send it in
 */
function charsetOf(text) {
    return isGsm7(text) ? 'gsm-7' : 'ucs-2';
}

/**
 * How much of a screen or message a text takes: septets if all of it is GSM-7, else UTF-16 code units.
 *
 * @param {string} text
 * @returns {number}
 */
function unitsOf(text) {
    let units = 0;
    for (const character of text) {
        if (EXTENSION.has(character)) {
            units += 2;
        } else if (BASIC.has(character)) {
            units += 1;
        } else {
            return text.length;
        }
    }
    return units;
}

/**
 * How many SMS a text is sent and paid as. A character is never split over two parts. An empty text is one.
 *
 * @param {string} text
 * @returns {number} at least 1
 */
function segmentsOf(text) {
    const charset = charsetOf(text);
    const {single, part} = SMS[charset];
    if (unitsOf(text) <= single) {
        return 1;
    }
    let segments = 1;
    let used = 0;
    for (const character of text) {
        const units = charset === 'gsm-7' ? unitsOf(character) : character.length;
        if (used + units > part) {
            segments += 1;
            used = 0;
        }
        used += units;
    }
    return segments;
}

/**
 * The text with GSM-7 characters in place of those that are not, where there is an equivalent: `“Ọjọ́”` becomes `"Ojo"`.
 * Characters without one stay.
 *
 * @param {string} text
 * @returns {string}
 */
function transliterate(text) {
    if (isGsm7(text)) {
        return text;
    }
    // Not '11/2' for '1½', nor '103' for '10³'.
    const apart = text.replace(FRACTION, ' $&').replace(POWER, '^$&');
    return apart.replace(CLUSTER, (cluster) => equivalentOf(cluster) ?? cluster);
}

/**
 * The characters, with their accents, that are not GSM-7; each once, in the text's order.
 *
 * @param {string} text
 * @returns {{character: string, suggestion: string | null}[]} the suggestion is what {@link transliterate} makes of it; null if nothing
 */
function offenders(text) {
    const found = new Set((text.match(CLUSTER) ?? []).filter((cluster) => !isGsm7(cluster)));
    return Array.from(found, (character) => ({character, suggestion: equivalentOf(character)}));
}

/**
 * @param {string} cluster
 * @returns {string | null}
 */
function equivalentOf(cluster) {
    const [character] = cluster.normalize('NFC');
    if (isGsm7(character)) {
        return character;
    }
    const known = EQUIVALENTS.get(character);
    if (known !== undefined) {
        return known;
    }
    const plain = Array.from(character.normalize('NFKD').replace(ACCENTS, ''), (one) => EQUIVALENTS.get(one) ?? one).join('');
    return isGsm7(plain) ? plain : null;
}

module.exports = {charsetOf, isGsm7, offenders, segmentsOf, transliterate, unitsOf};
