/** @file Who an app talks to, and what it remembers of them. */
'use strict';

const promises = require('./promise');
const {exists, maybe_call} = require('./utils');
const {Event, Eventable} = require('./events');
const {Translator} = require('./translate');
const {StateData} = require('./states');

/** @typedef {import('./types/user').UserOptions} UserOptions */

const WEEK_SECONDS = 7 * 24 * 60 * 60;
const DEFAULT_STORE = 'default';

/** Something that happened to a user. @type {typeof import('./types/user').UserEvent} */
const UserEvent = Event.extend(function (self, name, user) {
    Event.call(self, name);
    self.user = user;
});

/** Nothing was known of this user. @type {typeof import('./types/user').UserNewEvent} */
const UserNewEvent = UserEvent.extend(function (self, user) {
    UserEvent.call(self, 'user:new', user);
});

/** The user has been here before. @type {typeof import('./types/user').UserLoadEvent} */
const UserLoadEvent = UserEvent.extend(function (self, user) {
    UserEvent.call(self, 'user:load', user);
});

/** Everything that was known of the user is forgotten. @type {typeof import('./types/user').UserResetEvent} */
const UserResetEvent = UserEvent.extend(function (self, user) {
    UserEvent.call(self, 'user:reset', user);
});

/** What is known of the user is stored. @type {typeof import('./types/user').UserSaveEvent} */
const UserSaveEvent = UserEvent.extend(function (self, user) {
    UserEvent.call(self, 'user:save', user);
});

/** @param {any} given @param {any} usual what takes its place if it is undefined, or a function that makes that */
function first_of(given, usual) {
    return given === undefined ? maybe_call(usual) : given;
}

/**
 * The key a user is stored under.
 *
 * @param {string} addr
 * @param {string} [store_name]
 */
function make_key(addr, store_name) {
    return ['users', exists(store_name) ? store_name : DEFAULT_STORE, addr].join('.');
}

/**
 * The user of the message at hand.
 *
 * @type {import('./types/base').Class<import('./types/user').User, [im: import('./types/machine').InteractionMachine]>}
 */
const User = Eventable.extend(function (self, im) {
    Eventable.call(self);
    self.im = im;
    self.i18n = new Translator();
    // Until its stored data are known it counts as new.
    self.creation_event = new UserNewEvent(self);
    self.lang = null;
    self.store_name = DEFAULT_STORE;
    self.state = new StateData();
    self.answers = {};
    self.metadata = {};
    self.in_session = false;
    self.defaults = {
        lang: null,
        answers: () => ({}),
        metadata: () => ({}),
        in_session: false,
        state: () => ({}),
        store_name: DEFAULT_STORE
    };

    /** Makes it the user of an address, with what is given of `lang`, `answers`, `metadata`, `state` and the others. */
    self.setup = (/** @type {string} */ addr, opts) => {
        const given = opts || {};
        const usual = self.defaults;
        self.addr = addr;
        self.lang = first_of(given.lang, usual.lang);
        self.answers = first_of(given.answers, usual.answers);
        self.metadata = first_of(given.metadata, usual.metadata);
        self.in_session = first_of(given.in_session, usual.in_session);
        self.store_name = first_of(given.store_name, usual.store_name);
        self.state = new StateData(first_of(given.state, usual.state));
        return promises.after(self.refresh_i18n(), () => self.emit.setup());
    };

    const begin = (/** @type {{new (user: typeof self): any}} */ CreationEvent) => (
        /** @type {string} */ addr, /** @type {UserOptions | undefined} */ opts) => {
        self.creation_event = new CreationEvent(self);
        return self.setup(addr, opts);
    };

    /** A user of whom nothing is known. */
    self.create = begin(UserNewEvent);

    /** A user of whom everything is forgotten. */
    self.reset = begin(UserResetEvent);

    const loaded = (
        /** @type {any} */ stored, /** @type {string} */ addr, /** @type {UserOptions | undefined} */ opts) => begin(
        UserLoadEvent)(addr, Object.assign({}, opts, stored));

    /** Fails if nothing is stored. */
    self.load = (/** @type {string} */ addr, opts) => self.fetch(addr, store_of(opts))
        .then((stored) => {
            if (!exists(stored)) {
                throw new Error(`Failed to load user '${addr}'`);
            }
            return loaded(stored, addr, opts);
        });

    /** What is stored wins over what is given. */
    self.load_or_create = (/** @type {string} */ addr, opts) => self.fetch(addr, store_of(opts))
        .then((stored) => exists(stored) ? loaded(stored, addr, opts) : self.create(addr, opts));

    const store_of = (/** @type {UserOptions | undefined} */ opts) => opts && exists(opts.store_name)
        ? opts.store_name
        : self.defaults.store_name;

    /** What is stored; null if nothing is. */
    self.fetch = (/** @type {string} */ addr, /** @type {string} */ store_name) => self.im
        .api_request('kv.get', {key: make_key(addr, store_name)})
        .then((reply) => reply.value);

    /** How many seconds it stays stored after the last message; null for ever. */
    self.default_ttl = () => {
        const ttl = self.im.config.user_ttl;
        return ttl === undefined ? WEEK_SECONDS : ttl;
    };

    /** Stores it for `seconds`, null for ever. */
    self.save = (/** @type {{seconds?: number | null}} */ opts) => {
        const seconds = opts && opts.seconds !== undefined ? opts.seconds : self.default_ttl();
        return self.im
            .api_request('kv.set', {key: self.key(), value: self.serialize(), seconds: seconds})
            .then(() => self.emit(new UserSaveEvent(self)));
    };

    self.key = () => make_key(self.addr, self.store_name);

    /** Changes the language and what is translated by. */
    self.set_lang = (/** @type {string | null} */ lang) => {
        if (lang === self.lang) {
            return promises.resolve();
        }
        self.lang = lang;
        return self.refresh_i18n();
    };

    self.refresh_i18n = () => {
        if (!self.lang) {
            // What has been translated so far in this message stays in its language.
            return promises.resolve();
        }
        return self.im.fetch_translation(self.lang).then((i18n) => {
            self.i18n = i18n;
        });
    };

    self.set_answer = (/** @type {string} */ name, value) => {
        self.answers[name] = value;
    };

    self.get_answer = (/** @type {string} */ name) => self.answers[name];

    /** Whether it is in any state, or in that of a name. */
    self.is_in_state = (/** @type {string} */ name) => name === undefined ? self.state.exists() : self.state.is(name);

    self.serialize = () => ({
        addr: self.addr,
        lang: self.lang,
        answers: self.answers,
        metadata: self.metadata,
        in_session: self.in_session,
        state: self.state.serialize()
    });
    self.toJSON = self.serialize;
});

Object.defineProperty(User.prototype, 'created', {
    /** @this {any} */
    get() {
        return this.creation_event instanceof UserNewEvent;
    }
});

module.exports = {
    User: Object.assign(User, {make_key: make_key}),
    UserEvent, UserNewEvent, UserLoadEvent, UserResetEvent, UserSaveEvent
};
