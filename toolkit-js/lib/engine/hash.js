/** @file A number that is always the same for a text, and looks like chance. Not for secrets. */
'use strict';

/**
 * FNV-1a over UTF-16 code units; mixed at the end, so that texts that differ little, as addresses do, have nothing in common.
 *
 * @param {string} text
 * @returns {number} a whole number from 0, below 2 ** 32
 */
function hashOf(text) {
    let hash = 0x811c9dc5;
    for (let at = 0; at < text.length; at++) {
        hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    }
    hash = Math.imul(hash ^ hash >>> 16, 0x85ebca6b);
    hash = Math.imul(hash ^ hash >>> 13, 0xc2b2ae35);
    return (hash ^ hash >>> 16) >>> 0;
}

module.exports = {hashOf};
