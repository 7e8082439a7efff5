/** @file Messages by their first words. */
'use strict';

/** @typedef {{keyword: string, words: string[], to: string}} Route */

/**
 * @param {Record<string, string>} targets by keyword
 * @returns {Route[]} the ones with most words first
 */
function routesOf(targets) {
    const routes = Object.entries(targets).map(([keyword, to]) => ({keyword, to, words: wordsOf(keyword).map(({word}) => word)}));
    const empty = routes.find(({words}) => words.length === 0);
    if (empty !== undefined) {
        throw new TypeError(`keywords: '${empty.keyword}' (expected: letters or digits)`);
    }
    return routes.sort((one, other) => other.words.length - one.words.length);
}

/**
 * The words of a text without case, accents and punctuation, and where each ends in the text.
 *
 * @param {string} text
 * @returns {{word: string, end: number}[]}
 */
function wordsOf(text) {
    return Array.from(text.matchAll(/[\p{L}\p{M}\p{N}]+/gu), ({0: word, index}) => ({word: folded(word), end: index + word.length}));
}

/**
 * A text without case and accents.
 *
 * @param {string} text
 */
function folded(text) {
    return text.normalize('NFD').replace(/[\u0300-\u036f]+/g, '').toLowerCase();
}

/**
 * The route a message takes, and what follows its keyword; undefined if no keyword fits.
 *
 * @param {Route[]} routes
 * @param {string} content
 * @returns {{keyword: string, to: string, rest: string} | undefined}
 */
function routeOf(routes, content) {
    const said = wordsOf(content);
    const route = routes.find(({words}) => words.every((word, at) => word === said[at]?.word));
    return route && {
        keyword: route.keyword,
        to: route.to,
        rest: content.slice(said[route.words.length - 1].end).replace(/^[\s.,:;!?]+/, ''),
    };
}

module.exports = {folded, routeOf, routesOf, wordsOf};
