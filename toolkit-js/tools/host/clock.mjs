/** @file A clock that stands still until it is moved. */

/** @typedef {import('./host.mjs').Moment} Moment */

export class VirtualClock {
    /** @param {Moment} start */
    constructor(start) {
        /** Milliseconds since 1970. */
        this.now = millisecondsOf(start);
        /** @type {{at: number, callback: () => void}[]} */
        this.timers = [];
    }

    /**
     * Calls back when the clock is moved so far.
     *
     * @param {number} milliseconds
     * @param {() => void} callback
     * @returns {() => void} what stops that
     */
    after(milliseconds, callback) {
        const timer = {at: this.now + Math.max(0, Number(milliseconds) || 0), callback};
        this.timers.push(timer);
        return () => {
            this.timers = this.timers.filter((one) => one !== timer);
        };
    }

    /** Moves on to the next timer and calls it back; false if there is none. */
    fireNext() {
        const next = this.timers.reduce((/** @type {any} */ first, timer) => first === null || timer.at < first.at ? timer : first, null);
        if (next === null) {
            return false;
        }
        this.timers = this.timers.filter((one) => one !== next);
        this.now = Math.max(this.now, next.at);
        next.callback();
        return true;
    }
}

/**
 * @param {Moment} moment
 * @returns {number}
 */
export function millisecondsOf(moment) {
    const time = typeof moment === 'number' ? moment : new Date(moment).getTime();
    if (!Number.isFinite(time)) {
        throw new RangeError(`now: '${moment}' (expected: a moment such as 2026-03-01T08:00:00Z)`);
    }
    return time;
}

/**
 * A fixed sequence of numbers at least 0, below 1.
 *
 * @param {number} seed
 * @returns {() => number}
 */
export function sequence(seed) {
    let state = seed >>> 0;
    return () => {
        // mulberry32, a generator of 32 bits in the public domain.
        state = (state + 0x6D2B79F5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
    };
}
