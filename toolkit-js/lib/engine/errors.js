/** @file Errors apps and their developers meet. Their shapes: `index.d.ts`. */
'use strict';

class DefinitionError extends Error {
    /**
     * @param {string} app
     * @param {readonly string[]} problems
     */
    constructor(app, problems) {
        super(`app '${app}' cannot work:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
        this.name = 'DefinitionError';
        this.problems = problems;
    }
}

class RequestError extends Error {
    /**
     * @param {string} request
     * @param {string} reason
     */
    constructor(request, reason) {
        super(`${request}: ${reason}`);
        this.name = 'RequestError';
        this.request = request;
        this.reason = reason;
    }
}

class HttpError extends Error {
    /**
     * @param {string} method
     * @param {string} url
     * @param {import('../index').HttpResponse | null} response
     * @param {string} reason
     */
    constructor(method, url, response, reason) {
        super(`${method} ${url}: ${reason}`);
        this.name = 'HttpError';
        this.method = method;
        this.url = url;
        this.response = response;
    }
}

class StepError extends Error {
    /**
     * @param {string | null} state
     * @param {string} messageId
     * @param {string | null} input
     * @param {unknown} cause
     * @param {string} [told] what is told of the cause
     */
    constructor(state, messageId, input, cause, told = textOf(cause)) {
        super(`message ${messageId}: state '${state}': ${told}`, {cause});
        this.name = 'StepError';
        this.state = state;
        this.messageId = messageId;
        this.input = input;
    }
}

/** @param {unknown} thrown */
function textOf(thrown) {
    return Object(thrown) === thrown && typeof /** @type {any} */ (thrown).message === 'string'
        ? /** @type {any} */ (thrown).message
        : String(thrown);
}

module.exports = {DefinitionError, HttpError, RequestError, StepError, textOf};
