import assert from 'node:assert/strict';
import {chmodSync, existsSync, readFileSync, readdirSync, statSync} from 'node:fs';
import path from 'node:path';
import {describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';

import {testCommands} from '../../tools/migration/commands.mjs';
import {jukwaa, workspace} from './workspace.mjs';

const INSTALLED = fileURLToPath(new URL('../../target/conformance/node_modules', import.meta.url));

/** As much of mocha as tells of its tests the way mocha does. */
const MOCHA = `
const {EventEmitter} = require('node:events');
const path = require('node:path');
const suites = [];
module.exports = Mocha;
function Mocha() {
    this._reporter = function (runner) { runner.on('pass', (test) => console.log('ok ' + test.title)); };
}
Mocha.prototype.run = function () {
    const runner = new EventEmitter();
    new this._reporter(runner, {});
    for (const {title, tests, file} of suites) {
        for (const [name, run] of tests) {
            const test = {title: name, file, fullTitle: () => title + ' ' + name};
            try {
                if (run === undefined) { runner.emit('pending', test); continue; }
                run();
                runner.emit('pass', test);
            } catch (error) {
                runner.emit('fail', test, error);
            }
        }
    }
    runner.emit('end');
};
Mocha.load = function (files) {
    for (const file of files) {
        global.describe = (title, define) => {
            const suite = {title, tests: [], file: path.resolve(file)};
            suites.push(suite);
            global.it = (name, run) => suite.tests.push([name, run]);
            define();
        };
        require(path.resolve(file));
    }
};
`;
const BINARY = `#!/usr/bin/env node
const Mocha = require('../mocha');
Mocha.load(process.argv.slice(2).filter((word) => word.endsWith('.js')));
new Mocha().run();
`;
const PUBLISHED = {
    'package.json': '{"name": "vumigo_v02", "version": "0.2.9", "main": "lib/index.js"}',
    'lib/index.js': "module.exports = {App: function() {}, answer: 42, marker: 'published', utils: require('./utils')};",
    'lib/utils.js': "exports.published = true;",
};
const TESTS = `
var assert = require('node:assert');
var vumigo = require('vumigo_v02');
describe('app', function() {
    it('has apps', function() { assert.equal(typeof vumigo.App, 'function'); });
    it('knows the answer', function() { assert.equal(String(vumigo.answer), '42'); });
    it('has utils', function() { assert.ok(require('vumigo_v02/lib/utils').functor); });
    it('shares its toolkit with helpers', function() { assert.equal(require('helper').toolkit, vumigo); });
    it('has a bug', function() { throw new Error('of its own'); });
    it('is not written yet');
});
`;

function placed(folder, files) {
    return Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]));
}

/** A made-up app with its tests, and packages as npm installs them. */
function app(test, {files = {}, published = true, ...rest} = {}) {
    const folder = workspace(test, {
        'package.json': '{"name": "go-app", "scripts": {"test": "jshint lib && mocha test/app.js"}}',
        'test/app.js': TESTS,
        'node_modules/.bin/mocha': BINARY,
        'node_modules/.bin/jshint': '#!/bin/sh\nexit 0\n',
        'node_modules/mocha/package.json': '{"name": "mocha", "main": "index.js"}',
        'node_modules/mocha/index.js': MOCHA,
        'node_modules/helper/index.js': "exports.toolkit = require('vumigo_v02');",
        ...published ? placed('node_modules/vumigo_v02', PUBLISHED) : {},
        ...published ? placed('node_modules/helper/node_modules/vumigo_v02', PUBLISHED) : {},
        ...files,
        ...rest,
    });
    for (const name of ['mocha', 'jshint']) {
        chmodSync(path.join(folder, 'node_modules/.bin', name), 0o755);
    }
    return folder;
}

/** Every file below a folder with what is in it and when it was written. */
function contents(folder) {
    return readdirSync(folder, {recursive: true, withFileTypes: true}).filter((entry) => entry.isFile()).map((entry) => {
        const file = path.join(entry.parentPath ?? entry.path, entry.name);
        return [file, readFileSync(file, 'utf8'), statSync(file).mtimeMs];
    });
}

describe('jukwaa migrate-check', () => {
    it('says test by test what differs', (test) => {
        const folder = app(test);
        const {code, out} = jukwaa(folder, 'migrate-check', '--json');
        const {baseline, tests, passing, pending, failing, differing, notes, commands} = JSON.parse(out);
        assert.equal(code, 1);
        assert.deepEqual([baseline, tests, passing, pending, notes, commands], ['0.2.9', 6, 1, 1, [], ['mocha test/app.js']]);
        assert.deepEqual(failing.map(({error, ...rest}) => rest), [{title: 'app has a bug', file: 'test/app.js', message: 'of its own'}]);
        assert.deepEqual(differing.map(({title, before, now}) => [title, before, now]), [
            ['app knows the answer', 'passed', 'failed'],
            ['app has utils', 'failed', 'passed'],
            ['app shares its toolkit with helpers', 'failed', 'passed'],
        ]);
        const [{file, error}] = differing;
        assert.deepEqual([file, error.expected, error.actual], ['test/app.js', '42', 'undefined']);
    });

    it('shows it to people', (test) => {
        const {out} = jukwaa(app(test), 'migrate-check');
        assert.match(out, new RegExp(["^6 tests with Jukwaa's toolkit, compared with vumigo_v02 0.2.9", '  1 pass in both',
            '  1 are pending in both', '  1 fail in both', '  3 differ', '', 'fails in both: app has a bug', '    of its own', '',
            'differs: app knows the answer  \\(test/app.js\\)', "    passed with vumigo_v02, failed with Jukwaa's toolkit"].join('\n')));
        assert.match(out, /\n {4}- 42\n {4}\+ undefined\n {4}at .*test\/app\.js:6:/);
    });

    it('tells apart tests that fail for different reasons', (test) => {
        const folder = app(test, {'test/app.js': `
            var assert = require('node:assert'), vumigo = require('vumigo_v02');
            describe('app', function() {
                it('fails otherwise', function() { throw new Error(vumigo.marker + ' is wrong'); });
                it('sees something else', function() { assert.strictEqual(vumigo.marker, 'none'); });
                it('sees another type', function() { assert.strictEqual('5', 5); });
                it('fails alike', function() { throw new Error('\\nHttpResponseError:\\n    code: 404, ' + require('crypto').randomUUID()); });
            });
        `});
        const {code, out} = jukwaa(folder, 'migrate-check');
        assert.equal(code, 1);
        assert.match(out, /\n {2}2 fail in both\n {2}2 differ\n/);
        assert.match(out, /- 5 \(number\)\n {4}\+ 5 \(string\)\n/);
        assert.match(out, /fails in both: app fails alike\n {4}HttpResponseError:\n {8}code: 404/);
        assert.match(out, new RegExp(["failed with vumigo_v02, failed with Jukwaa's toolkit, but not alike", '    with vumigo_v02:',
            '        published is wrong', "    with Jukwaa's toolkit:", '        undefined is wrong', '        at .*test/app\\.js:4:'].join('\n')));
        assert.match(out, /\n {8}- none\n {8}\+ undefined\n/);
    });

    it('leads to the app, not into the toolkit', (test) => {
        const folder = app(test, {'lib/app.js': "exports.make = function(App) { return new App('start', {events: {'no.where': 1}}).attach_im({}); };",
            'test/app.js': "describe('app', function() { it('is made', function() {"
                + "require('../lib/app').make(require('vumigo_v02').App); }); });"});
        const {differing: [{error}]} = JSON.parse(jukwaa(folder, 'migrate-check', '--json').out);
        assert.match(error.stack, /compat\/lib\/events\.js/);
        assert.match(jukwaa(folder, 'migrate-check').out, /\n {8}at [^\n]*lib\/app\.js:1:[^\n]*\n {8}at [^\n]*test\/app\.js:1:[^\n]*\n$/);
    });

    it('gives our toolkit the packages that are installed for the other', (test) => {
        const folder = app(test, {'node_modules/vumigo_v02/node_modules/lodash/index.js': "exports.shout = function(text) { return text + '!'; };",
            'test/app.js': `
            var $ = require('vumigo_v02').translate;
            describe('app', function() { it('shouts', function() {
                if ($) { require('node:assert').equal(new $.Translator()(new $.LazyTranslator()('{{ _.shout("a") }}')), 'a!'); }
            }); });
        `});
        assert.equal(jukwaa(folder, 'migrate-check').code, 0);
    });

    it('changes nothing in the folder', (test) => {
        const folder = app(test);
        const before = contents(folder);
        jukwaa(folder, 'migrate-check');
        assert.deepEqual(contents(folder), before);
    });

    it('expects every test to pass where vumigo_v02 is not installed', (test) => {
        const folder = app(test, {published: false});
        const {code, out} = jukwaa(path.dirname(folder), 'migrate-check', folder);
        assert.equal(code, 1);
        assert.match(out, /^6 tests with Jukwaa's toolkit\n {2}3 pass\n {2}1 are pending\n {2}2 differ\n/);
        assert.match(out, /note: vumigo_v02 is not installed there: nothing to compare with, each test is expected to pass/);
    });

    it('is content where nothing differs', (test) => {
        const folder = app(test, {'test/app.js': TESTS.replace(/.*(answer|utils|helpers).*\n/g, '')});
        const {code, out} = jukwaa(folder, 'migrate-check');
        assert.deepEqual([code, out.split('\n').slice(1, 5)],
            [0, ['  1 pass in both', '  1 are pending in both', '  1 fail in both', '  0 differ']]);
    });

    it('tells of tests that nobody reaches with our toolkit', (test) => {
        const insists = "if (require('vumigo_v02').marker !== 'published') { throw new Error('only the real one'); }";
        const folder = app(test, {'test/app.js': `${insists}\n${TESTS}`});
        const {code, out} = jukwaa(folder, 'migrate-check');
        assert.equal(code, 1);
        assert.match(out, /differs: app has apps {2}\(test\/app\.js\)\n {4}passed with vumigo_v02, missing with Jukwaa's toolkit/);
        assert.match(out, /note: with Jukwaa's toolkit the tests did not come to their end:[^]*Error: only the real one/);
    });

    it('says when the tests have nothing to do with the toolkit', (test) => {
        const folder = app(test, {'test/app.js': "describe('a', function() { it('b', function() {}); });"});
        const {code, out} = jukwaa(folder, 'migrate-check');
        assert.equal(code, 1);
        assert.match(out, /note: nothing required vumigo_v02: the tests say nothing about the toolkit/);
    });

    it('runs the command it is given', (test) => {
        const folder = app(test, {'package.json': '{}', 'other/one.js': TESTS});
        const {failing: [{file}]} = JSON.parse(jukwaa(folder, 'migrate-check', '--json', '--command', 'mocha other/one.js').out);
        assert.equal(file, 'other/one.js');
    });

    it('cannot run what is not there', (test) => {
        const folder = app(test, {'package.json': '{"scripts": {"test": "mocha test/none.js"}}'});
        const {code, errors} = jukwaa(folder, 'migrate-check');
        assert.equal(code, 2);
        assert.match(errors, /no test ran: mocha test\/none\.js\n[^]*Cannot find module/);
        assert.match(jukwaa(folder, 'migrate-check', 'nowhere').errors, /DIR: 'nowhere' is no folder/);
        const empty = jukwaa(workspace(test, {'package.json': '{}'}), 'migrate-check');
        assert.equal(empty.code, 2);
        assert.match(empty.errors, /no tests found in package\.json, a Gruntfile or test, tests, spec \(expected: --command 'npx mocha/);
    });
});

describe('how an app runs its tests', () => {
    const commands = (test, files) => testCommands(workspace(test, files));

    it('takes the line with mocha of a shell script, not that of a linter', (test) => {
        assert.deepEqual(commands(test, {
            'package.json': '{"scripts": {"test": "./utils/test.sh"}}',
            'utils/test.sh': '#!/bin/bash -e\n# mocha comes last\njshint `find lib`\nmocha -R spec `find test -name "*.js"`\n',
        }), ['mocha -R spec `find test -name "*.js"`']);
    });

    it('leaves linters out of a script', (test) => {
        for (const [script, command] of [
            ['jshint lib && mocha test/*.js', 'mocha test/*.js'],
            ['npm run lint && npx eslint . && node_modules/.bin/mocha -g "a && b" && ./node_modules/.bin/jshint x',
                'node_modules/.bin/mocha -g "a && b"'],
            ['grunt build && mocha standard', 'grunt build && mocha standard'],
        ]) {
            assert.deepEqual(commands(test, {'package.json': JSON.stringify({scripts: {test: script}})}), [command]);
        }
    });

    it('takes each target of a Gruntfile, with its templates filled', (test) => {
        assert.deepEqual(commands(test, {
            'package.json': '{"scripts": {"test": "grunt test"}}',
            'Gruntfile.js': `module.exports = function(grunt) {
                grunt.loadNpmTasks('grunt-mocha-test');
                grunt.initConfig({
                    pkg: grunt.file.readJSON('package.json'),
                    paths: {
                        src: {app: 'src/app.js', all: ['src/index.js', '<%= paths.src.app %>']},
                        test: ['test/setup.js', '<%= paths.src.all %>', 'test/**/*.js', '!test/old.js']
                    },
                    mochaTest: {
                        options: {reporter: 'spec', timeout: 3000},
                        test: {src: ['<%= paths.test %>']},
                        more: {options: {require: 'should'}, src: "more/it's.js"}
                    }
                });
                grunt.registerTask('test', ['jshint', 'mochaTest']);
                require('what-is-not-installed')(grunt);
            };`,
        }), [
            "mocha --timeout 3000 --ignore 'test/old.js' 'test/setup.js' 'src/index.js' 'src/app.js' 'test/**/*.js'",
            "mocha --require 'should' --timeout 3000 'more/it'\\''s.js'",
        ]);
    });

    it('takes the folder of tests where nothing tells', (test) => {
        assert.deepEqual(commands(test, {'tests/a.js': ''}), ['mocha --recursive tests']);
    });
});

describe('published packages', {skip: existsSync(INSTALLED) ? false : 'not installed: node conformance/all.mjs target/conformance'}, () => {
    it('pass their own tests with our toolkit', () => {
        const {code, out} = jukwaa(INSTALLED, 'migrate-check', 'go-jsbox-ona', '--json');
        const {passing, differing, baseline} = JSON.parse(out);
        assert.deepEqual([code, passing, differing, baseline], [0, 14, [], '0.2.18']);
    });
});
