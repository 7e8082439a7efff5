/** @file Where a message goes by its first words: the start of apps for SMS. */
'use strict';

const {answerNameOf, step} = require('./step');

/** @typedef {{keyword: string, words: string[], to: string}} Route */

/**
 * Chooses by the first words of the message. The answer is the keyword.
 *
 * @param {Record<string, any>} options see `KeywordsOptions`
 */
function keywords(options) {
    const {otherwise} = options;
    const routes = routesOf(options.keywords);
    return step('keywords', options, {
        edges: () => [...routes.map(({keyword, to}) => ({to, by: keyword})), {to: otherwise, by: 'otherwise'}],
        sample: ({by}) => Object.hasOwn(options.keywords, by) ? by : undefined,
        pass: (context, slot, engine) => {
            const content = (context.message.content ?? '').trim();
            const said = wordsOf(content);
            const route = routes.find(({words}) => words.every((word, at) => word === said[at]?.word));
            if (route === undefined) {
                delete context.answers[answerNameOf(engine, context.state)];
                context.data.rest = content;
                return {outcome: 'go', next: otherwise, by: 'otherwise'};
            }
            context.data.rest = content.slice(said[route.words.length - 1].end).replace(/^[\s.,:;!?]+/, '');
            return {outcome: 'answered', value: route.keyword, next: route.to};
        },
    });
}

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

module.exports = {folded, keywords, wordsOf};
