// The part of Node's `crypto` that apps use: digests, keyed digests and random bytes.
// `__randomBytes` comes from the host, which alone has a source of entropy.
'use strict';

var LARGEST_RANDOM = 65536;

var ALGORITHMS = {
    md5: function () { return require('@noble/hashes/legacy').md5; },
    sha1: function () { return require('@noble/hashes/legacy').sha1; },
    ripemd160: function () { return require('@noble/hashes/legacy').ripemd160; },
    sha224: function () { return require('@noble/hashes/sha2').sha224; },
    sha256: function () { return require('@noble/hashes/sha2').sha256; },
    sha384: function () { return require('@noble/hashes/sha2').sha384; },
    sha512: function () { return require('@noble/hashes/sha2').sha512; }
};

function Digest(state) {
    this._state = state;
    this._finished = false;
}

Digest.prototype.update = function (data, encoding) {
    this._refuseWhenFinished();
    this._state.update(bytesOf(data, encoding));
    return this;
};

Digest.prototype.digest = function (encoding) {
    this._refuseWhenFinished();
    this._finished = true;
    var result = Buffer.from(this._state.digest());
    return encoding && encoding !== 'buffer' ? result.toString(encoding) : result;
};

Digest.prototype._refuseWhenFinished = function () {
    if (this._finished) {
        throw new Error('Digest already called');
    }
};

exports.createHash = function (algorithm) {
    return new Digest(find(algorithm, 'Digest method not supported').create());
};

exports.createHmac = function (algorithm, key) {
    var hash = find(algorithm, 'Invalid digest: ' + algorithm);
    return new Digest(require('@noble/hashes/hmac').hmac.create(hash, bytesOf(key)));
};

exports.getHashes = function () {
    return Object.keys(ALGORITHMS);
};

exports.randomBytes = function (size, callback) {
    if (typeof size !== 'number' || !(size >= 0 && size <= LARGEST_RANDOM) || size % 1 !== 0) {
        throw new RangeError('size: ' + size + ' (expected: a whole number from 0 to ' + LARGEST_RANDOM + ')');
    }
    var bytes = Buffer.from(__randomBytes(size));
    if (!callback) {
        return bytes;
    }
    setImmediate(callback, null, bytes);
};

function find(algorithm, complaint) {
    var name = String(algorithm).toLowerCase();
    if (!Object.prototype.hasOwnProperty.call(ALGORITHMS, name)) {
        throw new Error(complaint);
    }
    return ALGORITHMS[name]();
}

function bytesOf(data, encoding) {
    if (typeof data === 'string') {
        return Buffer.from(data, encoding === 'buffer' ? 'utf8' : encoding);
    }
    if (ArrayBuffer.isView(data)) {
        return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    }
    throw new TypeError('data: ' + typeof data + ' (expected: string, Buffer, TypedArray or DataView)');
}
