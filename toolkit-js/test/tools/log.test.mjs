import assert from 'node:assert/strict';
import {readFileSync, readdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, it} from 'node:test';

import {Addresses} from '../../tools/recording/log/addresses.mjs';
import {SimulatedHost, phone} from '../../tools/testing.mjs';
import {jukwaa, workspace} from './workspace.mjs';

const APP = `import {call, choice, defineApp, end, freeText, identityNumber, phone} from 'jukwaa';

export default defineApp({
    name: 'clinic', start: 'name', navigation: null,
    states: {
        name: freeText({question: 'Your name?', next: 'number'}),
        number: identityNumber({question: 'ID number?', kind: 'za', next: 'mobile'}),
        mobile: phone({question: 'Mobile number?', region: 'KE', next: 'check'}),
        check: choice({question: '{{name}}, {{number}}, {{mobile}}?', choices: {yes: 'Yes', no: 'No'}, next: {yes: 'queue', no: 'name'}}),
        queue: call({
            run: async ({http, kv, send, user}) => {
                await kv.get('opening.hours');
                const {place} = (await http.get('https://example.org/queue')).json();
                await send({text: 'Number ' + place + ' for 0' + user.address.slice(4).replace(/(...)(...)/, '$1 $2 ') + '. Help: 0800 720 121', endpoint: 'sms'});
                return place;
            },
            next: 'bye',
        }),
        bye: end({text: 'You are number {{queue}}.'}),
    },
});
`;
const HTTP = [{request: {url: 'https://example.org/queue'}, response: {body: {place: 7}}}];
const NUMBER = '9202204720083';
const ASHA = '+254722123456';
const ALI = '+254733000111';

/** What a host keeps of two users, whose messages come between each other's; the one begins a second session. */
async function played(test) {
    const folder = workspace(test, {'app.js': APP, 'http.json': JSON.stringify(HTTP)});
    const host = new SimulatedHost({http: HTTP, now: '2026-03-01T08:00:00Z'});
    const app = path.join(folder, 'app.js');
    const [asha, ali] = [ASHA, ALI].map((address) => phone(app, {host, address}));
    const say = async (one, ...inputs) => {
        for (const input of inputs) {
            host.now += 5000;
            await (input === null ? one.dial() : one.reply(input));
        }
    };
    await say(asha, null, 'Asha');
    await say(ali, null, 'Ali');
    await say(asha, NUMBER, '0722-123456', '1');
    await say(ali, NUMBER);
    host.now += 3_600_000;
    await say(asha, null, 'Asha Juma');
    return {folder, messages: host.messages.map(({message}) => message)};
}

/** The log of `played` as a file, and what `record` makes of it. */
async function recorded(test, change = (messages) => messages, options = ['--http', 'http.json']) {
    const {folder, messages} = await played(test);
    const log = change(messages).map((one) => typeof one === 'string' ? one : JSON.stringify(one)).join('\n');
    writeFileSync(path.join(folder, 'log.jsonl'), log);
    const result = jukwaa(folder, 'record', '--from-messages', 'log.jsonl', '--out', 'sessions', ...options);
    const read = (name) => JSON.parse(readFileSync(path.join(folder, 'sessions', name), 'utf8'));
    return {folder, ...result, read, texts: () => readdirSync(path.join(folder, 'sessions')).map((name) => JSON.stringify(read(name))).join('\n')};
}

const replay = (folder, ...options) => jukwaa(folder, 'replay', 'sessions/session-001.json', 'sessions/session-002.json', 'sessions/session-003.json', ...options);

describe('jukwaa record --from-messages', () => {
    it('makes a recording of each session that replays as it was, with nobody in it', async (test) => {
        const {folder, code, out, errors, read, texts} = await recorded(test);
        assert.deepEqual([code, errors], [0, '']);
        assert.equal(out, `sessions/session-001.json: 5 messages; stand-ins for what was entered in number
sessions/session-002.json: 3 messages; stand-ins for what was entered in number
sessions/session-003.json: 2 messages; 5 before them, of earlier sessions of the same user; stand-ins for what was entered in number
3 sessions, 0 lines not used
`);
        assert.doesNotMatch(texts(), /722123456|722.?123.?456|733000111|9202204720083/);
        const {steps, source} = read('session-001.json');
        assert.equal(source, 'messages');
        const [first, , , {message: {content: mobile}, run: {reply}}, {run: {sent: [{to, text}]}}] = steps;
        const [address] = [first.message.from_addr];
        assert.match(address, /^\+254700000\d{3}$/);
        assert.equal(mobile.replace('-', ''), `0${address.slice(4)}`);
        assert.match(mobile, /^0\d{3}-\d{6}$/);
        assert.ok(reply.text.startsWith(`Asha, ${steps[2].message.content}, ${address}?`), reply.text);
        assert.equal(to, address);
        assert.equal(text.replace(/ /g, ''), `Number7for0${address.slice(4)}.Help:0800720121`);
        const again = replay(folder, '--http', 'http.json');
        assert.deepEqual([again.code, again.out.split('\n').filter((line) => !line.endsWith('all as recorded'))], [0, ['']]);
    });

    it('tells which sessions differ on a new version, of what users do in them', async (test) => {
        const {folder} = await recorded(test);
        writeFileSync(path.join(folder, 'app.js'), APP.replace('Your name?', 'Your full name?'));
        const {code, out} = replay(folder, '--http', 'http.json', '--json');
        assert.equal(code, 1);
        assert.deepEqual(JSON.parse(out).map(({messages, differences}) => [messages, differences.map(({message, what, lines}) => [message, what, ...lines])]), [
            [5, [[1, 'screen', '- Your name?', '+ Your full name?']]],
            [3, [[1, 'screen', '- Your name?', '+ Your full name?']]],
            [2, [[1, 'screen', '- Your name?', '+ Your full name?'],
                [1, 'unknown', '? an earlier session of the user goes otherwise now: its own recording says how',
                    '? kv.get opening.hours: the log has no store, so there is nothing under it']]],
        ]);
    });

    it('says what the app asked for that a log does not have', async (test) => {
        const {folder} = await recorded(test);
        const {code, out} = replay(folder);
        assert.equal(code, 1);
        assert.match(out, /session-001\.json: 5 messages, 3 differences\n {2}message 5, \+254700000\d+ > 1: another screen\n {4}- You are number 7\.\n/);
        assert.match(out, /what the log does not have\n {4}\? GET https:\/\/example\.org\/queue: the log has no HTTP \(expected: --http FILE with the answer\)\n/);
        assert.match(out, /\? kv\.get opening\.hours: the log has no store, so there is nothing under it\n/);
        assert.match(out, /session-002\.json: 3 messages, all as recorded\n/);
        assert.match(out, /\? an earlier session of the user goes otherwise now: its own recording says how\n/);
    });

    it('says what it could not use and why, and what is not whole', async (test) => {
        const {code, out} = await recorded(test, (messages) => [
            ...messages.filter(({in_reply_to: answered, session_event: event, from_addr: from}, at) => !(from === ALI && event === 'new') && at !== 3 && at !== 0
                ? true : at === 3 && Boolean(answered)), 'no json', messages[2], {...messages[2], message_id: 'late', timestamp: 'yesterday'}]);
        assert.equal(code, 1);
        assert.match(out, /not used: line \d+, message '\w+': a reply to '\w+', which is not in the log\n/);
        assert.match(out, /not used: line \d+, message '\w+': a 'resume' of a session whose beginning is not in the log\n/);
        assert.match(out, /not used: line \d+: no JSON\n/);
        assert.match(out, /not used: line \d+, message '\w+': it is there twice\n/);
        assert.match(out, /message 'late': timestamp: "yesterday" \(expected: YYYY-MM-DD HH:MM:SS\.ffffff\)\n/);
    });

    it('leaves screens out that the log does not have', async (test) => {
        const {folder, code, out} = await recorded(test, (messages) => messages.filter((one, at) => at !== 1));
        assert.equal(code, 0);
        assert.match(out, /not whole: line 1, message '\w+': no reply to it is in the log: its screen is not compared\n/);
        writeFileSync(path.join(folder, 'app.js'), APP.replace('Your name?', 'Your full name?'));
        assert.match(replay(folder, '--http', 'http.json').out, /session-001\.json: 5 messages, all as recorded\n/);
    });

    it('masks what was typed where the app answers otherwise than the log, or where there is no app', async (test) => {
        const other = await recorded(test, (messages) => messages.map((one) => one.content === 'Your name?' ? {...one, content: 'What is your name?'} : one));
        assert.equal(other.errors, '');
        assert.match(other.out, /the app answers message 1 otherwise than the log: what was typed after it is masked/);
        assert.doesNotMatch(other.texts(), new RegExp(`Asha|${NUMBER}`));
        const {folder} = other;
        const bare = workspace(test, {'log.json': `[${readFileSync(path.join(folder, 'log.jsonl'), 'utf8').split('\n').map((line) => `{"direction": "${
            JSON.parse(line).in_reply_to || JSON.parse(line).content?.startsWith('Number ') ? 'outbound' : 'inbound'}", "message": ${line}}`).join(',')}]`});
        const without = jukwaa(bare, 'record', '--from-messages', 'log.json', '--out', 'sessions');
        assert.deepEqual([without.code, /without it, --mask-input replaces everything that was typed/.test(without.errors)], [2, true]);
        const masked = jukwaa(bare, 'record', '--from-messages', 'log.json', '--out', 'sessions', '--mask-input');
        assert.deepEqual([masked.code, masked.out.split('\n').at(-2)], [0, '3 sessions, 0 lines not used']);
        assert.doesNotMatch(readFileSync(path.join(bare, 'sessions/session-001.json'), 'utf8'), new RegExp(`Asha|${NUMBER}|722123456`));
    });

    it('refuses what is no log', (test) => {
        const folder = workspace(test, {'app.js': APP, 'log.json': '{"a": 1}'});
        for (const [name, why] of [['log.json', "'log.json': no messages \\(expected: Vumi user messages"], ['none.json', "'none.json': ENOENT"]]) {
            const {code, errors} = jukwaa(folder, 'record', '--from-messages', name, '--out', 'sessions');
            assert.equal(code, 2);
            assert.match(errors, new RegExp(`--from-messages ${why}`));
        }
    });
});

describe('numbers of a log', () => {
    it('are the same made-up ones however they are written', () => {
        const addresses = new Addresses();
        const made = addresses.of(ASHA);
        assert.notEqual(made, ASHA);
        const own = made.slice(-9);
        for (const written of ['+254722123456', '254722123456', '0722123456', '0722 123 456', '(0722) 123-456', '+254 722 123456', '00254722123456']) {
            const now = addresses.in(`Call ${written}!`);
            assert.equal(now.replace(/\D/g, '').slice(-9), own, written);
            assert.equal(now.replace(/\d/g, '#'), `Call ${written}!`.replace(/\d/g, '#'));
        }
        assert.equal(addresses.in('12345678 and 2026-03-01 stay'), '12345678 and 2026-03-01 stay');
        assert.equal(addresses.of('asha@example.org'), addresses.in('asha@example.org'));
        assert.notEqual(addresses.of(ALI), made);
    });
});
