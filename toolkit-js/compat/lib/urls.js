/** @file Addresses of web services, in the form that apps' tests have always seen. */
'use strict';

const querystring = require('querystring');

const WITH_HOST = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/i;
const ALWAYS_WITH_PATH = /^(https?|ftp|gopher|wss?|file)$/;
const UNSAFE = /[\s"'<>^`{|}]/g;

/**
 * A URL with its host in small letters and followed by a slash, and with characters escaped that cannot be in a URL.
 *
 * @param {string} url
 */
function normalized(url) {
    const escaped = url.trim()
        .replace(/^[^?#]*/, (path) => path.replace(/\\/g, '/'))
        .replace(UNSAFE, (unsafe) => '%' + unsafe.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0'));
    const found = WITH_HOST.exec(escaped);
    if (found === null) {
        return escaped;
    }
    const protocol = found[1].toLowerCase();
    const [, , authority, rest] = found;
    const host = authority.slice(authority.lastIndexOf('@') + 1);
    const credentials = authority.slice(0, authority.length - host.length);
    const slash = host === '' || rest.startsWith('/') || !ALWAYS_WITH_PATH.test(protocol) ? '' : '/';
    return protocol + '://' + credentials + in_ascii(host.toLowerCase()) + slash + rest;
}

/** @param {string} host with a port, perhaps */
function in_ascii(host) {
    return /^[\x20-\x7e]*$/.test(host) ? host : require('url').parse('http://' + host).host;
}

/** @param {string} url */
function parts(url) {
    const [before, ...after] = normalized(url).split('#');
    const question = before.indexOf('?');
    return {
        path: question < 0 ? before : before.slice(0, question),
        query: question < 0 ? null : before.slice(question + 1),
        fragment: after.length ? '#' + after.join('#') : ''
    };
}

/**
 * The parameters in a URL, decoded; a name that is there several times has an array.
 *
 * @param {string} url
 * @returns {Record<string, string | string[] | undefined>}
 */
function url_params(url) {
    const query = parts(url).query;
    return query === null ? {} : Object.assign({}, querystring.parse(query));
}

/**
 * @param {string} url
 * @param {Record<string, any>} params added if the URL has none
 */
function url_with_params(url, params) {
    const {path, query, fragment} = parts(url);
    const encoded = query === null ? querystring.stringify(params) : query;
    return path + (query === null && encoded === '' ? '' : '?' + encoded) + fragment;
}

/** @param {string} url */
function url_without_params(url) {
    const {path, fragment} = parts(url);
    return path + fragment;
}

module.exports = {url_params, url_with_params, url_without_params};
