import assert from 'node:assert/strict';
import {test} from 'node:test';

import {call, choice, DefinitionError, defineApp, end, form, freeText, menu, pin, yesNo} from 'jukwaa';
import {phone, SimulatedHost} from 'jukwaa/testing';

import {logged} from './user.mjs';

const APOLOGY = 'Something went wrong. Please try again later.';

/** @param {object} options */
const app = (options) => defineApp({
    name: 'errors',
    start: 'name',
    states: {
        name: freeText({question: 'Name', next: 'pin'}),
        pin: freeText({question: 'PIN', sensitive: true, next: 'bye', ...options.pin}),
        bye: end({text: 'Bye {{name}}', ...options.bye}),
    },
    ...options.app,
});

test('the user gets a screen, the owner everything, and the user is where they were', async () => {
    const broken = {now: true};
    const user = phone(app({pin: {done: () => {
        if (broken.now) {
            throw new Error('the register is closed');
        }
    }}}));
    await user.dial();
    await user.reply('Amina');
    const screen = await user.reply('1234');
    assert.deepEqual({screen, open: user.open}, {screen: APOLOGY, open: false});
    const [line] = logged(user, 'error');
    assert.match(line, /^message \S+: state 'pin': the register is closed\nError: the register is closed\n\s+at .*errors\.test\.mjs/);
    assert.deepEqual(user.answers, {name: 'Amina'}, 'nothing half done');
    broken.now = false;
    await user.dial();
    assert.equal(await user.reply('1234'), 'Bye Amina');
});

test('a sensitive input is in no log, another one is', async () => {
    const user = phone(app({pin: {done: () => Promise.reject(new Error('no'))}}));
    await user.dial();
    await user.reply('Amina');
    await user.reply('98765');
    assert.ok(!JSON.stringify(user.host.logged).includes('98765'));
    const other = phone(app({bye: {text: () => {
        throw new Error('no text');
    }}, pin: {sensitive: false}}));
    await other.dial();
    await other.reply('Amina');
    await other.reply('98765');
    assert.match(logged(other, 'error')[0], /input: "98765"/);
});

test('an error of the check of a sensitive state keeps its message, and says where it was', async () => {
    const check = (value) => {
        throw new TypeError(`bad ${value.toUpperCase()}`);
    };
    const told = [];
    const user = phone(app({pin: {check}, app: {onError: (error) => told.push(error.message)}}));
    await user.dial();
    await user.reply('Amina');
    await user.reply('my secret');
    const [line] = logged(user, 'error');
    assert.match(line, /state 'pin': TypeError \(the state is sensitive\)\nError: TypeError \(the state is sensitive\)\n\s+at .*errors\.test\.mjs/);
    assert.doesNotMatch(JSON.stringify([user.host.logged, user.run.trace, told]), /my secret/i);
});

test('a sensitive answer is in no log, wherever it is used', async () => {
    const secrets = {id: '9202205009080', name: 'Åsa & co', code: '7'};
    const asking = defineApp({
        name: 'secrets', start: 'id',
        states: {
            id: freeText({question: 'ID', sensitive: true, next: 'name'}),
            name: freeText({question: 'Name', sensitive: true, next: 'code'}),
            code: freeText({question: 'Code', sensitive: true, next: 'find'}),
            find: call({
                get: 'https://example.org/{{id}}/{{code}}', query: {name: '{{name}}', id: '{{id}}'}, retries: 1, fallback: 'note', next: 'note',
            }),
            note: freeText({question: 'Note', load: ({log, answers}) => log.info(`found nobody called ${answers.name}`), next: 'fail'}),
            fail: call({run: ({http, answers}) => http.get(`https://example.org/${answers.id}`), next: 'bye'}),
            bye: end({text: 'Bye'}),
        },
    });
    const user = phone(asking, {host: new SimulatedHost({http: [() => ({status: 503})]})});
    await user.dial();
    for (const input of [...Object.values(secrets), 'note']) {
        await user.reply(input);
    }
    assert.equal(user.screen, APOLOGY);
    assert.equal(user.host.record(`users.secrets.${user.address}`).data.failure.message, 'GET https://example.org/***/***?name=***&id=***: status 503');
    assert.match(logged(user, 'warning')[0], /attempt 1 failed: GET .*status 503$/);
    assert.equal(logged(user, 'info')[0], 'found nobody called ***');
    assert.match(logged(user, 'error')[1], /state 'fail': GET https:\/\/example\.org\/\*\*\*: status 503 \(input: "note"\)/);
    const all = JSON.stringify([user.host.logged, user.run.trace]);
    for (const secret of [secrets.id, secrets.name, encodeURIComponent(secrets.name)]) {
        assert.ok(!all.includes(secret), secret);
    }
});

test('a sensitive answer is in no log as JSON or forms write it; a PIN that is right is no secret word', async () => {
    const name = `O'Neil "Nell" \\ Óg`;
    const user = phone(app({app: {states: {
        name: freeText({question: 'Name', sensitive: true, next: 'secret'}),
        secret: pin({question: 'PIN', store: () => {}, next: 'bye'}),
        bye: end({text: ({answers, log}) => {
            const form = new URLSearchParams({name}).toString();
            log.info([JSON.stringify(answers), JSON.stringify({body: JSON.stringify(answers)}), form].join(' '));
            return 'Bye';
        }}),
    }}}));
    await user.dial();
    for (const input of [name, '5294', '5294']) {
        await user.reply(input);
    }
    assert.equal(logged(user, 'info')[0],
        '{"name":"***","secret":true} {"body":"{\\"name\\":\\"***\\",\\"secret\\":true}"} name=***');
});

test('an app is told of its errors, and may fail at that too', async () => {
    const seen = [];
    const user = phone(app({
        bye: {text: () => Promise.reject(new Error('no text'))},
        app: {
            error: 'Samahani.',
            onError: (error) => {
                seen.push({state: error.state, cause: error.cause.message});
                throw new Error('nor can I tell');
            },
        },
    }));
    await user.dial();
    await user.reply('Amina');
    assert.equal(await user.reply('1'), 'Samahani.');
    assert.deepEqual(seen, [{state: 'bye', cause: 'no text'}]);
    assert.match(logged(user, 'error')[1], /after an error: nor can I tell/);
});

test('next that gives no state is an error that names it', async () => {
    const user = phone(app({pin: {next: () => 'nowhere'}}));
    await user.dial();
    await user.reply('Amina');
    assert.equal(await user.reply('1'), APOLOGY);
    assert.match(logged(user, 'error')[0], /there is no state 'nowhere' \(expected one of: name, pin, bye/);
});

test('a name nothing has is left out and told', async () => {
    const user = phone(app({bye: {text: 'Bye {{nmae}}.'}}));
    await user.dial();
    await user.reply('Amina');
    assert.equal(await user.reply('1'), 'Bye .');
    assert.match(logged(user, 'warning')[0], /state 'bye': nothing is called 'nmae' \(asked for in: Bye \{\{nmae\}\}\.\)/);
});

test('a user whose state is gone starts again', async () => {
    const old = phone(app({}));
    await old.dial();
    await old.reply('Amina');
    const newer = defineApp({name: 'errors', start: 'menu', states: {menu: menu({question: 'New', choices: {bye: 'Go'}}), bye: end({text: 'Bye'})}});
    const user = phone(newer, {host: old.host, address: old.address});
    assert.equal(await user.dial(), 'New\n1. Go');
    assert.match(logged(user, 'warning')[0], /there is no state 'pin' any more/);
});

test('a new version brings its users along', async () => {
    const old = phone(app({}));
    await old.dial();
    await old.reply('Amina');
    const calls = [];
    const newer = app({app: {
        version: 3,
        migrate: (stored, from) => {
            calls.push(from);
            stored.answers.name = stored.answers.name.toUpperCase();
            stored.state = 'bye';
        },
    }});
    const user = phone(newer, {host: old.host, address: old.address});
    assert.equal(await user.dial(), 'Bye AMINA');
    await user.dial();
    assert.deepEqual(calls, [1], 'once');
});

test('a user of an app for vumigo_v02 keeps answers and language, and migrate is told', async () => {
    const calls = [];
    const newer = app({app: {
        languages: {en: 'English', sw: 'Kiswahili'},
        migrate: ({answers, data, state}, from) => calls.push({answers: {...answers}, data, state, from}),
    }});
    const user = phone(newer);
    const stored = {
        addr: user.address, lang: 'sw', answers: {name: 'Amina'}, metadata: {seen: 3}, state: {name: 'states:pin', metadata: {}}, in_session: true,
    };
    await user.host.message((api) => {
        api.on_inbound_message = () => api.request('kv.set', {key: `users.errors.${user.address}`, value: stored}, () => api.done());
    }, {content: null, session_event: 'new', from_addr: user.address});
    assert.equal(await user.dial(), 'Name');
    assert.deepEqual(calls, [{answers: {name: 'Amina'}, data: {seen: 3}, state: null, from: 0}]);
    assert.equal(user.language, 'sw');
    assert.deepEqual(user.answers, {name: 'Amina'});
});

test('what cannot be stored is an error, not something else tomorrow', async () => {
    const things = {map: new Map(), date: new Date(0), nothing: NaN, call: () => 1, inside: {list: [1n]}};
    const user = phone(app({pin: {done: ({answers}) => {
        answers.things = things;
    }}}));
    await user.dial();
    await user.reply('Amina');
    await user.reply('1');
    assert.match(logged(user, 'error')[0], new RegExp('cannot be stored: answers.things.map: Map \\(expected: JSON\\); '
        + 'answers.things.date: Date .*nothing: NaN .*call: Function .*inside.list.0: BigInt'));
    assert.deepEqual(user.answers, {name: 'Amina'});
});

test('ways that lead nowhere are told before anybody dials', () => {
    const told = (state) => {
        try {
            defineApp({name: 'ways', start: 'one', states: {one: state, bye: end({text: 'Bye'})}});
            return [];
        } catch (error) {
            return error.problems;
        }
    };
    assert.deepEqual(told(yesNo({question: 'Q', next: {yes: 'bye'}})), ["states.one: next has no state for 'false'"]);
    assert.deepEqual(told(choice({question: 'Q', choices: {x: 'X', y: 'Y'}, next: {x: 'bye', z: 'bye'}})),
        ["states.one: next has no state for 'y'", "states.one: next has 'z', which is no choice (x, y)"]);
    assert.deepEqual(told(pin({question: 'Q', check: () => true, attempts: {most: 3, to: 'bye'}})),
        ['states.one: leads nowhere (expected: next, or end(…))']);
    assert.deepEqual(told(freeText({question: 'Q', next: [{when: {one: {abov: 1}}, to: 'bye'}]})), [
        'states.one: next has no state for when no rule holds (expected: a name at its end)',
        "states.one: condition on 'one': 'abov' (expected one of: is, not, in, below, atMost, above, atLeast, matches, answered)",
    ]);
    assert.deepEqual(told(form({fields: {age: freeText({question: 'Age'})}, when: {ages: {age: '1'}}, next: 'bye'})),
        ['states.one: when.ages: there is no such field (expected one of: age)']);
});

test('a definition that cannot work says all that is wrong with it', () => {
    assert.throws(() => defineApp({
        name: 'a b',
        start: 'begin',
        channel: 'telex',
        resume: {policy: 'perhaps', maxAge: '3 hours'},
        drop: {sms: 'x', states: ['gone']},
        catalogues: {sw: {}},
        states: {
            name: freeText({question: 'Name', next: 'nmae'}),
            stuck: freeText({question: 'Stuck'}),
            odd: 'text',
        },
    }), (error) => {
        assert.ok(error instanceof DefinitionError);
        assert.deepEqual(error.problems, [
            'name: "a b" (expected: letters, digits, - and _)',
            "channel: 'telex' (expected one of: ussd, ussd-160, africas-talking, hubtel, clickatell, sms, sms-long, chat, voice; or a profile)",
            "resume.policy: 'perhaps' (expected: continue, ask or restart)",
            "resume.maxAge: duration '3 hours' (expected: a number and ms, s, m, h or d, for example 2h)",
            'catalogues.sw: not one of the languages (there are none)',
            "start: 'begin' (expected one of: name, stuck, odd)",
            "states.name: goes to 'nmae', which is not there",
            'states.stuck: leads nowhere (expected: next, or end(…))',
            'states.odd: string (expected: what choice(…), number(…), end(…) or another state returns)',
            "drop.states: there is no state 'gone'",
        ]);
        return true;
    });
});
