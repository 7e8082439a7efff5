import assert from 'node:assert/strict';
import {test} from 'node:test';

import {defineApp, end, freeText, language, menu, message, plural, show} from 'jukwaa';
import {phone} from 'jukwaa/testing';

import {type} from './user.mjs';

const SWAHILI = {
    'What is your name?': 'Unaitwa nani?',
    'Thank you, {{name}}.': 'Asante, {{ name }}.',
    'one child': {one: 'mtoto mmoja', other: 'watoto {{children}}'},
    Back: 'Rudi',
};

const app = (options = {}) => defineApp({
    name: 'texts',
    start: 'language',
    languages: {en: 'English', sw: 'Kiswahili'},
    catalogues: {sw: SWAHILI},
    states: {
        language: language({question: 'Language?', choices: {en: 'English', sw: 'Kiswahili'}, next: 'name'}),
        name: freeText({question: 'What is your name?', next: 'children'}),
        children: menu({question: plural('data.children', 'one child', '{{data.children}} children'), choices: {bye: 'Go'},
            load: (context) => {
                context.data.children = context.answers.name.length;
                return undefined;
            }}),
        bye: end({text: 'Thank you, {{name}}.'}),
    },
    ...options,
});

test('the chosen language is that of the next screen', async () => {
    const user = phone(app());
    await user.dial();
    assert.equal(await user.reply('2'), 'Unaitwa nani?\n0. Rudi');
    assert.equal(user.language, 'sw');
});

test('a number chooses the form of a text', async () => {
    const user = phone(app());
    await user.dial();
    await type(user, '1', 'A');
    assert.equal(user.screen.split('\n')[0], 'one child');
    await type(user, '0', 'AB');
    assert.equal(user.screen.split('\n')[0], '2 children');
});

test('what users type is never expanded', async () => {
    const user = phone(app());
    await user.dial();
    await type(user, '2', '{{user.address}}', '1');
    assert.equal(user.screen, 'Asante, {{user.address}}.');
});

test('values and functions make texts', async () => {
    const user = phone(defineApp({
        name: 'values', start: 'a',
        states: {
            a: show({text: message('{{count}} clinics near {{place.name}}', {count: 3, place: {name: 'Kisumu'}}), next: 'b'}),
            b: end({text: async (context) => `You are ${context.user.address}`}),
        },
    }));
    assert.equal(await user.dial(), '3 clinics near Kisumu\n1. Continue');
    assert.equal(await user.reply('1'), `You are ${user.address}`);
});

test('a screen that is too long is cut into pages within the limit', async () => {
    const words = Array.from({length: 60}, (_, at) => `word${at}`).join(' ');
    const user = phone(defineApp({
        name: 'long', start: 'a', channel: 'ussd-160',
        states: {a: show({text: words, next: 'b'}), b: end({text: words})},
    }));
    let text = '';
    await user.dial();
    while (/\d\. More/.test(user.screen)) {
        assert.ok(user.screen.length <= 160, user.screen);
        text += ` ${user.screen.split('\n')[0]}`;
        await user.reply(/(\d)\. More/.exec(user.screen)[1]);
    }
    assert.equal(`${text} ${user.screen.split('\n')[0]}`.trim(), words);
    await user.reply('1');
    while (/\d\. More/.test(user.screen)) {
        assert.equal(user.open, true);
        await user.reply(/(\d)\. More/.exec(user.screen)[1]);
    }
    assert.equal(user.open, false);
    assert.ok(user.screen.startsWith('word') && user.screen.includes('word59'));
});

test('characters the network lacks are written with those it has', async () => {
    const user = phone(defineApp({name: 'curly', start: 'a', states: {a: end({text: '“Karibu” – tena…'})}}));
    assert.equal(await user.dial(), '"Karibu" - tena...');
});
