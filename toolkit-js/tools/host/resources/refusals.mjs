/** @file Why a request is not carried out, in the words of the real host. */

/** Told to the app only. */
export class Refused extends Error {}

/** Told to the app, and written to its log. */
export class CommandFailed extends Error {}

const SHOWN = 80;

/**
 * @param {string} field
 * @param {unknown} value null and undefined read as `missing`
 * @param {string} expected
 */
export function invalidField(field, value, expected) {
    const text = value === null || value === undefined ? 'missing' : shown(value);
    return new CommandFailed(`${field}: ${text.length <= SHOWN ? text : `${text.slice(0, SHOWN)}…`} (expected: ${expected})`);
}

/**
 * A value as the host shows it.
 *
 * @param {any} value
 * @returns {string}
 */
function shown(value) {
    if (Array.isArray(value)) {
        return `[${value.map(shown).join(', ')}]`;
    }
    return Object(value) === value ? `{${Object.entries(value).map(([name, one]) => `${name}=${shown(one)}`).join(', ')}}` : String(value);
}
