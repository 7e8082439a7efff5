/** @file A sandbox that is only memory, for tests. */
'use strict';

const api = require('./api');
const resources = require('./resources');

module.exports = {api, resources, DummyApi: api.DummyApi};
