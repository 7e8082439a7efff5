// Node's `querystring`. The npm packages of that name throw on a stray `%`, keep empty
// pairs and lose array rules, so this follows Node's documentation instead.
'use strict';

var DEFAULT_MAX_KEYS = 1000;

exports.escape = function (value) {
    return encodeURIComponent(typeof value === 'object' ? String(value) : value);
};

exports.unescape = function (text) {
    try {
        return decodeURIComponent(text);
    } catch (error) {
        return decodeLeniently(text);
    }
};

exports.stringify = exports.encode = function (values, separator, equals, options) {
    var encode = options && options.encodeURIComponent || exports.escape;
    if (values === null || typeof values !== 'object') {
        return '';
    }
    var pairs = [];
    Object.keys(values).forEach(function (key) {
        [].concat(values[key]).forEach(function (value) {
            pairs.push(encode(primitive(key)) + (equals || '=') + encode(primitive(value)));
        });
    });
    return pairs.join(separator || '&');
};

exports.parse = exports.decode = function (text, separator, equals, options) {
    var values = Object.create(null);
    if (typeof text !== 'string' || text === '') {
        return values;
    }
    var decode = options && options.decodeURIComponent || exports.unescape;
    pairsOf(text, separator || '&', options).forEach(function (pair) {
        var at = pair.indexOf(equals || '=');
        var key = at < 0 ? pair : pair.slice(0, at);
        var value = at < 0 ? '' : pair.slice(at + (equals || '=').length);
        add(values, decodeWith(decode, key), decodeWith(decode, value));
    });
    return values;
};

function pairsOf(text, separator, options) {
    var given = options && options.maxKeys;
    var most = typeof given === 'number' ? given : DEFAULT_MAX_KEYS;
    var pairs = text.split(separator).filter(function (pair) {
        return pair !== '';
    });
    return most > 0 ? pairs.slice(0, most) : pairs;
}

function add(values, key, value) {
    if (!(key in values)) {
        values[key] = value;
    } else if (Array.isArray(values[key])) {
        values[key].push(value);
    } else {
        values[key] = [values[key], value];
    }
}

function decodeWith(decode, text) {
    var spaced = text.replace(/\+/g, ' ');
    try {
        return decode(spaced);
    } catch (error) {
        return exports.unescape(spaced);
    }
}

// Bad escapes stay as they are; bytes that are not UTF-8 become U+FFFD.
function decodeLeniently(text) {
    return text.replace(/(?:%[0-9a-f]{2})+/gi, function (run) {
        return Buffer.from(run.replace(/%/g, ''), 'hex').toString('utf8');
    });
}

function primitive(value) {
    switch (typeof value) {
        case 'string':
            return value;
        case 'boolean':
        case 'bigint':
            return String(value);
        case 'number':
            return isFinite(value) ? String(value) : '';
        default:
            return '';
    }
}
