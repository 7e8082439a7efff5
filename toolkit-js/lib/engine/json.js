/** @file What can be stored. */
'use strict';

/**
 * Lines about values that JSON cannot keep as they are: they would come back as something else, or not at all.
 *
 * @param {unknown} value
 * @param {string} place
 * @param {readonly unknown[]} [around] the objects it is in
 * @returns {string[]}
 */
function notJson(value, place, around = []) {
    if (around.includes(value)) {
        return [`${place}: an object that is in itself`];
    }
    if (value === null || ['string', 'boolean', 'undefined'].includes(typeof value) || (typeof value === 'number' && Number.isFinite(value))) {
        return [];
    }
    const kind = Object.prototype.toString.call(value).slice('[object '.length, -1);
    if (!['Object', 'Array'].includes(kind)) {
        return [`${place}: ${typeof value === 'number' ? value : kind} (expected: JSON)`];
    }
    const inside = [...around, value];
    return Object.entries(/** @type {object} */ (value)).flatMap(([name, one]) => notJson(one, `${place}.${name}`, inside));
}

module.exports = {notJson};
