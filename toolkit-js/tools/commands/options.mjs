/** @file Options with numbers. */

import {UsageError} from '../usage-error.mjs';

/**
 * @param {string} name of the option
 * @param {string | undefined} given
 * @param {number} least
 * @param {number} [most]
 * @returns {number | undefined} undefined if it was not given
 */
export function numberOf(name, given, least, most = Infinity) {
    if (given === undefined) {
        return undefined;
    }
    const number = /^\d+$/.test(given) ? Number(given) : NaN;
    if (!(number >= least && number <= most)) {
        const range = most === Infinity ? `from ${least}` : `from ${least} to ${most}`;
        throw new UsageError(`--${name} '${given}' (expected: a whole number ${range})`);
    }
    return number;
}
