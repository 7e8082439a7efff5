/** @file What stands between the sandbox and an app: takes a message, asks the app's states, sends the reply. */
'use strict';

const promises = require('./promise');
const {after} = promises;
const {BaseError, maybe_call} = require('./utils');
const {Event, Eventable} = require('./events');
const {Translator} = require('./translate');
const {SandboxConfig, IMConfig} = require('./config/api');
const {ContactStore, GroupStore} = require('./contacts/api');
const {Logger} = require('./log/api');
const {MetricStore} = require('./metrics/api');
const {OutboundHelper} = require('./outbound/api');
const {App} = require('./app');
const {User} = require('./user');
const {StateData, StateEnterEvent, StateExitEvent, StateResumeEvent} = require('./states');

/** @typedef {import('./types/machine').InteractionMachine} Machine */
/** @typedef {import('./types/machine').Command} Command */

const RESET = '!reset';

/** The sandbox refused a command. */
const ApiError = BaseError.extend(function (self, reply) {
    self.name = 'ApiError';
    self.reply = reply;
    self.message = reply.reason;
});

/** Something that happened to a machine. @type {typeof import('./types/machine').IMEvent} */
const IMEvent = Event.extend(function (self, name, im, data) {
    Event.call(self, name);
    self.im = im;
    Object.assign(self, data);
});

/** @param {string} name of an event without further data */
const named = (name) => IMEvent.extend(function (self, im) {
    IMEvent.call(self, name, im);
});

/** @type {typeof import('./types/machine').IMErrorEvent} */
const IMErrorEvent = IMEvent.extend(function (self, im, error) {
    IMEvent.call(self, 'im:error', im);
    self.error = error;
});

/** @type {typeof import('./types/machine').IMShutdownEvent} */
const IMShutdownEvent = named('im:shutdown');

/** @type {typeof import('./types/machine').InboundMessageEvent} */
const InboundMessageEvent = IMEvent.extend(function (self, im, cmd) {
    IMEvent.call(self, 'inbound_message', im);
    self.cmd = cmd;
    self.msg = cmd.msg;
});

/** @type {typeof import('./types/machine').InboundEventEvent} */
const InboundEventEvent = IMEvent.extend(function (self, im, cmd) {
    IMEvent.call(self, 'inbound_event', im);
    self.cmd = cmd;
    self.event = cmd.msg;
});

/** @type {typeof import('./types/machine').UnknownCommandEvent} */
const UnknownCommandEvent = IMEvent.extend(function (self, im, cmd) {
    IMEvent.call(self, 'unknown_command', im);
    self.cmd = cmd;
});

/** @type {typeof import('./types/machine').SessionNewEvent} */
const SessionNewEvent = named('session:new');

/** @type {typeof import('./types/machine').SessionResumeEvent} */
const SessionResumeEvent = named('session:resume');

/** @type {typeof import('./types/machine').SessionCloseEvent} */
const SessionCloseEvent = IMEvent.extend(function (self, im, user_terminated) {
    IMEvent.call(self, 'session:close', im);
    self.user_terminated = user_terminated;
});

/** @type {typeof import('./types/machine').ReplyEvent} */
const ReplyEvent = IMEvent.extend(function (self, im, content, continue_session, helper_metadata) {
    IMEvent.call(self, 'reply', im);
    self.content = content;
    self.continue_session = continue_session;
    self.helper_metadata = helper_metadata;
});

/** @type {Record<string, any>} what few messages need, made when it is first asked for */
const HELPERS = {contacts: ContactStore, groups: GroupStore, outbound: OutboundHelper, metrics: MetricStore};

/** The helpers that a machine has made, by name, and whether it is set up: those made later are set up at once. */
const MADE = Symbol('helpers');

/** @param {any} im @returns {any} a promise that the helpers made so far are set up */
function set_up_helpers(im) {
    const helpers = im[MADE];
    helpers.ready = true;
    return Object.keys(HELPERS).filter((name) => helpers[name]).reduce(
        (before, name) => after(before, () => helpers[name].setup()), promises.resolve());
}

/** @param {any} prototype of machines, which gets an attribute for each helper */
function add_helpers(prototype) {
    for (const name of Object.keys(HELPERS)) {
        Object.defineProperty(prototype, name, {
            configurable: true,
            get() {
                const helpers = this[MADE];
                if (!helpers[name]) {
                    helpers[name] = new HELPERS[name](this);
                    if (helpers.ready) {
                        helpers[name].setup();
                    }
                }
                return helpers[name];
            },
            set(helper) {
                this[MADE][name] = helper;
            }
        });
    }
}

/** @param {Machine} self gets what moves it between states */
function add_states(self) {
    self.set_state = (state) => {
        self.state = /** @type {any} */ (state);
        self.user.state.reset(state);
    };

    self.create_state = (wanted) => {
        const data = new StateData(wanted);
        return after(self.app.states.create(/** @type {string} */ (data.name), data.creator_opts), (state) => after(
            state.setup(self, data.metadata), () => state));
    };

    self.create_and_set_state = (wanted) => after(
        self.create_state(wanted), (state) => {
            self.set_state(state);
            return state;
        });

    self.enter_state = (wanted) => after(
        self.create_and_set_state(wanted), (state) => after(
            self.emit.state.enter(state), () => state));

    self.resume_state = (wanted) => {
        const name = new StateData(wanted).name;
        return after(self.create_and_set_state(wanted), (state) => after(
            state.name === name ? self.emit.state.resume(state) : self.emit.state.enter(state), () => state));
    };

    self.exit_state = () => {
        const state = self.state;
        return state === null
            ? promises.resolve()
            : after(self.emit.state.exit(state), () => self.set_state(null));
    };

    self.switch_state = (wanted) => {
        const data = new StateData(wanted);
        if (!data.exists() || (self.state !== null && data.is(self.state))) {
            return promises.resolve();
        }
        return after(self.exit_state(), () => self.enter_state(data));
    };

    self.emit.state = {
        event: (event) => after(self.emit(event), () => event.state.emit(event)),
        enter: (state) => self.emit.state.event(new StateEnterEvent(state)),
        resume: (state) => self.emit.state.event(new StateResumeEvent(state)),
        exit: (state) => self.emit.state.event(new StateExitEvent(state))
    };
}

/** @param {Machine} self gets what it does with a message */
function add_messages(self) {
    self.handle_message = /** @type {typeof self.handle_message} */ ((msg) => {
        /** @type {any} */
        let event = msg.session_event;
        if (!self.user.in_session) {
            event = event || 'new';
            self.user.in_session = true;
        }
        const handlers = /** @type {Record<string, any>} */ (self.handle_message);
        return Object.hasOwn(handlers, event) && typeof handlers[event] === 'function'
            ? handlers[event](msg)
            : self.handle_message.fallback(msg);
    });

    self.handle_message.new = (msg) => after(
        self.emit(new SessionNewEvent(self)), () => self.reply(msg));

    self.handle_message.resume = (msg) => after(
        after(self.emit(new SessionResumeEvent(self)), () => msg.content ? self.state.input(msg.content) : undefined),
        () => self.reply(msg));

    self.handle_message.close = () => self.emit(new SessionCloseEvent(self, true));

    self.handle_message.fallback = (msg) => self.handle_message.resume(msg);

    self.reply = /** @type {typeof self.reply} */ ((msg) => {
        /** @type {any} */
        const reply = {in_reply_to: msg.message_id};
        return self.switch_state(self.next_state)
            .then(() => maybe_call(self.state.continue_session, self.state))
            .then((goes_on) => {
                reply.continue_session = goes_on;
                return maybe_call(self.state.helper_metadata, self.state);
            })
            .then((helper_metadata) => {
                reply.helper_metadata = helper_metadata;
                self.user.in_session = reply.continue_session;
                return reply.continue_session ? undefined : self.emit(new SessionCloseEvent(self, false));
            })
            .then(() => maybe_call(self.state.send_reply, self.state))
            .then((wanted) => wanted ? self.reply.send(msg, reply) : undefined);
    });

    self.reply.send = (msg, opts) => {
        const given = opts || {};
        return promises.fcall(() => self.state.show()).then((content) => {
            const reply = {
                content: content,
                in_reply_to: msg.message_id,
                helper_metadata: given.helper_metadata,
                continue_session: 'continue_session' in given ? given.continue_session : true
            };
            return self.api_request('outbound.reply_to', reply).then(() => self.emit(
                new ReplyEvent(self, content, given.continue_session, given.helper_metadata)));
        });
    };
}

/**
 * Runs an app for one message after another: `new InteractionMachine(api, app)`.
 *
 * @type {typeof import('./types/machine').InteractionMachine}
 */
const InteractionMachine = Eventable.extend(function (self, api, app) {
    Eventable.call(self);
    self.api = api;
    self.app = app;
    self.msg = /** @type {any} */ (null);
    self.state = /** @type {any} */ (null);
    self.next_state = new StateData();
    self.log = new Logger(self);
    self.sandbox_config = new SandboxConfig(self);
    self.config = new IMConfig(self);
    self.user = new User(self);
    /** @type {any} */ (self)[MADE] = {ready: false};
    add_states(self);
    add_messages(self);

    /** From now on commands of the sandbox come here. */
    self.attach = () => {
        const take = (/** @type {{new (im: Machine, cmd: Command): any}} */ CommandEvent) => (
            /** @type {Command} */ cmd) => promises
            .fcall(() => self.emit(new CommandEvent(self, cmd)))
            .then(() => self.done())
            .catch((error) => self.err(error));
        api.on_unknown_command = take(UnknownCommandEvent);
        api.on_inbound_event = take(InboundEventEvent);
        api.on_inbound_message = take(InboundMessageEvent);
        app.attach_im(self);
    };

    /** Prepares everything for a message; with `reset`, what is known of its user is forgotten. */
    self.setup = /** @type {typeof self.setup} */ ((msg, opts) => {
        self.msg = msg;
        return self.sandbox_config.setup()
            .then(() => self.config.do.setup())
            .then(() => set_up_helpers(self))
            .then(() => self.setup.user(Boolean(opts && opts.reset)))
            .then(() => self.app.setup())
            .then(() => self.user.emit(self.user.creation_event))
            .then(() => self.emit.setup());
    });

    self.setup.user = (reset) => {
        const opts = {
            lang: self.config.default_lang,
            store_name: self.config.user_store || self.config.name
        };
        const user = reset
            ? self.user.reset(self.msg.from_addr, opts)
            : self.user.load_or_create(self.msg.from_addr, opts);
        return user.then(() => {
            self.log.info('Loaded user: ' + JSON.stringify(self.config.log_users
                ? self.user
                // Without the number, the answers and what else was kept, which are nobody's but the app's.
                : {lang: self.user.lang, in_session: self.user.in_session, state: self.user.state.name}));
        });
    };

    self.teardown = () => self.app.teardown().then(() => {
        self.teardown_listeners();
        return self.emit.teardown();
    });

    self.fetch_translation = (/** @type {string | null} */ lang) => self.sandbox_config.get('translation.' + lang)
        .then((data) => new Translator(data ? {locale_data: {messages: data}} : undefined));

    /** A promise of the sandbox's reply; it fails if the reply is a failure. */
    self.api_request = (/** @type {string} */ name, data) => {
        const promise = new promises.VumigoPromise();
        api.request(name, data, (reply) => {
            if (reply.success) {
                promises.fulfil(promise, reply);
            } else {
                promises.refuse(promise, new ApiError(reply));
            }
        });
        return promise;
    };

    /** Ends the handling of a command that went well. */
    self.done = () => self.emit(new IMShutdownEvent(self))
        // A command that is not a message has no user to be saved.
        .then(() => self.msg === null ? undefined : self.user.save())
        .then(() => self.teardown())
        .then(() => api.done());

    /** Ends the handling of a command that did not. */
    self.err = (error) => self.emit(new IMErrorEvent(self, error))
        .then(() => self.log.error(error.message))
        .then(() => api.done());

    self.on('unknown_command', (event) => self.log.error(
        'Received unknown command: ' + JSON.stringify(event.cmd)));

    self.on('inbound_message', (event) => {
        const msg = event.msg;
        self.log.info('Received inbound message: ' + msg.content);
        const reset = msg.content === RESET;
        if (reset) {
            msg.content = '';
        }
        return self.setup(msg, {reset: reset})
            .then(() => self.user.state.exists()
                ? self.resume_state(self.user.state)
                : self.enter_state(self.app.start_state_name))
            .then((state) => {
                self.log.info('Switched to state: ' + state.name);
                return self.handle_message(msg);
            });
    });

    self.attach();
});

add_helpers(InteractionMachine.prototype);

/**
 * Runs an app in a sandbox.
 *
 * @param {any} api null or undefined outside of a sandbox, where nothing is done
 * @param {any} app a constructor of an App, or a function that is called with the sandbox's interface and returns one
 */
function interact(api, app) {
    if (api === undefined || api === null) {
        return null;
    }
    const made = app.prototype instanceof App ? new app() : app(api);
    return new InteractionMachine(api, made);
}

module.exports = {
    InteractionMachine, interact, IMEvent, IMErrorEvent, IMShutdownEvent, InboundMessageEvent, InboundEventEvent,
    UnknownCommandEvent, ReplyEvent, SessionNewEvent, SessionResumeEvent, SessionCloseEvent
};
