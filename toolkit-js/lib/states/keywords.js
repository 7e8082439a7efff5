/** @file Where a message goes by its first words: the start of apps for SMS. */
'use strict';

const {routeOf, routesOf} = require('../engine/keywords');
const {answerNameOf, step} = require('./step');

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
            const route = routeOf(routes, content);
            if (route === undefined) {
                delete context.answers[answerNameOf(engine, context.state)];
                context.data.rest = content;
                return {outcome: 'go', next: otherwise, by: 'otherwise'};
            }
            context.data.rest = route.rest;
            return {outcome: 'answered', value: route.keyword, next: route.to};
        },
    });
}

module.exports = {keywords};
