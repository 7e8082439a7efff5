/** @file Promises with the words that apps learned from Q. */
'use strict';

const {VumigoPromise, follow, settle, settlers, noticed} = require('./thenable');

/** @typedef {import('./types/base').Promised<any> & VumigoPromise<any>} Own */

/** @type {Record<string, any> & ThisType<Own>} Q's words */
const words = {
    /** @param {(error: any) => any} rejected */
    catch(rejected) {
        return this.then(undefined, rejected);
    },

    /** @param {() => any} callback called in either case; what it returns is waited for and forgotten */
    finally(callback) {
        return this.then(
            (value) => resolve(callback()).then(() => value),
            (error) => resolve(callback()).then(() => {
                throw error;
            }));
    },

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
    },

    /**
     * @param {(...values: any[]) => any} fulfilled gets the elements of the array as its arguments
     * @param {(error: any) => any} [rejected]
     */
    spread(fulfilled, rejected) {
        return this.then((values) => all(values).then((each) => fulfilled(...each)), rejected);
    },

    /** @param {(value: any) => any} callback called with the value, which goes on unchanged */
    tap(callback) {
        return this.then((value) => resolve(callback(value)).then(() => value));
    },

    /** @param {any} value what to go on with, a promise too */
    thenResolve(value) {
        return this.then(() => value);
    },

    /** @param {any} reason what to fail with */
    thenReject(reason) {
        return this.then(() => {
            throw reason;
        });
    },

    /** @param {string} name of a property of the value */
    get(name) {
        return this.then((value) => value[name]);
    },

    /**
     * @param {string} name of a method of the value
     * @param {...any} args
     */
    invoke(name, ...args) {
        return this.then((value) => value[name](...args));
    },

    /** @param {...any} args what the value, a function, is called with */
    fcall(...args) {
        return this.fapply(args);
    },

    /** @param {any[]} args what the value, a function, is called with */
    fapply(args) {
        return this.then((callee) => callee(...args));
    },

    /** The values of an array of promises. */
    all() {
        return this.then(all);
    },

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
    },

    /** @param {(error: any, value?: any) => void} [callback] in the manner of Node */
    nodeify(callback) {
        if (callback) {
            this.done((value) => callback(null, value), callback);
        }
        return this;
    },

    isPending() {
        return this.state === 'pending';
    },

    isFulfilled() {
        return this.state === 'fulfilled';
    },

    isRejected() {
        return this.state === 'rejected';
    },

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
};

/** Q's words that few apps know: promises of Q itself answer them, and those of what comes of them. */
const RARE_WORDS = [
    'timeout', 'allSettled', 'allResolved', 'any', 'race', 'join', 'progress', 'keys', 'set', 'delete', 'del', 'post',
    'send', 'mapply', 'mcall', 'fbind', 'nfapply', 'nfcall', 'nfbind', 'denodeify', 'nbind', 'npost', 'nsend', 'nmapply',
    'nmcall', 'ninvoke', 'dispatch'
];
for (const word of RARE_WORDS) {
    words[word] = function (/** @type {any[]} */ ...args) {
        return require('q')(this)[word](...args);
    };
}
words.fail = words.catch;
words.fin = words.finally;
Object.assign(VumigoPromise.prototype, words);

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

module.exports = /** @type {import('./types/base').Promises} */ (/** @type {unknown} */ (
    {VumigoPromise, resolve, reject, all, fcall, after, defer, fulfil, refuse}
));
