/** @file A part of all users, always the same ones: who gets something new first. */
'use strict';

const {hashOf} = require('./hash');

/**
 * @param {string} address
 * @param {string} name tells one such choice from another
 * @param {number} percent
 * @returns {boolean} whether the address is in; who is in is also in where the part is larger
 */
function isIn(address, name, percent) {
    if (typeof name !== 'string' || name === '') {
        throw new TypeError(`canary: name ${JSON.stringify(name)} (expected: a text)`);
    }
    if (!(typeof percent === 'number' && percent >= 0 && percent <= 100)) {
        const given = typeof percent === 'number' ? String(percent) : JSON.stringify(percent);
        throw new TypeError(`canary '${name}': percent ${given} (expected: a number from 0 to 100)`);
    }
    return hashOf(`${name}\n${address}`) < percent / 100 * 2 ** 32;
}

module.exports = {isIn};
