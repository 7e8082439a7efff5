import assert from 'node:assert/strict';
import {test} from 'node:test';

import {defineApp, end, multiSelect} from 'jukwaa';

import {conversation} from './conversation.mjs';

const crops = {maize: 'Maize', beans: 'Beans', tea: 'Tea'};

/** @param {any} [options] @param {any} [more] */
const app = (options, more) => defineApp({
    name: 'farm', start: 'crops', navigation: null,
    states: {crops: multiSelect({question: 'Crops?', choices: crops, next: 'bye', ...options}), bye: end({text: 'Bye'})},
    ...more,
});

test('entries are marked one by one, marks can be taken away', async () => {
    const talk = conversation(app());
    assert.equal(await talk.dial(), 'Crops?\n1. Maize\n2. Beans\n3. Tea\n4. Done');
    assert.equal(await talk.reply('3'), 'Crops?\n1. Maize\n2. Beans\n3. * Tea\n4. Done');
    assert.equal(await talk.reply('1', '2'), 'Crops?\n1. * Maize\n2. * Beans\n3. * Tea\n4. Done');
    assert.equal(await talk.reply('2'), 'Crops?\n1. * Maize\n2. Beans\n3. * Tea\n4. Done');
    assert.equal(await talk.reply('4'), 'Bye');
    assert.deepEqual(talk.user.answers, {crops: ['maize', 'tea']});
});

test('several numbers at once are the answer', async () => {
    for (const text of ['3 1', '1,3', '1, 3', '3*1', '1 1 3', ' 3  1 ']) {
        const talk = conversation(app());
        await talk.dial();
        assert.equal(await talk.reply(text), 'Bye', text);
        assert.deepEqual(talk.user.answers, {crops: ['maize', 'tea']}, text);
    }
    const talk = conversation(app());
    await talk.dial();
    await talk.reply('2', '3 1');
    assert.deepEqual(talk.user.answers, {crops: ['maize', 'beans', 'tea']}, 'with what was marked before');
});

test('none can be an answer, too few and too many cannot', async () => {
    const any = conversation(app());
    await any.dial();
    await any.reply('4');
    assert.deepEqual(any.user.answers, {crops: []});

    const talk = conversation(app({least: 1, most: 2}));
    await talk.dial();
    assert.equal((await talk.reply('4')).split('\n')[0], 'Please choose at least 1.');
    assert.equal((await talk.reply('1 2 3')).split('\n')[0], 'Please choose at most 2.');
    assert.equal((await talk.reply('1', '2', '3')).split('\n')[0], 'Please choose at most 2.');
    assert.equal(await talk.reply('4'), 'Bye');
    assert.deepEqual(talk.user.answers, {crops: ['maize', 'beans']});
});

test('inputs that are no choices are refused and change nothing', async () => {
    const talk = conversation(app());
    await talk.dial();
    await talk.reply('1');
    for (const text of ['5', '0 1', '1 5', '1 4', 'maize', '1-', '']) {
        assert.equal(await talk.reply(text), 'Please choose one of the numbers.\nCrops?\n1. * Maize\n2. Beans\n3. Tea\n4. Done', text);
    }
});

test('a list over several pages keeps its marks and its page', async () => {
    const many = Object.fromEntries(Array.from({length: 30}, (_, at) => [`c${at + 1}`, `Crop number ${at + 1}`]));
    const talk = conversation(app({choices: many}));
    const first = await talk.dial();
    assert.match(first, /^Crops\?\n1\. Crop number 1\n/);
    const more = first.match(/(\d+)\. More/)[1];
    const second = await talk.reply(more);
    const start = Number(second.match(/1\. Crop number (\d+)/)[1]);
    const marked = await talk.reply('1 2');
    assert.ok(marked.includes(`1. * Crop number ${start}\n2. * Crop number ${start + 1}\n`), marked);
    await talk.reply('2');
    let screen = marked;
    while (!screen.includes('Done')) {
        screen = await talk.reply(screen.match(/(\d+)\. More/)[1]);
    }
    await talk.reply(screen.match(/(\d+)\. Done/)[1]);
    assert.deepEqual(talk.user.answers, {crops: [`c${start}`]});
});

test('choices can come from a function, have conditions, and be checked together', async () => {
    const made = conversation(app({choices: () => [{value: 1, label: 'One'}, {value: {deep: true}, label: 'Two'}]}));
    assert.equal(await made.dial(), 'Crops?\n1. One\n2. Two\n3. Done');
    await made.reply('2', '3');
    assert.deepEqual(made.user.answers, {crops: [{deep: true}]});

    const talk = conversation(app({
        choices: [{value: 'a', label: 'A', when: () => false}, {value: 'b', label: 'B'}, {value: 'none', label: 'None'}],
        check: (/** @type {string[]} */ values) => !values.includes('none') || values.length === 1 || 'None means none.',
    }));
    await talk.dial();
    assert.equal((await talk.reply('1 2')).split('\n')[0], 'None means none.');
    assert.equal(await talk.reply('1', '3'), 'Bye');
    assert.deepEqual(talk.user.answers, {crops: ['none']});
});

test('translators get all texts, the graph a way', async () => {
    const state = /** @type {any} */ (multiSelect({question: 'Crops?', choices: crops, least: 2, most: 2, finish: 'Ready', next: 'bye'}));
    assert.deepEqual(state.texts().map((/** @type {any} */ {text}) => text.message ?? text),
        ['Crops?', 'Maize', 'Beans', 'Tea', 'Ready', 'Please choose at least {{least}}.', 'Please choose at most {{most}}.']);
    assert.deepEqual(state.edges(), [{to: 'bye', by: ''}]);
    const words = {'Crops?': 'Mazao?', 'Maize': 'Mahindi', 'Done': 'Tayari',
        'Please choose at least {{least}}.': 'Chagua angalau {{least}}.'};
    const talk = conversation(app({least: 1}, {languages: {sw: 'Kiswahili'}, catalogues: {sw: words}}));
    await talk.dial();
    assert.equal(await talk.reply('4'), 'Chagua angalau 1.\nMazao?\n1. Mahindi\n2. Beans\n3. Tea\n4. Tayari');
});

test('the sample is an input that leads on', async () => {
    for (const least of [0, 1, 2, 3]) {
        const definition = app({least});
        const talk = conversation(definition);
        await talk.dial();
        assert.equal(await talk.reply(/** @type {any} */ (definition.states.crops).sample({to: 'bye', by: ''})), 'Bye', `least ${least}`);
    }
});
