/** @file HTTP, as far as a host checks it; what is answered comes from fixtures. */

import {millisecondsOf} from '../../../lib/define/duration.js';
import {repr} from './python-text.mjs';
import {CommandFailed, Refused, invalidField} from './refusals.mjs';

/** @typedef {import('../host.mjs').Caller} Caller */
/** @typedef {import('../host.mjs').HttpAnswer} HttpAnswer */
/** @typedef {Record<string, any>} Fields */

const VERIFY_OPTIONS = ['VERIFY_NONE', 'VERIFY_PEER', 'VERIFY_CLIENT_ONCE', 'VERIFY_FAIL_IF_NO_PEER_CERT'];
const SSL_METHODS = ['SSLv3', 'SSLv23', 'TLSv1'];
const PASSED_OVER = ['content-length', 'connection', 'expect'];
const REFUSED = ['connection', 'keep-alive', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'host', 'content-length', 'expect',
    'http2-settings'];
const BOUNDARY = 'BOUNDARY';

/** @type {Record<string, import('../host.mjs').Operation>} */
export const http = Object.fromEntries(['get', 'post', 'put', 'delete', 'head', 'patch'].map((method) => [method, sender(method)]));

/**
 * @param {string} method
 * @returns {import('../host.mjs').Operation}
 */
function sender(method) {
    return (caller, fields) => {
        const answer = caller.host.http.answer(requestOf(method.toUpperCase(), fields));
        return answer instanceof Promise ? answer.then(replyOf) : replyOf(answer);
    };
}

/** @param {HttpAnswer} answer */
function replyOf({status = 200, body = '', delay, fails}) {
    if (fails !== undefined) {
        throw new Refused(fails);
    }
    const reply = {code: status, body: typeof body === 'string' ? body : JSON.stringify(body)};
    return delay === undefined ? reply : {...reply, delayed: millisecondsOf(delay)};
}

/**
 * @param {string} method
 * @param {Fields} fields
 * @returns {import('../host.mjs').HttpRequest}
 */
function requestOf(method, fields) {
    const {url, ssl_method: ssl = null} = fields;
    if (typeof url !== 'string') {
        throw new Refused('No URL given');
    }
    const headers = headersOf(objectOf(fields, 'headers'));
    const data = dataOf(fields);
    const files = Object.entries(objectOf(fields, 'files'));
    if (files.length > 0 && data !== null) {
        throw invalidField('files', 'beside data', 'files or data, not both');
    }
    const parts = files.map(([name, file]) => partOf(name, file));
    if (ssl !== null && !SSL_METHODS.includes(ssl)) {
        throw new CommandFailed(repr(ssl));
    }
    const verify = verifies(fields);
    if (parts.length === 0) {
        return {method, url, headers, body: data, verify};
    }
    const type = /** @type {[string, string]} */ (['Content-Type', `multipart/form-data; boundary=${BOUNDARY}`]);
    return {method, url, headers: [...headers.filter(([name]) => name.toLowerCase() !== 'content-type'), type],
        body: `${parts.join('')}--${BOUNDARY}--\r\n`, verify};
}

/**
 * @param {Fields} headers
 * @returns {[string, string][]}
 */
function headersOf(headers) {
    return Object.entries(headers).filter(([name]) => !PASSED_OVER.includes(name.toLowerCase())).flatMap(([name, value]) =>
        (Array.isArray(value) ? value : [value]).map((line) => headerOf(name, line)));
}

/**
 * @param {string} name
 * @param {any} value
 * @returns {[string, string]}
 */
function headerOf(name, value) {
    const lower = name.toLowerCase();
    if (typeof value !== 'string') {
        throw invalidField(`headers.${name}`, value, 'text or a list of texts');
    }
    if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,256}$/.test(name) || REFUSED.includes(lower) || lower.startsWith('proxy-')) {
        throw invalidField('headers', name, 'a header name other than Host, Proxy-* and hop-by-hop ones');
    }
    if (/[\x00-\x08\x0a-\x1f\x7f]/.test(value)) {
        throw invalidField(`headers.${name}`, 'not shown', 'text without control characters');
    }
    return [name, value];
}

/** @param {Fields} fields */
function dataOf({data = null}) {
    if (data !== null && typeof data !== 'string') {
        throw invalidField('data', data, 'text');
    }
    return data === '' ? null : data;
}

/**
 * @param {string} field
 * @param {any} file
 */
function partOf(field, file) {
    if (Object(file) !== file || Array.isArray(file)) {
        throw invalidField(`files.${field}`, file, 'an object');
    }
    const type = partText(field, file, 'content_type');
    if (/[\x00-\x1f\x7f]/.test(type)) {
        throw invalidField(`files.${field}.content_type`, 'not shown', 'a media type');
    }
    const base64 = partText(field, file, 'data').replace(/[^A-Za-z0-9+/]/g, '');
    if (base64.length % 4 === 1) {
        throw new CommandFailed('Incorrect padding');
    }
    const data = Buffer.from(base64, 'base64');
    const escaped = (/** @type {string} */ name) => name.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
    return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${escaped(field)}"; filename="${
        escaped(partText(field, file, 'file_name'))}"\r\nContent-Type: ${type}\r\nContent-Length: ${data.length}\r\n\r\n${data}\r\n`;
}

/**
 * @param {string} field
 * @param {Fields} file
 * @param {string} name
 * @returns {string}
 */
function partText(field, file, name) {
    if (typeof file[name] !== 'string') {
        throw invalidField(`files.${field}.${name}`, file[name], 'text');
    }
    return file[name];
}

/** @param {Fields} fields */
function verifies({verify_options: options = null}) {
    if (options === null) {
        return true;
    }
    if (!Array.isArray(options) || options.length === 0) {
        throw invalidField('verify_options', repr(options), 'a list of option names');
    }
    const unknown = options.find((option) => !VERIFY_OPTIONS.includes(option));
    if (unknown !== undefined) {
        throw new CommandFailed(repr(unknown));
    }
    return !(options.length === 1 && options[0] === 'VERIFY_NONE');
}

/**
 * @param {Fields} fields
 * @param {string} name
 * @returns {Fields}
 */
function objectOf(fields, name) {
    const value = fields[name] ?? {};
    if (Object(value) !== value || Array.isArray(value)) {
        throw invalidField(name, value, 'an object');
    }
    return value;
}
