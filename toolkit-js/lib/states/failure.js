/** @file What states do that reach for something outside and fail: they say so in the log, and go on elsewhere. */
'use strict';

const {textOf} = require('../engine/errors');
const {withoutMessage, withoutSecrets} = require('../engine/secrets');
const {answerNameOf} = require('./step');

/** @typedef {import('../index').Context} Context */
/** @typedef {import('../internal').Engine} Engine */

/**
 * What comes of the last failure: the way to the fallback; without one the error is thrown.
 *
 * @param {Record<string, any>} options
 * @param {unknown} thrown
 * @param {Context} context
 * @param {Engine} engine
 * @returns {import('../internal').Outcome}
 */
function fallBack(options, thrown, context, engine) {
    const {fallback} = options;
    const error = told(options, thrown);
    if (fallback === undefined) {
        throw error;
    }
    delete context.answers[answerNameOf(engine, context.state)];
    context.data.failure = {state: context.state, message: withoutSecrets(engine.app, context.answers, error.message)};
    context.log.error(`state '${context.state}' failed, going on to '${fallback}': ${error.stack ?? error.message}`);
    return {outcome: 'go', next: fallback, by: 'fallback'};
}

/**
 * An error as it may be logged: those of sensitive states may have answers in their messages.
 *
 * @param {Record<string, any>} options
 * @param {any} error
 * @returns {Error}
 */
function told({sensitive}, error) {
    if (sensitive) {
        return withoutMessage(error);
    }
    return typeof error?.message === 'string' ? error : new Error(textOf(error));
}

/**
 * Takes back what an earlier failure of this state left.
 *
 * @param {Context} context
 */
function forget({data, state}) {
    if (data.failure?.state === state) {
        delete data.failure;
    }
}

module.exports = {fallBack, forget, told};
