/** @file Random choices that a seed repeats. */

/** @typedef {ReturnType<typeof randomFrom>} Random */

/**
 * @param {number} seed
 * @param {number} [stream] one seed has many sources, each with a number of its own
 */
export function randomFrom(seed, stream = 0) {
    let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(stream + 1, 0x85ebca6b)) >>> 0;

    /** A number from 0 up to, but not including, 1. */
    const fraction = () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
    };

    /** @param {number} from @param {number} to included */
    const integer = (from, to) => from + Math.floor(fraction() * (to - from + 1));

    /** @param {number} share of the answers that are yes, from 0 to 1 */
    const chance = (share) => fraction() < share;

    /** @template T @param {readonly T[]} list @returns {T} */
    const pick = (list) => list[integer(0, list.length - 1)];

    /** @template T @param {number} least @param {number} most @param {(index: number) => T} make @returns {T[]} */
    const list = (least, most, make) => Array.from({length: integer(least, most)}, (_, index) => make(index));

    /**
     * One of several, each as often as its weight says. They may be of different types.
     *
     * @param {readonly (readonly [number, any])[]} weighted
     * @returns {any}
     */
    const weigh = (weighted) => {
        let rest = fraction() * weighted.reduce((sum, [weight]) => sum + weight, 0);
        for (const [weight, value] of weighted) {
            rest -= weight;
            if (rest < 0) {
                return value;
            }
        }
        return weighted[weighted.length - 1][1];
    };

    return {fraction, integer, chance, pick, list, weigh};
}
