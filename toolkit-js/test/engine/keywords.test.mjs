import assert from 'node:assert/strict';
import {test} from 'node:test';

import {defineApp, end, freeText, keywords} from 'jukwaa';
import {phone} from 'jukwaa/testing';

const app = defineApp({
    name: 'keywords',
    channel: 'sms',
    start: 'begin',
    keywords: {'STOP': 'stopped', 'STOP ALL': 'stoppedAll'},
    states: {
        begin: keywords({keywords: {JOIN: 'name'}, otherwise: 'help'}),
        name: freeText({question: 'Your name?', next: 'joined'}),
        joined: end({text: 'Welcome, {{name}}.'}),
        help: end({text: 'Send JOIN.'}),
        stopped: end({text: 'Stopped. {{data.rest}}'}),
        stoppedAll: end({text: 'All stopped.'}),
    },
});

test('a keyword leads away in the middle of a flow, outside sessions', async () => {
    const user = phone(app, {transport: 'sms'});
    assert.equal(await user.sms('join now'), 'Your name?');
    assert.equal(await user.sms('Stop, please'), 'Stopped. please');
    assert.equal(await user.sms('JOIN'), 'Your name?', 'a new flow');
    assert.equal(await user.sms('stop ALL'), 'All stopped.', 'the longest one');
    await user.sms('JOIN');
    assert.equal(await user.sms('Nonstop'), 'Welcome, Nonstop.', 'whole words only');
});

test('in a session what is typed is an answer', async () => {
    const dialled = phone(defineApp({...app.options, start: 'name', states: app.states}));
    await dialled.dial();
    assert.equal(await dialled.reply('stop'), 'Welcome, stop.');
});

test('keywords lead to states that are there', () => {
    assert.throws(() => defineApp({...app.options, keywords: {STOP: 'gone'}, states: app.states}), /keywords\.STOP: there is no state 'gone'/);
});
