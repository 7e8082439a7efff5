// Runs a published package's own suite with a toolkit of ours in the place of vumigo_v02: `node run.cjs PACKAGE TOOLKIT`.
//
// Files of the suite of vumigo_v02 itself get our toolkit where they require `../lib`; files of any other package get
// it where they, or the package, require `vumigo_v02`. Fails if a test fails, if the number of passed ones is not the
// one in suites.json, or if a file of the published toolkit was loaded.
'use strict';

const fs = require('fs');
const Module = require('module');
const path = require('path');
const Mocha = require('mocha');

const suites = require('./suites.json');
const TOOLKIT = path.resolve(process.argv[3]);
const name = process.argv[2];
const suite = suites[name];
if (!suite) {
    throw new Error(`${name} (expected: one of ${Object.keys(suites).join(', ')})`);
}
const folder = path.join(__dirname, 'node_modules', name);
const published = path.sep + path.join('node_modules', 'vumigo_v02', 'lib') + path.sep;

const resolved = Module._resolveFilename;
Module._resolveFilename = function (request, parent, ...rest) {
    const from = parent && parent.filename || '';
    if (request === 'vumigo_v02') {
        return resolved.call(this, TOOLKIT, parent, ...rest);
    }
    if (from.startsWith(folder) && request.startsWith('.')) {
        const target = path.resolve(path.dirname(from), request);
        if (name === 'vumigo_v02' && target === path.join(folder, 'lib')) {
            return resolved.call(this, TOOLKIT, parent, ...rest);
        }
    }
    return resolved.call(this, request, parent, ...rest);
};

const files = suite.folders.flatMap((each) => fs.readdirSync(path.join(folder, each), {recursive: true})
    .filter((file) => file.endsWith('.js') && !file.split(path.sep).includes('node_modules'))
    .filter((file) => !suite.only || new RegExp(suite.only).test(file))
    .map((file) => path.join(folder, each, file)))
    .sort();

process.chdir(folder);
const mocha = new Mocha({reporter: 'dot', timeout: 20_000});
files.forEach((file) => mocha.addFile(file));
let passed = 0;
mocha.run((failures) => {
    const leaked = Object.keys(require.cache).filter((file) => file.includes(published));
    if (leaked.length) {
        console.error(`the published toolkit was loaded: ${leaked.join(', ')}`);
    }
    if (passed !== suite.tests) {
        console.error(`${name}: ${passed} tests passed (expected: ${suite.tests})`);
    }
    process.exit(failures || leaked.length || passed !== suite.tests ? 1 : 0);
}).on('pass', () => {
    passed++;
});
