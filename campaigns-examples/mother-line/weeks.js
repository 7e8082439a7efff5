const WEEK = 7 * 24 * 60 * 60 * 1000;

/**
 * Whole weeks from a moment to a day, none if it is past.
 *
 * @param {string} day `YYYY-MM-DD`
 * @param {Date} now
 */
export function weeksUntil(day, now) {
    return Math.max(0, Math.ceil((Date.parse(day) - now.getTime()) / WEEK));
}
