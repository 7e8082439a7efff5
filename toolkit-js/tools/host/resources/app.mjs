/** @file What is the app's own: its configuration and its log. */

import {str, isInteger} from './python-text.mjs';
import {Refused, invalidField} from './refusals.mjs';

/** @typedef {import('../host.mjs').Operation} Operation */

/** @type {Record<string, Operation>} */
export const config = {
    get({host}, {key}) {
        if (key === undefined || key === null) {
            throw new Refused('');
        }
        return {value: typeof key === 'string' ? host.settings.get(key) ?? null : null};
    },
};

/** @type {Record<string, Operation>} */
export const log = Object.fromEntries(Object.entries({debug: 10, info: 20, warning: 30, error: 40, critical: 50, log: 20})
    .map(([name, level]) => [name, writer(level)]));

/**
 * @param {number} usual
 * @returns {Operation}
 */
function writer(usual) {
    return (caller, {msg, level}) => {
        if (msg === undefined || msg === null) {
            throw new Refused('Value expected for msg');
        }
        if (level !== undefined && level !== null && !(isInteger(level) && Math.abs(level) < 2 ** 31)) {
            throw invalidField('level', level, 'an integer');
        }
        /** @type {any} */ (caller.run).log(level ?? usual, str(msg));
        return {};
    };
}
