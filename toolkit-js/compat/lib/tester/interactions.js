/** @file What the user of a test sends. */
'use strict';

const promises = require('../promise');
const {exists, uuid} = require('../utils');
const {AppTesterTasks, TaskError, check_order, in_turn} = require('./tasks');
const {DEFAULT_ADDRESS} = require('./setups');

/**
 * What an input changes in a message.
 *
 * @param {any} input a text, nothing, or properties of the message
 */
function properties_of(input) {
    if (!exists(input)) {
        return {content: null};
    }
    return typeof input === 'object' ? input : {content: input};
}

/** @param {any} self gets `input`, `inputs` and `start` */
function add_methods(self) {
    const message = () => {
        self.data.message = self.data.message || self.message('1');
        return self.data.message;
    };

    const input = (/** @type {any} */ given) => {
        if (typeof given !== 'function') {
            Object.assign(message(), properties_of(given));
            return undefined;
        }
        return promises.resolve(given.call(self.tester, message())).then((changed) => {
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

    self.methods = {input: input, inputs: inputs, start: () => input()};
}

/** Tasks that send messages, once all of them have been done. */
const InteractionTasks = AppTesterTasks.extend(function (self, tester) {
    AppTesterTasks.call(self, tester);

    self.name = () => 'interactions';

    self.validate = (/** @type {string} */ method) => check_order(tester, method, 'Interaction', {checks: 'check'});

    /** A message of the user's without content. */
    self.message = (/** @type {string} */ message_id) => ({
        from_addr: exists(tester.data.user_addr) ? tester.data.user_addr : DEFAULT_ADDRESS,
        content: null,
        message_id: message_id,
        helper_metadata: {}
    });

    /** Has the machine handle a message, to the end. What goes wrong fails the promise, too. */
    self.send = (/** @type {any} */ msg) => {
        const {InboundMessageEvent} = require('../interaction_machine');
        const im = self.im;
        return promises.fcall(() => im.emit(new InboundMessageEvent(im, {cmd: 'inbound-message', msg: msg})))
            .then(() => im.done())
            .catch((error) => {
                const fail = () => promises.reject(error);
                return im.err(error).then(fail, fail);
            });
    };

    const completed = (/** @type {any} */ properties, /** @type {string} */ message_id) => {
        const msg = Object.assign(self.message(message_id), properties);
        if (msg.session_event === undefined) {
            msg.session_event = exists(msg.content) ? 'resume' : 'new';
        }
        return msg;
    };

    self.after = () => {
        const {message, inputs} = self.data;
        if (message && inputs) {
            throw new TaskError('AppTester expected either a single or multiple inputs but was given both.');
        }
        if (!inputs) {
            return self.send(completed(message, '1'));
        }
        return in_turn(inputs, (input) => {
            tester.reset.interaction();
            return self.send(completed(properties_of(input), uuid()));
        });
    };

    add_methods(self);
});

module.exports = {InteractionTasks};
