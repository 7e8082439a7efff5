/** @file What all states without a screen have in common. They are passed through within one message. */
'use strict';

const {notJson} = require('../engine/json');
const {edgesOf} = require('../engine/next');

/** @typedef {import('../internal').StateDefinition} StateDefinition */
/** @typedef {import('../internal').Engine} Engine */
/** @typedef {import('../index').Context} Context */

/**
 * @param {string} kind the builder's name
 * @param {Record<string, any>} options see `StepOptions`
 * @param {object} own what makes this kind
 * @param {NonNullable<StateDefinition['pass']>} own.pass
 * @param {import('../internal').TextUse[]} [own.texts]
 * @param {(options: Record<string, any>) => import('../internal').Edge[]} [own.edges] instead of those of `next`
 * @param {StateDefinition['sample']} [own.sample]
 * @returns {StateDefinition & import('../index').State<any, any>}
 */
function step(kind, options, {pass, texts = [], edges = ({next}) => edgesOf(next), sample}) {
    return {
        kind,
        options,
        interactive: false,
        texts: () => texts,
        edges() {
            return edges(this.options);
        },
        pass,
        ...sample === undefined ? {} : {sample},
    };
}

/**
 * The name the answer of a state is kept under.
 *
 * @param {Engine | undefined} engine
 * @param {string} state
 * @returns {string}
 */
function answerNameOf(engine, state) {
    return engine?.app.states.get(state)?.options.answer ?? state;
}

/**
 * A result as it will be once it was stored.
 *
 * @param {any} value
 * @param {string} state whose answer it is
 * @returns {import('../index').Json}
 */
function jsonOf(value, state) {
    const wrong = notJson(value, 'result');
    if (wrong.length > 0) {
        throw new TypeError(`the result of '${state}' cannot be stored: ${wrong.join('; ')}`);
    }
    return JSON.parse(JSON.stringify(value ?? null));
}

module.exports = {answerNameOf, jsonOf, step};
