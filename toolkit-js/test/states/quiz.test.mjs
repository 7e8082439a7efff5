import assert from 'node:assert/strict';
import {test} from 'node:test';

import {defineApp, end, quiz} from 'jukwaa';

import {cannotWork} from './asked.mjs';
import {conversation} from './conversation.mjs';

const questions = [
    {question: 'Who carries malaria?', choices: {fly: 'Flies', mosquito: 'Mosquitoes'}, right: 'mosquito'},
    {question: 'Nets help?', choices: [{value: true, label: 'Yes'}, {value: false, label: 'No'}], right: true},
    {question: 'How many legs?', choices: {6: 'Six', 8: 'Eight'}, right: '6'},
];

/** @param {any} [options] @param {any} [more] */
const app = (options, more) => defineApp({
    name: 'health', start: 'malaria', navigation: null,
    states: {
        malaria: quiz({questions, score: 'score', next: [{when: {'score.right': {atLeast: 2}}, to: 'good'}, 'again'], ...options}),
        good: end({text: 'Well done: {{score.right}} of {{score.of}}.'}),
        again: end({text: 'Only {{score.right}} of {{score.of}}.'}),
    },
    ...more,
});

test('questions in order, then the score, which decides where to go', async () => {
    const talk = conversation(app());
    assert.equal(await talk.dial(), 'Who carries malaria?\n1. Flies\n2. Mosquitoes');
    assert.equal(await talk.reply('2'), 'Nets help?\n1. Yes\n2. No');
    assert.equal(await talk.reply('2'), 'How many legs?\n1. Six\n2. Eight');
    assert.equal(await talk.reply('1'), 'Well done: 2 of 3.');
    assert.deepEqual(talk.user.answers, {'malaria.1': 'mosquito', 'malaria.2': false, 'malaria.3': '6', 'score': {right: 2, of: 3}});
    await talk.dial();
    assert.equal(await talk.reply('1', '2', '1'), 'Only 1 of 3.');
});

test('the score is the answer of the quiz where it has no other name', async () => {
    const talk = conversation(app({score: undefined, next: [{when: {'malaria.right': 3}, to: 'good'}, 'again']},
        {languages: {en: 'English'}}));
    await talk.dial();
    await talk.reply('2', '1', '1');
    assert.deepEqual(talk.user.answers.malaria, {right: 3, of: 3});
    assert.deepEqual(talk.left.at(-1), 'malaria.score -{"right":3,"of":3}-> good');
});

test('an explanation says whether it was right, and there is no way back', async () => {
    const one = {...questions[0], explain: 'Mosquitoes carry it.'};
    const talk = conversation(app({questions: [one, questions[1]]}, {
        navigation: undefined,
        languages: {sw: 'Kiswahili'}, catalogues: {sw: {'That is not right.': 'Si sahihi.', 'Continue': 'Endelea', 'Flies': 'Nzi',
            'Mosquitoes carry it.': 'Mbu.', 'Nets help?': 'Neti?'}},
    }));
    assert.equal(await talk.dial(), 'Who carries malaria?\n1. Nzi\n2. Mosquitoes');
    assert.equal(await talk.reply('1'), 'Si sahihi. Mbu.\n1. Endelea');
    assert.equal(await talk.reply('0'), 'Please choose one of the numbers.\nSi sahihi. Mbu.\n1. Endelea');
    assert.equal(await talk.reply('1'), 'Neti?\n1. Yes\n2. No');
    assert.equal(await talk.reply('1'), 'Only 1 of 2.');
    await talk.dial();
    assert.equal(await talk.reply('2'), 'That is right. Mbu.\n1. Endelea');
});

test('each user has an order, which stays when the session drops', async () => {
    const definition = app({shuffle: true});
    const orders = new Set();
    for (let seed = 1; seed <= 12; seed++) {
        const talk = conversation(definition, {random: seed});
        const seen = [await talk.dial()];
        assert.equal(await talk.dial(), seen[0]);
        assert.equal(await talk.message(null, 'close'), null);
        assert.equal(await talk.dial(), seen[0]);
        seen.push(await talk.reply('1'), await talk.reply('1'));
        assert.equal(await talk.dial(), seen[2]);
        assert.equal(new Set(seen).size, 3);
        orders.add(JSON.stringify(seen));
        assert.equal(await talk.reply('1'), 'Well done: 2 of 3.');
        assert.deepEqual(talk.user.data, {}, 'nothing is left behind');
    }
    assert.ok(orders.size > 2, `${orders.size} different orders`);
});

test('back goes to the question before, in the user\'s order', async () => {
    const talk = conversation(app({shuffle: true}, {navigation: undefined}), {random: 5});
    const first = await talk.dial();
    await talk.reply('1');
    assert.equal(await talk.reply('0'), first);
    const none = conversation(app({back: false}, {navigation: undefined}));
    await none.dial();
    assert.equal(await none.reply('2'), 'Nets help?\n1. Yes\n2. No');
});

test('the graph has all questions', async () => {
    const {compiledOf} = await import('../../lib/define/app.js');
    const ways = (/** @type {any} */ options) => [...compiledOf(app(options)).states]
        .map(([name, state]) => [name, [...new Set(state.edges().map(({to}) => to))].join(' ')]).filter(([, to]) => to !== '');
    assert.deepEqual(ways({}), [
        ['malaria', 'malaria.1'], ['malaria.1', 'malaria.2'], ['malaria.2', 'malaria.3'], ['malaria.3', 'malaria.score'],
        ['malaria.score', 'good again'],
    ]);
    assert.deepEqual(ways({shuffle: true})[2], ['malaria.2', 'malaria.1 malaria.3 malaria.score']);
    cannotWork(() => quiz({questions: [], next: 'good'}), /questions: none \(expected: one at least\)/);
});
