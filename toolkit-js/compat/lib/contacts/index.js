/** @file Contacts and groups of contacts, and their doubles for tests. */
'use strict';

module.exports.api = require('./api');

// Apps in production never need it.
Object.defineProperty(module.exports, 'dummy', {
    enumerable: true,
    configurable: true,
    get: () => require('./dummy')
});
