/** @file Tests of apps. */
'use strict';

const {AppTester} = require('./tester');
const tasks = require('./tasks');

module.exports = {AppTester, tasks};
