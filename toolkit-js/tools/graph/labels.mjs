/** @file What stands at the arrows of a graph. */

const LONGEST = 60;

/**
 * @param {string[]} by
 * @returns {string}
 */
export function labelOf(by) {
    const all = by.join(' | ');
    return all.length > LONGEST ? `${all.slice(0, LONGEST - 3)}...` : all;
}
