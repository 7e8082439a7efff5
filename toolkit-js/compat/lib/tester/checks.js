/** @file What a test expects of the user, the reply and everything else. */
'use strict';

const promises = require('../promise');
const {exists} = require('../utils');
const {AppTesterTasks} = require('./tasks');
const {add_assertions} = require('./assertions');

/** @typedef {import('../types/tester').AppTesterTasks & import('../types/base').Added} Tasks */
/** @typedef {import('../types/tester').ExpectedReply} ExpectedReply */
/** @typedef {import('../types/dummy').SentMessage} SentMessage */
/** @typedef {import('../types/tester').Check} Check */
/** @typedef {Record<string, any>} Values */

const DEFAULT_CHAR_LIMIT = 160;

/**
 * The entries of an object that have one of the names of another's.
 *
 * @param {any} object
 * @param {any} names
 */
function picked(object, names) {
    return Object.fromEntries(Object.keys(names).filter((name) => name in object).map((name) => [name, object[name]]));
}

/** @param {Tasks} self gets what compares the user with what is expected, `expect.user` */
function add_user_expectations(self) {
    const equal = (/** @type {unknown} */ actual, /** @type {unknown} */ expected, /** @type {string} */ msg) =>
        self.assert.deepEqual(actual, expected, {msg: msg});

    const user = (/** @type {Parameters<Check['user']>[0]} */ expected) => typeof expected === 'function'
        ? expected.call(self.tester, self.im.user)
        : equal(self.im.user.serialize(), expected, 'Unexpected user properties');

    user.properties = (/** @type {Parameters<Check['user']['properties']>[0]} */ expected) => {
        const {state, answers, metadata, ...others} = expected;
        if (state !== undefined) {
            user.state(state);
        }
        if (answers !== undefined) {
            user.answers(answers);
        }
        if (metadata !== undefined) {
            user.metadata(metadata);
        }
        equal(picked(self.im.user.serialize(), others), others, 'Unexpected values for user properties');
    };

    user.answers = (/** @type {Values} */ expected) => equal(
        self.im.user.answers, expected, 'Unexpected user answers');

    user.answer = (/** @type {string} */ state, /** @type {unknown} */ expected) => equal(
        self.im.user.get_answer(state), expected, `Unexpected user answer to state '${state}'`);

    user.lang = (/** @type {string | null} */ expected) => self.assert.strictEqual(
        self.im.user.lang, expected, {msg: 'Unexpected user language'});

    user.metadata = (/** @type {Values} */ expected) => equal(
        self.im.user.metadata, expected, 'Unexpected user metadata');

    user.state = (/** @type {any} */ expected) => {
        const state = self.im.user.state;
        if (typeof expected === 'function') {
            return expected.call(self.tester, state);
        }
        return typeof expected === 'string'
            ? self.assert.strictEqual(state.name, expected, {msg: 'Unexpected user state name'})
            : equal(state.serialize(), expected, 'Unexpected user state');
    };

    user.state.metadata = (/** @type {Values} */ expected) => equal(
        self.im.user.state.metadata, expected, 'Unexpected user state metadata');

    user.state.creator_opts = (/** @type {Values} */ expected) => equal(
        self.im.user.state.creator_opts, expected, 'Unexpected user state creator options');

    self.methods.check.user = user;
}

/** @param {Tasks} self gets `replies`, `reply` and what compares the reply with what is expected */
function add_reply_expectations(self) {
    self.replies = () => self.api.outbound.store.filter((/** @type {SentMessage} */ message) => 'in_reply_to' in message);

    /** The reply to the last message. There must be one. */
    self.reply = () => {
        const id = self.im.msg.message_id;
        const reply = self.replies().find((/** @type {SentMessage} */ message) => message.in_reply_to === id);
        if (reply === undefined) {
            throw new TypeError('There is no reply to check: the app sent none');
        }
        return reply;
    };

    self.char_limit = () => exists(self.tester.data.char_limit) ? self.tester.data.char_limit : DEFAULT_CHAR_LIMIT;

    self.expect_length = (/** @type {number} */ limit) => {
        const content = self.reply().content;
        const length = exists(content) ? content.length : 0;
        if (length > limit) {
            self.assert.fail({
                actual: length,
                op: '>',
                expected: limit,
                msg: "The reply content's character count was longer than the expected limit: "
                    + `${length} > ${limit}`
            });
        }
    };

    self.expect_content = (/** @type {unknown} */ expected) => {
        const content = self.reply().content;
        if (expected instanceof RegExp) {
            self.assert(String(content).search(expected) >= 0, {
                msg: `Reply content '${content}' did not match regular expression ${expected}`
            });
        } else {
            self.assert.strictEqual(content, expected, {msg: 'Unexpected reply content'});
        }
    };

    self.expect_reply = (/** @type {ExpectedReply} */ expected) => {
        const reply = self.reply();
        if (typeof expected === 'function') {
            return expected.call(self.tester, reply);
        }
        if (typeof expected === 'object' && expected !== null && !(expected instanceof RegExp)) {
            return self.assert.deepEqual(reply, expected, {msg: 'Unexpected reply'});
        }
        return self.expect_content(expected);
    };
}

/** @param {Tasks} self gets `check.reply` and `check.no_reply` */
function add_reply(self) {
    const reply = (/** @type {ExpectedReply | undefined} */ expected) => {
        reply.char_limit(undefined);
        return expected === undefined ? undefined : self.expect_reply(expected);
    };

    reply.content = (/** @type {string | RegExp} */ expected) => {
        reply.char_limit(undefined);
        self.expect_content(expected);
    };

    reply.properties = (/** @type {Partial<SentMessage>} */ expected) => {
        const {content, ...others} = expected;
        reply.char_limit(undefined);
        if (content !== undefined) {
            self.expect_content(content);
        }
        self.assert.deepEqual(picked(self.reply(), others), others, {msg: 'Unexpected values for reply properties'});
    };

    reply.ends_session = () => self.assert(self.reply().continue_session === false, {
        msg: 'Reply did not end the session'
    });

    reply.char_limit = (/** @type {number | undefined} */ limit) => self.expect_length(
        exists(limit) ? limit : self.char_limit());

    self.methods.check.reply = reply;

    /** No message was answered. */
    self.methods.check.no_reply = () => self.assert.deepEqual(
        self.replies(), [], {msg: 'Expecting no replies from the app to the user'});
}

/** Tasks that come after all others. */
const CheckTasks = AppTesterTasks.extend(function (self, tester) {
    AppTesterTasks.call(self, tester);
    add_assertions(self);
    add_reply_expectations(self);

    self.name = () => 'checks';

    self.methods.check = (/** @type {Function} */ callback) => callback.call(tester, self.api, self.im, self.app);

    self.methods.check.interaction = (/** @type {{state?: any, reply?: any, char_limit?: number}} */ expected) => {
        const {state, reply, char_limit} = expected || {};
        return promises
            .fcall(() => state === undefined ? undefined : self.methods.check.user.state(state))
            .then(() => self.methods.check.reply(reply))
            .then(() => char_limit === undefined ? undefined : self.methods.check.reply.char_limit(char_limit));
    };

    add_user_expectations(self);
    add_reply(self);
});

module.exports = {CheckTasks};
