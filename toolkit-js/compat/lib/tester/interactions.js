/** @file What the user of a test sends. */
'use strict';

const promises = require('../promise');
const {exists, uuid} = require('../utils');
const {AppTesterTasks, TaskError, check_order, in_turn} = require('./tasks');
const {with_defaults} = require('../states/state');
const {DEFAULT_ADDRESS} = require('./setups');

/** @typedef {import('../types/tester').AppTesterTasks & import('../types/base').Added} Tasks */
/** @typedef {import('../types/machine').Message} Message */
/** @typedef {import('../types/tester').Input} Input */

/**
 * A message with what an input changes in it.
 *
 * @param {Record<string, any>} message
 * @param {Input} input a text, nothing, or properties of the message
 */
function changed_by(message, input) {
    /** @type {Record<string, any>} */
    const properties = typeof input === 'object' && input !== null ? input : {content: exists(input) ? input : null};
    /** @type {Record<string, any>} */
    const changed = with_defaults(Object.assign({}, properties), message);
    if (!('session_event' in changed)) {
        changed.session_event = exists(changed.content) ? 'resume' : 'new';
    }
    return changed;
}

/** @param {Tasks} self gets `input`, `inputs` and `start` */
function add_methods(self) {
    const input = (/** @type {any} */ given) => {
        const message = self.data.message || {};
        if (typeof given !== 'function') {
            self.data.message = changed_by(message, given);
            return undefined;
        }
        return promises.resolve(given.call(self.tester, message)).then((changed) => {
            self.data.message = changed;
        });
    };
    input.content = (/** @type {string} */ content) => input({content: content});
    input.session_event = (/** @type {string} */ session_event) => input({session_event: session_event});

    const inputs = (/** @type {any[]} */ ...given) => {
        if (given.length !== 1 || typeof given[0] !== 'function') {
            self.data.inputs = given;
            return undefined;
        }
        return promises.resolve(given[0].call(self.tester, self.data.inputs || [])).then((changed) => {
            self.data.inputs = changed;
        });
    };

    self.methods = {input: input, inputs: inputs, start: () => input(null)};
}

/** Tasks that send messages, once all of them have been done. */
const InteractionTasks = AppTesterTasks.extend(function (self, tester) {
    AppTesterTasks.call(self, tester);

    self.name = () => 'interactions';

    self.validate = (/** @type {string} */ method) => check_order(tester, method, 'Interaction', {checks: 'check'});

    /** A message of the user's, with what is missing in the one that is given. */
    self.message = (/** @type {Record<string, any>} */ given) => with_defaults(given, {
        message_id: uuid(),
        from_addr: exists(tester.data.user_addr) ? tester.data.user_addr : DEFAULT_ADDRESS,
        content: null,
        helper_metadata: {}
    });

    /** Has the machine handle a message, to the end. What goes wrong fails the promise, too. */
    self.send = (/** @type {Message} */ msg) => {
        const {InboundMessageEvent} = require('../interaction_machine');
        const im = self.im;
        return promises.fcall(() => im.emit(new InboundMessageEvent(im, {cmd: 'inbound-message', msg: msg})))
            .then(() => im.done())
            .catch((error) => {
                const fail = () => promises.reject(error);
                return im.err(error).then(fail, fail);
            });
    };

    self.after = () => {
        const {message, inputs} = self.data;
        if (message && inputs) {
            throw new TaskError('AppTester expected either a single or multiple inputs but was given both.');
        }
        if (!inputs || inputs.length === 0) {
            return self.send(self.message(message || {}));
        }
        const send = (/** @type {Input} */ input) => self.send(self.message(changed_by({}, input)));
        return in_turn(inputs.slice(1), (input) => {
            tester.reset.interaction();
            return send(input);
        }, send(inputs[0]));
    };

    add_methods(self);
});

module.exports = {InteractionTasks};
