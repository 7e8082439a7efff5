/** @file Placeholders in texts: names and paths, never code, because catalogues are data that translators supply. */
'use strict';

const NAME = '[\\p{L}\\p{M}\\p{N}_]+';
const PLACEHOLDER = new RegExp(`\\{\\{\\s*(${NAME}(?:\\.${NAME})*)\\s*\\}\\}`, 'gu');
const IN_BRACES = /\{\{(?!\{)(?:(?!\{\{)[^])*?\}\}/g;

/**
 * The text with `{{ name }}` and `{{clinic.name}}` replaced. What else is in braces stays as it is. Values are not looked into again.
 *
 * @param {string} text
 * @param {(path: string) => string} valueOf gets the path without braces and blanks: `clinic.name`
 * @returns {string}
 */
function fill(text, valueOf) {
    return text.replace(PLACEHOLDER, (_, path) => valueOf(path));
}

/**
 * The paths a text asks for, in its order, repeated where the text repeats them.
 *
 * @param {string} text
 * @returns {string[]}
 */
function placeholders(text) {
    return Array.from(text.matchAll(PLACEHOLDER), ([, path]) => path);
}

/**
 * What is in double braces and will be shown as it is, with its braces: `{{ 1 + 1 }}`.
 *
 * @param {string} text
 * @returns {string[]}
 */
function badPlaceholders(text) {
    return Array.from(text.matchAll(IN_BRACES), ([found]) => found).filter((found) => placeholders(found).length === 0);
}

module.exports = {badPlaceholders, fill, placeholders};
