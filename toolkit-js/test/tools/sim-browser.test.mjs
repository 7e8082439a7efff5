import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {get, request} from 'node:http';
import path from 'node:path';
import {createInterface} from 'node:readline';
import {after, before, describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';

import {LiveApp} from '../../tools/simulator/app.mjs';
import {onPage} from '../../tools/simulator/browser/run.mjs';
import {Simulator} from '../../tools/simulator/simulator.mjs';
import {Browser, CHROMIUM} from './chromium.mjs';
import {jukwaa, workspace} from './workspace.mjs';

const CLI = fileURLToPath(new URL('../../tools/jukwaa.mjs', import.meta.url));
const NOW = '2026-03-01T08:00:00Z';
const FIRST = '+254700000001';
const SECOND = '+254711000002';
/** Who waits for what does not come fails. */
const LIMIT = {timeout: 120_000};

const BOOKING = `import {choice, defineApp, end, freeText, language, pin} from 'jukwaa';

export default defineApp({
    name: 'booking', start: 'language', languages: {en: 'English', sw: 'Kiswahili'},
    catalogues: {sw: {'What is your name?': 'Jina lako?'}},
    drop: {sms: 'Dial again to go on.'},
    navigation: null,
    states: {
        language: language({question: 'Language?', choices: {en: 'English', sw: 'Kiswahili'}, next: 'name'}),
        name: freeText({question: 'What is your name?', next: 'secret'}),
        secret: pin({question: 'Choose a PIN', store: () => {}, next: 'place'}),
        place: freeText({question: 'Where?', next: 'booked'}),
        booked: end({text: ({answers}) => answers.place === 'ŋ' ? 'See you at ŋ' : 'See you, ' + answers.name.trim()}),
    },
});
`;

/** An app on its page. */
async function served(test, files = {'app.js': BOOKING}) {
    const folder = workspace(test, files);
    const app = await new LiveApp(path.join(folder, 'app.js')).load();
    const simulator = new Simulator({app, host: {now: NOW, random: 1, settings: {}}, watch: true});
    const page = await onPage(simulator, 0);
    let closed = false;
    const close = () => closed || (closed = true, page.close());
    test.after(close);
    return {...page, folder, simulator, close};
}

/** The answer to a request: status and JSON. */
async function ask(url, where, body, headers = {}) {
    const response = await fetch(new URL(where, url), body === undefined ? {headers}
        : {method: 'POST', headers: {'content-type': 'application/json', ...headers}, body: JSON.stringify(body)});
    return {status: response.status, value: await response.json()};
}

/** Takes lines on the page of a user; the view after them. */
async function done(url, user, ...lines) {
    for (const line of lines) {
        const {status, value} = await ask(url, '/take', {user, line});
        assert.deepEqual([status, value.problem], [200, false], `${line}: ${value.error ?? value.lines}`);
    }
    const {value} = await ask(url, `/view?user=${encodeURIComponent(user)}`);
    return value;
}

/** The numbers a page is told, one after the other. */
async function* changesOf(test, url) {
    const [response] = await once(get(`${url}/events`), 'response');
    test.after(() => response.destroy());
    for await (const line of createInterface({input: response})) {
        if (line.startsWith('data: ')) {
            yield Number(line.slice('data: '.length));
        }
    }
}

/** Reads what a page is told until the view is as it should be. */
async function until(events, url, holds) {
    for (;;) {
        const {value} = await ask(url, '/view');
        if (holds(value)) {
            return value;
        }
        await events.next();
    }
}

/** A file as editors write it: a new one in the place of the old one. */
function save(folder, name, text) {
    writeFileSync(path.join(folder, 'half'), text);
    renameSync(path.join(folder, 'half'), path.join(folder, name));
}

describe('the simulator of a page', () => {
    it('shows what the terminal shows, as JSON', async (test) => {
        const {url} = await served(test);
        const empty = await done(url, FIRST);
        assert.deepEqual([empty.phone.shown, empty.requests], [null, []]);
        assert.deepEqual(empty.users, [{address: FIRST, open: false, state: null}]);
        const view = await done(url, FIRST, '/dial', '1', 'Amina');
        assert.deepEqual(view.phone.shown, {
            address: FIRST, input: 'Amina', screen: 'Choose a PIN', foot: 'reply',
            measure: {units: 12, limit: 182, charset: 'GSM-7'},
            late: null, outside: false, sent: [], errors: [], clock: '2026-03-01 08:00:00',
        });
        assert.deepEqual(view.dialogue.map(({input}) => input), ['dial', '1', 'Amina']);
        assert.deepEqual(view.languages, {en: 'English', sw: 'Kiswahili'});
        assert.deepEqual([view.phone.language, view.channel.name], ['en', 'ussd']);
        assert.equal(JSON.parse(view.state).answers.name, 'Amina');
        assert.deepEqual(view.requests.map(({name}) => name).slice(0, 2), ['config.get', 'kv.get']);
        assert.match(view.trace, /^input in name: Amina\n/);
    });

    it('shows a PIN nowhere', async (test) => {
        const {url} = await served(test);
        const view = await done(url, FIRST, '/dial', '1', 'Amina', '7391', '7391');
        assert.doesNotMatch(JSON.stringify(view), /7391/);
        const {value} = await ask(url, '/transcript', {});
        assert.doesNotMatch(value.transcript, /7391/);
        assert.match(value.notes[0], /stand-ins were put in for what was entered in secret/);
    });

    it('keeps users apart, and knows only those who were added', async (test) => {
        const {url} = await served(test);
        await done(url, FIRST, '/dial', '1', `/user ${SECOND}`);
        const view = await done(url, SECOND, '/dial', '2');
        assert.equal(view.phone.shown.screen, 'Jina lako?');
        assert.deepEqual(view.users, [FIRST, SECOND].map((address) => ({address, open: true, state: 'name'})));
        const {phone} = await done(url, FIRST);
        assert.equal(phone.shown.screen, 'What is your name?');
        assert.deepEqual(await ask(url, '/view?user=nobody'),
            {status: 404, value: {error: `user 'nobody' (expected one of: ${FIRST}, ${SECOND})`}});
    });

    it('measures in UCS-2 where the screen has to go in it', async (test) => {
        const {url} = await served(test, {'app.js': `import {defineApp, end} from 'jukwaa';
            const channel = {name: 'own', limit: 100, unicodeLimit: 10, charset: 'unicode', sessions: true};
            export default defineApp({name: 'x', start: 'a', channel, states: {a: end({text: 'Ŋwaneŋ ŋkwa'})}});`});
        const {phone, channels} = await done(url, FIRST, '/dial');
        assert.deepEqual([phone.shown.measure, phone.shown.foot], [{units: 11, limit: 10, charset: 'UCS-2'}, 'end']);
        assert.equal(channels[0], 'own');
    });

    it('drops, loses, times out and is late', async (test) => {
        const {url} = await served(test);
        const dropped = await done(url, FIRST, '/dial', '1', '/drop');
        assert.deepEqual(dropped.phone.inbox, [{endpoint: 'sms', text: 'Dial again to go on.'}]);
        const lost = await done(url, FIRST, '/dial', '/lose');
        assert.deepEqual([lost.phone.open, lost.dialogue.at(-1).input], [false, 'dial']);
        const waited = await done(url, FIRST, '/dial', '/wait 2h');
        assert.deepEqual([waited.phone.open, waited.clock], [false, '2026-03-01 10:00:00']);
        assert.equal(waited.dialogue.at(-1).input, 'timeout');
        const slow = await done(url, FIRST, '/slow 12s');
        assert.equal(slow.slow, 12_000);
        const late = await done(url, FIRST, '/dial');
        assert.equal(late.phone.shown.screen, 'Connection problem or invalid MMI code.');
        assert.equal(late.phone.shown.foot, 'ended by the operator');
        assert.equal(late.phone.shown.late, 'the answer took 12 s, ussd waits 10 s: nobody saw it\nWhat is your name?');
    });

    it('keeps the screen of the session while a message is written beside it', async (test) => {
        const {url} = await served(test);
        const {phone, dialogue} = await done(url, FIRST, '/dial', '1', '/sms Amina');
        assert.deepEqual([phone.shown.screen, dialogue.at(-1).outside], ['What is your name?', true]);
    });

    it('says what it did not understand', async (test) => {
        const {url} = await served(test);
        const said = async (line) => (await ask(url, '/take', {user: FIRST, line})).value;
        assert.deepEqual(await said('/wait soon'),
            {lines: ["duration 'soon' (expected: a number and ms, s, m, h or d, for example 2h)"], problem: true});
        for (const line of ['/save /tmp/x.transcript', ' /quit']) {
            const refused = `'${line.trim()}' is for the terminal (expected: another command, or what is typed)`;
            assert.deepEqual(await said(line), {lines: [refused], problem: true});
        }
        const {status, value} = await ask(url, '/transcript', {});
        assert.deepEqual([status, value.error], [409, 'nothing was sent yet (expected: a message before it)']);
    });

    it('gives a transcript that passes', async (test) => {
        const {url, folder} = await served(test);
        await done(url, FIRST, '/dial', '2', '/wait 3h', `/user ${SECOND}`);
        await done(url, SECOND, '/dial', '/language sw', '1');
        const {value: {transcript, fixtures, messages}} = await ask(url, '/transcript', {});
        assert.deepEqual([fixtures, messages], [null, '5 messages']);
        writeFileSync(path.join(folder, 'from-the-browser.transcript'), transcript);
        const {code, out} = jukwaa(folder, 'test');
        assert.equal(code, 0, out);
    });

    it('takes lines one after the other, however they come', async (test) => {
        const {desk, simulator} = await served(test);
        const taken = await Promise.all(['/dial', '1', 'Amina'].map((line) => desk.take(FIRST, line)));
        assert.deepEqual(taken, taken.map(() => ({lines: [], problem: false})));
        assert.deepEqual(simulator.shown.map(({state}) => state), ['language', 'name', 'secret']);
    });
});

describe('the server of a page', LIMIT, () => {
    /** The status for a request with these headers, which fetch would not send. */
    const statusWith = (url, headers, where = '/view') => new Promise((resolve, reject) => {
        request(url, {headers, path: where}, (response) => {
            response.resume();
            resolve(response.statusCode);
        }).on('error', reject).end();
    });

    it('answers no other page of the browser', async (test) => {
        const {url} = await served(test);
        const {port} = new URL(url);
        for (const where of ['/', '/view', '/events']) {
            assert.equal(await statusWith(url, {host: `evil.example:${port}`}, where), 403, where);
            assert.equal(await statusWith(url, {host: '127.0.0.1'}, where), 403, where);
            assert.equal(await statusWith(url, {origin: 'http://evil.example'}, where), 403, where);
            assert.equal(await statusWith(url, {origin: 'null'}, where), 403, where);
        }
        assert.equal(await statusWith(url, {host: `localhost:${port}`, origin: `http://localhost:${port}`}), 200);
        const {value} = await ask(url, '/take', {user: FIRST, line: '/dial'}, {origin: 'http://evil.example'});
        const own = `http://127.0.0.1:${port}, http://localhost:${port}`;
        assert.deepEqual(value, {error: `Origin: 'http://evil.example' (expected one of: ${own})`});
        assert.equal((await done(url, FIRST)).changes, 0);
    });

    it('takes JSON only, which forms of other pages cannot send', async (test) => {
        const {url} = await served(test);
        const send = async (type, body) => {
            const response = await fetch(`${url}/take`, {method: 'POST', headers: {'content-type': type}, body});
            return [response.status, (await response.json()).error];
        };
        assert.deepEqual(await send('text/plain', '{}'),
            [415, "Content-Type: 'text/plain' (expected: application/json)"]);
        assert.deepEqual(await send('application/json', '['), [400, 'body: (expected: a JSON object)']);
        assert.deepEqual(await send('application/json', '{"user": "a"}'), [400, 'line: missing (expected: a text)']);
        assert.deepEqual(await send('application/json', '{"user": 1, "line": ""}'),
            [400, 'user: 1 (expected: a text)']);
        assert.deepEqual(await send('application/json', `{"line": "${'x'.repeat(70_000)}"}`),
            [413, 'body: more than 65536 bytes']);
    });

    it('serves its own files and nothing else', async (test) => {
        const {url} = await served(test);
        let bytes = 0;
        const script = 'text/javascript';
        const types = {'/': 'text/html', '/page.css': 'text/css', '/page.mjs': script, '/show.mjs': script};
        for (const [where, type] of Object.entries(types)) {
            const response = await fetch(new URL(where, url));
            assert.deepEqual([response.status, response.headers.get('content-type')], [200, `${type}; charset=utf-8`]);
            assert.match(response.headers.get('content-security-policy'), /^default-src 'none'; script-src 'self';/);
            bytes += (await response.arrayBuffer()).byteLength;
        }
        assert.ok(bytes < 60_000, `${bytes} bytes`);
        for (const where of ['/tsconfig.json', '/../server.mjs', '/%2e%2e/server.mjs', '/constructor', '//']) {
            assert.equal(await statusWith(url, {}, where), 404, where);
        }
    });

    it('lets go of everything when it is closed', async (test) => {
        const {url, close} = await served(test);
        const events = changesOf(test, url);
        await events.next();
        await close();
        await assert.rejects(events.next());
        await assert.rejects(fetch(url));
    });
});

describe('an app whose files change', LIMIT, () => {
    it('is read again, and users stay where they are', async (test) => {
        const {url, folder} = await served(test);
        const events = changesOf(test, url);
        await done(url, FIRST, '/dial', '1');
        save(folder, 'app.js', BOOKING.replace('Choose a PIN', 'Now a PIN'));
        const {phone, users} = await until(events, url, ({app}) => app.loads === 2);
        assert.deepEqual([phone.shown.screen, users[0].state], ['What is your name?', 'name']);
        assert.equal((await done(url, FIRST, 'Amina')).phone.shown.screen, 'Now a PIN');
    });

    it('may be broken for a while, and says where', async (test) => {
        const {url, folder} = await served(test);
        const events = changesOf(test, url);
        await done(url, FIRST, '/dial', '1');
        save(folder, 'app.js', BOOKING.replace("next: 'secret'}),", "next: 'secret')"));
        const {app} = await until(events, url, (view) => view.app.problem !== null);
        assert.match(app.problem.text, /app\.js:10:71: /);
        assert.match(app.problem.excerpt, /^ {3}8 \| .*\n {3}9 \| .*\n> 10 \| /);
        const {value} = await ask(url, '/take', {user: FIRST, line: 'Amina'});
        assert.equal(value.problem, true);
        save(folder, 'app.js', BOOKING);
        await until(events, url, (view) => view.app.problem === null);
        assert.equal((await done(url, FIRST, 'Amina')).phone.shown.screen, 'Choose a PIN');
    });

    it('may consist of several files in several folders, one of which comes later', async (test) => {
        const source = BOOKING.replace("'Language?'", 'texts.language')
            .replace('\n\n', "\nimport * as texts from './texts/texts.js';\n\n");
        const texts = "export const language = 'One?';";
        const {url, folder} = await served(test, {'app.js': source, 'texts/texts.js': texts});
        const events = changesOf(test, url);
        save(path.join(folder, 'texts'), 'texts.js', "export const language = 'Two?';");
        await until(events, url, ({app}) => app.loads === 2);
        assert.match((await done(url, FIRST, '/dial')).phone.shown.screen, /^Two\?/);
        rmSync(path.join(folder, 'texts/texts.js'));
        await until(events, url, ({app}) => /texts\.js/.test(app.problem?.text));
        save(path.join(folder, 'texts'), 'texts.js', "export const language = 'Three?';");
        await until(events, url, ({app}) => app.problem === null);
        mkdirSync(path.join(folder, 'more'));
        writeFileSync(path.join(folder, 'more/texts.js'), "export const language = 'Four?';");
        save(folder, 'app.js', source.replace('./texts/', './more/'));
        await until(events, url, ({app}) => app.loads === 4);
        save(path.join(folder, 'more'), 'texts.js', "export const language = 'Five?';");
        await until(events, url, ({app}) => app.loads === 5);
        assert.match((await done(url, FIRST, '/dial')).phone.shown.screen, /^Five\?/);
    });
});

describe('jukwaa sim --browser', LIMIT, () => {
    it('says where it is, plays a script first, and ends at once on Ctrl-C', async (test) => {
        const folder = workspace(test, {'app.js': BOOKING, 'script': '/dial\n1\n'});
        const child = spawn(process.execPath, [CLI, 'sim', '--browser', '--script', 'script'],
            {cwd: folder, stdio: ['ignore', 'pipe', 'inherit']});
        test.after(() => child.kill('SIGKILL'));
        const ended = once(child, 'exit');
        const lines = [];
        for await (const line of createInterface({input: child.stdout})) {
            lines.push(line);
            if (line === 'Ctrl-C ends it') {
                break;
            }
        }
        const url = /^booking: (http:\/\/127\.0\.0\.1:\d+)$/.exec(lines.at(-2))[1];
        assert.equal((await done(url, FIRST)).phone.shown.screen, 'What is your name?');
        const events = changesOf(test, url);
        await events.next();
        child.kill('SIGINT');
        assert.deepEqual(await ended, [0, null]);
        await assert.rejects(events.next());
    });

    it('refuses ports that it cannot have', async (test) => {
        const {url, folder} = await served(test);
        const {port} = new URL(url);
        for (const [args, says] of [
            [['--browser', '--port', port], /: is in use \(expected: a free one, or 0 for any\)/],
            [['--browser', '--port', 'x'], /--port 'x' \(expected: a whole number from 0 to 65535\)/],
            [['--port', '8080'], /--port '8080' \(expected: --browser with it\)/],
        ]) {
            const {code, errors} = jukwaa(folder, 'sim', ...args);
            assert.equal(code, 2, errors);
            assert.match(errors, says);
        }
    });
});

describe('the page in a browser', {...LIMIT, skip: CHROMIUM === undefined && 'no Chromium is installed'}, () => {
    /** @type {Browser} */
    let browser;
    before(async () => {
        browser = await Browser.start();
    });
    after(() => browser.close());

    async function opened(test) {
        const page = await served(test);
        await browser.open(page.url);
        await browser.shows('#app', 'booking');
        return page;
    }
    const click = (selector) => browser.run((where) => document.querySelector(where).click(), selector);

    it('is used from the keyboard alone', async (test) => {
        await opened(test);
        await browser.press('\n');
        await browser.shows('#screen', '1. English');
        await browser.press('1\n');
        await browser.shows('#screen', 'What is your name?');
        await browser.press('Amina\n');
        await browser.shows('#screen', 'Choose a PIN');
        assert.match(await browser.shows('#measure', 'GSM-7'), /^12\/182 GSM-7$/);
        await browser.press('7391\n');
        await browser.shows('#screen', 'again');
        await browser.press('7391\n');
        await browser.shows('#screen', 'Where?');
        await browser.press('/\n');
        await browser.shows('#foot', 'end');
        assert.match(await browser.shows('#state', '"place"'), /"place": "\/"/);
        assert.doesNotMatch(await browser.run(() => document.body.textContent), /7391/);
        assert.deepEqual(browser.complaints, []);
    });

    it('has keys, buttons and settings for all that may happen', async (test) => {
        const {simulator} = await opened(test);
        await click('#dial');
        await browser.shows('#session', 'in a session');
        await browser.run(() => [...document.querySelectorAll('#keypad button')]
            .find(({textContent}) => textContent === '2').click());
        await click('#type .main');
        await browser.shows('#screen', 'Jina lako?');
        await click('[data-line="/lose"]');
        await browser.shows('#foot', 'session lost');
        await click('#dial');
        await browser.shows('#session', 'in a session');
        await click('[data-line="/timeout"]');
        await browser.shows('#inbox', 'Dial again to go on.');
        await browser.shows('#said', '60 s without an input');
        await click('[data-command=wait] button');
        await browser.shows('#clock', '10:01:00');
        await click('[data-command=slow] button');
        await browser.shows('#slow', '12 s longer');
        await click('#dial');
        await browser.shows('#dialogue', 'nobody saw it');
        assert.equal(await browser.run(() => document.querySelector('#measure').textContent), '');
        await browser.run(() => {
            const channel = document.querySelector('#channel');
            channel.value = 'ussd-160';
            channel.dispatchEvent(new Event('change'));
        });
        await browser.shows('#limits', 'ussd-160: 160 units');
        assert.equal(simulator.profile.name, 'ussd-160');
        assert.deepEqual(browser.complaints, []);
    });

    it('turns to another user and back', async (test) => {
        await opened(test);
        await browser.press('\n');
        await browser.shows('#screen', 'Language?');
        await browser.run((address) => {
            document.querySelector('#add input').value = address;
            document.querySelector('#add button').click();
        }, SECOND);
        await browser.shows('#address', SECOND);
        assert.equal(await browser.run(() => document.querySelector('#screen').textContent), '');
        await click('#users button');
        await browser.shows('#address', FIRST);
        await browser.shows('#screen', 'Language?');
    });

    it('says that the app was read again, that it is broken, and that nobody is there', async (test) => {
        const {folder, close} = await opened(test);
        await browser.press('\n');
        await browser.shows('#screen', 'Language?');
        save(folder, 'app.js', `${BOOKING}<`);
        await browser.shows('#problem', 'app.js:16:1: ');
        await browser.press('1\n');
        await browser.shows('#said', 'app.js:16:1: ');
        save(folder, 'app.js', BOOKING.replaceAll('What is', 'Tell us'));
        await browser.shows('#loads', 'has changed, read 2 times');
        assert.equal(await browser.run(() => document.querySelector('#broken').hidden), true);
        assert.equal(await browser.run(() => document.querySelector('#said').textContent), '');
        // What was typed meanwhile is still there.
        await browser.press('\n');
        await browser.shows('#screen', 'Tell us your name?');
        await close();
        await browser.shows('#gone', 'Nobody answers');
    });

    it('shows what an app says as text, and copies the dialogue', async (test) => {
        await opened(test);
        await browser.press('\n');
        await browser.shows('#screen', 'Language?');
        await browser.press('1\n<b>A</b>\n');
        await browser.shows('#dialogue', '> <b>A</b>');
        await click('#copy');
        await browser.shows('#copied', '3 messages of all users');
        const transcript = await browser.run(() => document.querySelector('#files textarea').value);
        assert.match(transcript, /\n> 1\nWhat is your name\?\n> <b>A<\/b>\n/);
    });

    it('has a name for everything that can be used, and fits a phone', async (test) => {
        await opened(test);
        const {nodes} = await browser.call('Accessibility.getFullAXTree');
        const used = nodes.filter(({role}) => ['button', 'textbox', 'combobox'].includes(role?.value));
        assert.ok(used.length > 20);
        assert.deepEqual(used.filter(({name}) => !name?.value).map(({role}) => role.value), []);
        const phone = {width: 360, height: 740, deviceScaleFactor: 1, mobile: true};
        await browser.call('Emulation.setDeviceMetricsOverride', phone);
        assert.equal(await browser.run(() => document.documentElement.scrollWidth), 360);
    });
});
