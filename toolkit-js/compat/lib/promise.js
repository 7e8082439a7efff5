/** @file Promises with the words that apps learned from Q, over the language's own promises. */
'use strict';

/** @typedef {'pending' | 'fulfilled' | 'rejected'} State */

/**
 * A promise whose state can be asked for, and whose rejection nobody has to handle. Everything it derives is one too.
 *
 * @template T
 */
class VumigoPromise {
    /** @param {Promise<T>} settling what it follows */
    constructor(settling) {
        /** @type {State} */
        this.state = 'pending';
        /** @type {T | unknown} */
        this.result = undefined;
        this.settling = settling;
        settling.then(
            (value) => this.settle('fulfilled', value),
            (error) => this.settle('rejected', error));
    }

    /**
     * @param {State} state
     * @param {unknown} result
     */
    settle(state, result) {
        this.state = state;
        this.result = result;
    }

    /**
     * @param {((value: any) => any) | null} [fulfilled]
     * @param {((error: any) => any) | null} [rejected]
     * @returns {VumigoPromise<any>}
     */
    then(fulfilled, rejected) {
        return new VumigoPromise(this.settling.then(fulfilled, rejected));
    }

    /** @param {(error: any) => any} rejected */
    catch(rejected) {
        return this.then(undefined, rejected);
    }

    /** @param {() => any} callback called in either case; what it returns is waited for and forgotten */
    finally(callback) {
        return new VumigoPromise(this.settling.finally(callback));
    }

    /**
     * The end of a chain: an error is not swallowed but thrown where nobody can catch it.
     *
     * @param {(value: any) => any} [fulfilled]
     * @param {(error: any) => any} [rejected]
     */
    done(fulfilled, rejected) {
        this.settling.then(fulfilled, rejected);
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
        return this.then((value) => new Promise((proceed) => {
            if (typeof setTimeout === 'function') {
                setTimeout(() => proceed(value), milliseconds);
            } else {
                proceed(value);
            }
        }));
    }

    /** @param {(error: any, value?: any) => void} [callback] in the manner of Node */
    nodeify(callback) {
        if (callback) {
            this.settling.then((value) => callback(null, value), callback);
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

/**
 * A promise of the value, which may be a promise of any make.
 *
 * @param {any} [value]
 * @returns {VumigoPromise<any>}
 */
function resolve(value) {
    if (value instanceof VumigoPromise) {
        return value;
    }
    const promise = new VumigoPromise(Promise.resolve(value));
    if (value === null || value === undefined || typeof value.then !== 'function') {
        promise.settle('fulfilled', value);
    }
    return promise;
}

/** @param {any} reason */
function reject(reason) {
    const promise = new VumigoPromise(Promise.reject(reason));
    promise.settle('rejected', reason);
    return promise;
}

/** @param {any} values an array, or a promise of one */
function all(values) {
    return resolve(values).then((present) => Promise.all(present));
}

/**
 * Calls a function and answers with a promise, also if it throws.
 *
 * @param {(...args: any[]) => any} callee
 * @param {...any} args
 */
function fcall(callee, ...args) {
    try {
        return resolve(callee(...args));
    } catch (error) {
        return reject(error);
    }
}

/** A promise together with what settles it. */
function defer() {
    /** @type {any} */
    const deferred = {};
    deferred.promise = new VumigoPromise(new Promise((proceed, refuse) => {
        deferred.resolve = proceed;
        deferred.reject = refuse;
    }));
    return deferred;
}

module.exports = {VumigoPromise, resolve, reject, all, fcall, defer};
