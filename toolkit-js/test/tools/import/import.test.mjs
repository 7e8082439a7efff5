import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, it} from 'node:test';

import {phone} from '../../../tools/testing.mjs';
import {jukwaa, workspace} from '../workspace.mjs';
import {CLINIC, exportOf, message, node} from './flows.mjs';

const FLOW = ['import', 'clinic.json', '--flow', 'Clinic line', '--out', 'app'];

/** A folder with the clinic's app in `app`, and what the command said. */
function clinic(test, ...more) {
    const folder = workspace(test, {'clinic.json': CLINIC});
    return {folder, app: path.join(folder, 'app'), ...jukwaa(folder, ...FLOW, ...more)};
}

describe('jukwaa import', () => {
    it('says what could not be taken over, and what is in its place', (test) => {
        const {code, out, folder, app} = clinic(test, '--json');
        const {findings, ...report} = JSON.parse(out);
        assert.equal(code, 0);
        assert.deepEqual(report, {folder: 'app', states: 18, tests: 5, files: ['.gitignore', 'IMPORT.md', 'app.js', 'locale/swa.po',
            'matching.mjs', 'app.http.json', 'package.json', 'app.transcript']});
        assert.deepEqual(findings.map(({file, node: uuid, what, instead}) => [file, uuid.slice(0, 13), what, instead]), [
            ['node 00000005', 'the attachment image:https://example.org/age.jpg', 'the text alone'],
            ['node 00000005', 'numbers with a point, and numbers within a sentence', 'number(…) takes whole numbers'],
            ['node 00000005', "the timeout after 600 s, which leads to 'No Response'", 'it waits until the user answers'],
            ['node 00000009', "the test has_district() for 'Served'", 'it never holds'],
            ['node 0000000c', "send_email 'Down'", 'nothing is done'],
            ['node 0000000b', 'transfer_airtime', 'nothing is done'],
            ['node 0000000b', "enter_flow 'Survey'", 'nothing is done'],
            ['node 0000000b', 'the expression @(upper(results.name))', 'three dots'],
            ['', 'the languages of contacts', 'everybody begins in English; add a state language({…})'],
        ].map((line) => ['clinic.json', ...line]));
        const source = readFileSync(path.join(app, 'app.js'), 'utf8');
        for (const {what, instead} of findings) {
            assert.ok(source.includes('// TODO ') && source.includes(`${what}: ${instead}`), what);
            assert.ok(readFileSync(path.join(app, 'IMPORT.md'), 'utf8').includes(`${what}: ${instead}`), what);
        }
        assert.equal(jukwaa(folder, ...FLOW).code, 2);
    });

    it('makes an app that lints, passes its tests and is fit for a host', (test) => {
        const {app} = clinic(test);
        const linted = jukwaa(app, 'lint', '--json');
        assert.equal(JSON.parse(linted.out).errors, 0, linted.out);
        const tested = jukwaa(app, 'test');
        assert.equal(tested.out, '5 tests, all passed\n');
        assert.equal(jukwaa(app, 'doctor').code, 0);
        assert.equal(jukwaa(app, 'i18n', 'extract').code, 0);
        assert.equal(jukwaa(app, 'build').code, 0);
    });

    it('makes an app that does what the flow did', async (test) => {
        const {app} = clinic(test);
        const requests = [];
        const http = (request) => {
            requests.push([request.method, request.url, request.body]);
            return {body: {}};
        };
        const one = phone(path.join(app, 'app.js'), {http});
        assert.equal(await one.dial(), 'Welcome to Afya, .\nWhat do you need?\n1. Register\n2. Opening hours');
        assert.equal(await one.reply('9'), 'Please answer 1 or 2.\nWelcome to Afya, .\nWhat do you need?\n1. Register\n2. Opening hours');
        assert.equal(await one.reply('register'), 'How old are you?');
        assert.equal(await one.reply('old'), 'Please send your age in years.\nHow old are you?');
        assert.equal(await one.reply('18'), 'What is your name?');
        assert.equal(await one.reply('Amina Odhiambo'), 'Which district do you live in?');
        assert.equal(await one.reply('near Homa-Bay town'), 'Thank you, Amina Odhiambo. Your code is .... You said Adult.');
        assert.deepEqual(requests, [['POST', 'https://clinic.example/registrations?district=near%20Homa-Bay%20town',
            '{"name": "Amina Odhiambo", "age": 18}']]);
        assert.equal(await one.dial(), 'Welcome to Afya, Amina Odhiambo.\nWhat do you need?\n1. Register\n2. Opening hours');
        assert.equal(await one.reply('2'), 'Open from 8 to 18.');
    });

    it('takes the other ways too', async (test) => {
        const {app} = clinic(test);
        const http = () => ({status: 500});
        const one = phone(path.join(app, 'app.js'), {http});
        for (const input of ['1', '30', 'Otieno']) {
            await (one.open ? one : (await one.dial(), one)).reply(input);
        }
        assert.equal(await one.reply('Siaya'), 'Please dial again later.');
        const child = phone(path.join(app, 'app.js'), {http, user: '+254700000002'});
        await child.dial();
        await child.reply('1');
        assert.equal(await child.reply('17'), 'Sorry, this is for adults.');
        await child.dial();
        assert.equal(await child.reply('2'), 'Open from 8 to 16.');
    });

    it('takes translations over, those of choices too', (test) => {
        const {app} = clinic(test);
        const catalogue = readFileSync(path.join(app, 'locale/swa.po'), 'utf8');
        assert.match(catalogue, /msgid "Register"\nmsgstr "Jiandikishe"/);
        assert.match(catalogue, /msgid "How old are you\?"\nmsgstr "Una miaka mingapi\?"/);
        assert.match(catalogue, /msgstr ""\n"Karibu Afya, \{\{contact.name\}\}.\\n"\n"Unahitaji nini\?"/);
    });

    for (const [what, files, args, says] of [
        ['what is no JSON', {'a.json': '{'}, ['a.json'], /^jukwaa import: a\.json is no JSON: .* \(expected: an export of flows\)\n/],
        ['JSON of something else', {'a.json': '{"name": 1}'}, ['a.json'], /^jukwaa import: a\.json: flows: missing \(expected: /],
        ['an older version', {'a.json': '{"version": "11.12", "flows": []}'}, ['a.json'],
            /^jukwaa import: a\.json: version: "11\.12" \(expected: 13 or 13\.x/],
        ['an older flow', {'a.json': exportOf([node('a', [])], {spec_version: '12.0'})}, ['a.json'],
            /^jukwaa import: a\.json: spec_version of 'Test': "12\.0" \(expected: 13/],
        ['a flow without nodes', {'a.json': exportOf([])}, ['a.json'], /^jukwaa import: a\.json: flow 'Test': nodes: \[\] \(expected: one at least\)/],
        ['a node without exits', {'a.json': exportOf([{uuid: 'a'}])}, ['a.json'], /nodes\[0\]: \{"uuid":"a"\} \(expected: /],
        ['texts that are none', {'a.json': exportOf([node('a', [message(7)])])}, ['a.json'], /a\.json: nodes\[0\]\.actions\[0\]\.text: 7 \(expected: a text\)/],
        ['actions that are none', {'a.json': exportOf([node('a', ['x'])])}, ['a.json'], /nodes\[0\]\.actions\[0\]: "x" \(expected: an object\)/],
        ['a flow that is not there', {'a.json': CLINIC}, ['a.json', '--flow', 'Nix'],
            /^jukwaa import: --flow 'Nix': 0 flows of a\.json are called that \(expected one of: 'Clinic line', 'Survey'\)\n/],
        ['several flows where none is named', {'a.json': CLINIC}, ['a.json'], /^jukwaa import: a\.json: 2 flows \(expected: --flow with one of /],
        ['a file that is not there', {}, ['a.json'], /^jukwaa import: FILE: 'a\.json' is no file/],
        ['no file', {}, [], /^jukwaa import: FILE is missing/],
        ['two files', {'a.json': CLINIC}, ['a.json', 'b.json'], /^jukwaa import: 'b\.json' \(expected: one file\)/],
        ['a folder with something in it', {'a.json': CLINIC, 'b/c': ''}, ['a.json', '--flow', 'Survey', '--out', 'b'],
            /^jukwaa import: --out 'b' is there already \(expected: a new or an empty folder\)/],
        ['what is no JavaScript', {'a.js': 'menu.startState({'}, ['a.js'], /^jukwaa import: a\.js is no JavaScript: /],
        ['JavaScript without a menu', {'a.js': 'let a = 1;'}, ['a.js'], /^jukwaa import: a\.js: no startState\(\{…\}\) is called \(expected: /],
    ]) {
        it(`refuses ${what}`, (test) => {
            const {code, out, errors} = jukwaa(workspace(test, files), 'import', ...args);
            assert.deepEqual([code, out], [2, '']);
            assert.match(errors, says);
            assert.equal(errors.trim().split('\n').length, 2, errors);
        });
    }

    it('names the folder after the flow, and needs no --flow where there is one', (test) => {
        const folder = workspace(test, {'a.json': exportOf([node('a', [message('Hello')])], {name: 'Été 2026: mères'})});
        assert.equal(jukwaa(folder, 'import', 'a.json').out, `ete-2026-meres: 1 state, 1 test, everything was taken over
Next: cd ete-2026-meres && npm install && npm run lint && npm test
`);
    });
});
