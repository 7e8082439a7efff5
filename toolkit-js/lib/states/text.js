/** @file States of text: a free answer, a text to read, the end. */
'use strict';

const {OWN_TEXTS} = require('../engine/own-texts');
const {message} = require('../engine/texts');
const {given, listed, question} = require('./question');
const {ownErrors} = require('./typed');

/**
 * A free text. The answer is the text without spaces around it.
 *
 * @param {Record<string, any>} options see `FreeTextOptions`
 */
function freeText(options) {
    const {shortest = 1, longest, pattern} = options;
    if (shortest > longest) {
        throw new TypeError(`freeText: shortest ${shortest} (expected: not more than longest, which is ${longest})`);
    }
    const length = longest === undefined
        ? 'Please enter a text.'
        : message(OWN_TEXTS.shorter, {shortest, longest});
    return question('freeText', options, {
        parse: (context, slot, input) => {
            if (input.length < shortest || (longest !== undefined && input.length > longest)) {
                return {error: length};
            }
            return pattern === undefined || pattern.test(input) ? {value: input} : {error: OWN_TEXTS.invalid};
        },
        texts: ownErrors(options, {length}),
    });
}

/**
 * A text to read, in as many pages as it needs, and a key to go on. There is no answer.
 *
 * @param {Record<string, any>} options see `ShowOptions`
 */
function show(options) {
    const {continue: goOn = 'Continue'} = options;
    return question('show', {...options, question: options.text}, {
        parse: async (context, slot, input, picked) => picked === 0
            ? {outcome: 'answered'}
            : {error: OWN_TEXTS.choose},
        screen: async (context) => ({entries: [await context.translate(goOn)], breakAt: options.breakAt ?? 'word'}),
        texts: given(goOn, 'continue'),
        sample: () => '1',
    });
}

/**
 * The last screen of a flow. The session ends; the next message starts the flow again.
 *
 * @param {Record<string, any>} options see `EndOptions`
 * @returns {import('../internal').StateDefinition & import('../index').State<any, any>}
 */
function end(options) {
    return {
        kind: 'end',
        options,
        interactive: true,
        ends: true,
        texts: () => [...given(options.text, 'text'), ...listed(options.footer, 'footer')],
        edges: () => [],
        render: async (context) => ({text: await context.translate(options.text), breakAt: options.breakAt ?? 'word'}),
        receive: () => ({outcome: 'refused', error: OWN_TEXTS.choose}),
    };
}

module.exports = {end, freeText, show};
