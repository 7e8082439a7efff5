import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, it} from 'node:test';

import {recordedHttp} from '../../tools/recording/recorded-http.mjs';
import {durationText, fixturesOf} from '../../tools/recording/to-transcript.mjs';
import {transitionsInFile} from '../../tools/graph/traces.mjs';
import {jukwaa, workspace} from './workspace.mjs';

const NOW = '2026-03-01T08:00:00Z';

const APP = `import {call, choice, decide, defineApp, end, freeText, identityNumber, pin} from 'jukwaa';

export default defineApp({
    name: 'clinic', start: 'name', navigation: null,
    states: {
        name: freeText({question: 'Your name?', next: 'number'}),
        number: identityNumber({question: 'ID number?', kind: 'za', next: 'secret'}),
        secret: pin({question: 'Choose a PIN', store: (entered, context) => { context.data.pin = 'P' + entered; }, next: 'register'}),
        register: call({
            run: async (context) => {
                const {http, answers, user} = context;
                const body = {id: answers.number, pin: context.data.pin, phone: user.address};
                const {queue} = (await http.post('https://example.org/people?lot=' + Math.floor(context.random() * 1000), {body})).json();
                await context.send({text: 'Number ' + queue, endpoint: 'sms'});
                return queue;
            },
            next: 'clinic',
        }),
        clinic: choice({question: 'Clinic for {{number}}?', choices: {kibera: 'Kibera', mathare: 'Mathare'}, next: 'bye'}),
        bye: end({text: 'You are number {{register}}.'}),
    },
});
`;
const HTTP = JSON.stringify([{request: {method: 'POST', url: 'https://example.org/people', query: {lot: '*'}},
    response: {status: 201, body: {queue: 7, of: '+254722123456', for: '9202204720083'}, delay: '2s'}}]);
/** Not the one the toolkit has for an example. */
const NUMBER = '9202204720083';
const SCRIPT = `/dial\nAmina\n${NUMBER}\n2468\n2468\n/wait 1m\n1\n`;

/** A folder with a recording in `session.json`. */
function recorded(test, {app = APP, http = HTTP, script = SCRIPT, files = {}} = {}, ...options) {
    const folder = workspace(test, {'app.js': app, 'http.json': http, 'script': script, ...files});
    const result = jukwaa(folder, 'record', '--out', 'session.json', '--script', 'script', '--http', 'http.json', '--now', NOW,
        '--from', '+254722123456', ...options);
    return {folder, ...result, read: (file = 'session.json') => readFileSync(path.join(folder, file), 'utf8')};
}

/** What `replay` finds once the app was changed. */
function replayed(folder, change, ...options) {
    const file = path.join(folder, 'app.js');
    writeFileSync(file, change(readFileSync(file, 'utf8')));
    return jukwaa(folder, 'replay', 'session.json', ...options);
}

const differences = ({out}) => JSON.parse(out)[0].differences;

describe('jukwaa record', () => {
    it('keeps messages, screens, requests with replies, HTTP, clock, seed and configuration', (test) => {
        const files = {'config.json': '{"config": {"country": "ke"}}'};
        const {code, out, read} = recorded(test, {files}, '--random', '7', '--keep-sensitive');
        assert.equal(code, 0);
        assert.match(out, /\nsession\.json: 6 messages\n$/);
        const {app, host, masked, steps} = JSON.parse(read());
        assert.deepEqual([app, host, masked], [{name: 'clinic', file: 'app.js'},
            {now: '2026-03-01T08:00:00.000Z', random: 7, settings: {config: {country: 'ke'}}}, {answers: false, addresses: false}]);
        const talk = steps.map(({message, run}) => [message.session_event, message.content, run.reply.text.split('\n')[0]]);
        assert.deepEqual(talk, [
            ['new', null, 'Your name?'], ['resume', 'Amina', 'ID number?'], ['resume', NUMBER, 'Choose a PIN'],
            ['resume', '2468', 'Please enter the same PIN again.'], ['resume', '2468', `Clinic for ${NUMBER}?`],
            ['resume', '1', 'You are number 7.']]);
        const {at, until, http: [{request, answer}], run, user} = steps[4];
        assert.deepEqual([at, until, steps[5].at], ['2026-03-01T08:00:00.000Z', '2026-03-01T08:00:02.000Z', '2026-03-01T08:01:02.000Z']);
        assert.deepEqual(JSON.parse(request.body), {id: NUMBER, pin: 'P2468', phone: '+254722123456'});
        assert.deepEqual([answer.status, answer.delay], [201, '2s']);
        assert.deepEqual(run.requests.map(({name}) => name),
            ['config.get', 'kv.get', 'http.post', 'outbound.send_to', 'kv.set', 'outbound.reply_to']);
        assert.ok(run.requests.every(({reply}) => reply.success));
        assert.deepEqual([user.state, user.answers], ['clinic', {name: 'Amina', number: NUMBER, secret: true, register: 7}]);
    });

    it('puts stand-ins in for what was entered in sensitive states', (test) => {
        const {folder, out, read} = recorded(test);
        assert.match(out, /stand-ins were put in for what was entered in number, secret\n$/);
        const text = read();
        assert.doesNotMatch(text, new RegExp(`2468|${NUMBER}`));
        const {steps} = JSON.parse(text);
        const [, , {message: {content: number}}, {message: {content: first}}, {message: {content: second}, http, run}] = steps;
        assert.match(number, /^\d{13}$/);
        assert.equal(first, second);
        assert.deepEqual(JSON.parse(http[0].request.body), {id: number, pin: `P${first}`, phone: '+254722123456'});
        assert.equal(http[0].answer.body.for, number);
        assert.equal(run.reply.text.split('\n')[0], `Clinic for ${number}?`);
        assert.deepEqual(jukwaa(folder, 'replay', '--strict', 'session.json').out, 'session.json: 6 messages, all as recorded\n');
    });

    it('replaces answers of sensitive states that are not as they were typed, or came from outside', (test) => {
        const app = `import {call, defineApp, end, phone} from 'jukwaa';
            export default defineApp({name: 'x', start: 'mobile', states: {
                mobile: phone({question: 'Phone?', region: 'KE', sensitive: true, next: 'result'}),
                result: call({get: 'https://example.org/{{mobile}}', sensitive: true, keep: 'flow', next: 'bye'}),
                bye: end({text: 'Bye'})}});`;
        const body = {of: '+254722123456', result: 'positive', count: 3507, known: true};
        const http = JSON.stringify([{request: {url: 'https://example.org/*'}, response: {body}}]);
        const script = '/dial\n0722 123 456\n/requests\n';
        const {read, out, folder} = recorded(test, {app, http, script}, '--from', '+254733000000');
        assert.match(out.split('> /requests')[1], /http\.get .*\n {2}\{"success":true,"code":200,/);
        assert.doesNotMatch(out.split('> /requests')[1], /722|positive|3507/);
        assert.match(out, /stand-ins were put in for what was entered in mobile\n$/);
        assert.doesNotMatch(read(), /722.?123|positive|3507/);
        assert.equal(jukwaa(folder, 'replay', '--strict', 'session.json').code, 0);
        const text = jukwaa(folder, 'record', '--out', 'x.transcript', '--script', 'script', '--http', 'http.json');
        assert.equal(text.code, 0);
        assert.doesNotMatch(read('x.transcript') + read('x.http.json'), /722.?123|positive|3507/);
    });

    it('replaces addresses, the same one by the same one, in whatever form', (test) => {
        const {read, out, folder} = recorded(test, {script: '/dial\n0722123456\n/user +254733987654\n/dial\n'}, '--mask');
        assert.match(out, /stand-ins were put in for addresses\n$/);
        const {steps, masked} = JSON.parse(read());
        assert.deepEqual(masked, {answers: true, addresses: true});
        assert.deepEqual(steps.map(({message}) => [message.from_addr, message.content]),
            [['+254700000001', null], ['+254700000001', '0700000001'], ['+254700000002', null]]);
        assert.doesNotMatch(read(), /22123456|33987654/);
        assert.equal(jukwaa(folder, 'replay', '--strict', 'session.json').code, 0);
    });

    it('says where stand-ins lead elsewhere', (test) => {
        const app = `import {defineApp, end, pin} from 'jukwaa';
            export default defineApp({name: 'x', start: 'a', states: {
                a: pin({question: 'PIN?', equals: () => '8642', attempts: {to: 'no'}, next: 'b'}),
                b: end({text: 'Open'}), no: end({text: 'Closed'})}});`;
        const {out, read} = recorded(test, {app, script: '/dial\n8642\n'});
        assert.match(out, /with stand-ins the session goes another way from message 2 on: what is written is that way\n$/);
        assert.doesNotMatch(read(), /"content": "8642"/);
    });

    it('takes states of vumigo_v02 for sensitive where it is told', (test) => {
        const app = `var v = require('vumigo_v02');
            var A = v.App.extend(function(self) {
                v.App.call(self, 'pin');
                self.states.add('pin', function(name) { return new v.states.FreeText(name, {question: 'PIN?', next: 'end'}); });
                self.states.add('end', function(name) { return new v.states.EndState(name, {text: 'Done', next: 'pin'}); });
            });
            new v.InteractionMachine(api, new A());`;
        const {read, folder} = recorded(test, {app, script: '/dial\n9753\n', files: {'config.json': '{"config": {"name": "x"}}'}},
            '--sensitive', 'pin');
        assert.match(read(), /"content": "\d{4}"/);
        assert.doesNotMatch(read(), /9753/);
        assert.equal(jukwaa(folder, 'replay', 'session.json', '--strict').code, 0);
    });

    it('keeps no places of this machine', (test) => {
        const {read} = recorded(test, {app: APP.replace("return queue;", 'return queue.at.all;'), http: HTTP});
        assert.match(read(), /TypeError/);
        assert.doesNotMatch(read(), /lib\/engine/);
        assert.doesNotMatch(read(), /jukwaa-\w{6}\//);
    });

    it('refuses what it cannot use', (test) => {
        const folder = workspace(test, {'app.js': APP});
        for (const [args, says] of [
            [[], /--out: missing \(expected: the file to write; with --from-messages the folder\)/],
            [['--out', 'x.json', '--sensitive', 'nowhere'], /--sensitive 'nowhere' \(expected one of: name, number, /],
        ]) {
            const {code, errors} = jukwaa(folder, 'record', ...args);
            assert.equal(code, 2);
            assert.match(errors, says);
        }
        assert.match(jukwaa(folder, 'record', '--out', 'x.json').errors, /nothing was sent yet/);
    });
});

describe('jukwaa replay', () => {
    it('finds nothing where nothing changed', (test) => {
        const {folder} = recorded(test);
        assert.deepEqual(jukwaa(folder, 'replay', '--strict', 'session.json'),
            {code: 0, out: 'session.json: 6 messages, all as recorded\n', errors: ''});
    });

    it('shows exactly the screen that changed', (test) => {
        const {folder} = recorded(test, {}, '--keep-sensitive');
        assert.deepEqual(replayed(folder, (app) => app.replace('Clinic for {{number}}?', 'Which clinic, {{name}}?')), {
            code: 1,
            out: ['session.json: 6 messages, 1 difference',
                '  message 5, +254722123456 > 2468: another screen',
                `    - Clinic for ${NUMBER}?`, '    + Which clinic, Amina?', '      1. Kibera', '      2. Mathare', ''].join('\n'),
            errors: '',
        });
    });

    it('shows messages, answers and ends that are not as recorded, each once', (test) => {
        const {folder} = recorded(test);
        const found = differences(replayed(folder, (app) => app.replace("'Number ' + queue", "'No. ' + queue")
            .replace('return queue;', "return 'n' + queue;")
            .replace(/bye: end.*/, "bye: freeText({question: 'You are number 7.', next: 'name'}),"), '--json'));
        assert.deepEqual(found.map(({message, what, lines}) => [message, what, lines]), [
            [5, 'sent', ['- to +254722123456 (sms): Number 7', '+ to +254722123456 (sms): No. 7']],
            [5, 'answers', ['- register: 7', '+ register: "n7"']],
            [6, 'session', ['- the session ends', '+ it goes on']],
        ]);
    });

    it('answers HTTP by what is asked, whatever the order', (test) => {
        const app = (order) => `import {call, defineApp, end} from 'jukwaa';
            export default defineApp({name: 'x', start: 'a', states: {
                a: call({run: async ({http}) => {
                    const got = {};
                    for (const name of ${JSON.stringify(order)}) {
                        got[name] = (await http.get('https://example.org/' + name, {query: {a: 1, b: 2}})).body;
                    }
                    return got.one + got.two;
                }, next: 'b'}),
                b: end({text: '{{a}}'})}});`;
        const http = JSON.stringify(['one', 'two'].map((name) =>
            ({request: {url: `https://example.org/${name}`, query: {a: 1, b: 2}}, response: {body: name}})));
        const {folder} = recorded(test, {app: app(['one', 'two']), http, script: '/dial\n'});
        assert.equal(replayed(folder, () => app(['two', 'one'])).code, 0);
        assert.equal(replayed(folder, (text) => text.replace('{a: 1, b: 2}', '{b: 2, a: 1}')).code, 0);
        const {code, out} = jukwaa(folder, 'replay', '--strict', 'session.json');
        assert.equal(code, 1);
        assert.match(out, /: requests\n {4}- http\.get \{"url":"https:\/\/example\.org\/one\?a=1&b=2"/);
    });

    it('says what was asked that is not in the recording, and when the app fails', (test) => {
        const {folder} = recorded(test);
        const changed = differences(replayed(folder, (app) => app.replace('/people?', '/persons?'), '--json'));
        assert.deepEqual(changed.map(({message, what}) => [message, what]).slice(0, 3), [[5, 'screen'], [5, 'session'], [5, 'sent']]);
        const {lines} = changed.find(({what}) => what === 'http');
        assert.match(lines[0], /^\+ POST https:\/\/example\.org\/persons\?lot=\d+ \{"id":/);
        const failing = differences(replayed(folder, () => 'api.on_inbound_message = function() { throw new Error("gone"); };', '--json'));
        assert.deepEqual(failing[0].what, 'failure');
        assert.match(failing[0].lines.join('\n'), /^- the app finishes\n\+ it does not\n {2}Error: gone/);
    });

    it('knows no answer twice where one request had several', () => {
        const request = {method: 'POST', url: 'https://example.org/?b=2&a=1', headers: [], body: '{"x":1,"y":{"z":2}}', verify: true};
        const exchanges = ['first', 'second'].map((body) => ({request, answer: {status: 200, body}}));
        const answer = recordedHttp(exchanges);
        const same = {...request, url: 'https://example.org/?a=1&b=2', body: '{"y": {"z": 2}, "x": 1}'};
        assert.deepEqual([answer(same), answer(request), answer(same)].map(({body}) => body), ['first', 'second', 'second']);
        assert.deepEqual(answer({...request, body: '{}'}), {fails: 'not in the recording: POST https://example.org/?b=2&a=1 {}'});
        const fixtures = fixturesOf({steps: [{step: 'message', http: [...exchanges, exchanges[1]]}]});
        assert.deepEqual(fixtures.map(({name, times, response}) => [name, times, response.body]), [
            ['POST https://example.org/?b=2&a=1 {"x":1,"y":{"z":2}}', 1, 'first'],
            ['POST https://example.org/?b=2&a=1 {"x":1,"y":{"z":2}} (2)', undefined, 'second'],
        ]);
    });

    it('plays changes of language and channel', (test) => {
        const app = `import {defineApp, freeText} from 'jukwaa';
            export default defineApp({name: 'x', start: 'a', languages: {en: 'English', sw: 'Kiswahili'},
                catalogues: {sw: {'Name?': 'Jina?'}},
                states: {a: freeText({question: 'Name?', next: 'a', footer: ['${'word '.repeat(30)}']})}});`;
        const {folder, read} = recorded(test, {app, script: '/dial\n/language sw\n/channel ussd-160\n/dial\n'});
        const {steps} = JSON.parse(read());
        assert.deepEqual(steps.map(({step}) => step), ['message', 'language', 'channel', 'message']);
        assert.match(steps[3].run.reply.text, /^Jina\?/);
        assert.equal(steps[3].run.trace.find(({event}) => event === 'screen').limit, 160);
        assert.equal(jukwaa(folder, 'replay', '--strict', 'session.json').code, 0);
    });

    it('shows message by message what happens', (test) => {
        const {folder} = recorded(test, {}, '--keep-sensitive');
        const {out} = jukwaa(folder, 'replay', '--step', 'session.json');
        const [, second] = out.split('\n\n');
        assert.match(second, new RegExp(['^message 2, 2026-03-01T08:00:00.000Z, \\+254722123456 > Amina', '  state',
            '    input in name: Amina', '    answer name = "Amina"', '    leaves name for number, by: Amina',
            '    enters number, because of: next', '    screen of number: .*', '  requests', '    config.get .*',
            '      \\{"success":true,"value":"\\{\\}"\\}', '    kv.get .*'].join('\n')));
        assert.match(second, / {2}screen\n {4}ID number\?$/);
    });

    it('masks answers of sensitive states in requests, where they were kept', (test) => {
        const app = `import {call, defineApp, end, phone} from 'jukwaa';
            export default defineApp({name: 'x', start: 'mobile', states: {
                mobile: phone({question: 'Phone?', region: 'KE', sensitive: true, next: 'told'}),
                told: call({get: 'https://example.org/{{mobile}}', next: 'bye'}), bye: end({text: 'Bye'})}});`;
        const http = JSON.stringify([{request: {url: 'https://example.org/*'}, response: {body: {typed: '0722 123 456'}}}]);
        const {folder} = recorded(test, {app, http, script: '/dial\n0722 123 456\n'}, '--keep-sensitive', '--from', 'me');
        const {out} = jukwaa(folder, 'replay', '--step', 'session.json');
        assert.match(out, /http\.get \{"url":"https:\/\/example\.org\/\*{3}".*\n.*"body":"\{\\"typed\\":\\"\*{3}\\"\}"/);
        assert.doesNotMatch(out.split('  requests')[2], /722/);
    });

    it('feeds graphs with the ways that were taken', (test) => {
        const {folder} = recorded(test);
        const seen = transitionsInFile(path.join(folder, 'session.json'));
        assert.deepEqual(seen.map(({from, to}) => `${from} ${to}`),
            ['name number', 'number secret', 'secret register', 'register clinic', 'clinic bye']);
    });

    it('takes another app, and refuses what is no recording', (test) => {
        const {folder} = recorded(test, {script: '/dial\n', files: {
            'other.js': APP.replace('Your name?', 'Who is there?'), 'x.json': '{}',
            'old.json': '{"format": "jukwaa-recording", "version": 9, "steps": []}'}});
        assert.match(jukwaa(folder, 'replay', 'session.json', '--app', 'other.js').out, /- Your name\?\n {4}\+ Who is there\?/);
        assert.match(jukwaa(folder, 'replay', 'x.json').errors, /x\.json: no recording \(expected: a file that jukwaa record/);
        assert.match(jukwaa(folder, 'replay', 'old.json').errors, /a recording of version 9 \(expected: 1\)/);
        assert.deepEqual([jukwaa(folder, 'replay').code, jukwaa(folder, 'replay', 'none.json').code], [2, 2]);
    });
});

describe('a recording as a transcript', () => {
    it('passes, with the HTTP it needs beside it', (test) => {
        const folder = workspace(test, {'app.js': APP, 'http.json': HTTP, 'script': SCRIPT});
        const {out} = jukwaa(folder, 'record', '--out', 'to-the-clinic.transcript', '--script', 'script', '--http', 'http.json',
            '--now', NOW);
        assert.match(out, /to-the-clinic\.transcript, to-the-clinic\.http\.json: 6 messages/);
        const text = readFileSync(path.join(folder, 'to-the-clinic.transcript'), 'utf8');
        assert.doesNotMatch(text, /2468/);
        assert.match(text, /\n> wait 1m\n> 1\nYou are number 7\.\n\[end\]\n$/);
        assert.deepEqual(jukwaa(folder, 'test'), {code: 0, out: '1 test, all passed\n', errors: ''});
    });

    it('writes times in the largest unit that fits', () => {
        assert.deepEqual([1, 1000, 90_000, 120_000, 7_200_000, 172_800_000].map(durationText), ['1ms', '1s', '90s', '2m', '2h', '2d']);
    });
});
