import assert from 'node:assert/strict';
import {test} from 'node:test';

import {assign, decide, defineApp, end, freeText, keywords, oneOf, send} from 'jukwaa';

import {cannotWork} from './asked.mjs';
import {conversation} from './conversation.mjs';

/** @param {string} start @param {any} states @param {any} [options] */
const app = (start, states, options) => defineApp({name: 'steps', start, states, ...options});

test('a branch by what run returns, by rules and by a function', async () => {
    const branch = app('age', {
        age: freeText({question: 'Age?', next: 'group'}),
        group: decide({run: ({answers}) => Number(answers.age) < 18 ? 'child' : 'adult', next: {child: 'town', adult: 'town'}}),
        town: decide({next: oneOf(['young', 'rules'], ({answers}) => answers.group === 'child' ? 'young' : 'rules')}),
        rules: decide({next: [{when: {age: '99'}, to: 'old'}, 'middle']}),
        young: end({text: 'Young'}), middle: end({text: 'Middle'}), old: end({text: 'Old'}),
    });
    const talk = conversation(branch);
    for (const [age, screen] of [['9', 'Young'], ['30', 'Middle'], ['99', 'Old']]) {
        await talk.dial();
        assert.equal(await talk.reply(age), screen);
    }
    assert.deepEqual(talk.user.answers, {age: '99', group: 'adult'}, 'a branch that returns nothing has no answer');
    assert.deepEqual(talk.left, ['age -99-> group', 'group -adult-> town', 'town --> rules', 'rules --> old']);
});

test('a step can set answers and data, and go on', async () => {
    const talk = conversation(app('set', {
        set: decide({
            run: async (context) => {
                context.answers.visits = (context.answers.visits ?? 0) + 1;
                context.data.last = context.now().getTime();
            },
            next: 'bye',
        }),
        bye: end({text: 'Visit {{visits}}'}),
    }));
    await talk.dial();
    assert.equal(await talk.dial(), 'Visit 2');
    assert.deepEqual(talk.user.data, {last: Date.UTC(2026, 0, 1, 8)});
});

test('a branch that leads nowhere says for what', async () => {
    const talk = conversation(app('one', {one: decide({run: () => 'c', next: {a: 'bye'}}), bye: end({text: 'Bye'})}));
    await talk.dial();
    assert.match(talk.log('error')[0], /next of 'one' gives undefined for the answer "c" \(expected: the name of a state\)/);
});

const groups = {control: 1, none: 0, treatment: 3};

test('groups are filled by weight, and nobody changes group', async () => {
    /** @type {Record<string, number>} */
    const counted = {control: 0, treatment: 0};
    let at = 0;
    const trial = app('group', {
        group: assign({groups, next: {control: 'a', treatment: 'b', none: 'a'}}),
        a: end({text: 'A'}), b: end({text: 'B'}),
    });
    const random = () => (at++ % 8) / 8;
    const first = conversation(trial, {random});
    for (let user = 0; user < 16; user++) {
        const talk = conversation(trial, {host: first.host, address: `+2547${user}`});
        await talk.dial();
        counted[talk.user.answers.group]++;
    }
    assert.deepEqual(counted, {control: 4, treatment: 12});
    const talk = conversation(trial, {random: () => 0.9});
    assert.equal(await talk.dial(), 'B');
    talk.host.random = () => 0;
    assert.equal(await talk.dial(), 'B', 'sticky');
    assert.deepEqual(talk.left, ['group -treatment-> b']);
});

test('a group that is gone is drawn anew', async () => {
    const at = (/** @type {any} */ groups) => app('group', {
        group: assign({groups, answer: 'arm', next: 'a'}), a: end({text: '{{arm}}'}),
    });
    const talk = conversation(at({pilot: 1}));
    assert.equal(await talk.dial(), 'pilot');
    assert.equal(await conversation(at({control: 1}), {host: talk.host}).dial(), 'control');
});

test('weights that cannot be drawn from are refused', () => {
    cannotWork(() => assign({groups: {a: -1, b: 2}, next: 'x'}), /groups\.a: -1 \(expected: a weight of 0 or more\)/);
    cannotWork(() => assign({groups: {a: 0}, next: 'x'}), /groups: \{"a":0\} \(expected: one with a weight above 0 at least\)/);
    cannotWork(() => assign({groups: {}, next: 'x'}), /groups: \{\}/);
});

test('a message goes out in passing, in the language of the user', async () => {
    const talk = conversation(app('name', {
        name: freeText({question: 'Name?', next: 'thanks'}),
        thanks: send({text: 'Thank you, {{name}}.', next: 'tell'}),
        tell: send({text: 'New: {{name}}', to: ({config}) => config.nurse, next: 'bye'}),
        bye: end({text: 'Bye'}),
    }, {languages: {sw: 'Kiswahili', en: 'English'}, catalogues: {sw: {'Thank you, {{name}}.': 'Asante, {{name}}.'}}}), {
        config: {nurse: '+254711'},
    });
    await talk.dial();
    assert.equal(await talk.reply('Amina'), 'Bye');
    assert.deepEqual(talk.run.sent.map((/** @type {any} */ {to, text, endpoint}) => [to, text, endpoint]),
        [['+254700000001', 'Asante, Amina.', 'sms'], ['+254711', 'New: Amina', 'sms']]);
    assert.deepEqual(Object.keys(talk.user.answers), ['name']);
});

const clinic = app('router', {
    router: keywords({keywords: {JOIN: 'register', 'STOP ALL': 'leave', STOP: 'pause', 'Café': 'cafe'}, otherwise: 'help'}),
    register: end({text: 'Join: {{rest}}'}),
    leave: end({text: 'All: {{rest}}'}),
    pause: end({text: 'Pause: {{rest}}'}),
    cafe: end({text: 'Cafe: {{rest}}'}),
    help: end({text: 'Help: {{rest}}'}),
}, {channel: 'sms'});

test('the first words of a message choose, whatever their case, accents and punctuation', async () => {
    const talk = conversation(clinic, {transport: 'sms'});
    const cases = [
        ['join', 'Join: '], ['  Join, Anna-Maria O\'Neil ', 'Join: Anna-Maria O\'Neil'], ['JOIN:+254 7', 'Join: +254 7'],
        ['stop all', 'All: '], ['Stop... ALL! now', 'All: now'], ['stop allow', 'Pause: allow'], ['Stop!', 'Pause: '],
        ['CAFE', 'Cafe: '], ['cafe\u0301 please', 'Cafe: please'],
        ['joined', 'Help: joined'], ['please join', 'Help: please join'], ['?', 'Help: ?'],
    ];
    for (const [text, reply] of cases) {
        assert.equal(await talk.sms(text), reply, text);
    }
    await talk.sms('stop');
    assert.deepEqual([talk.user.answers, talk.left], [{router: 'STOP'}, ['router -STOP-> pause']]);
    await talk.sms('hello');
    assert.deepEqual([talk.user.answers, talk.left], [{}, ['router -otherwise-> help']]);
});

test('a session starts without a text and goes to otherwise', async () => {
    assert.equal(await conversation(clinic).dial(), 'Help: ');
});

test('keywords are in the graph, and ones that nobody can write are refused', () => {
    const router = /** @type {any} */ (keywords({keywords: {JOIN: 'a'}, otherwise: 'b'}));
    assert.deepEqual(router.edges(), [{to: 'a', by: 'JOIN'}, {to: 'b', by: 'otherwise'}]);
    assert.equal(router.sample({to: 'a', by: 'JOIN'}), 'JOIN');
    cannotWork(() => keywords({keywords: {'!?': 'a'}, otherwise: 'b'}), /keywords: '!\?' \(expected: letters or digits\)/);
});

test('what is decided must be JSON', async () => {
    const results = {Date: new Date(0), Map: new Map(), Function: () => 1, NaN: Number.NaN};
    for (const [kind, result] of Object.entries(results)) {
        const talk = conversation(app('one', {one: decide({run: () => ({part: result}), next: 'bye'}), bye: end({text: 'Bye'})}));
        await talk.dial();
        assert.match(talk.log('error')[0], new RegExp(`the result of 'one' cannot be stored: result\\.part: ${kind} \\(expected: JSON\\)`));
    }
});
