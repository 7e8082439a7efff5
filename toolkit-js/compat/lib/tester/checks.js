/** @file What a test expects of the user, the reply and everything else. */
'use strict';

const promises = require('../promise');
const {StateData} = require('../states');
const {User} = require('../user');
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

/**
 * The user the test was set up with, as it is stored; if it is not, one of whom nothing is known.
 *
 * @param {Tasks} tasks
 * @returns {any}
 */
function stored_user({tester, api, im}) {
    const store_name = im.user.store_name;
    const addr = tester.data.user_addr;
    const stored = Object.assign({}, api.kv.store[User.make_key(addr, store_name)]);
    return Object.assign(new User(im), {addr, store_name}, stored, {state: new StateData(stored.state)});
}

/** @param {Tasks} self gets what compares the stored user with what is expected, `check.user` */
function add_user_expectations(self) {
    const equal = (/** @type {unknown} */ actual, /** @type {unknown} */ expected, /** @type {string} */ msg) =>
        self.assert.deepEqual(actual, expected, {msg: msg});

    const user = (/** @type {Parameters<Check['user']>[0]} */ expected) => {
        const stored = stored_user(self);
        if (typeof expected === 'function') {
            return expected.call(self.tester, stored);
        }
        return typeof expected === 'object'
            ? equal(stored.serialize(), expected, 'Unexpected user properties')
            : undefined;
    };

    user.properties = (/** @type {any} */ expected) => {
        const {state, answers, metadata, ...others} = expected;
        for (const name of ['state', 'answers', 'metadata'].filter((each) => each in expected)) {
            /** @type {any} */ (user)[name](expected[name]);
        }
        equal(picked(stored_user(self).serialize(), others), others, 'Unexpected values for user properties');
    };

    user.answers = (/** @type {Values} */ expected) => equal(
        stored_user(self).answers, expected, 'Unexpected user answers');

    user.answer = (/** @type {string} */ state, /** @type {unknown} */ expected) => self.assert.strictEqual(
        stored_user(self).get_answer(state), expected, {msg: `Unexpected user answer to state '${state}'`});

    user.lang = (/** @type {string | null} */ expected) => self.assert.strictEqual(
        stored_user(self).lang, expected, {msg: 'Unexpected user language'});

    user.metadata = (/** @type {Values} */ expected) => equal(
        stored_user(self).metadata, expected, 'Unexpected user metadata');

    user.state = state_expectations(self, equal);

    self.methods.check.user = user;
}

/**
 * @param {Tasks} self
 * @param {(actual: unknown, expected: unknown, msg: string) => void} equal
 */
function state_expectations(self, equal) {
    const state = (/** @type {any} */ expected) => {
        const stored = stored_user(self).state;
        switch (typeof expected) {
            case 'function':
                return expected.call(self.tester, stored);
            case 'string':
                return equal(stored.name, expected, 'Unexpected user state name');
            case 'object':
                return equal(stored.serialize(), expected, 'Unexpected user state');
            default:
                return undefined;
        }
    };

    state.metadata = (/** @type {Values} */ expected) => equal(
        stored_user(self).state.metadata, expected, 'Unexpected user state metadata');

    state.creator_opts = (/** @type {Values} */ expected) => equal(
        stored_user(self).state.creator_opts, expected, 'Unexpected user state creator options');

    return state;
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
}

/** @param {Tasks} self gets what compares the reply's content with what is expected */
function add_content_expectations(self) {
    self.expect_text = (/** @type {unknown} */ expected) => self.assert.strictEqual(
        self.reply().content, expected, {msg: 'Unexpected reply content'});

    self.expect_pattern = (/** @type {RegExp} */ expected) => {
        const content = self.reply().content;
        self.assert(String(content).search(expected) >= 0, {
            msg: `Reply content '${content}' did not match regular expression ${expected}`
        });
    };

    self.expect_content = (/** @type {unknown} */ expected) => expected instanceof RegExp
        ? self.expect_pattern(expected)
        : self.expect_text(expected);

    self.expect_reply = (/** @type {ExpectedReply} */ expected) => {
        const reply = self.reply();
        if (typeof expected === 'function') {
            return expected.call(self.tester, reply);
        }
        if (typeof expected === 'string' || expected instanceof RegExp) {
            return self.expect_content(expected);
        }
        return typeof expected === 'object'
            ? self.assert.deepEqual(reply, expected, {msg: 'Unexpected reply'})
            : undefined;
    };
}

/** @param {Tasks} self gets `check.reply` and `check.no_reply` */
function add_reply(self) {
    const reply = (/** @type {ExpectedReply | undefined} */ expected) => {
        reply.char_limit(undefined);
        return expected === undefined ? undefined : self.expect_reply(expected);
    };

    const within_limit = (/** @type {(expected: any) => void} */ check) => (/** @type {any} */ expected) => {
        reply.char_limit(undefined);
        check(expected);
    };
    reply.content = Object.assign(within_limit(self.expect_content), {
        str: within_limit(self.expect_text),
        re: within_limit((expected) => self.expect_pattern(new RegExp(expected)))
    });

    reply.properties = (/** @type {Partial<SentMessage>} */ expected) => {
        const {content, ...others} = expected;
        reply.char_limit(undefined);
        if ('content' in expected) {
            self.expect_content(content);
        }
        self.assert.deepEqual(picked(self.reply(), others), others, {msg: 'Unexpected values for reply properties'});
    };

    reply.ends_session = () => self.assert(self.reply().continue_session === false, {
        msg: 'Reply did not end the session'
    });

    reply.char_limit = (/** @type {number | undefined} */ limit) => self.expect_length(
        limit === undefined ? self.char_limit() : limit);

    self.methods.check.reply = reply;

    /** Nothing was sent, to anybody. */
    self.methods.check.no_reply = () => self.assert.deepEqual(
        self.api.outbound.store, [], {msg: 'Expecting no replies from the app to the user'});
}

/** Tasks that come after all others. */
const CheckTasks = AppTesterTasks.extend(function (self, tester) {
    AppTesterTasks.call(self, tester);
    add_assertions(self);
    add_reply_expectations(self);
    add_content_expectations(self);

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
