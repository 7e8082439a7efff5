/** @file What all states have in common. */
'use strict';

const promises = require('../promise');
const {BaseError, exists, functor, maybe_call} = require('../utils');
const {Event, Eventable} = require('../events');
const {LazyText} = require('../translate');

/** @typedef {import('../types/states').State} State */
/** @typedef {import('../types/translate').Translator} Translator */

/**
 * Something is wrong with a state, not with what its user sent. As a text, and in stacks, it says which state it is.
 *
 * @type {typeof import('../types/states').StateError}
 */
const StateError = BaseError.extend(function (self, state, message) {
    self.name = 'StateError';
    self.state = state;
    self.message = message;
});

/** @this {any} */
StateError.prototype.toString = function () {
    return `${this.name}: State '${this.state.name}': ${this.message}`;
};

/**
 * What a user sent is not what a state wants. `response` is what the user is told, a text that may still have to be
 * translated; `reason` and `input` are for people who look for the cause.
 *
 * @type {typeof import('../types/states').StateInvalidError}
 */
const StateInvalidError = StateError.extend(function (self, state, response, opts) {
    const options = opts || {};
    self.name = 'StateInvalidError';
    self.state = state;
    self.response = response;
    self.reason = exists(options.reason) ? options.reason : null;
    self.input = exists(options.input) ? options.input : null;

    Object.defineProperty(self, 'message', {
        configurable: true,
        enumerable: true,
        get: () => {
            const known = [`(state: ${state.name})`, `(response: ${self.response})`];
            if (self.input !== null) {
                known.push(`(input: ${self.input})`);
            }
            return (self.reason ? [self.reason, ...known] : known).join(' ');
        }
    });

    /** Translates what the user is told. */
    self.translate = (i18n) => {
        self.response = i18n(self.response);
    };
});

// Its message has the state already.
StateInvalidError.prototype.toString = Error.prototype.toString;

/**
 * Something that happened to a state.
 *
 * @type {import('../types/base').Class<import('../types/states').StateEvent, [name: string, state: State]>}
 */
const StateEvent = Event.extend(function (self, name, state) {
    Event.call(self, name);
    self.state = state;
});

/** The user sent something to the state. @type {typeof import('../types/states').StateInputEvent} */
const StateInputEvent = StateEvent.extend(function (self, state, content) {
    StateEvent.call(self, 'state:input', state);
    self.content = content;
});

/** The user came to the state. @type {typeof import('../types/states').StateEnterEvent} */
const StateEnterEvent = StateEvent.extend(function (self, state) {
    StateEvent.call(self, 'state:enter', state);
});

/** The user left the state. @type {typeof import('../types/states').StateExitEvent} */
const StateExitEvent = StateEvent.extend(function (self, state) {
    StateEvent.call(self, 'state:exit', state);
});

/**
 * The user sent another message and is still in the state.
 *
 * @type {typeof import('../types/states').StateResumeEvent}
 */
const StateResumeEvent = StateEvent.extend(function (self, state) {
    StateEvent.call(self, 'state:resume', state);
});

/** The state's screen is made. */
const StateShowEvent = StateEvent.extend(function (self, state, content) {
    StateEvent.call(self, 'state:show', state);
    self.content = content;
});

/** What the user sent was refused. */
const StateInvalidEvent = StateEvent.extend(function (self, state, error) {
    StateEvent.call(self, 'state:invalid', state);
    self.error = error;
});

/**
 * Fills what is missing into the options an app gave, which it may look at later.
 *
 * @param {any} opts an object, a function that carries options, or nothing
 * @param {Record<string, any>} defaults
 * @returns {any} the same object
 */
function with_defaults(opts, defaults) {
    const options = opts || {};
    for (const name of Object.keys(defaults)) {
        if (options[name] === undefined) {
            options[name] = defaults[name];
        }
    }
    return options;
}

/** @param {any} content what a user sent, if anything @returns {string} */
function trimmed(content) {
    return exists(content) ? String(content).trim() : '';
}

const CHECK_ANSWERS = '.check() may only return null or undefined (to indicate success), or string, LazyText or '
    + 'StateInvalidError objects (to indicate errors)';

/** @param {State} self @param {any} metadata */
function set_up(self, metadata) {
    self.metadata = metadata || {};
    self.on(self.events);
    return promises.after(self.init(), () => self.emit.setup());
}

/** @param {State} self @param {string | null} content */
function take(self, content) {
    return promises.after(self.translators.before_input(self.im.user.i18n), () => self.emit.input(content));
}

/** @param {State} self @returns {any} a promise of what was shown */
function show(self) {
    return promises.after(
        promises.after(self.translators.before_display(self.im.user.i18n), () => self.display()),
        (content) => self.emit(new StateShowEvent(self, content)).thenResolve(content));
}

/** @param {State} self @param {any} destination @param {any[]} args */
function go(self, destination, args) {
    return promises.after(maybe_call(destination, self, args), (next) => {
        if (exists(next)) {
            self.im.next_state.reset(next);
        }
    });
}

/** @param {State} self @param {any} input */
function validate(self, input) {
    // Never at once: all who listen to the input hear of it before anybody hears that it was refused.
    return promises.resolve(self.check(input)).then((answer) => {
        if (!exists(answer)) {
            return undefined;
        }
        if (answer instanceof StateInvalidError) {
            return self.invalidate(answer);
        }
        if (typeof answer === 'string' || answer instanceof LazyText) {
            return self.invalidate(new StateInvalidError(self, answer, {reason: 'Bad user input', input: input}));
        }
        throw new StateError(self, CHECK_ANSWERS);
    });
}

/** @param {State} self gets what the machine calls */
function add_steps(self) {
    /** Makes it a state of a machine's present message. */
    self.setup = (im, metadata) => {
        self.im = im;
        return promises.fcall(set_up, self, metadata);
    };

    /** Called when the machine and the metadata are known; to be overridden, may return a promise. */
    self.init = () => {};

    /** Takes what the user sent. */
    self.input = (/** @type {string | null} */ content) => promises.fcall(take, self, content);

    /** A promise of the screen. */
    self.show = () => promises.fcall(show, self);

    /** The screen, or a promise of it, when everything is translated; to be overridden. */
    self.display = () => `State: [${self.name}]`;

    /** Translates what is shown; to be overridden. */
    self.translate = (i18n) => {
        if (self.error instanceof StateInvalidError) {
            self.error.translate(i18n);
        }
    };

    self.translators = {
        before_input: (i18n) => self.translate(i18n),
        before_display: (i18n) => self.translate(i18n)
    };

    self.emit.input = (/** @type {string | null} */ content) => self.emit(new StateInputEvent(self, content));
}

/** @param {State} self gets what its own listeners call */
function add_answers(self) {
    /** Remembers an answer under the state's name. */
    self.save_response = (response) => {
        self.im.user.set_answer(self.name, response);
    };

    /**
     * Decides where the user goes: a name, an object of `name`, `metadata` and `creator_opts`, or a function that is
     * called with the other arguments and returns one of them, or a promise. With null or undefined the user stays.
     */
    self.set_next_state = (destination, ...args) => promises.fcall(
        go, self, destination, args);

    /** Refuses an input that does not pass the check. */
    self.validate = (input) => promises.fcall(validate, self, input);

    /** Refuses what the user sent, with a text for the user or an error that has one. */
    self.invalidate = (error) => {
        const is_text = typeof error === 'string' || error instanceof LazyText;
        self.error = is_text ? new StateInvalidError(self, error) : error;
        return self.emit(new StateInvalidEvent(self, self.error));
    };

    self.serialize = () => ({name: self.name, metadata: self.metadata});
    self.toJSON = self.serialize;
}

/**
 * What an app's user is in: `new State(name, opts)`, usually one of the types that extend it. The options are
 * `send_reply`, `continue_session` and `helper_metadata`, each a value or a function; `check`, which is called with an
 * input and returns what is wrong with it; and `events`, listeners by the names of events.
 *
 * @type {typeof import('../types/states').State}
 */
const State = Eventable.extend(function (self, name, opts) {
    const options = with_defaults(opts, {
        send_reply: true,
        continue_session: true,
        helper_metadata: null,
        check: () => undefined,
        events: {}
    });
    Eventable.call(self);
    self.name = name;
    self.im = /** @type {any} */ (null);
    self.error = null;
    self.metadata = /** @type {any} */ (undefined);
    self.events = options.events;
    self.send_reply = functor(options.send_reply);
    self.continue_session = functor(options.continue_session);
    self.helper_metadata = functor(options.helper_metadata);
    self.check = options.check;
    add_steps(self);
    add_answers(self);

    self._creator_opts = null;

    /** Notes what the state was created with, the first time only. The names are as old as the apps that use them. */
    self._record_creator_opts = (creator_opts) => {
        if (self._creator_opts === null) {
            self._creator_opts = creator_opts;
        }
    };
});

module.exports = {
    State, StateError, StateInvalidError, StateEvent, StateInputEvent, StateEnterEvent, StateExitEvent,
    StateResumeEvent, StateShowEvent, StateInvalidEvent, trimmed, with_defaults
};
