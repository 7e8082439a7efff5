/** @file Sent messages in memory. */
'use strict';

const {DeprectationError} = require('../utils');
const {DummyResource, DummyResourceError} = require('../dummy/resources');

/**
 * @param {boolean} condition that holds for good messages
 * @param {string} complaint
 */
function require_that(condition, complaint) {
    if (!condition) {
        throw new DummyResourceError(complaint);
    }
}

/** @param {any} content */
function is_text_or_null(content) {
    return typeof content === 'string' || content === null;
}

const REPLY = ['content', 'in_reply_to', 'continue_session', 'helper_metadata', 'group'];
const MESSAGE = ['to_addr', 'content', 'endpoint'];

/** @param {any} cmd @param {string[]} names @returns {any} those parameters of a command that have one of the names */
function parameters(cmd, names) {
    return Object.fromEntries(names.filter((name) => name in cmd).map((name) => [name, cmd[name]]));
}

/** @param {any} reply */
function check_reply(reply) {
    require_that('content' in reply, "'content' must be given in replies");
    // Whatever the complaint says: replies without content have always been refused.
    require_that(typeof reply.content === 'string', "'content' must be a string or null");
    require_that('in_reply_to' in reply, "'in_reply_to' must be given in replies");
    require_that(reply.continue_session === undefined || typeof reply.continue_session === 'boolean',
        "'continue_session' must be either true or false if given");
}

/**
 * Takes messages in tests. `store` has replies and other messages as they came, without metadata that are null.
 *
 * @type {typeof import('../types/dummy').DummyOutboundResource}
 */
const DummyOutboundResource = DummyResource.extend(function (self, name, config) {
    DummyResource.call(self, name || 'outbound');
    self.config = config;
    /** @type {any[]} */
    self.store = [];

    self.handlers.reply_to = (cmd) => {
        const reply = parameters(cmd, REPLY);
        check_reply(reply);
        if (reply.continue_session === undefined) {
            reply.continue_session = true;
        }
        if (!reply.helper_metadata) {
            delete reply.helper_metadata;
        }
        self.store.push(reply);
        return {success: true};
    };

    self.handlers.reply_to_group = (cmd) => self.handlers.reply_to(
        Object.assign({group: true}, cmd));

    self.handlers.send_to_endpoint = (cmd) => {
        const message = parameters(cmd, MESSAGE);
        const endpoints = self.config && self.config.app.endpoints || {};
        require_that(typeof message.to_addr === 'string', "'to_addr' needs to be a string");
        require_that(is_text_or_null(message.content), "'content' needs to be a string or null");
        require_that(typeof message.endpoint === 'string', "'endpoint' needs to be a string");
        require_that(Object.hasOwn(endpoints, message.endpoint), `endpoint '${message.endpoint}' is not configured`);
        self.store.push(message);
        return {success: true};
    };

    self.handlers.send_to_tag = () => {
        throw new DeprectationError('send_to_tag is no longer supported, please use send_to_endpoint instead');
    };
});

module.exports = {DummyOutboundResource};
