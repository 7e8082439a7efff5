/** @file How apps talk to web services. */
'use strict';

const promises = require('../promise');
const {basic_auth} = require('../utils');
const {Eventable} = require('../events');
const {with_defaults} = require('../states/state');
const messages = require('./messages');
const {HttpRequest, HttpRequestError, HttpResponse, HttpResponseError} = messages;

const METHODS = /** @type {const} */ (['get', 'head', 'post', 'put', 'patch', 'delete']);
const JSON_TYPE = 'application/json; charset=utf-8';
const DEFAULTS = ['headers', 'auth', 'verify_options', 'ssl_method'];

/** @param {number} code */
function is_success(code) {
    return code >= 200 && code < 300;
}

/**
 * Makes requests with texts as their data. Options are what requests have if they are not told otherwise: `headers`, a
 * list of values for each name, `auth` with `username` and `password`, `verify_options` and `ssl_method`. They are kept
 * as `defaults`, which may be changed at any time. There is a method for each of HTTP's: `get(url, opts)`.
 *
 * @type {typeof import('../types/http').HttpApi}
 */
const HttpApi = Eventable.extend(function (self, im, opts) {
    self.im = im;
    const given = Object.entries(Object(opts)).filter(([name, value]) => DEFAULTS.includes(name) && value !== undefined);
    self.defaults = /** @type {typeof self.defaults} */ (Object.assign({headers: {}}, Object.fromEntries(given)));

    for (const method of METHODS) {
        self[method] = (url, more) => self.request(method, url, more);
    }

    /**
     * A promise of the response. Options, beyond the defaults, are `params` and `data`. It fails with an
     * HttpResponseError if the response is no success or cannot be decoded, and with an HttpRequestError if there is
     * none.
     */
    self.request = (/** @type {string} */ method, /** @type {string} */ url, more) => promises
        .fcall(() => {
            const request = new HttpRequest(method, url, self.parse_opts(more));
            request.encode();
            const cmd = request.to_cmd();
            return self.im.api_request(cmd.name, cmd.data).then(
                (reply) => self.parse_reply(reply, request),
                (error) => {
                    throw new HttpRequestError(request, error.reply ? error.reply.reason : error.message);
                });
        });

    /** The body of a request; to be overridden. */
    self.encode_request_data = (data) => data;

    /** What is in the body of a response; to be overridden. */
    self.decode_response_body = (/** @type {string} */ body) => body;

    /** The response that a reply of the sandbox holds. */
    self.parse_reply = (reply, request) => {
        const response = new HttpResponse(request, reply.code, {
            body: reply.body,
            decoder: (/** @type {string} */ body) => self.decode_response_body(body)
        });
        response.decode();
        if (!is_success(response.code)) {
            throw new HttpResponseError(response);
        }
        return response;
    };

    /** The options of a request together with the defaults. A request's header wins over the one made of `auth`. */
    self.parse_opts = (more) => {
        const parsed = with_defaults(Object.assign({}, more), self.defaults);
        parsed.headers = Object.assign({}, parsed.headers);
        if (parsed.auth && parsed.headers.Authorization === undefined) {
            parsed.headers.Authorization = [self.make_auth(parsed.auth.username, parsed.auth.password)];
        }
        // Not before: among headers of its own a request has that of auth rather than the usual one.
        with_defaults(parsed.headers, self.defaults.headers);
        parsed.encoder = (/** @type {any} */ data) => self.encode_request_data(data);
        return parsed;
    };

    /** The value of the header for a name and password; to be overridden. */
    self.make_auth = (/** @type {string} */ username, /** @type {string} */ password) => basic_auth(username, password);
});

/** Makes requests with any data, which are sent and received as JSON. @type {typeof import('../types/http').JsonApi} */
const JsonApi = HttpApi.extend(function (self, im, opts) {
    HttpApi.call(self, im, opts);
    self.defaults.headers['Content-Type'] = [JSON_TYPE];

    self.encode_request_data = (data) => JSON.stringify(data);

    self.decode_response_body = (/** @type {string} */ body) => body.trim() === '' ? null : JSON.parse(body);
});

module.exports = Object.assign({HttpApi, JsonApi}, messages);
