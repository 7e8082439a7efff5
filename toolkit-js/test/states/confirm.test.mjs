import assert from 'node:assert/strict';
import {test} from 'node:test';

import {choice, confirm, defineApp, end, freeText, message, multiSelect, search, yesNo} from 'jukwaa';

import {conversation} from './conversation.mjs';

const texts = {languages: {sw: 'Kiswahili'}, catalogues: {sw: {
    'Is this right?': 'Ni sawa?', 'Yes': 'Ndiyo', 'Change': 'Badilisha', 'Name': 'Jina', 'Boy': 'Mvulana',
    'What do you want to change?': 'Unataka kubadilisha nini?',
}}};

/** @param {any} [options] @param {any} [more] */
const app = (options, more) => defineApp({
    name: 'register', start: 'name',
    states: {
        name: freeText({question: 'Name?', next: 'sex'}),
        sex: choice({question: 'Sex?', choices: {g: 'Girl', b: 'Boy'}, next: 'sure'}),
        sure: confirm({show: ['name', 'sex'], next: 'bye', ...options}),
        bye: end({text: 'Bye'}),
    },
    ...more,
});

test('answers are shown with their labels, and a yes leads on', async () => {
    const talk = conversation(app());
    await talk.dial();
    assert.equal(await talk.reply('Asha', '1'), 'Is this right?\nName: Asha\nSex: Girl\n1. Yes\n2. Change\n0. Back\n00. Home');
    assert.equal(await talk.reply('1'), 'Bye');
    assert.deepEqual(talk.user.answers, {name: 'Asha', sex: 'g', sure: true});
});

test('one answer is asked for again, and the summary comes back', async () => {
    const talk = conversation(app());
    await talk.dial();
    await talk.reply('Asha', '1');
    assert.equal(await talk.reply('2'), 'What do you want to change?\n1. Name\n2. Sex\n0. Back\n00. Home');
    assert.match(await talk.reply('7'), /^Please choose one of the numbers\.\nWhat do you want to change\?\n1\. Name\n2\. Sex\n/);
    assert.equal(await talk.reply('2'), 'Sex?\n1. Girl\n2. Boy\n0. Back\n00. Home');
    const entered = talk.run.trace.find((/** @type {any} */ {event}) => event === 'enter');
    assert.deepEqual(entered, {event: 'enter', state: 'sex', reason: 'change'});
    assert.equal(await talk.reply('2'), 'Is this right?\nName: Asha\nSex: Boy\n1. Yes\n2. Change\n0. Back\n00. Home');
    assert.deepEqual(talk.left, ['sex -b-> sure']);
    assert.equal(await talk.reply('0'), 'Sex?\n1. Girl\n2. Boy\n0. Back', 'back is where it was without the change');
    assert.equal(await talk.reply('1'), 'Is this right?\nName: Asha\nSex: Girl\n1. Yes\n2. Change\n0. Back\n00. Home');
    await talk.reply('1');
    assert.deepEqual(talk.user.answers, {name: 'Asha', sex: 'g', sure: true});
});

test('back from the question asked again is the summary', async () => {
    const talk = conversation(app());
    await talk.dial();
    await talk.reply('Asha', '1', '2', '1');
    assert.equal(await talk.reply('0'), 'Is this right?\nName: Asha\nSex: Girl\n1. Yes\n2. Change\n0. Back\n00. Home');
    assert.equal(await talk.reply('0', '2'), 'Is this right?\nName: Asha\nSex: Boy\n1. Yes\n2. Change\n0. Back\n00. Home',
        'and what follows goes its usual way');
});

test('a wrong input does not end the change; home does', async () => {
    const talk = conversation(app());
    await talk.dial();
    await talk.reply('Asha', '1', '2', '2', '9');
    assert.match(await talk.reply('2'), /^Is this right\?\nName: Asha\nSex: Boy/);
    await talk.reply('2', '2');
    assert.equal(await talk.reply('00'), 'Name?');
    assert.equal(await talk.reply('Baraka'), 'Sex?\n1. Girl\n2. Boy\n0. Back');
});

test('a drop in the middle of a change is resumed there', async () => {
    const talk = conversation(app());
    await talk.dial();
    await talk.reply('Asha', '1', '2', '1');
    assert.match(await talk.dial(), /^Name\?/);
    assert.match(await talk.reply('Amina'), /^Is this right\?\nName: Amina\n/);
});

test('a state that is passed by when it is answered is asked again for a change', async () => {
    const talk = conversation(defineApp({
        name: 'known', start: 'name',
        states: {
            name: freeText({question: 'Name?', skip: {name: {answered: true}}, next: 'sure'}),
            sure: confirm({show: ['name'], next: 'bye'}),
            bye: end({text: 'Bye'}),
        },
    }));
    await talk.dial();
    await talk.reply('Asha', '1');
    assert.match(await talk.dial(), /^Is this right\?\nName: Asha/);
    assert.match(await talk.reply('2', '1'), /^Name\?/);
    assert.match(await talk.reply('Amina'), /^Is this right\?\nName: Amina/);
});

test('a change that runs out of attempts goes where the state says, and nowhere else later', async () => {
    const talk = conversation(defineApp({
        name: 'attempts', start: 'name',
        states: {
            name: freeText({question: 'Name?', longest: 5, attempts: {most: 1, to: 'help'}, next: 'sure'}),
            help: freeText({question: 'Help?', next: 'name'}),
            sure: confirm({show: ['name'], next: 'bye'}),
            bye: end({text: 'Bye'}),
        },
    }));
    await talk.dial();
    assert.match(await talk.reply('Asha', '2', '1', 'much too long'), /^Help\?/);
    assert.equal(talk.user.detour, null);
    assert.match(await talk.reply('x', 'Ali'), /^Is this right\?\nName: Ali/);
});

test('labels, translations, masks, and what is not there', async () => {
    const talk = conversation(defineApp({
        name: 'labels', start: 'firstName', navigation: null, ...texts,
        states: {
            firstName: freeText({question: 'First?', next: 'pin'}),
            pin: freeText({question: 'PIN?', sensitive: true, answer: 'secret', next: 'crops'}),
            crops: multiSelect({question: 'Crops?', choices: {m: 'Maize', b: 'Boy'}, next: 'town'}),
            town: search({question: 'Town?', from: {n: 'Nairobi'}, next: 'old'}),
            old: yesNo({question: 'Old?', next: 'clinic'}),
            clinic: choice({question: 'Clinic?', choices: () => [{value: 7, label: 'Seven'}], next: 'sure'}),
            email: freeText({question: 'Email?', next: 'sure'}),
            sure: confirm({
                show: {firstName: 'Name', pin: 'PIN', crops: 'Crops', town: 'Town', old: 'Old', email: 'Email',
                    clinic: {label: 'Clinic', value: 'number {{clinic}}'}},
                next: 'bye',
            }),
            bye: end({text: 'Bye'}),
        },
    }));
    await talk.dial();
    const screen = await talk.reply('Asha', '1234', '1 2', 'nai', '1', '2', '1');
    assert.equal(screen, 'Ni sawa?\nJina: Asha\nPIN: ***\nCrops: Maize, Mvulana\nTown: Nairobi\nOld: No\nClinic: number 7\n'
        + '1. Ndiyo\n2. Badilisha');
    assert.equal(await talk.reply('2'), 'Unataka kubadilisha nini?\n1. Jina\n2. PIN\n3. Crops\n4. Town\n5. Old\n6. Clinic');
    assert.match(await talk.reply('2'), /^PIN\?/, 'an answer of another name than its state');
    assert.match(await talk.reply('9999'), /^Ni sawa\?/);
    assert.equal(talk.user.answers.secret, '9999');
});

test('a long summary breaks between answers, and a change is still there', async () => {
    const show = {name: 'Full name as in the book', sex: 'Sex of the child'};
    const talk = conversation(app({show}, {channel: 'ussd-160', navigation: null}));
    await talk.dial();
    const name = 'Amina '.repeat(15).trim();
    assert.equal(await talk.reply(name, '1'), `Is this right?\nFull name as in the book: ${name}\n1. More`);
    assert.equal(await talk.reply('1'), 'Sex of the child: Girl\n1. Yes\n2. Change\n3. Previous');
    assert.equal(await talk.reply('2'), 'What do you want to change?\n1. Full name as in the book\n2. Sex of the child');
});

test('the graph has the ways to all it shows, translators all texts', () => {
    const state = /** @type {any} */ (confirm({show: ['firstName', 'home_town'], next: 'bye'}));
    assert.deepEqual(state.edges(), [{to: 'bye', by: ''}, {to: 'firstName', by: 'change'}, {to: 'home_town', by: 'change'}]);
    assert.deepEqual(state.texts().map((/** @type {any} */ {text}) => text),
        ['Is this right?', 'Yes', 'Change', 'What do you want to change?', 'First name', 'Home town']);
    assert.throws(() => app({show: ['nmae']}), /states\.sure: goes to 'nmae' \(by change\), which is not there/);
});

test('what was chosen from a list that a function made is shown by the labels there were', async () => {
    const clinics = () => [{value: 7, label: 'Mathare'}, {value: 8, label: message('Ward {{number}}', {number: 8})}, {value: 9, label: 'Embu'}];
    const talk = conversation(defineApp({
        name: 'lists', start: 'one', navigation: null,
        languages: {en: 'English', sw: 'Kiswahili'}, catalogues: {sw: {'Ward {{number}}': 'Kata {{number}}'}},
        states: {
            one: choice({question: 'Which?', choices: clinics, next: 'more'}),
            more: multiSelect({question: 'Which others?', choices: clinics, next: 'secret'}),
            secret: choice({question: 'Secret?', choices: clinics, sensitive: true, next: 'sure'}),
            sure: confirm({show: ['one', 'more', 'secret'], next: 'bye'}),
            bye: end({text: 'Bye'}),
        },
    }));
    await talk.dial();
    assert.equal(await talk.reply('1', '2 3', '1'), 'Is this right?\nOne: Mathare\nMore: Ward 8, Embu\nSecret: ***\n1. Yes\n2. Change');
    assert.deepEqual(talk.user.labels, {
        one: [{value: 7, label: 'Mathare'}],
        more: [{value: 8, label: {message: 'Ward {{number}}', values: {number: 8}}}, {value: 9, label: 'Embu'}],
    });
    assert.match(String(await talk.reply('2', '1', '3')), /One: Embu\n/);
});
