import assert from 'node:assert/strict';
import {test} from 'node:test';

import {defineApp, end, freeText, menu} from 'jukwaa';
import {phone} from 'jukwaa/testing';

/** @param {object} [options] */
const app = (options = {}) => defineApp({
    name: 'resume',
    start: 'home',
    states: {
        home: menu({question: 'Home', choices: {name: 'Go'}}),
        name: freeText({question: 'Name', next: 'age', ...options.name}),
        age: freeText({question: 'Age', next: 'bye'}),
        bye: end({text: 'Bye'}),
    },
    ...options.app,
});

const NAME = 'Name\n0. Back';

async function interrupted(options) {
    const user = phone(app(options));
    await user.dial();
    await user.reply('1');
    await user.drop();
    return user;
}

test('who dials again goes on by default', async () => {
    const user = await interrupted();
    assert.equal(await user.dial(), NAME);
});

test('restart: who dials again starts again', async () => {
    const user = await interrupted({app: {resume: {policy: 'restart'}}});
    assert.equal(await user.dial(), 'Home\n1. Go');
});

test('ask: who dials again is asked, and what was chosen happens', async () => {
    const ask = {app: {resume: {policy: 'ask', question: 'Go on?'}}};
    const goesOn = await interrupted(ask);
    assert.equal(await goesOn.dial(), 'Go on?\n1. Continue\n2. Start again');
    assert.equal(await goesOn.reply('9'), 'Please choose one of the numbers.\nGo on?\n1. Continue\n2. Start again');
    assert.equal(await goesOn.reply('1'), NAME);
    const again = await interrupted(ask);
    await again.dial();
    assert.equal(await again.reply('2'), 'Home\n1. Go');
    assert.equal(await again.reply('1'), NAME);
});

test('ask: dropped at the question, the user is asked again and loses nothing', async () => {
    const user = await interrupted({app: {resume: {policy: 'ask'}}});
    await user.dial();
    await user.drop();
    assert.equal(await user.dial(), 'Continue where you left off?\n1. Continue\n2. Start again');
    assert.equal(await user.reply('1'), NAME);
});

test('nobody is asked on the first screen', async () => {
    const user = phone(app({app: {resume: {policy: 'ask'}}}));
    await user.dial();
    await user.drop();
    assert.equal(await user.dial(), 'Home\n1. Go');
});

test('a state has a policy of its own', async () => {
    const user = await interrupted({name: {resume: 'restart'}, app: {resume: {policy: 'ask'}}});
    assert.equal(await user.dial(), 'Home\n1. Go');
});

test('what is too old is started again', async () => {
    const user = await interrupted({app: {resume: {policy: 'ask', maxAge: '2h'}}});
    user.wait('3h');
    assert.equal(await user.dial(), 'Home\n1. Go');
    await user.reply('1');
    await user.drop();
    user.wait('1h');
    assert.equal(await user.dial(), 'Continue where you left off?\n1. Continue\n2. Start again');
});

test('a dropped session is answered by SMS, once in a flow and from the states that say so', async () => {
    const user = phone(app({app: {drop: {sms: 'Dial again, {{user.address}}', states: ['name', 'age']}}}));
    await user.dial();
    await user.drop();
    assert.deepEqual(user.sent, [], 'not from the first state');
    await user.dial();
    await user.reply('1');
    await user.drop();
    const sms = {to: user.address, text: `Dial again, ${user.address}`, endpoint: 'sms', metadata: {}};
    assert.deepEqual(user.sent, [sms]);
    await user.dial();
    await user.reply('Amina');
    await user.drop();
    assert.deepEqual(user.sent, [sms], 'once');
    await user.dial();
    await user.reply('30');
    await user.dial();
    await user.reply('1');
    await user.drop();
    assert.deepEqual(user.sent, [sms, sms], 'a new flow');
});
