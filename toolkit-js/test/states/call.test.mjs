import assert from 'node:assert/strict';
import {test} from 'node:test';

import {call, defineApp, end, freeText} from 'jukwaa';

import {cannotWork} from './asked.mjs';
import {conversation} from './conversation.mjs';

/** @param {any} step @param {any} [more] */
const app = (step, more) => defineApp({
    name: 'lookup',
    start: 'code',
    states: {
        code: freeText({question: 'Code?', next: 'find'}),
        find: call({next: 'found', ...step}),
        found: end({text: 'Found: {{find.name}}'}),
        sorry: end({text: 'Sorry: {{failure.message}}'}),
        ...more,
    },
});

/** @param {any} talk @param {string} code */
const ask = async (talk, code = 'A 1') => {
    await talk.dial();
    return talk.reply(code);
};

test('the result is the answer, and decides where to go', async () => {
    const talk = conversation(app({
        run: ({answers}) => Promise.resolve(answers.code === 'A' ? 'known' : 'unknown'),
        next: {known: 'found', unknown: 'sorry'},
    }, {sorry: end({text: 'Not known.'}), found: end({text: 'It is {{find}}.'})}));
    assert.equal(await ask(talk, 'A'), 'It is known.');
    assert.equal(await ask(talk, 'B'), 'Not known.');
    assert.equal(talk.user.answers.find, 'unknown');
    assert.deepEqual(talk.left, ['code -B-> find', 'find -unknown-> sorry']);
});

test('three attempts, with a pause that doubles, then the fallback', async () => {
    /** @type {any[]} */
    const attempts = [];
    const talk = conversation(app({
        run: (context, {attempt}) => {
            attempts.push([attempt, context.now().toISOString().slice(17, 23)]);
            throw new Error('the registry is down');
        },
        retries: 2, pause: '500ms', fallback: 'sorry',
    }));
    assert.equal(await ask(talk), 'Sorry: the registry is down');
    assert.deepEqual(attempts, [[1, '00.000'], [2, '00.500'], [3, '01.500']]);
    assert.deepEqual(talk.user.data, {failure: {state: 'find', message: 'the registry is down'}});
    assert.equal(talk.user.answers.find, undefined);
    assert.deepEqual(talk.log('warning'), [
        'state \'find\': attempt 1 failed: the registry is down', 'state \'find\': attempt 2 failed: the registry is down']);
    assert.match(talk.log('error')[0], /^state 'find' failed, going on to 'sorry': Error: the registry is down\n\s+at .*call\.test\.mjs/);
    assert.deepEqual(talk.left.at(-1), 'find -fallback-> sorry');
});

test('a later success takes back the failure', async () => {
    let down = true;
    const talk = conversation(app({
        run: () => {
            if (down) {
                throw new Error('down');
            }
            return {name: 'Kenyatta'};
        },
        fallback: 'sorry',
    }));
    await ask(talk);
    down = false;
    assert.equal(await ask(talk), 'Found: Kenyatta');
    assert.deepEqual(talk.user.data, {});
    down = true;
    await ask(talk);
    assert.equal(talk.user.answers.find, undefined, 'a failure leaves no answer of an earlier flow');
});

test('what takes too long is given up, and all attempts stay within the time', async () => {
    const never = () => new Promise(() => {});
    /** @param {any} options */
    const seconds = async (options) => {
        const talk = conversation(app({run: never, fallback: 'sorry', ...options}));
        await talk.dial();
        const before = talk.host.now;
        const screen = await talk.reply('A');
        return [(talk.host.now - before) / 1000, screen];
    };
    assert.deepEqual(await seconds({}), [5, 'Sorry: no answer within 5000 ms']);
    assert.deepEqual(await seconds({timeout: '2s', retries: 2}), [6, 'Sorry: no answer within 2000 ms']);
    assert.deepEqual(await seconds({timeout: '2s', retries: 9}), [8, 'Sorry: no answer within 2000 ms']);
    assert.deepEqual(await seconds({retries: 3}), [8, 'Sorry: no answer within 3000 ms']);
    assert.deepEqual(await seconds({timeout: '1s', retries: 9, pause: '2s', within: '4s'}), [4, 'Sorry: no answer within 1000 ms']);
    assert.deepEqual(await seconds({timeout: '1s', retries: 9, pause: '4s', within: '4s'}), [1, 'Sorry: no answer within 1000 ms'],
        'no pause that leaves no time');
});

test('an attempt that comes late does no harm', async () => {
    const talk = conversation(app({
        run: (context, {attempt}) => attempt === 1
            ? context.http.get('https://slow.example/').then(() => ({name: 'late'}))
            : {name: 'second'},
        timeout: '1s', retries: 1,
    }), {http: [{request: {url: 'https://slow.example/'}, response: {status: 500, delay: '3s'}}]});
    assert.equal(await ask(talk), 'Found: second');
});

test('without a fallback the message fails, and the user stays', async () => {
    const talk = conversation(app({run: () => Promise.reject(new Error('down'))}));
    assert.equal(await ask(talk), 'Something went wrong. Please try again later.');
    assert.match(talk.log('error')[0], /message \S+: state 'find': down \(input: "A 1"\)/);
    assert.equal(talk.user.state, 'code');
});

test('results are kept for all users, under what they depend on', async () => {
    let runs = 0;
    const clinics = app({
        run: ({answers}) => ({name: `${answers.code} ${++runs}`}),
        cache: {for: '10m', key: ({answers}) => answers.code},
    });
    const amina = conversation(clinics);
    assert.equal(await ask(amina, 'A'), 'Found: A 1');
    const baraka = conversation(clinics, {host: amina.host, address: '+254700000002'});
    assert.equal(await ask(baraka, 'A'), 'Found: A 1');
    assert.equal(await ask(baraka, 'B'), 'Found: B 2');
    assert.deepEqual(amina.host.record('calls.lookup.find.A'), {value: {name: 'A 1'}});
    amina.host.now += 600_001;
    assert.equal(await ask(amina, 'A'), 'Found: A 3', 'after ten minutes it is asked for again');
});

test('a result of nothing is kept, too, and failures are not', async () => {
    let runs = 0;
    const talk = conversation(app({
        run: () => {
            if (++runs === 1) {
                throw new Error('down');
            }
        },
        cache: {for: '1h', key: () => 'one'}, fallback: 'sorry',
    }, {found: end({text: 'Done.'})}));
    assert.equal(await ask(talk), 'Sorry: down');
    assert.equal(await ask(talk), 'Done.');
    assert.equal(await ask(talk), 'Done.');
    assert.equal(runs, 2);
    assert.equal(talk.user.answers.find, null);
});

test('a result that is no JSON is a failure, not something else', async () => {
    const date = conversation(app({run: () => ({name: new Date(0)}), fallback: 'sorry'}));
    assert.equal(await ask(date), 'Sorry: the result of \'find\' cannot be stored: result.name: Date (expected: JSON)');
    const code = conversation(app({run: () => () => 1, fallback: 'sorry'}));
    assert.equal(await ask(code), 'Sorry: the result of \'find\' cannot be stored: result: Function (expected: JSON)');
});

test('a GET request as data: placeholders are encoded, the body is picked from', async () => {
    const talk = conversation(app({
        get: 'https://example.org/clinics/{{code}}',
        query: {language: '{{user.language}}', all: true},
        headers: {Authorization: 'Bearer {{config.token}}'},
        pick: (/** @type {any} */ json) => ({name: json.clinic.name}),
    }), {
        config: {token: 'secret'},
        http: [{request: {url: 'https://example.org/clinics/A%20%2F%3F1', query: {language: 'en', all: true}},
            response: {body: {clinic: {name: 'Kenyatta', beds: 40}}}}],
    });
    assert.equal(await ask(talk, 'A /?1'), 'Found: Kenyatta');
    assert.deepEqual(talk.user.answers.find, {name: 'Kenyatta'});
    const request = talk.run.requests.find((/** @type {any} */ {name}) => name === 'http.get');
    assert.deepEqual(request.fields.headers, {Authorization: ['Bearer secret']});
});

test('a POST request as data, with placeholders inside the body', async () => {
    const talk = conversation(app({
        post: () => 'https://example.org/reports',
        body: {code: '{{code}}', tags: ['{{code}}', 7]},
    }), {http: [{request: {method: 'POST', url: 'https://example.org/reports', body: {code: 'A "1"', tags: ['A "1"', 7]}},
        response: {status: 204, body: ''}}]});
    assert.equal(await ask(talk, 'A "1"'), 'Found: ');
    assert.equal(talk.user.answers.find, null);
});

test('what a server refuses is not asked again; what may pass is', async () => {
    for (const [status, times] of [[404, 1], [400, 1], [429, 3], [503, 3]]) {
        const talk = conversation(app({get: 'https://example.org/', retries: 2, fallback: 'sorry'}),
            {http: [{request: {url: 'https://example.org/'}, response: {status, body: 'no'}}]});
        assert.equal(await ask(talk), `Sorry: GET https://example.org/: status ${status}`);
        assert.equal(talk.run.requests.filter((/** @type {any} */ {name}) => name === 'http.get').length, times, `status ${status}`);
    }
});

test('a placeholder without a value is no request', async () => {
    const talk = conversation(app({get: 'https://example.org/{{nothing}}', fallback: 'sorry'}));
    assert.equal(await ask(talk), 'Sorry: nothing is called \'nothing\' (asked for in: https://example.org/{{nothing}})');
});

test('a sensitive step tells nobody what it asked', async () => {
    const talk = conversation(app({get: 'https://example.org/{{code}}', sensitive: true, fallback: 'sorry'}),
        {http: [{request: {url: 'https://example.org/12345'}, response: {status: 404}}]});
    assert.equal(await ask(talk, '12345'), 'Sorry: HttpError (the state is sensitive)');
    assert.ok(!talk.host.logged.some(({text}) => text.includes('12345')), JSON.stringify(talk.host.logged));
});

test('definitions that cannot work are refused', () => {
    cannotWork(() => call(/** @type {any} */ ({next: 'a'})), /call: neither run nor get nor post/);
    cannotWork(() => call(/** @type {any} */ ({run: () => 1, get: 'https://example.org/'})),
        /call: run and get \(expected: one of run, get and post\)/);
    cannotWork(() => call({run: () => 1, timeout: '3 s'}), /duration '3 s' \(expected/);
    cannotWork(() => call({run: () => 1, retries: -1}), /retries: -1 \(expected: a whole number from 0\)/);
    assert.throws(() => app({run: () => 1, fallback: 'nowhere'}), /states\.find: goes to 'nowhere' \(by fallback\), which is not there/);
});
