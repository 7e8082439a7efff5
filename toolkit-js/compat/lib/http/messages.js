/** @file Requests to web services, their responses, and what can go wrong. */
'use strict';

const utils = require('../utils');
const {BaseError, Extendable, exists} = utils;

/**
 * @param {string} trouble
 * @param {any} error
 */
function explained(trouble, error) {
    return trouble + '\n' + utils.indent(String(error));
}

/** How data become a body, and a body data, if nothing else is said. @param {any} value */
const unchanged = (value) => value;

/** @param {any} error gets a message that says all that is known */
function describe(error) {
    error.message = '\n' + error.name + ':\n' + utils.indent(utils.pretty(error.serialize()));
}

/** What all errors of requests are. @type {typeof import('../types/http').HttpApiError} */
const HttpApiError = BaseError.extend(function (self) {
    self.name = 'HttpApiError';
});

/** A request could not be made, or was not answered. @type {typeof import('../types/http').HttpRequestError} */
const HttpRequestError = HttpApiError.extend(function (self, request, reason) {
    HttpApiError.call(self);
    self.name = 'HttpRequestError';
    self.request = request;
    self.reason = or_null(reason);
    self.serialize = () => present({request: request.serialize(), reason: reason});
    describe(self);
});

/**
 * A response says that something went wrong, or cannot be understood.
 *
 * @type {typeof import('../types/http').HttpResponseError}
 */
const HttpResponseError = HttpApiError.extend(function (self, response, reason) {
    HttpApiError.call(self);
    self.name = 'HttpResponseError';
    self.response = response;
    self.reason = or_null(reason);
    self.serialize = () => present({response: response.serialize(), reason: reason});
    describe(self);
});

/**
 * The entries that have values.
 *
 * @param {Record<string, any>} entries
 */
function present(entries) {
    /** @type {Record<string, any>} */
    const found = {};
    for (const name of Object.keys(entries)) {
        if (exists(entries[name])) {
            found[name] = entries[name];
        }
    }
    return found;
}

/** @param {any} value null instead of undefined */
const or_null = (value) => value === undefined ? null : value;

/** @param {any} object undefined if there is nothing in it */
function unless_empty(object) {
    return exists(object) && Object.keys(object).length > 0 ? object : undefined;
}

/**
 * A request. Options are `params`, `headers`, `data` and its `encoder`, or the `body` itself, `verify_options` and
 * `ssl_method`. The query of the URL becomes params; those given as such win.
 *
 * @type {typeof import('../types/http').HttpRequest}
 */
const HttpRequest = Extendable.extend(function (self, method, url, opts) {
    const given = opts || {};
    const is_text = typeof url === 'string';
    const query = is_text ? utils.url_params(url) : {};
    self.method = method.toUpperCase();
    self.url = is_text ? utils.url_without_params(url) : url;
    self.params = unless_empty(query) ? Object.assign(query, given.params) : given.params || {};
    self.headers = given.headers || {};
    self.data = or_null(given.data);
    self.body = or_null(given.body);
    self.encoder = given.encoder || unchanged;
    self.verify_options = or_null(given.verify_options);
    self.ssl_method = or_null(given.ssl_method);

    /** Makes the body of the data. */
    self.encode = () => {
        if (!exists(self.data)) {
            return;
        }
        try {
            self.body = self.encoder(self.data);
        } catch (error) {
            throw new HttpRequestError(self, `Could not parse request (${error})`);
        }
    };

    /** The command of the sandbox that makes the request. */
    self.to_cmd = () => ({
        name: 'http.' + self.method.toLowerCase(),
        data: present({
            url: utils.url_with_params(self.url, self.params),
            headers: given.headers,
            data: self.body,
            verify_options: self.verify_options,
            ssl_method: self.ssl_method
        })
    });

    /** For people to read. Headers are left out, since they may hold credentials. */
    self.serialize = () => present({
        url: self.url,
        method: self.method,
        body: self.body,
        params: unless_empty(self.params)
    });
    self.toJSON = self.serialize;
});

/**
 * The response to a request. Options are the `body` and its `decoder`, or the `data` themselves.
 *
 * @type {typeof import('../types/http').HttpResponse}
 */
const HttpResponse = Extendable.extend(function (self, request, code, opts) {
    const given = opts || {};
    self.request = request;
    self.code = code;
    self.body = or_null(given.body);
    self.data = or_null(given.data);
    self.decoder = given.decoder || unchanged;

    /** Makes data of the body. */
    self.decode = () => {
        if (!exists(self.body)) {
            return;
        }
        try {
            self.data = self.decoder(self.body);
        } catch (error) {
            throw new HttpResponseError(self, explained('Could not parse response:', error));
        }
    };

    self.serialize = () => present({code: self.code, request: self.request.serialize(), body: self.body});
    self.toJSON = self.serialize;
});

module.exports = {HttpApiError, HttpRequestError, HttpResponseError, HttpRequest, HttpResponse};
