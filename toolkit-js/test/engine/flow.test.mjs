import assert from 'node:assert/strict';
import {test} from 'node:test';

import {choice, defineApp, end, freeText, menu, oneOf, show, yesNo} from 'jukwaa';
import {phone} from 'jukwaa/testing';

import {logged, type} from './user.mjs';

const clinic = defineApp({
    name: 'clinic',
    start: 'welcome',
    states: {
        welcome: menu({question: 'Welcome. What do you need?', choices: {name: 'Register', bye: 'Nothing'}}),
        name: freeText({question: 'What is your name?', next: 'pregnant'}),
        pregnant: yesNo({question: 'Are you pregnant, {{name}}?', next: {yes: 'month', no: 'bye'}}),
        month: choice({
            question: 'Which month?',
            choices: [{value: 3, label: 'Third'}, {value: 8, label: 'Eighth'}],
            next: [{when: {month: {atLeast: 7}}, to: 'soon'}, 'bye'],
        }),
        soon: show({text: 'Pack your bag.', next: oneOf(['bye'], () => 'bye')}),
        bye: end({text: 'Thank you.'}),
    },
});

test('a flow goes from screen to screen and ends the session', async () => {
    const user = phone(clinic);
    assert.equal(await user.dial(), 'Welcome. What do you need?\n1. Register\n2. Nothing');
    assert.equal(await user.reply('1'), 'What is your name?\n0. Back');
    assert.equal(await user.reply('  Amina '), 'Are you pregnant, Amina?\n1. Yes\n2. No\n0. Back\n00. Home');
    await user.reply('yes');
    assert.equal(await user.reply('2'), 'Pack your bag.\n1. Continue\n0. Back\n00. Home');
    const last = await user.reply('1');
    assert.deepEqual({last, open: user.open}, {last: 'Thank you.', open: false});
    assert.deepEqual(user.answers, {welcome: 'name', name: 'Amina', pregnant: true, month: 8});
    assert.equal(user.state, null);
});

test('an input that is no choice shows the screen again under what is wrong', async () => {
    const user = phone(clinic);
    await user.dial();
    for (const input of ['3', '0', '00', '1.1', 'one', '', '-1', '1e0', '2)2', '.1']) {
        const screen = await user.reply(input);
        assert.equal(screen, 'Please choose one of the numbers.\nWelcome. What do you need?\n1. Register\n2. Nothing', `input '${input}'`);
    }
    assert.equal(await user.reply('1'), 'What is your name?\n0. Back', 'the error is gone afterwards');
});

test('a number is a choice however it is typed, and so is its label', async () => {
    for (const input of ['1', '01', '1.', '1)', '１', '١', 'register', ' REGÍSTER ']) {
        const user = phone(clinic);
        await user.dial();
        assert.match(String(await user.reply(input)), /^What is your name\?/, `input '${input}'`);
    }
});

test('a rule that does not hold leaves the way to the next one', async () => {
    const user = phone(clinic);
    await user.dial();
    await type(user, '1', 'Amina', '1');
    assert.equal(await user.reply('1'), 'Thank you.');
});

test('two users do not meet', async () => {
    const amina = phone(clinic, {address: '+254700000001'});
    const baraka = phone(clinic, {address: '+254700000002', host: amina.host});
    await amina.dial();
    await amina.reply('1');
    await baraka.dial();
    await baraka.reply('2');
    assert.equal((await amina.reply('Amina')).split('\n')[0], 'Are you pregnant, Amina?');
    assert.deepEqual(baraka.answers, {welcome: 'bye'});
});

test('a state without a screen in a circle is stopped and told to the owner', async () => {
    const app = defineApp({
        name: 'circle', start: 'one',
        states: {
            one: freeText({question: 'One', skip: () => true, next: 'two'}),
            two: freeText({question: 'Two', skip: () => true, next: 'one'}),
        },
    });
    const user = phone(app);
    const screen = await user.dial();
    assert.deepEqual({screen, open: user.open}, {screen: 'Something went wrong. Please try again later.', open: false});
    assert.match(logged(user, 'error')[0], /more than 50 states without a screen/);
});
