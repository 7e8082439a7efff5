/** @file Web services that answer from fixtures. */
'use strict';

const {url_params} = require('../utils');
const {DummyResource} = require('../dummy/resources');
const {HttpRequest} = require('./messages');
const {HttpFixture, HttpFixtures, encodings, infer_encoding, decoded} = require('./fixtures');

const METHODS = ['get', 'head', 'post', 'patch', 'put', 'delete'];

/**
 * Web services for tests. `fixtures` are what they answer, `requests` what they were asked. The option
 * `default_encoding` is `json` or `none`.
 *
 * @type {typeof import('../types/dummy').DummyHttpResource}
 */
const DummyHttpResource = DummyResource.extend(function (self, name, opts) {
    DummyResource.call(self, name || 'http');
    self.fixtures = new HttpFixtures(opts);
    /** @type {any[]} */
    self.requests = [];

    /** The request that a command asks for. */
    self.request_from_cmd = (cmd) => {
        const encoding = infer_encoding(cmd.headers, self.fixtures.default_encoding);
        return new HttpRequest(cmd.cmd.slice(cmd.cmd.indexOf('.') + 1), cmd.url, {
            params: url_params(cmd.url),
            headers: cmd.headers,
            body: cmd.data,
            data: decoded(cmd.data, encoding),
            verify_options: cmd.verify_options,
            ssl_method: cmd.ssl_method
        });
    };

    /** The reply of the one fixture that the request of a command matches. */
    self.handle_request = (cmd) => {
        const request = self.request_from_cmd(cmd);
        const response = self.fixtures.match(request).use();
        self.requests.push(request);
        return {success: true, code: response.code, body: response.body};
    };

    for (const method of METHODS) {
        self.handlers[method] = (cmd) => self.handle_request(cmd);
    }
});

module.exports = {DummyHttpResource, HttpFixture, HttpFixtures, encodings, infer_encoding};
