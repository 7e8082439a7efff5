/** @file Objects that announce what happens, and wait until everybody who listens is done. */
'use strict';

const EventEmitter = require('events').EventEmitter;
const promises = require('./promise');
const {Extendable} = require('./utils');

/** @typedef {import('./types/events').Event} Happened */
/** @typedef {import('./types/events').Listener} Listener */

/**
 * What happened. Its other properties are those of the data it was made with.
 *
 * @type {typeof import('./types/events').Event}
 */
const Event = Extendable.extend(function (self, name, data) {
    self.name = name;
    if (data) {
        const given = /** @type {Record<string, any>} */ (self);
        for (const key of Object.keys(data)) {
            if (given[key] === undefined) {
                given[key] = data[key];
            }
        }
    }
});

/** An object is ready. @type {typeof import('./types/events').SetupEvent} */
const SetupEvent = Event.extend(function (self, instance) {
    Event.call(self, 'setup');
    self.instance = instance;
});

/** An object is done with. @type {typeof import('./types/events').TeardownEvent} */
const TeardownEvent = Event.extend(function (self, instance) {
    Event.call(self, 'teardown');
    self.instance = instance;
});

/**
 * The object an event's name leads to: in `'user user:new'` the event is another's, the object of that name.
 *
 * @param {any} from
 * @param {string} name
 * @returns {{target: any, event: string}}
 */
function located(from, name) {
    const space = name.lastIndexOf(' ');
    if (space < 0) {
        return {target: from, event: name};
    }
    const target = name.slice(0, space).split('.').reduce((object, step) => object[step], from);
    return {target: target, event: name.slice(space + 1)};
}

/**
 * @param {any} eventable
 * @param {'on' | 'once'} how
 * @param {string | Record<string, Listener>} name
 * @param {Listener} [listener]
 */
function listen(eventable, how, name, listener) {
    if (typeof name !== 'string') {
        for (const each of Object.keys(name)) {
            listen(eventable, how, each, name[each]);
        }
        return eventable;
    }
    const {target, event} = located(eventable, name);
    if (target === eventable) {
        EventEmitter.prototype[how].call(eventable, event, /** @type {any} */ (listener));
    } else {
        target[how](event, listener);
    }
    return eventable;
}

/** What comes of an event that nobody listens to, which is true of most. @type {import('./types/base').Promised<any[]>} */
const NOBODY = promises.resolve(/** @type {any} */ (Object.freeze([])));

/** @param {Function} listener @param {unknown} eventable @param {Happened} event */
function tell(listener, eventable, event) {
    return listener.call(eventable, event);
}

/**
 * Something that announces events. Listeners may return promises.
 *
 * `on(name, listener)` and `once(name, listener)` can be chained, take an object of several, and a name such as
 * `'user user:new'` for an event of `this.user`. `emit(event)` calls all listeners at once and is a promise of what
 * all of them return; it fails with the first error.
 *
 * @type {typeof import('./types/events').Eventable}
 */
const Eventable = Extendable.extend(function (self) {
    EventEmitter.call(/** @type {any} */ (self));

    self.on = /** @type {typeof self.on} */ (
        (/** @type {any} */ name, /** @type {any} */ listener) => listen(self, 'on', name, listener));
    self.addListener = self.on;
    self.once = /** @type {typeof self.once} */ (
        (/** @type {any} */ name, /** @type {any} */ listener) => listen(self, 'once', name, listener));

    /** A promise of the next such event. */
    self.once.resolved = (/** @type {string} */ name) => {
        const deferred = promises.defer();
        self.once(name, deferred.resolve);
        return deferred.promise;
    };

    self.emit = /** @type {typeof self.emit} */ ((/** @type {Happened} */ event) => {
        if (self.listenerCount(event.name) === 0) {
            return NOBODY;
        }
        return promises.all(self.rawListeners(event.name).map(
            (listener) => promises.fcall(tell, listener, self, event)));
    });
    self.emit.setup = () => self.listenerCount('setup') ? self.emit(new SetupEvent(self)) : NOBODY;
    self.emit.teardown = () => self.listenerCount('teardown') ? self.emit(new TeardownEvent(self)) : NOBODY;

    /** Forgets all listeners but those that wait for the end, which they are told of once. */
    self.teardown_listeners = () => {
        const last = self.listeners('teardown');
        self.removeAllListeners();
        last.forEach((listener) => self.once('teardown', /** @type {Listener} */ (listener)));
    };
});

for (const name of Object.getOwnPropertyNames(EventEmitter.prototype)) {
    if (name !== 'constructor') {
        Object.defineProperty(Eventable.prototype, name,
            /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(EventEmitter.prototype, name)));
    }
}

module.exports = {Event, SetupEvent, TeardownEvent, Eventable};
