'use strict';

/** A file of its own: only who authenticates pays for loading `Buffer`. */

/**
 * The value of an `Authorization` header, RFC 7617.
 *
 * @param {string} username
 * @param {string} password
 */
module.exports = function basic_auth(username, password) {
    return 'Basic ' + Buffer.from(username + ':' + password).toString('base64');
};
