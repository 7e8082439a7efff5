/** @file What web services are expected to be asked in tests, and what they answer. */
'use strict';

const utils = require('../utils');
const {Extendable, exists} = utils;
const {DummyResourceError} = require('../dummy/resources');
const {HttpRequest, HttpResponse} = require('./messages');

/** @typedef {{encoder: (data: any) => any, decoder: (body: any) => any}} Encoding */

/** @type {Record<string, Encoding>} how data become bodies, and bodies data */
const encodings = {
    none: {encoder: (data) => data, decoder: (body) => body},
    json: {encoder: (data) => JSON.stringify(data), decoder: (body) => JSON.parse(body)}
};

/**
 * The encoding that headers tell.
 *
 * @param {Record<string, string | string[]> | undefined} headers
 * @param {string} [otherwise] the name of the encoding if they do not; none
 */
function infer_encoding(headers, otherwise) {
    const present = headers || {};
    const types = Object.keys(present).filter((name) => name.toLowerCase() === 'content-type');
    if (types.length === 0) {
        return encodings[otherwise || 'none'];
    }
    // Headers are arrays. Fixtures of published packages that give texts encode their data themselves.
    const is_json = types.filter((name) => Array.isArray(present[name]))
        .some((name) => /** @type {string[]} */ (present[name]).some((type) => /^\s*application\/json\b/i.test(type)));
    return is_json ? encodings.json : encodings.none;
}

/**
 * The data in a body; the body itself if it is not what it is said to be, since tests may well answer with garbage.
 *
 * @param {any} body
 * @param {Encoding} encoding
 */
function decoded(body, encoding) {
    if (!exists(body)) {
        return undefined;
    }
    try {
        return encoding.decoder(body);
    } catch (error) {
        return body;
    }
}

/**
 * @param {any} request
 * @param {any} given what a fixture says of the response
 * @param {Encoding} encoding
 */
function response_from(request, given, encoding) {
    const has_body = exists(given.body) || !exists(given.data);
    return new HttpResponse(request, given.code || 200, {
        body: has_body ? given.body : encoding.encoder(given.data),
        data: exists(given.data) ? given.data : decoded(given.body, encoding),
        decoder: encoding.decoder
    });
}

/**
 * A request that is expected: `request` with `method`, `url` (a text, or a regular expression that it matches),
 * `params`, `data` or `body`, and `headers`; and what is answered: `response`, or `responses` one after the other, with
 * `code` and `data` or `body`. If it is `repeatable`, the responses never end.
 *
 * @type {typeof import('../types/dummy').HttpFixture}
 */
const HttpFixture = Extendable.extend(function (self, opts) {
    const given = opts.request;
    const query = typeof given.url === 'string' ? utils.url_params(given.url) : {};
    const encoding = infer_encoding(given.headers, opts.default_encoding);

    self.repeatable = Boolean(opts.repeatable);
    self.uses = 0;
    self.request = new HttpRequest(given.method || 'GET', given.url, Object.assign({encoder: encoding.encoder}, given, {
        params: Object.keys(query).length === 0 ? given.params : Object.assign({}, given.params, query)
    }));
    self.request.encode();
    self.responses = (opts.responses || [opts.response || {}]).map((response) => response_from(
        self.request, response, encoding));

    /** The next response; if there are no more, a DummyResourceError is thrown. */
    self.use = () => {
        const index = self.repeatable ? self.uses % self.responses.length : self.uses;
        if (index >= self.responses.length) {
            throw new DummyResourceError("All of the fixture's responses have been used up: " + self);
        }
        self.uses++;
        return self.responses[index];
    };

    self.serialize = () => ({
        uses: self.uses,
        request: self.request.serialize(),
        responses: self.responses.map((response) => response.serialize())
    });

    self.toString = () => utils.pretty(self.serialize());
});

/** @type {Record<string, (request: any, fixture: any) => boolean>} what must be so for a fixture to be meant */
const MATCHERS = {
    method: (request, fixture) => request.method === fixture.request.method,

    url: (request, fixture) => fixture.request.url instanceof RegExp
        ? request.url.search(fixture.request.url) >= 0
        : request.url === fixture.request.url,

    params: (request, fixture) => require('util').isDeepStrictEqual(request.params, fixture.request.params),

    body(request, fixture) {
        const expected = fixture.request;
        return exists(request.data) && exists(expected.data)
            ? require('util').isDeepStrictEqual(request.data, expected.data)
            : (exists(request.body) ? request.body : null) === (exists(expected.body) ? expected.body : null);
    }
};

/**
 * The fixtures of a test: `fixtures` is the list of them. `default_encoding` is for those that do not tell theirs.
 *
 * @type {typeof import('../types/dummy').HttpFixtures}
 */
const HttpFixtures = Extendable.extend(function (self, opts) {
    self.default_encoding = opts && opts.default_encoding || 'none';
    /** @type {any[]} */
    self.fixtures = [];
    self.matchers = Object.assign({}, MATCHERS);

    /** A fixture made from its data. */
    self.create = (data) => new HttpFixture(
        Object.assign({default_encoding: self.default_encoding}, data));

    /** Adds a fixture, or one made from data, and returns it. */
    self.add = (given) => {
        const fixture = given instanceof HttpFixture ? given : self.create(given);
        self.fixtures.push(fixture);
        return fixture;
    };

    /** The fixtures that a request matches. */
    self.filter = (request) => self.fixtures.filter((fixture) => Object
        .keys(self.matchers).every((name) => self.matchers[name](request, fixture)));

    /** The one fixture that a request matches; if there is none, or several, a DummyResourceError is thrown. */
    self.match = (request) => {
        const found = self.filter(request);
        if (found.length === 0) {
            throw new DummyResourceError('Found no matching fixtures');
        }
        if (found.length > 1) {
            throw new DummyResourceError(`Found ${found.length} matching fixtures, expected 1:\n` + utils.indent(
                utils.pretty(found.map((fixture) => fixture.serialize()))));
        }
        return found[0];
    };
});

module.exports = {HttpFixture, HttpFixtures, encodings, infer_encoding, decoded};
