import assert from 'node:assert/strict';
import {test} from 'node:test';

import {choice, defineApp, end, freeText, multiSelect} from 'jukwaa';

import {conversation} from './conversation.mjs';

const none = () => [];

/** @param {any} pick */
const app = (pick) => defineApp({
    name: 'empty', start: 'name',
    states: {
        name: freeText({question: 'Name?', next: 'pick'}),
        pick,
        nothing: freeText({question: 'Nothing there. What then?', next: 'bye'}),
        bye: end({text: 'Bye'}),
    },
});

test('where there is nothing to choose, the app says where to go, and nobody goes back to it', async () => {
    const states = [
        choice({question: 'Which?', choices: none, empty: 'nothing', next: 'bye'}),
        choice({question: 'Which?', choices: [{value: 'a', label: 'A', when: {name: 'Asha'}}], empty: 'nothing', next: 'bye'}),
        multiSelect({question: 'Which?', choices: none, empty: 'nothing', next: 'bye'}),
    ];
    for (const pick of states) {
        const talk = conversation(app(pick));
        await talk.dial();
        assert.equal(await talk.reply('Ali'), 'Nothing there. What then?\n0. Back');
        assert.deepEqual(talk.left, ['name -Ali-> pick', 'pick -empty-> nothing']);
        assert.equal(await talk.reply('0'), 'Name?');
        assert.deepEqual(talk.log('warning'), []);
    }
});

test('without that the log tells', async () => {
    const talk = conversation(app(choice({question: 'Which?', choices: none, next: 'bye'})));
    await talk.dial();
    assert.equal(await talk.reply('Ali'), 'Which?\n0. Back');
    assert.match(talk.log('warning')[0], /^state 'pick': there is nothing to choose \(expected: one choice at least, or empty: the state to go to\)$/);
});

test('it has to be there, and lead on', async () => {
    assert.throws(() => app(choice({question: 'Which?', choices: none, empty: 'nowhere', next: 'bye'})), /goes to 'nowhere' \(by empty\)/);
    assert.throws(() => app(choice({question: 'Which?', choices: none, empty: 'nothing'})), /states\.pick: leads nowhere/);
    const talk = conversation(app(choice({question: 'Which?', choices: none, empty: 'pick', next: 'bye'})));
    await talk.dial();
    await talk.reply('Ali');
    assert.match(talk.log('error')[0], /more than 50 states with nothing to show, the last one 'pick'/);
});

test('an error stands above the question, or in its place', async () => {
    const pick = {question: 'Which?', error: 'One of these:', choices: {a: 'A', b: 'B'}, next: 'bye'};
    const screens = [];
    for (const repeat of [undefined, true, false]) {
        const talk = conversation(app(choice({...pick, ...repeat !== undefined && {repeat}})));
        await talk.dial();
        await talk.reply('Ali');
        screens.push(await talk.reply('7'));
    }
    const [above, same, instead] = screens;
    assert.equal(above, 'One of these:\nWhich?\n1. A\n2. B\n0. Back');
    assert.equal(same, above);
    assert.equal(instead, 'One of these:\n1. A\n2. B\n0. Back');
});
