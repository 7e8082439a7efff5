// What the npm `url` package asks of `qs`; Node's own `url` uses `querystring` there.
'use strict';

var querystring = require('./querystring');

exports.parse = function (text) {
    return querystring.parse(text);
};

exports.stringify = function (values) {
    return querystring.stringify(values);
};
