import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';

import {phone} from '../../../tools/testing.mjs';
import {publishedFolder} from '../../compat/beside/run.mjs';
import {jukwaa, workspace} from '../workspace.mjs';

const HOME = fileURLToPath(new URL('../../../../', import.meta.url));
const CLINIC_LINE = path.join(HOME, 'campaigns-examples/clinic-line');
const BOTH_WAYS = path.join(HOME, 'toolkit-js/documentation/both-ways');

const text = (file) => readFileSync(file, 'utf8');

/** A Vumi app around creators of states, as they all begin and end. */
const vumi = (states, start = 'states:start') => `var vumigo = require('vumigo_v02');
var App = vumigo.App;
var Choice = vumigo.states.Choice;
var ChoiceState = vumigo.states.ChoiceState;
var MenuState = vumigo.states.MenuState;
var FreeText = vumigo.states.FreeText;
var EndState = vumigo.states.EndState;
var JsonApi = vumigo.http.api.JsonApi;
var Q = require('q');

var Own = App.extend(function(self) {
    App.call(self, '${start}');
    var $ = self.$;
${states}
});

if (typeof api !== 'undefined') { vumigo.interact(api, Own); }
this.Own = Own;
`;

/** An old app and what import makes of it, in one folder. */
function converted(test, source, config) {
    const folder = workspace(test, {'old/app.js': source, ...config && {'old/config.json': JSON.stringify(config)}});
    const {code, out, errors} = jukwaa(folder, 'import', 'old/app.js', '--out', 'new', '--json');
    assert.equal(errors, '');
    return {folder, code, report: JSON.parse(out), app: text(path.join(folder, 'new/app.js')), old: 'old/app.js'};
}

/**
 * The same inputs on the old app and on the new one; `null` dials.
 *
 * @returns {Promise<[old: string[], now: string[]]>}
 */
async function screensOfBoth(folder, inputs, options = {}) {
    const sessions = ['old/app.js', 'new/app.js'].map(async (file) => {
        const {settings = {}, ...more} = options;
        const one = phone(path.join(folder, file), {settings: {config: {name: 'own'}, ...settings}, ...more});
        const screens = [];
        for (const input of inputs) {
            screens.push(input === null ? await one.dial() : await one.reply(input));
        }
        return screens;
    });
    return Promise.all(sessions);
}

async function sameScreens(folder, inputs, options) {
    const [old, now] = await screensOfBoth(folder, inputs, options);
    assert.deepEqual(now, old);
    return now;
}

const todos = ({findings}) => findings.filter(({kind}) => kind === 'todo').map(({line, node, what, instead}) => `${line} ${node}: ${what}: ${instead}`);

describe('jukwaa import of a Vumi app', () => {
    it('makes definitions with the same screens of a choice and two ends', async (test) => {
        const {folder, code, report, app} = converted(test, vumi(`
    self.states.add('states:start', function(name) {
        return new ChoiceState(name, {
            question: 'Tea or coffee?',
            choices: [new Choice('tea', 'Tea'), new Choice('coffee', 'Coffee')],
            next: function(choice) {
                return {tea: 'states:tea', coffee: 'states:coffee'}[choice.value];
            }
        });
    });
    self.states.add('states:tea', function(name) { return new EndState(name, {text: 'Meh. Bye.', next: 'states:start'}); });
    self.states.add(new EndState('states:coffee', {text: 'Cool :) Bye.', next: 'states:start'}));`));
        assert.equal(code, 0);
        assert.deepEqual(report.findings, []);
        assert.deepEqual(report.converted.map(({node, builder, functions, left}) => [node, builder, functions, left]),
            [['start', 'choice', [], false], ['tea', 'end', [], false], ['coffee', 'end', [], false]]);
        assert.match(app, /next: \{tea: 'tea', coffee: 'coffee'\},/);
        await sameScreens(folder, [null, '3', 'x', '1', null, '2', null]);
        assert.equal(JSON.parse(jukwaa(path.join(folder, 'new'), 'lint', '--json').out).errors, 0);
        assert.equal(jukwaa(path.join(folder, 'new'), 'test').out, '2 tests, all passed\n');
    });

    it('holds every conversation of the clinic line, in both languages', async (test) => {
        const settings = JSON.parse(text(path.join(CLINIC_LINE, 'config.json')));
        const {folder, code, report, app} = converted(test, text(path.join(CLINIC_LINE, 'app.js')), settings);
        assert.equal(code, 1);
        assert.deepEqual(todos(report), ["24 : return self.im.metrics.fire.inc('messages'): metrics of the app count sessions and states; "
            + 'metrics of the context count what you like']);
        assert.match(app, /\/\/ TODO jukwaa: app\.js:24: return self\.im\.metrics/);
        assert.match(app, /async \(\{answers, request, user\}\) => \{\n +await request\('kv\.set', \{/);
        const conversations = JSON.parse(text(path.join(CLINIC_LINE, 'conversations.json')));
        for (const {phone: address, sessions} of conversations) {
            const one = phone(path.join(folder, 'new/app.js'), {settings, address});
            for (const {input, screen, end = false} of sessions.flat()) {
                assert.equal(input === null ? await one.dial() : await one.reply(input), screen);
                assert.equal(one.open, !end);
            }
        }
    });

    it('waits for chains of promises, and keeps those it cannot', async (test) => {
        const {folder, code, report, app} = converted(test, vumi(`
    self.init = function() { self.http = new JsonApi(self.im); };
    self.states.add('states:start', function(name) {
        return new FreeText(name, {
            question: $('Which number?'),
            next: function(content) {
                return self.http.get('http://example.org/' + content, {params: {of: self.im.user.addr}})
                    .then(function(response) {
                        self.im.user.set_answer('found', response.data.name);
                        return self.im.log('found ' + response.code);
                    })
                    .thenResolve('states:end')
                    .fail(function(error) {
                        return {name: 'states:failed', creator_opts: {why: error.response.code}};
                    });
            }
        });
    });
    self.states.add('states:end', function(name) {
        var found = self.im.user.get_answer('found');
        return new EndState(name, {text: $('Found {{ what }}').context({what: found}), next: 'states:two'});
    });
    self.states.add('states:failed', function(name, opts) {
        return new EndState(name, {text: 'Failed with ' + opts.why, next: 'states:start'});
    });
    self.states.add('states:two', function(name) {
        return new FreeText(name, {question: 'Again?', next: function(content) {
            if (content === 'no') {
                return Q('states:start');
            }
            return Q.all([self.im.log('a'), self.im.log('b')]).then(function() { return 'states:end'; }, function() { return 'states:start'; });
        }});
    });`));
        assert.deepEqual([code, todos(report)], [0, []]);
        assert.match(app, /try \{\n +const response = await context\.http\.get\(/);
        assert.match(app, /\.then\(\(\) => \{/);
        const http = ['one', 'two'].map((name) => ({name, request: {url: `http://example.org/${name}`, query: {of: '*'}}, response: name === 'one'
            ? {body: {name: 'Asha'}} : {status: 404, body: {}}}));
        const screens = await sameScreens(folder, [null, 'two', null, 'one', null], {http});
        assert.deepEqual(screens.slice(1), ['Failed with 404', 'Which number?', 'Found Asha', 'Again?']);
        // Hosts have Q; here it need not be installed.
        const one = phone(path.join(folder, 'new/app.js'), {http});
        const inputs = ['one', null, 'yes', null, 'no'];
        const now = [await one.dial()];
        for (const input of inputs) {
            now.push(input === null ? await one.dial() : await one.reply(input));
        }
        assert.deepEqual(now.slice(3), ['Found Asha', 'Again?', 'Which number?']);
    });

    it('knows contacts, languages, delegation and menus', async (test) => {
        const {folder, code, report, app} = converted(test, vumi(`
    self.init = function() {
        return self.im.contacts.for_user().then(function(contact) { self.contact = contact; });
    };
    self.states.add('states:start', function(name) {
        if (self.contact.extra.known === 'yes') { return self.states.create('states:known'); }
        return self.states.create('states:language');
    });
    self.states.add('states:language', function(name) {
        return new ChoiceState(name, {
            question: 'Language?', error: $('One of these:'), choices: [new Choice('en', 'English'), new Choice('sw', 'Kiswahili')],
            next: function(choice) { return self.im.user.set_lang(choice.value).then(function() { return 'states:name'; }); }
        });
    });
    self.states.add('states:name', function(name) {
        return new FreeText(name, {question: $('Your name?'), next: function(content) {
            self.contact.name = content;
            self.contact.extra.known = 'yes';
            return self.im.contacts.save(self.contact).then(function() { return 'states:known'; });
        }});
    });
    self.states.add('states:known', function(name) {
        return new MenuState(name, {question: $('What now, {{name}}?').context({name: self.contact.name}), choices: [
            new Choice('states:bye', $('Leave')), new Choice('states:name', $('Another name'))]});
    });
    self.states.add('states:bye', function(name) { return new EndState(name, {text: $('Bye'), next: 'states:start'}); });`),
        {'config': {name: 'own'}, 'translation.sw': {'': {lang: 'sw'}, 'Your name?': [null, 'Jina lako?'], 'Bye': [null, 'Kwaheri'],
            'Leave': [null, 'Ondoka'], 'One of these:': [null, 'Moja ya hizi:'], 'What now, {{name}}?': [null, 'Sasa nini, {{name}}?']}});
        assert.deepEqual([code, todos(report)], [0, []]);
        assert.match(app, /language: language\(\{/);
        assert.match(app, /choices: \{bye: 'Leave', name: 'Another name'\},/);
        const settings = JSON.parse(text(path.join(folder, 'old/config.json')));
        const screens = await sameScreens(folder, [null, '7', '2', 'Asha', '2', 'Ali', '5', '1', null], {settings});
        assert.deepEqual(screens.slice(1, 4), ['One of these:\n1. English\n2. Kiswahili', 'Jina lako?', 'Sasa nini, Asha?\n1. Ondoka\n2. Another name']);
        assert.equal(screens.at(-1), screens.at(-3));
    });

    it('puts validators in the place of copied functions, and says which', async (test) => {
        const {folder, code, report, app} = converted(test, vumi(`
    self.is_valid_msisdn = function(content) { return /^\\+?27[0-9]{9}$|^0[0-9]{9}$/.test(content); };
    self.check_valid_number = function(content, least, most) {
        return !isNaN(Number(content)) && Number(content) >= least && Number(content) <= most;
    };
    self.luhn_id = function(id) {
        var sum = 0;
        for (var i = 0; i < 13; i++) {
            var digit = Number(id[12 - i]) * (i % 2 + 1);
            sum += digit > 9 ? digit - 9 : digit;
        }
        return id.length === 13 && sum % 10 === 0;
    };
    self.states.add('states:start', function(name) {
        return new FreeText(name, {question: 'Phone?', next: 'states:age', check: function(content) {
            if (!self.is_valid_msisdn(content)) { return $('No phone number.'); }
        }});
    });
    self.states.add('states:age', function(name) {
        return new FreeText(name, {question: 'Age?', next: 'states:id', check: function(content) {
            if (!self.check_valid_number(content, 1, 120)) { return 'No age.'; }
            return null;
        }});
    });
    self.states.add('states:id', function(name) {
        return new FreeText(name, {question: 'Number?', next: 'states:own', check: function(content) {
            if (!self.luhn_id(content)) { return 'No number.'; }
        }});
    });
    self.states.add('states:own', function(name) {
        return new FreeText(name, {question: 'Word?', next: 'states:end', check: function(content) {
            if (content.length < 3) { return $('Too short.'); }
        }});
    });
    self.states.add('states:end', function(name) { return new EndState(name, {text: 'Bye', next: 'states:start'}); });`));
        assert.equal(code, 0);
        assert.match(app, /check: validators\.saying\('No phone number\.', validators\.phone\(\{region: 'ZA'\}\)\)/);
        assert.match(app, /validators\.saying\('No age\.', validators\.number\(\{least: 1, most: 120\}\)\)/);
        assert.match(app, /validators\.identityNumber\('za'\)/);
        assert.doesNotMatch(app, /luhn_id/);
        assert.deepEqual(report.findings.slice(0, 3).map(({kind, node, what}) => [kind, node, what]),
            ['is_valid_msisdn', 'check_valid_number', 'luhn_id'].map((name, at) => ['look', ['start', 'age', 'id'][at], `the copied function ${name}`]));
        await sameScreens(folder, [null, '12', '0821234567', '121', '30', '123', '9202204720083', 'ab', 'abc']);
    });

    it('leaves what it does not know where it was, with its line and what to do', (test) => {
        const {folder, code, report, app} = converted(test, vumi(`
    self.states.add('states:start', function(name) {
        return new FreeText(name, {question: 'Name?', next: function(content) {
            self.seen = content;
            return self.im.groups.get('all').then(function() { return 'states:end'; });
        }});
    });
    self.states.add('states:end', function(name) {
        if (self.im.config.closed) { return new EndState(name, {text: 'Closed'}); }
        return new EndState(name, {text: 'Open'});
    });
    self.im.on('session:close', function() { return 1; });`));
        assert.equal(code, 1);
        assert.deepEqual(report.findings.map(({kind, line, node, what}) => [kind, line, node, what]), [
            ['todo', 17, 'start', 'self.seen'], ['todo', 18, 'start', 'self.im.groups.get(…)'],
            ['todo', 21, 'end', 'a creator that makes one of several states'],
            ['todo', 25, '', "self.im.on('session:close', function() { return 1; })"]]);
        assert.match(app, /\/\/ TODO jukwaa: app\.js:18: self\.im\.groups\.get\(…\): there is no such call/);
        assert.match(app, /\/\/ self\.states\.add\('states:end', function\(name\) \{\n +\/\/ {5}if \(self\.im\.config\.closed\)/);
        assert.match(app, /end: end\(\{\n +text: 'TODO: end',/);
        assert.equal(JSON.parse(jukwaa(path.join(folder, 'new'), 'lint', '--json').out).errors, 0);
        assert.match(text(path.join(folder, 'new/IMPORT.md')), /## Left to do[^]*- old\/app\.js:21: end: a creator that makes one of several states: /);
    });

    it('says of a real app what its own functions did, and what it answers without them', async (test) => {
        const settings = JSON.parse(text(path.join(BOTH_WAYS, 'vumigo/settings.json')));
        const {folder, code, report} = converted(test, text(path.join(BOTH_WAYS, 'vumigo/app.js')), settings);
        assert.equal(code, 1);
        assert.ok(todos(report).some((line) => line.startsWith('102 name: the state is added by add_question, which may do more')));
        const [old, now] = await screensOfBoth(folder, [null, '7', '1', 'Amina', '12', '0712000001', 'Kondele'], {settings});
        assert.deepEqual(now, old.map((screen) => screen.replace(/\n0\. Back$/, '')));
    });

    const examples = path.join(publishedFolder() ?? '', 'examples');
    const missing = !existsSync(examples) && 'vumigo_v02 is not installed';
    for (const [name, left, inputs] of [
        ['simple', 0, [null, '3', '1', null, '2', null]],
        ['contacts', 0, [null, 'Asha', '9', '2', null]],
        ['http', 1, [null, '1', 'a cup', null, '2', 'a pot', null]],
    ]) {
        it(`takes over the example '${name}' of the published package`, {skip: missing}, async (test) => {
            const source = text(path.join(examples, name, 'lib/app.js')).replace("require('../../../lib')", "require('vumigo_v02')");
            const {folder, code, report} = converted(test, source);
            assert.deepEqual([code, todos(report).length], [left, left]);
            const http = ['put', 'post'].map((method) => ({name: method, request: {method: method.toUpperCase(), url: `http://httpbin.org/${method}`},
                response: {body: {json: {message: method}}}}));
            await sameScreens(folder, inputs, {http});
        });
    }

    it('refuses what is no app', (test) => {
        const folder = workspace(test, {'app.js': "require('vumigo_v02');", 'broken.js': "require('vumigo_v02'); var = 1;"});
        const {code, errors} = jukwaa(folder, 'import', 'app.js');
        assert.equal(code, 2);
        assert.match(errors, /app\.js: no App\.extend\(function\(self\) \{…\}\) that adds states \(expected: the source of an app on vumigo_v02\)/);
        assert.match(jukwaa(folder, 'import', 'broken.js').errors, /broken\.js is no JavaScript: Unexpected token/);
    });
});
