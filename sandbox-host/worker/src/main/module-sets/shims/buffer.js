// `buffer` for modules, and the `Buffer` every module sees.
'use strict';

module.exports = require('buffer/');
