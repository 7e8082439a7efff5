import assert from 'node:assert/strict';
import {test} from 'node:test';

import {assign, call, choice, defineApp, end, form, freeText, language, yesNo} from 'jukwaa';

import {cannotWork} from './asked.mjs';
import {conversation} from './conversation.mjs';

const fields = {
    name: freeText({question: 'Name?'}),
    married: yesNo({question: 'Married?'}),
    spouse: freeText({question: 'Name of spouse?'}),
    town: freeText({question: 'Town?'}),
};

/** @param {any} [options] @param {any} [more] */
const app = (options, more) => defineApp({
    name: 'register', start: 'person', navigation: null,
    states: {person: form({fields, next: 'bye', ...options}), bye: end({text: 'Bye {{name}}'})},
    ...more,
});

test('one field after the other, answers under their own names', async () => {
    const talk = conversation(app());
    assert.equal(await talk.dial(), 'Name?');
    assert.equal(await talk.reply('Asha'), 'Married?\n1. Yes\n2. No');
    assert.equal(talk.user.state, 'person.married');
    assert.equal(await talk.reply('1', 'Ali', 'Embu'), 'Bye Asha');
    assert.deepEqual(talk.user.answers, {name: 'Asha', married: true, spouse: 'Ali', town: 'Embu'});
});

test('progress counts what will be asked', async () => {
    const talk = conversation(app({progress: true, when: {spouse: {married: true}}}));
    assert.equal(await talk.dial(), '1/3 Name?');
    assert.equal(await talk.reply('Asha'), '2/3 Married?\n1. Yes\n2. No');
    assert.equal(await talk.reply('1'), '3/4 Name of spouse?');
    assert.equal(await talk.reply(''), 'Please enter a text.\n3/4 Name of spouse?');
    assert.equal(await talk.reply('Ali'), '4/4 Town?');
    await talk.dial();
    const single = conversation(app({progress: true, when: {spouse: {married: true}}}));
    await single.dial();
    assert.equal(await single.reply('Asha', '2'), '3/3 Town?');
    assert.deepEqual(single.left, ['person.married -false-> person.spouse', 'person.spouse -skip-> person.town']);
});

test('a field that is not asked has no answer, not even an old one', async () => {
    const talk = conversation(app({when: {spouse: {married: true}}}));
    await talk.dial();
    await talk.reply('Asha', '1', 'Ali', 'Embu');
    await talk.dial();
    await talk.reply('Asha', '2', 'Embu');
    assert.deepEqual(talk.user.answers, {name: 'Asha', married: false, town: 'Embu'});
});

test('back goes through the fields', async () => {
    const talk = conversation(app({}, {navigation: undefined}));
    await talk.dial();
    assert.match(await talk.reply('Asha', '1', '0'), /^Married\?/);
    assert.match(await talk.reply('0'), /^Name\?/);
    assert.match(await talk.reply('Amina', '2', 'none', 'Embu'), /^Bye Amina/);
});

test('back passes fields that were not asked', async () => {
    const talk = conversation(app({when: {spouse: {married: true}}}, {navigation: undefined}));
    await talk.dial();
    assert.match(await talk.reply('Asha', '2'), /^Town\?/);
    assert.match(await talk.reply('0'), /^Married\?/);
});

test('a summary at the end, with changes', async () => {
    const talk = conversation(app({confirm: {question: 'Check:'}, when: {spouse: {married: true}}}));
    await talk.dial();
    assert.equal(await talk.reply('Asha', '2', 'Embu'), 'Check:\nName: Asha\nMarried: No\nTown: Embu\n1. Yes\n2. Change');
    assert.equal(await talk.reply('2'), 'What do you want to change?\n1. Name\n2. Married\n3. Town');
    assert.equal(await talk.reply('3', 'Meru'), 'Check:\nName: Asha\nMarried: No\nTown: Meru\n1. Yes\n2. Change');
    assert.equal(await talk.reply('2', '2', '1'), 'Name of spouse?', 'due because of the change');
    assert.equal(await talk.reply('Ali'), 'Check:\nName: Asha\nMarried: Yes\nSpouse: Ali\nTown: Meru\n1. Yes\n2. Change');
    assert.equal(await talk.reply('2', '2', '2'), 'Check:\nName: Asha\nMarried: No\nTown: Meru\n1. Yes\n2. Change',
        'pointless because of the change');
    assert.equal(await talk.reply('1'), 'Bye Asha');
    assert.deepEqual(talk.user.answers, {name: 'Asha', married: false, town: 'Meru', 'person.confirm': true});
    assert.equal(talk.user.state, null);
});

test('back from a question that became due leads to the changed one, and from there to the summary', async () => {
    const talk = conversation(app({confirm: {}, when: {spouse: {married: true}}}, {navigation: undefined}));
    await talk.dial();
    assert.match(await talk.reply('Asha', '2', 'Embu', '2', '2', '1'), /^Name of spouse\?/);
    assert.match(await talk.reply('0'), /^Married\?/);
    assert.match(await talk.reply('1'), /^Name of spouse\?/);
    assert.match(await talk.reply('0', '2'), /^Is this right\?\nName: Asha\nMarried: No\nTown: Embu/);
    assert.match(await talk.reply('2', '2', '1', '0', '0'), /^Is this right\?\nName: Asha\nMarried: Yes\nTown: Embu/);
    assert.match(await talk.reply('0'), /^Town\?/);
});

test('no form is completed while a question is due', async () => {
    const talk = conversation(app({confirm: {}, when: {spouse: {married: true}}}, {navigation: undefined}));
    await talk.dial();
    assert.match(await talk.reply('Asha', '2', 'Embu', '2', '2', '1', '0', '0'), /^Is this right\?\nName: Asha\nMarried: Yes\nTown: Embu/);
    assert.match(await talk.reply('1'), /^Name of spouse\?/);
    assert.match(await talk.reply('Ali'), /^Is this right\?\nName: Asha\nMarried: Yes\nSpouse: Ali\nTown: Embu/);
    assert.match(await talk.reply('1'), /^Bye Asha/);
});

test('the summary shows what it is told to', async () => {
    const labelled = conversation(app({confirm: {show: {town: 'Where', name: 'Who'}}}));
    await labelled.dial();
    assert.equal(await labelled.reply('Asha', '2', 'x', 'Embu'), 'Is this right?\nWhere: Embu\nWho: Asha\n1. Yes\n2. Change');
    const named = conversation(app({confirm: {show: ['town']}}));
    await named.dial();
    assert.equal(await named.reply('Asha', '2', 'x', 'Embu'), 'Is this right?\nTown: Embu\n1. Yes\n2. Change');
});

test('a choice with a way of its own leaves the form, other kinds of states have their place in it', async () => {
    const talk = conversation(defineApp({
        name: 'mixed', start: 'f', navigation: null,
        languages: {en: 'English', sw: 'Kiswahili'}, catalogues: {sw: {'Agree?': 'Sawa?', 'Fine': 'Vizuri {{arm}} {{found}}'}},
        states: {
            f: form({
                progress: true,
                fields: {
                    tongue: language({question: 'Language', choices: {en: 'English', sw: 'Kiswahili'}}),
                    arm: assign({groups: {one: 1}}),
                    found: call({run: ({answers}) => answers.tongue.toUpperCase(), fallback: 'out'}),
                    agree: choice({question: 'Agree?', choices: [{value: 'y', label: 'Y'}, {value: 'n', label: 'N', next: 'out'}]}),
                },
                next: [{when: {agree: 'y'}, to: 'fine'}, 'out'],
            }),
            fine: end({text: 'Fine'}),
            out: end({text: 'Out'}),
        },
    }));
    await talk.dial();
    assert.equal(await talk.reply('2'), '2/2 Sawa?\n1. Y\n2. N', 'what shows no screen is not counted');
    assert.equal(await talk.reply('1'), 'Vizuri one SW');
    assert.deepEqual(talk.user.answers, {tongue: 'sw', arm: 'one', found: 'SW', agree: 'y'});
    await talk.dial();
    assert.equal(await talk.reply('1', '2'), 'Out');
});

test('forms in forms', async () => {
    const talk = conversation(defineApp({
        name: 'nested', start: 'a', navigation: null,
        states: {
            a: form({
                fields: {
                    name: freeText({question: 'Name?'}),
                    home: form({fields: {street: freeText({question: 'Street?'}), town: freeText({question: 'Town?'})}, confirm: {}}),
                    work: form({fields: {firm: freeText({question: 'Firm?', answer: 'company'})}}),
                    last: freeText({question: 'Last?'}),
                },
                when: {work: {name: 'Asha'}},
                next: 'bye',
            }),
            bye: end({text: 'Bye'}),
        },
    }));
    await talk.dial();
    assert.equal(await talk.reply('Asha', 'S', 'T'), 'Is this right?\nStreet: S\nTown: T\n1. Yes\n2. Change');
    assert.equal(talk.user.state, 'a.home.confirm');
    assert.equal(await talk.reply('2', '1', 'S2'), 'Is this right?\nStreet: S2\nTown: T\n1. Yes\n2. Change');
    assert.equal(await talk.reply('1'), 'Firm?');
    assert.equal(await talk.reply('F', 'L'), 'Bye');
    assert.deepEqual(talk.user.answers, {'name': 'Asha', 'street': 'S2', 'town': 'T', 'a.home.confirm': true, 'company': 'F', 'last': 'L'});
    await talk.dial();
    assert.equal(await talk.reply('Other', 'S', 'T', '1'), 'Last?');
});

test('the graph sees all fields and ways', async () => {
    const {compiledOf} = await import('../../lib/define/app.js');
    const compiled = compiledOf(app({confirm: {}, when: {spouse: {married: true}}}));
    const edges = [...compiled.states].flatMap(([name, state]) => state.edges().map(({to, by}) => `${name} -${by}-> ${to}`));
    assert.deepEqual(edges.sort(), [
        'person --> person.name', 'person.check --> person.confirm', 'person.check -change-> person.spouse',
        'person.confirm --> bye', 'person.confirm -change-> person.married', 'person.confirm -change-> person.name',
        'person.confirm -change-> person.spouse', 'person.confirm -change-> person.town', 'person.married -false-> person.spouse',
        'person.married -true-> person.spouse', 'person.name --> person.married', 'person.spouse --> person.town',
        'person.town --> person.confirm',
    ]);
    assert.equal(compiled.states.get('person.married')?.sample?.({to: 'person.spouse', by: 'true'}), '1');
});

test('forms that cannot work are refused', () => {
    cannotWork(() => form({fields: {}, next: 'bye'}), /fields: none \(expected: one at least\)/);
    assert.throws(() => app({confirm: {}, fields: {check: fields.name}}), /fields\.check: the form's own name with confirm/);
    assert.throws(() => app({next: 'by'}), /states\.person\.town: goes to 'by', which is not there/);
    assert.throws(() => app({next: undefined}), /states\.person\.town: leads nowhere/);
});
