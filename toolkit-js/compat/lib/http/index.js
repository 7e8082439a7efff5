/** @file Requests to web services, and their double for tests. */
'use strict';

module.exports.api = require('./api');

// Apps in production never need it.
Object.defineProperty(module.exports, 'dummy', {
    enumerable: true,
    configurable: true,
    get: () => require('./dummy')
});
