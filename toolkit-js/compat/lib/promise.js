/** @file Promises with the words that apps learned from Q. */
'use strict';

/** @typedef {'pending' | 'fulfilled' | 'rejected'} State */

/**
 * Who waits for a promise. Those who wait together form a ring: the last knows the first as its `next`.
 *
 * @typedef {object} Reaction
 * @property {VumigoPromise<any>} source
 * @property {VumigoPromise<any>} derived follows what the callback returns
 * @property {((value: any) => any) | null | undefined} fulfilled
 * @property {((error: any) => any) | null | undefined} rejected
 * @property {Reaction | null} next
 */

/** Whose turn it is when what runs now has returned; the last of them. @type {Reaction | null} */
let queue = null;

/** What of the language's own promises is needed: that it calls back soon. */
const SOON = Promise.resolve();

/** @param {Reaction} reaction whose promise is settled */
function schedule(reaction) {
    if (queue === null) {
        SOON.then(react_all);
        reaction.next = reaction;
    } else {
        reaction.next = queue.next;
        queue.next = reaction;
    }
    queue = reaction;
}

function react_all() {
    while (queue !== null) {
        const reaction = /** @type {Reaction} */ (queue.next);
        react(reaction);
        if (queue === reaction) {
            queue = null;
        } else {
            queue.next = reaction.next;
        }
    }
}

/** @param {Reaction} reaction */
function react(reaction) {
    const source = reaction.source;
    const callback = source.state === 'fulfilled' ? reaction.fulfilled : reaction.rejected;
    if (typeof callback !== 'function') {
        settle(reaction.derived, source.state, source.result);
        return;
    }
    let result;
    try {
        result = callback(source.result);
    } catch (error) {
        settle(reaction.derived, 'rejected', noticed(error));
        return;
    }
    follow(reaction.derived, result);
}

/** @param {any} error whose stack is looked at: hosts tell where an error came from if somebody has */
function noticed(error) {
    try {
        void error.stack;
    } catch {
        // Something was thrown that has no stack.
    }
    return error;
}

/**
 * @param {VumigoPromise<any>} promise
 * @param {State} state
 * @param {any} result
 */
function settle(promise, state, result) {
    promise.state = state;
    promise.result = result;
    if (promise.waiting !== null) {
        release(promise.waiting);
        promise.waiting = null;
    }
}

/** @param {Reaction} last of those whose promise is settled */
function release(last) {
    for (let reaction = /** @type {Reaction} */ (last.next); ;) {
        const next = /** @type {Reaction} */ (reaction.next);
        schedule(reaction);
        if (reaction === last) {
            return;
        }
        reaction = next;
    }
}

/**
 * @param {VumigoPromise<any>} promise pending
 * @param {any} value which it gets, or that of the promise that the value is
 */
function follow(promise, value) {
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) {
        settle(promise, 'fulfilled', value);
    } else if (value instanceof VumigoPromise) {
        follow_own(promise, value);
    } else {
        let then;
        try {
            then = value.then;
        } catch (error) {
            settle(promise, 'rejected', noticed(error));
            return;
        }
        if (typeof then === 'function') {
            follow_foreign(promise, value, then);
        } else {
            settle(promise, 'fulfilled', value);
        }
    }
}

/** @param {VumigoPromise<any>} promise @param {VumigoPromise<any>} other */
function follow_own(promise, other) {
    if (other === promise) {
        settle(promise, 'rejected', new TypeError('a promise cannot wait for itself'));
    } else if (other.state === 'pending') {
        wait(other, promise, null, null);
    } else {
        settle(promise, other.state, other.result);
    }
}

/** @param {VumigoPromise<any>} promise @param {any} other of another make @param {Function} then its method */
function follow_foreign(promise, other, then) {
    const once = settlers(promise);
    try {
        then.call(other, once.resolve, once.reject);
    } catch (error) {
        once.reject(noticed(error));
    }
}

/** @param {VumigoPromise<any>} promise @returns what settles it, whichever is called first */
function settlers(promise) {
    let open = true;
    return {
        resolve: (/** @type {any} */ value) => {
            if (open) {
                open = false;
                follow(promise, value);
            }
        },
        reject: (/** @type {any} */ reason) => {
            if (open) {
                open = false;
                settle(promise, 'rejected', reason);
            }
        }
    };
}

/**
 * @param {VumigoPromise<any>} source
 * @param {VumigoPromise<any>} derived
 * @param {((value: any) => any) | null | undefined} fulfilled
 * @param {((error: any) => any) | null | undefined} rejected
 */
function wait(source, derived, fulfilled, rejected) {
    /** @type {Reaction} */
    const reaction = {source, derived, fulfilled, rejected, next: null};
    if (source.state !== 'pending') {
        schedule(reaction);
        return;
    }
    const last = source.waiting;
    if (last === null) {
        reaction.next = reaction;
    } else {
        reaction.next = last.next;
        last.next = reaction;
    }
    source.waiting = reaction;
}

/**
 * A promise whose state can be asked for, and whose rejection nobody has to handle. Everything it derives is one too.
 *
 * @template T
 */
class VumigoPromise {
    constructor() {
        /** @type {State} */
        this.state = 'pending';
        /** @type {any} its value, or why it was rejected */
        this.result = undefined;
        /** @type {Reaction | null} the last of who waits for it */
        this.waiting = null;
    }

    /**
     * @param {((value: any) => any) | null} [fulfilled]
     * @param {((error: any) => any) | null} [rejected]
     * @returns {VumigoPromise<any>}
     */
    then(fulfilled, rejected) {
        const derived = new VumigoPromise();
        wait(this, derived, fulfilled, rejected);
        return derived;
    }

    /** @param {(error: any) => any} rejected */
    catch(rejected) {
        return this.then(undefined, rejected);
    }

    /** @param {() => any} callback called in either case; what it returns is waited for and forgotten */
    finally(callback) {
        return this.then(
            (value) => resolve(callback()).then(() => value),
            (error) => resolve(callback()).then(() => {
                throw error;
            }));
    }

    /**
     * The end of a chain: an error is not swallowed but thrown where nobody can catch it.
     *
     * @param {(value: any) => any} [fulfilled]
     * @param {(error: any) => any} [rejected]
     */
    done(fulfilled, rejected) {
        this.then(fulfilled, rejected).then(undefined, (error) => {
            Promise.reject(error);
        });
    }

    /**
     * @param {(...values: any[]) => any} fulfilled gets the elements of the array as its arguments
     * @param {(error: any) => any} [rejected]
     */
    spread(fulfilled, rejected) {
        return this.then((values) => all(values).then((each) => fulfilled(...each)), rejected);
    }

    /** @param {(value: any) => any} callback called with the value, which goes on unchanged */
    tap(callback) {
        return this.then((value) => resolve(callback(value)).then(() => value));
    }

    /** @param {any} value what to go on with, a promise too */
    thenResolve(value) {
        return this.then(() => value);
    }

    /** @param {any} reason what to fail with */
    thenReject(reason) {
        return this.then(() => {
            throw reason;
        });
    }

    /** @param {string} name of a property of the value */
    get(name) {
        return this.then((value) => value[name]);
    }

    /**
     * @param {string} name of a method of the value
     * @param {...any} args
     */
    invoke(name, ...args) {
        return this.then((value) => value[name](...args));
    }

    /** @param {...any} args what the value, a function, is called with */
    fcall(...args) {
        return this.fapply(args);
    }

    /** @param {any[]} args what the value, a function, is called with */
    fapply(args) {
        return this.then((callee) => callee(...args));
    }

    /** The values of an array of promises. */
    all() {
        return this.then(all);
    }

    /** @param {number} [milliseconds] after which to go on; where there are no timers, at once */
    delay(milliseconds) {
        return this.then((value) => {
            if (typeof setTimeout !== 'function') {
                return value;
            }
            const later = defer();
            setTimeout(() => later.resolve(value), milliseconds);
            return later.promise;
        });
    }

    /** @param {(error: any, value?: any) => void} [callback] in the manner of Node */
    nodeify(callback) {
        if (callback) {
            this.done((value) => callback(null, value), callback);
        }
        return this;
    }

    isPending() {
        return this.state === 'pending';
    }

    isFulfilled() {
        return this.state === 'fulfilled';
    }

    isRejected() {
        return this.state === 'rejected';
    }

    /** @returns {{state: State, value?: any, reason?: any}} */
    inspect() {
        switch (this.state) {
            case 'fulfilled':
                return {state: this.state, value: this.result};
            case 'rejected':
                return {state: this.state, reason: this.result};
            default:
                return {state: this.state};
        }
    }
}

VumigoPromise.prototype.fail = VumigoPromise.prototype.catch;
VumigoPromise.prototype.fin = VumigoPromise.prototype.finally;

/** Fulfilled, and what most listeners come to. @type {VumigoPromise<any>} */
const NOTHING = new VumigoPromise();
settle(NOTHING, 'fulfilled', undefined);

/**
 * A promise of the value, which may be a promise of any make.
 *
 * @param {any} [value]
 * @returns {VumigoPromise<any>}
 */
function resolve(value) {
    if (value === undefined) {
        return NOTHING;
    }
    if (value instanceof VumigoPromise) {
        return value;
    }
    const promise = new VumigoPromise();
    follow(promise, value);
    return promise;
}

/** @param {any} reason */
function reject(reason) {
    const promise = new VumigoPromise();
    settle(promise, 'rejected', reason);
    return promise;
}

/** @param {any} values an array, or a promise of one @returns {VumigoPromise<any>} */
function all(values) {
    return Array.isArray(values) ? gathered(values) : resolve(values).then(gathered);
}

/** @param {any[]} values @returns {VumigoPromise<any>} */
function gathered(values) {
    const whole = new VumigoPromise();
    const results = Array.from(values);
    let missing = 0;
    for (let place = 0; place < results.length; place++) {
        const promise = resolve(results[place]);
        if (promise.state === 'fulfilled') {
            results[place] = promise.result;
            continue;
        }
        missing++;
        promise.then((result) => {
            results[place] = result;
            missing--;
            if (missing === 0 && whole.state === 'pending') {
                settle(whole, 'fulfilled', results);
            }
        }, (error) => {
            if (whole.state === 'pending') {
                settle(whole, 'rejected', error);
            }
        });
    }
    if (missing === 0) {
        settle(whole, 'fulfilled', results);
    }
    return whole;
}

/**
 * Calls a function and answers with a promise, also if it throws.
 *
 * @param {(first?: any, second?: any, third?: any) => any} callee
 * @param {any} [first]
 * @param {any} [second]
 * @param {any} [third]
 */
function fcall(callee, first, second, third) {
    try {
        return resolve(callee(first, second, third));
    } catch (error) {
        return reject(noticed(error));
    }
}

/**
 * A promise of what the callback makes of a value, which may be a promise.
 *
 * @param {any} value
 * @param {(value: any) => any} callback called at once if the value is no promise
 * @returns {VumigoPromise<any>}
 */
function after(value, callback) {
    const promise = resolve(value);
    return promise.state === 'fulfilled' ? fcall(callback, promise.result) : promise.then(callback);
}

/** @param {VumigoPromise<any>} promise is kept as it is unless it is pending @param {any} value */
function fulfil(promise, value) {
    if (promise.state === 'pending') {
        settle(promise, 'fulfilled', value);
    }
}

/** @param {VumigoPromise<any>} promise is kept as it is unless it is pending @param {any} reason */
function refuse(promise, reason) {
    if (promise.state === 'pending') {
        settle(promise, 'rejected', reason);
    }
}

/** A promise together with what settles it. */
function defer() {
    const promise = new VumigoPromise();
    return Object.assign(settlers(promise), {promise: promise});
}

module.exports = {VumigoPromise, resolve, reject, all, fcall, after, defer, fulfil, refuse};
