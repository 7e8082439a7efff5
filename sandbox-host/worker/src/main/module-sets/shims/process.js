// The `process` every module sees. Its text form and `nextTick` make Q take its Node
// path; there is no `emit`, `on`, `binding` or `domain`, which Q and lodash test for.
'use strict';

var process = module.exports = {
    title: 'node',
    version: 'v20.0.0',
    versions: {},
    platform: 'linux',
    arch: 'x64',
    pid: 1,
    argv: [],
    execArgv: [],
    env: {},
    noDeprecation: true,
    cwd: function () {
        return '/';
    },
    nextTick: function (callback) {
        setImmediate.apply(null, arguments);
    }
};

Object.defineProperty(process, Symbol.toStringTag, {value: 'process'});
