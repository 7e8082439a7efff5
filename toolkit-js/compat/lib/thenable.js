/** @file Promises as such: they are settled once, and those who wait for them are told in order. */
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
}

module.exports = {VumigoPromise, follow, settle, settlers, noticed};
