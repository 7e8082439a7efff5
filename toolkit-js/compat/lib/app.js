/** @file Apps: a start state, creators of states, and listeners. */
'use strict';

const promises = require('./promise');
const {BaseError} = require('./utils');
const {Event, Eventable} = require('./events');
const {LazyTranslator} = require('./translate');
const {State, EndState} = require('./states');
const {with_defaults} = require('./states/state');

/** Something of an app's. @type {typeof import('./types/app').AppEvent} */
const AppEvent = Event.extend(function (self, name, app, data) {
    Event.call(self, name);
    self.app = app;
    Object.assign(self, data);
});

/** Something in an app went wrong. @type {typeof import('./types/app').AppErrorEvent} */
const AppErrorEvent = AppEvent.extend(function (self, app, error) {
    AppEvent.call(self, 'app:error', app);
    self.error = error;
});

/** @type {typeof import('./types/app').AppError} */
const AppError = BaseError.extend(function (self, app, message) {
    self.name = 'AppError';
    self.app = app;
    self.message = message;
});

/** @type {typeof import('./types/app').AppStateError} */
const AppStateError = AppError.extend(function (self, app, message) {
    AppError.call(self, app, message);
    self.name = 'AppStateError';
});

/** The states an app can create, by name. @type {typeof import('./types/app').AppStates} */
const AppStates = Eventable.extend(function (self, app) {
    Eventable.call(self);
    self.app = app;

    /** Called with `app` as `this`, the state's name and its options; returns the state or a promise of it. */
    self.creators = {
        __start__: (/** @type {string} */ name, opts) => {
            const creator = find(app.start_state_name);
            if (creator) {
                return creator.call(app, name, opts);
            }
            const message = `Unknown start state '${app.start_state_name}'. Switching to error state.`;
            return app.emit.state_error(message).then(() => self.creators.__error__.call(app, '__error__', opts));
        },

        __error__: (/** @type {string} */ name) => new EndState(name, {
            next: app.start_state_name,
            text: 'An error occurred. Please try again later.'
        })
    };

    const find = (/** @type {string} */ name) => Object.hasOwn(self.creators, name) ? self.creators[name] : undefined;

    self.init = () => {};

    self.setup = () => {
        self.im = app.im;
        return promises.after(promises.fcall(() => self.init()), () => self.emit.setup());
    };

    /** Adds a state, or a creator under a name. */
    self.add = /** @type {typeof self.add} */ ((/** @type {any} */ first, /** @type {any} */ creator) =>
        typeof first === 'string' ? self.add.creator(first, creator) : self.add.state(first));

    self.add.creator = (name, creator) => {
        // The two that are always there are meant to be replaced.
        if (find(name) && name !== '__start__' && name !== '__error__') {
            throw new AppStateError(app, `Duplicate state '${name}'`);
        }
        self.creators[name] = creator;
    };

    self.add.state = (state) => self.add.creator(state.name, () => state);

    self.remove = (/** @type {string} */ name) => {
        delete self.creators[name];
    };

    /** Throws unless a creator made a state. */
    self.check = (state, /** @type {string} */ name) => {
        if (!(state instanceof State)) {
            throw new AppStateError(app, `Creator for state '${name}' should create a state,`
                + ` but instead created something of type '${typeof state}'`);
        }
    };

    /**
     * Creates a state, the error state if its creator fails, and the start state if there is none of that name. A
     * creator may create another state and return that; then the options of that one are the state's.
     */
    self.create = (/** @type {string} */ name, opts) => {
        let options = opts === undefined || opts === null ? {} : opts;
        return promises
            .fcall(() => made(name, options))
            .then((state) => {
                self.check(state, name);
                return state;
            })
            .catch((error) => {
                options = {};
                return app.emit.error(error).then(() => self.creators.__error__.call(app, '__error__', options));
            })
            .then((state) => {
                state._record_creator_opts(options);
                return state;
            });
    };

    const made = (/** @type {string} */ name, /** @type {Record<string, any>} */ options) => {
        if (name === app.start_state_name) {
            return self.creators.__start__.call(app, name, options);
        }
        const creator = find(name);
        if (creator) {
            return creator.call(app, name, options);
        }
        const message = `Unknown state '${name}'. Switching to start state '${app.start_state_name}'.`;
        return app.emit.state_error(message).then(() => self.create(app.start_state_name, options));
    };
});

/**
 * What an app is made from: `App.extend(function(self) { App.call(self, 'start'); self.states.add(…); })`.
 *
 * @type {typeof import('./types/app').App}
 */
const App = Eventable.extend(function (self, start_state_name, opts) {
    Eventable.call(self);
    const options = with_defaults(Object.assign({}, opts), {events: {}, AppStates: AppStates});
    self.im = /** @type {any} */ (null);
    self.$ = new LazyTranslator();
    self.start_state_name = start_state_name;
    self.events = options.events;
    self.AppStates = options.AppStates;
    self.states = new self.AppStates(self);

    /** Called before a message is handled; may return a promise. */
    self.init = () => {};

    /** Called when a message has been handled, before the user is saved; may return a promise. */
    self.exit = () => {};

    /** From now on the app is run by this machine. */
    self.attach_im = (im) => {
        self.im = im;
        self.on(self.events);
    };

    self.setup = () => {
        self.im.on('im:shutdown', () => self.exit());
        self.on('app:error', (event) => self.im.log.error(event.error.message));
        return promises.after(
            promises.after(self.states.setup(), () => self.init()),
            () => self.emit.setup());
    };

    self.teardown = () => {
        self.teardown_listeners();
        return self.emit.teardown();
    };

    self.emit.error = (error) => self.emit(new AppErrorEvent(self, error));
    self.emit.app_error = (/** @type {string} */ message) => self.emit.error(new AppError(self, message));
    self.emit.state_error = (/** @type {string} */ message) => self.emit.error(new AppStateError(self, message));
});

module.exports = {App, AppStates, AppEvent, AppErrorEvent, AppError, AppStateError};
