import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync, utimesSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';

import {LiveApp, settingsOf} from '../../tools/simulator/app.mjs';
import {realHttp} from '../../tools/simulator/real-http.mjs';
import {handset, painter} from '../../tools/simulator/screen.mjs';
import {Simulator} from '../../tools/simulator/simulator.mjs';
import {jukwaa, workspace} from './workspace.mjs';

const CLI = fileURLToPath(new URL('../../tools/jukwaa.mjs', import.meta.url));
const CLINIC_LINE = fileURLToPath(new URL('../../../campaigns-examples/clinic-line/app.js', import.meta.url));
const NOW = '2026-03-01T08:00:00Z';

const BOOKING = `import {choice, defineApp, end, freeText, language, pin} from 'jukwaa';

export default defineApp({
    name: 'booking', start: 'language', languages: {en: 'English', sw: 'Kiswahili'},
    catalogues: {sw: {'What is your name?': 'Jina lako?'}},
    drop: {sms: 'Dial again to go on.'},
    navigation: null,
    states: {
        language: language({question: 'Language?', choices: {en: 'English', sw: 'Kiswahili'}, next: 'name'}),
        name: freeText({question: 'What is your name?', next: 'secret'}),
        secret: pin({question: 'Choose a PIN', store: () => {}, next: 'slot'}),
        slot: choice({
            question: 'When?', choices: {am: 'Morning', pm: 'Afternoon'}, next: {am: 'booked', pm: 'broken'},
            done: (context, slot) => context.send({text: 'Booked: ' + slot, endpoint: 'sms'}),
        }),
        broken: freeText({
            question: 'Why?',
            next: (context) => context.answers.nothing.at.all,
        }),
        booked: end({text: 'See you, {{name}}.'}),
    },
});
`;

async function simulator(test, source = BOOKING, options = {}) {
    const folder = workspace(test, {'app.js': source});
    const app = await new LiveApp(path.join(folder, 'app.js')).load();
    return new Simulator({app, host: {now: NOW, random: 1, settings: {}}, ...options});
}

/** Takes lines; the last one's text. */
async function lines(sim, ...all) {
    let taken = {lines: []};
    for (const line of all) {
        taken = await sim.take(line);
    }
    return taken.lines.join('\n');
}

/** What the phone shows, without the box. */
function screenIn(text) {
    return text.split('\n').filter((line) => line.startsWith('│')).map((line) => line.slice(1, -1).trim()).join('\n');
}

describe('the phone in the terminal', () => {
    it('shows screen, units against the limit and the clock', async (test) => {
        const sim = await simulator(test);
        assert.equal(await lines(sim, '/dial'), [
            '╭─ +254700000001 *120*1# ──────────────╮',
            '│ Language?                            │',
            '│ 1. English                           │',
            '│ 2. Kiswahili                         │',
            '╰─ reply ──────────────────────────────╯',
            '33/182 GSM-7 · 2026-03-01 08:00:00',
        ].join('\n'));
    });

    it('dials on an empty line, and says when a session is over', async (test) => {
        const sim = await simulator(test);
        const last = await lines(sim, '', '1', 'Amina', '5294', '5294', '1');
        assert.equal(screenIn(last), 'See you, Amina.');
        assert.match(last, /╰─ end ─/);
        assert.match(last, /\nto \+254700000001 \(sms\): Booked: am$/);
        const {lines: refused, problem} = await sim.take('1');
        assert.deepEqual([refused, problem], [["'1': no session is open (expected: /dial before it)"], true]);
    });

    it('measures what is not in GSM-7 as the network does', async (test) => {
        const sim = await simulator(test, `import {defineApp, end} from 'jukwaa';
            const chat = {name: 'own', limit: 100, unicodeLimit: 10, charset: 'unicode', sessions: true};
            export default defineApp({name: 'x', start: 'a', channel: chat, states: {a: end({text: 'Ŋwaneŋ ŋkwa'})}});`);
        assert.match(await lines(sim, '/dial'), /\n11\/10 UCS-2, 1 too many · /);
    });

    it('keeps a session for each user', async (test) => {
        const sim = await simulator(test);
        await lines(sim, '/dial', '2', '/user +254711000002', '/dial');
        assert.equal(await lines(sim, '/users'), [
            '  +254700000001  in a session, in name',
            '> +254711000002  in a session, in language',
        ].join('\n'));
        assert.equal(screenIn(await lines(sim, '/user +254700000001', 'Amina')), 'Choose a PIN');
    });

    it('keeps what the app asked for apart, for each user', async (test) => {
        const sim = await simulator(test);
        await lines(sim, '/dial', '1', '/user +254711000002', '/dial');
        assert.match(await lines(sim, '/requests'), /users\.booking\.\+254711000002/);
        assert.match(await lines(sim, '/user +254700000001', '/trace'), /^input in language: 1\n/);
        assert.equal(await lines(sim, '/user +254722000003', '/requests'), 'nothing was sent yet');
    });

    it('shows what the operator shows when the answer comes too late', async (test) => {
        const sim = await simulator(test);
        const text = await lines(sim, '/dial', '1', '/slow 10001ms', 'Amina');
        assert.equal(screenIn(text), 'Connection problem or invalid MMI\ncode.');
        assert.match(text, /ended by the operator/);
        assert.match(text, /the answer took 10.001 s, ussd waits 10 s: nobody saw it\n {2}Choose a PIN$/);
        assert.equal(screenIn(await lines(sim, '/dial')), 'Choose a PIN');
        assert.equal(screenIn(await lines(sim, '/slow 10s', '5294')), 'Please enter the same PIN again.');
    });

    it('lets the operator end a session nobody answers in', async (test) => {
        const sim = await simulator(test);
        assert.equal(await lines(sim, '/dial', '/timeout'), [
            '60 s without an input: the operator has ended the session',
            '2026-03-01 08:01:00',
            'to +254700000001 (sms): Dial again to go on.',
        ].join('\n'));
        assert.equal(await lines(sim, '/timeout'), 'no session is open (expected: /dial before it)');
    });

    it('loses the network without a word to the app', async (test) => {
        const sim = await simulator(test);
        const lost = await lines(sim, '/dial', '1', '/lose');
        assert.equal(lost, 'the network is gone: the session is over, and the app does not know');
        assert.deepEqual([sim.phone.open, sim.steps.length, sim.host.sent], [false, 2, []]);
        assert.equal(await lines(sim, '/lose'), 'no session is open (expected: /dial before it)');
        assert.equal(screenIn(await lines(sim, '/dial')), 'What is your name?');
    });

    it('delivers a message twice', async (test) => {
        const sim = await simulator(test);
        const text = await lines(sim, '/dial', '1', 'Amina', '5294', '5294', '2', '/again');
        assert.match(text, /the same message ran again: another screen, 0 more sent/);
        const [first, second] = sim.steps.slice(-2);
        assert.equal(first.message.message_id, second.message.message_id);
        const twice = await simulator(test, `import {call, defineApp, end} from 'jukwaa';
            export default defineApp({name: 'x', start: 'a', states: {
                a: call({run: (context) => context.send({text: 'Hi', endpoint: 'sms'}), next: 'b'}), b: end({text: 'Sent'})}});`);
        assert.match(await lines(twice, '/dial', '/again'), /the same message ran again: the same screen, 1 more sent/);
    });

    it('changes the channel: pages are cut for it', async (test) => {
        const text = 'word '.repeat(34).trim();
        const sim = await simulator(test, `import {defineApp, end} from 'jukwaa';
            export default defineApp({name: 'x', start: 'a', states: {a: end({text: '${text}'})}});`);
        assert.match(await lines(sim, '/dial'), /\n169\/182 GSM-7/);
        await lines(sim, '/channel ussd-160');
        const shorter = await lines(sim, '/dial');
        assert.match(shorter, /\d+\/160 GSM-7/);
        assert.match(shorter, /1\. More/);
        assert.match(await lines(sim, '/channel pigeon'), /^channel 'pigeon' \(expected one of: ussd, /);
    });

    it('writes messages on channels without sessions', async (test) => {
        const sim = await simulator(test);
        await lines(sim, '/channel sms');
        assert.equal(screenIn(await lines(sim, 'hello')), 'Language?\n1. English\n2. Kiswahili');
        const {session_event: event, transport_type: transport} = sim.steps.at(-1).message;
        assert.deepEqual([event, transport], [null, 'sms']);
        assert.equal(await lines(sim, '/dial'), "channel 'sms' has no sessions (expected: a message)");
    });

    it('changes the language', async (test) => {
        const sim = await simulator(test);
        assert.equal(await lines(sim, '/dial', '1', '/language fr'), "language 'fr' (expected one of: en, sw)");
        assert.equal(screenIn(await lines(sim, '/language sw', '/dial')), 'Jina lako?');
    });

    it('lets time pass', async (test) => {
        const sim = await simulator(test);
        assert.equal(await lines(sim, '/wait 2h'), '2026-03-01 10:00:00');
        assert.equal(await lines(sim, '/wait soon'), "duration 'soon' (expected: a number and ms, s, m, h or d, for example 2h)");
    });

    it('ends sessions that wait longer than the operator, of every phone', async (test) => {
        const sim = await simulator(test);
        await lines(sim, '/dial', '/user +254711000002', '/wait 40s', '/dial');
        assert.equal(await lines(sim, '/wait 60s'), [
            '+254700000001: 60 s without an input: the operator has ended the session',
            '2026-03-01 08:01:00',
            'to +254700000001 (sms): Dial again to go on.',
            '2026-03-01 08:01:40',
        ].join('\n'));
        assert.deepEqual([sim.phone.address, sim.phone.open], ['+254711000002', true]);
        assert.match(await lines(sim, '/wait 3h'), /^\+254711000002: 60 s without[^]*\n2026-03-01 11:01:40$/);
        assert.equal((await sim.take('1')).problem, true);
    });

    it('takes an empty line for dialling only where no session is open', async (test) => {
        const sim = await simulator(test);
        assert.match(await lines(sim, ''), /Language\?/);
        assert.deepEqual(await sim.take(''), {lines: ['a session is open: answer it, or /dial for a new one'], quit: false, problem: false});
        assert.equal(await lines(sim, '/channel sms', ''), "channel 'sms' has no sessions: write a message");
    });

    it('shows the stored user, requests and ways without what is for nobody', async (test) => {
        const store = 'store: (pin, context) => { context.data.length = pin.length; }';
        const sim = await simulator(test, BOOKING.replace('store: () => {}', store));
        await lines(sim, '/dial', '1', 'Amina', '5294');
        assert.equal(JSON.parse(await lines(sim, '/state')).slot, '***');
        await lines(sim, '5294');
        const {answers, data, state} = JSON.parse(await lines(sim, '/state'));
        assert.deepEqual([answers, data, state], [{language: 'en', name: 'Amina', secret: '***'}, {length: 4}, 'slot']);
        assert.equal(await lines(sim, '/trace'), [
            'input in secret: ***',
            'answer secret = "***"',
            'leaves secret for slot, by: ***',
            'enters slot, because of: next',
            'screen of slot: page 1 of 1, 29/182 units, in en',
        ].join('\n'));
        const requests = await lines(sim, '/requests');
        assert.match(requests, /^config.get \{"key":"config"\}\n {2}\{"success":true,"value":"\{\}"\}\nkv.get /);
        assert.doesNotMatch(requests, /5294/);
    });

    it('shows no sensitive answers in requests, in whatever form they stand there', async (test) => {
        const sim = await simulator(test, `
            import {call, choice, decide, defineApp, end, freeText, number, phone} from 'jukwaa';
            const next = (to) => ({sensitive: true, keep: 'flow', next: to});
            export default defineApp({name: 'test', start: 'name', navigation: null, states: {
                name: freeText({question: 'Name?', ...next('result')}),
                result: choice({question: 'Result?', choices: {positive: 'Yes', negative: 'No'}, ...next('age')}),
                age: number({question: 'Age?', ...next('copied')}),
                copied: decide({run: ({answers, data}) => { data.copy = {of: answers.name}; }, next: 'mobile'}),
                mobile: phone({question: 'Phone?', region: 'KE', ...next('sent')}),
                sent: call({get: 'https://example.org/{{name}}/{{mobile}}', query: {age: '{{age}}'}, fallback: 'form',
                    next: 'form'}),
                form: call({post: 'https://example.org/', body: ({answers}) => JSON.stringify({...answers, page: 12}),
                    fallback: 'bye', next: 'bye'}),
                bye: end({text: 'Bye'}),
            }});`);
        const shown = async (line) => (await lines(sim, line), await lines(sim, '/requests'));
        await lines(sim, '/dial');
        assert.doesNotMatch(await shown("Aïcha \"A\" O'Neil"), /cha|Neil/);
        assert.doesNotMatch(await shown('1'), /positive/);
        const third = await shown('42');
        assert.doesNotMatch(third, /42/);
        assert.match(third, /"copy":\{"of":"\*\*\*"\}/);
        assert.doesNotMatch(await lines(sim, '/state'), /cha|Neil|42/);
        const last = await shown('0722 123 456');
        assert.match(last, /http\.get \{"url":"https:\/\/example\.org\/\*\*\*\/\*\*\*\?age=\*\*\*"/);
        assert.match(last, /"name\\":\\"\*\*\*\\",\\"result\\":\\"\*\*\*\\",\\"age\\":\*\*\*,.*\\"page\\":12\}/);
        assert.doesNotMatch(last, /cha|Neil|positive|42\b|722|123.?456/);
        assert.deepEqual(sim.phone.answers, {}, 'nothing is left that could say what to mask');
    });

    it('shows no PIN that the app kept for itself', async (test) => {
        const store = "store: (pin, {kv}) => kv.set('pin', {pin, tried: pin === '5294'})";
        const load = "load: async ({kv}) => (await kv.get('pin')).tried";
        const sim = await simulator(test, BOOKING.replace('store: () => {}', store).replace('done:', `${load}, done:`));
        await lines(sim, '/dial', '1', 'Amina', '5294', '5294');
        assert.match(await lines(sim, '/requests'),
            /kv\.get \{"key":"pin"\}\n {2}\{"success":true,"value":\{"pin":"\*\*\*","tried":true\}\}/);
    });

    it('shows errors of the app with the lines they came from', async (test) => {
        const sim = await simulator(test);
        const text = await lines(sim, '/dial', '1', 'Amina', '5294', '5294', '2', 'because');
        assert.equal(screenIn(text), 'Something went wrong. Please try\nagain later.');
        assert.match(text, /TypeError: Cannot read properties of undefined \(reading 'at'\)\n {4}at next \(app\.js:18:\d+\)\napp\.js:18\n/);
        assert.match(text, />\s18 \| {13}next: \(context\) => context\.answers\.nothing\.at\.all,/);
        assert.doesNotMatch(text, /\/lib\/engine\//);
        assert.match(await lines(sim, '/log'), /^ERROR {3}message \w+: state 'broken': Cannot read/);
    });

    it('shows the apology of the host when the app gives no answer', async (test) => {
        const sim = await simulator(test, "api.on_inbound_message = function() { throw new Error('no luck'); };");
        const text = await lines(sim, '/dial');
        assert.equal(screenIn(text), 'We are sorry, something went wrong.\nPlease try again later.');
        assert.match(text, /the app did not finish/);
        assert.match(text, /Error: no luck\n {4}at api\.on_inbound_message \(app\.js:1:45\)\napp\.js:1\n/);
    });

    it('reads an app again that has changed, and keeps the one that works', async (test) => {
        const sim = await simulator(test, BOOKING, {watch: true});
        const {file} = sim.app;
        await lines(sim, '/dial');
        const change = (text, seconds) => {
            writeFileSync(file, text);
            utimesSync(file, seconds, seconds);
        };
        change(BOOKING.replaceAll('What is your name?', 'Who are you?'), 1_000_000);
        const text = await lines(sim, '1');
        assert.match(text, /app\.js has changed and was read again\n/);
        assert.equal(screenIn(text), 'Who are you?');
        change(BOOKING.replace("start: 'language'", "start: 'nowhere'"), 2_000_000);
        assert.match(await lines(sim, 'Amina'), /defines an app that cannot work:\n {2}start: 'nowhere'/);
        change(BOOKING.replace("next: 'name'", "next: 'nmae'"), 2_500_000);
        assert.match(await lines(sim, 'Amina'), /\n {2}\S*app\.js:9:9: states\.language: goes to 'nmae'/);
        change(BOOKING, 3_000_000);
        assert.equal(screenIn(await lines(sim, 'Amina')), 'Choose a PIN');
    });

    it('runs an app on vumigo_v02', async () => {
        const app = await new LiveApp(CLINIC_LINE).load();
        const sim = new Simulator({app, host: {now: NOW, random: 1, settings: settingsOf(CLINIC_LINE)}});
        assert.equal(screenIn(await lines(sim, '/dial', '2')).split('\n')[0], 'Tukusaidie vipi?');
        assert.equal(await lines(sim, '/trace'), 'states:language → states:menu');
        assert.equal(JSON.parse(await lines(sim, '/state')).language, 'sw');
        assert.equal(screenIn(await lines(sim, '/language en', '3')).split('\n')[0], 'Shall we remind you of clinic visits');
    });

    it('names what it does not understand', async (test) => {
        const sim = await simulator(test);
        assert.match(await lines(sim, '/dail'), /^'\/dail' is no command \(expected: \/dial \/drop /);
        assert.equal(await lines(sim, '/slow'), '/slow: (expected: /slow DURATION)');
        assert.equal(await lines(sim, '/drop'), 'drop: no session is open (expected: dial() before it)');
        assert.match(await lines(sim, '/help'), /\/slow DURATION\s+the next answer takes so much longer/);
    });
});

describe('a screen in characters', () => {
    it('breaks at words, cuts long ones and counts wide characters', () => {
        assert.deepEqual(handset('one two three\nabcdefghijkl\n你好你好你', {title: 'a long title', foot: 'end', columns: 12}), [
            '╭─ a lon… ─╮',
            '│ one two  │',
            '│ three    │',
            '│ abcdefgh │',
            '│ ijkl     │',
            '│ 你好你好 │',
            '│ 你       │',
            '╰─ end ────╯',
        ]);
    });

    it('lets no text of the app steer the terminal', () => {
        assert.equal(handset('\x1b[2Jgone\r\n\x07', {title: '', foot: ''}).slice(1, 3).map((line) => line.trim()).join('|'),
            '│ ?[2Jgone                             │|│ ?                                    │');
    });

    it('has colours only where they are wanted', () => {
        assert.equal(painter(true)('red', 'x'), '\x1b[31mx\x1b[0m');
        assert.equal(painter(false)('red', 'x'), 'x');
    });
});

describe('HTTP that really goes out', () => {
    it('takes as long on the clock as it took', async () => {
        const sent = [];
        const times = [100, 350];
        const answer = realHttp(async (url, options) => {
            sent.push([url, options.method, options.body]);
            return new Response('fine', {status: 201});
        }, () => times.shift());
        assert.deepEqual(await answer({method: 'POST', url: 'https://example.org/', headers: [['A', 'b']], body: 'x', verify: true}),
            {status: 201, body: 'fine', delay: '250ms'});
        assert.deepEqual(sent, [['https://example.org/', 'POST', 'x']]);
    });

    it('says why nobody answers', async () => {
        const answer = realHttp(async () => {
            throw new TypeError('fetch failed', {cause: new Error('connect ECONNREFUSED')});
        }, () => 0);
        assert.deepEqual(await answer({method: 'GET', url: 'https://example.org/', headers: [], body: null, verify: true}),
            {fails: 'fetch failed: connect ECONNREFUSED'});
    });
});

describe('jukwaa sim', () => {
    const pipe = (folder, input, ...args) =>
        spawnSync(process.execPath, [CLI, 'sim', '--now', NOW, ...args], {cwd: folder, encoding: 'utf8', input});

    it('takes lines of a pipe, with configuration and HTTP from files', (test) => {
        const folder = workspace(test, {
            'app.js': `import {call, defineApp, end} from 'jukwaa';
                export default defineApp({name: 'x', start: 'a', states: {
                    a: call({run: async (context) => (await context.http.get('https://example.org/' + context.config.country)).json().name,
                        next: 'b'}),
                    b: end({text: 'Hello {{a}}'})}});`,
            'own.json': '{"config": {"country": "ke"}}',
            'http.json': '[{"request": {"url": "https://example.org/ke"}, "response": {"body": {"name": "Kenya"}}}]',
        });
        const {status, stdout, stderr} = pipe(folder, '/dial\n', '--config', 'own.json', '--http', 'http.json');
        assert.deepEqual([status, stderr, stdout.split('\n').slice(0, 3)],
            [0, '', ['> /dial', '╭─ +254700000001 *120*1# ──────────────╮', '│ Hello Kenya                          │']]);
    });

    it('gives the messages as JSON, and fails where the app does', (test) => {
        const folder = workspace(test, {'app.js': BOOKING, 'script': '/dial\n1\nAmina\n5294\n5294\n2\nx\n/quit\n/dial\n'});
        const {code, out} = jukwaa(folder, 'sim', '--json', '--script', 'script', '--from', '+254722000003', '--now', NOW);
        const report = JSON.parse(out);
        assert.equal(code, 1);
        assert.deepEqual(report.map(({input, state}) => [input, state]), [['dial', 'language'], ['1', 'name'], ['Amina', 'secret'],
            ['***', 'secret'], ['***', 'slot'], ['2', 'broken'], ['x', 'broken']]);
        const {address, screen, open, units, limit, errors} = report.at(-1);
        assert.deepEqual([address, screen, open, units, limit],
            ['+254722000003', 'Something went wrong. Please try again later.', false, 45, 182]);
        assert.match(errors[0], /state 'broken'/);
    });

    it('refuses what it cannot use', (test) => {
        const folder = workspace(test, {'app.js': BOOKING, 'list.json': '[]'});
        for (const [args, says] of [
            [['--script', 'none'], /--script 'none' \(expected: a file that is there\)/],
            [['--now', 'noon'], /--now: 'noon' \(expected: a moment such as/],
            [['--config', 'list.json'], /list\.json: \(expected: a JSON object/],
            [['--http', 'none.json'], /--http none\.json: /],
            [['--random', 'dice'], /--random 'dice' \(expected: a whole number from 0\)/],
        ]) {
            const {code, errors} = jukwaa(folder, 'sim', ...args);
            assert.equal(code, 2, args.join(' '));
            assert.match(errors, says);
        }
    });

    it('saves a transcript that passes', (test) => {
        const folder = workspace(test, {
            'app.js': BOOKING,
            'script': ['/dial', '1', 'Amina', '5294', '5294', '1', '/wait 90s', '/user +254711000002', '/dial', '/timeout', '/language sw',
                '/dial', '/save booked-twice.transcript'].join('\n'),
        });
        assert.equal(jukwaa(folder, 'sim', '--script', 'script', '--now', NOW).code, 0);
        const text = readFileSync(path.join(folder, 'booked-twice.transcript'), 'utf8');
        assert.match(text, /^# booked twice\nnow: 2026-03-01T08:00:00\.000Z\nuser: \+254700000001\n/);
        assert.match(text, /> 1\nSee you, Amina\.\n\[end\]\n= sent \+254700000001 "Booked: am"\n/);
        assert.match(text, /\n> user \+254711000002\n> wait 90s\n> dial\n/);
        assert.deepEqual(jukwaa(folder, 'test', 'booked-twice.transcript'), {code: 0, out: '1 test, all passed\n', errors: ''});
    });
});
