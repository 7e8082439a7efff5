/** @file Durations as people write them: `30s`, `5m`, `2h`, `7d`. */
'use strict';

/** @type {Record<string, number>} */
const UNITS = {ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000};

/**
 * @param {string} duration
 * @returns {number}
 */
function millisecondsOf(duration) {
    const [, amount, unit] = /^(\d+(?:\.\d+)?)(ms|[smhd])$/.exec(duration) ?? [];
    if (unit === undefined) {
        throw new Error(`duration '${duration}' (expected: a number and ms, s, m, h or d, for example 2h)`);
    }
    return Number(amount) * UNITS[unit];
}

module.exports = {millisecondsOf};
