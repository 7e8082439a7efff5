/** @file The tester of apps. */
'use strict';

const promises = require('../promise');
const {Extendable} = require('../utils');
const {AppTesterTaskSet} = require('./tasks');
const {SetupTasks} = require('./setups');
const {InteractionTasks} = require('./interactions');
const {CheckTasks} = require('./checks');

/** @typedef {import('../types/dummy').DummyCommand} Command */
/** @typedef {import('../types/tester').AppTester} Tester */

/**
 * An app from what makes one.
 *
 * @param {any} source a constructor of an App, or a function that returns one
 */
function made(source) {
    const {App} = require('../app');
    return source.prototype instanceof App ? new source() : source();
}

/**
 * What is left of a value when it has been stored outside of the process.
 *
 * @param {any} value
 */
function stored(value) {
    return value === undefined ? null : JSON.parse(JSON.stringify(value));
}

/**
 * Has a key-value store keep and give away nothing but copies, such as JSON makes them.
 *
 * @param {import('../types/dummy').DummyKvResource} kv
 */
function keep_copies(kv) {
    const {get, set} = kv.handlers;
    kv.handlers.set = (/** @type {Command} */ cmd) => set.call(kv.handlers, Object.assign(cmd, {value: stored(cmd.value)}));
    kv.handlers.get = (/** @type {Command} */ cmd) => promises.resolve(get.call(kv.handlers, cmd)).then((reply) =>
        Object.assign({}, reply, {value: stored(reply.value)}));
}

/** @param {import('../types/app').AppErrorEvent} event */
function rethrow(event) {
    throw event.error;
}

/**
 * @param {Tester} self gets a sandbox without anything in it
 * @param {import('../types/tester').AppTesterOptions} options
 */
function take_api(self, options) {
    const {DummyApi} = require('../dummy');
    self.api = new DummyApi(options.api);
    if (options.strict) {
        keep_copies(self.api.kv);
    }
}

/** @param {Tester} self gets a machine that has not handled a message yet */
function take_im(self) {
    const {InteractionMachine} = require('../interaction_machine');
    // An app that the machine before could not tear down still has the listener.
    self.app.removeListener('app:error', rethrow);
    self.app.on('app:error', rethrow);
    self.im = new InteractionMachine(self.api, self.app);
}

/**
 * Tests an app: `tester.setup.user.state('start').input('1').check.reply('Bye').run()`. Nothing is done before `run`,
 * which is a promise of the tester and fails with the first error of the app or the first check that does not hold.
 *
 * `new AppTester(app, opts)`, where `app` is an App, a constructor of one or a function that returns one. Of the
 * options, `api` are those of the DummyApi; `strict: true` comes closer to production: every message has an app of its
 * own, if `app` is a function, and what is stored is what JSON makes of it.
 *
 * @type {typeof import('../types/tester').AppTester}
 */
const AppTester = Extendable.extend(function (self, app, opts) {
    const options = Object.assign({api: {}, strict: false}, opts);
    const source = typeof app === 'function' ? app : null;
    self.app = source ? made(source) : app;
    self.data = {};
    take_api(self, options);
    take_im(self);

    /** Forgets all tasks and data, and takes a new sandbox and machine. */
    self.reset = /** @type {typeof self.reset} */ (() => {
        self.data = {};
        take_api(self, options);
        self.reset.interaction();
        self.tasks.reset();
    });

    /** Takes a new machine, as every message has one. */
    self.reset.interaction = () => {
        if (options.strict && source) {
            self.app = made(source);
        }
        take_im(self);
        self.tasks.yoink();
    };

    self.run = () => self.tasks.run().finally(() => self.reset()).thenResolve(self);

    self.tasks = new AppTesterTaskSet();
    self.tasks.add('setups', new SetupTasks(self));
    self.tasks.add('interactions', new InteractionTasks(self));
    self.tasks.add('checks', new CheckTasks(self));
    self.tasks.attach();
});

module.exports = {AppTester};
