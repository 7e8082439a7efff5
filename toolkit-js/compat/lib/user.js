/** @file Who an app talks to, and what it remembers of them. */
'use strict';

const promises = require('./promise');
const {exists} = require('./utils');
const {Event, Eventable} = require('./events');
const {Translator} = require('./translate');
const {StateData} = require('./states');

const WEEK_SECONDS = 7 * 24 * 60 * 60;

/** Something that happened to a user. */
const UserEvent = Event.extend(function (self, name, user) {
    Event.call(self, name, {user: user});
});

/** Nothing was known of this user. */
const UserNewEvent = UserEvent.extend(function (self, user) {
    UserEvent.call(self, 'user:new', user);
});

/** The user has been here before. */
const UserLoadEvent = UserEvent.extend(function (self, user) {
    UserEvent.call(self, 'user:load', user);
});

/** Everything that was known of the user is forgotten. */
const UserResetEvent = UserEvent.extend(function (self, user) {
    UserEvent.call(self, 'user:reset', user);
});

/** What is known of the user is stored. */
const UserSaveEvent = UserEvent.extend(function (self, user) {
    UserEvent.call(self, 'user:save', user);
});

/** The user of the message at hand. */
const User = Eventable.extend(function (self, im) {
    Eventable.call(self);
    self.im = im;
    self.i18n = new Translator();
    self.creation_event = null;
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
        store_name: 'default'
    };

    Object.defineProperty(self, 'created', {get: () => self.creation_event instanceof UserNewEvent});

    /** Makes it the user of an address, with what is given of `lang`, `answers`, `metadata`, `state` and the others. */
    self.setup = (/** @type {string} */ addr, /** @type {any} */ opts) => {
        const options = Object.assign({}, opts);
        const value = (/** @type {string} */ name) => {
            const usual = self.defaults[name];
            return options[name] !== undefined ? options[name] : typeof usual === 'function' ? usual() : usual;
        };
        self.addr = addr;
        self.lang = value('lang');
        self.answers = value('answers');
        self.metadata = value('metadata');
        self.in_session = value('in_session');
        self.store_name = value('store_name');
        self.state = new StateData(value('state'));
        return self.refresh_i18n().then(() => self.emit.setup());
    };

    const begin = (/** @type {any} */ CreationEvent) => (/** @type {string} */ addr, /** @type {any} */ opts) => {
        self.creation_event = new CreationEvent(self);
        return self.setup(addr, opts);
    };

    /** A user of whom nothing is known. */
    self.create = begin(UserNewEvent);

    /** A user of whom everything is forgotten. */
    self.reset = begin(UserResetEvent);

    const loaded = (/** @type {any} */ stored, /** @type {string} */ addr, /** @type {any} */ opts) => begin(
        UserLoadEvent)(addr, Object.assign({}, opts, stored));

    /** Fails if nothing is stored. */
    self.load = (/** @type {string} */ addr, /** @type {any} */ opts) => self.fetch(addr, store_of(opts))
        .then((/** @type {any} */ stored) => {
            if (!exists(stored)) {
                throw new Error(`Failed to load user '${addr}'`);
            }
            return loaded(stored, addr, opts);
        });

    /** What is stored wins over what is given. */
    self.load_or_create = (/** @type {string} */ addr, /** @type {any} */ opts) => self.fetch(addr, store_of(opts))
        .then((/** @type {any} */ stored) => exists(stored) ? loaded(stored, addr, opts) : self.create(addr, opts));

    const store_of = (/** @type {any} */ opts) => opts && exists(opts.store_name)
        ? opts.store_name
        : self.defaults.store_name;

    /** What is stored; null if nothing is. */
    self.fetch = (/** @type {string} */ addr, /** @type {string} */ store_name) => self.im
        .api_request('kv.get', {key: User.make_key(addr, store_name)})
        .then((/** @type {any} */ reply) => reply.value);

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

    self.key = () => User.make_key(self.addr, self.store_name);

    /** Changes the language and what is translated by. */
    self.set_lang = (/** @type {string | null} */ lang) => {
        if (lang === self.lang) {
            return promises.resolve();
        }
        self.lang = lang;
        return self.refresh_i18n();
    };

    self.refresh_i18n = () => {
        if (!exists(self.lang)) {
            self.i18n = new Translator();
            return promises.resolve();
        }
        return self.im.fetch_translation(self.lang).then((/** @type {any} */ i18n) => {
            self.i18n = i18n;
        });
    };

    self.set_answer = (/** @type {string} */ name, /** @type {any} */ value) => {
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

/**
 * The key a user is stored under.
 *
 * @param {string} addr
 * @param {string} [store_name]
 */
User.make_key = (addr, store_name) => ['users', exists(store_name) ? store_name : 'default', addr].join('.');

module.exports = {User, UserEvent, UserNewEvent, UserLoadEvent, UserResetEvent, UserSaveEvent};
