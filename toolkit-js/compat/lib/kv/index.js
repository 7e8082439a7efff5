/** @file The double of the key-value store; the machine and the user talk to the real one themselves. */
'use strict';

Object.defineProperty(module.exports, 'dummy', {
    enumerable: true,
    configurable: true,
    get: () => require('./dummy')
});
