import assert from 'node:assert/strict';
import {describe, test} from 'node:test';

import channelList from '../../lib/channels.js';
import pagesModule from '../../lib/text/pages.js';

const {layout} = pagesModule;
const {ussd, chat} = channelList.channels;
const profile = {...ussd, limit: 60, unicodeLimit: 40};
const labels = {more: 'More', previous: 'Back'};

/** @param {{text: string}[]} pages */
const textsOf = (pages) => pages.map(({text}) => text);

test('what fits is one page, exactly as it was written', () => {
    assert.deepEqual(layout({text: ' Which? \n', entries: ['Red', 'Blue'], footer: ['0. Back']}, {profile, ...labels}),
        [{text: ' Which? \n\n1. Red\n2. Blue\n0. Back', first: 0, count: 2, more: null, previous: null, limit: 60}]);
    assert.deepEqual(textsOf(layout({text: ''}, {profile, ...labels})), ['']);
    assert.deepEqual(textsOf(layout({text: 'a'.repeat(60)}, {profile, ...labels})), ['a'.repeat(60)]);
});

test('pages are turned by keys of their own where numbers are answers', () => {
    const keys = {more: '#', previous: '*'};
    assert.deepEqual(layout({text: 'a '.repeat(60)}, {profile, ...labels, keys}).map(({text, more, previous}) =>
        [text.split('\n').slice(1), more, previous]), [
        [['#. More'], '#', null], [['#. More', '*. Back'], '#', '*'], [['*. Back'], null, '*'],
    ]);
});

test('the last page of a screen that ends has no way back', () => {
    const pages = layout({text: 'a '.repeat(60), footer: ['Bye.']}, {profile, ...labels, ends: true});
    assert.deepEqual(pages.map(({text}) => text.split('\n').slice(1)), [['1. More', 'Bye.'], ['1. More', '2. Back', 'Bye.'], ['Bye.']]);
    assert.equal(pages.at(-1)?.previous, null);
});

describe('entries that do not fit', () => {
    test('go to further pages, numbered from 1, under the repeated text', () => {
        const entries = ['Kisumu', 'Nairobi', 'Mombasa', 'Nakuru', 'Eldoret', 'Thika'];
        assert.deepEqual(layout({text: 'Where do you live?', entries}, {profile, ...labels}), [
            {text: 'Where do you live?\n1. Kisumu\n2. Nairobi\n3. Mombasa\n4. More',
                first: 0, count: 3, more: '4', previous: null, limit: 60},
            {text: 'Where do you live?\n1. Nakuru\n2. Eldoret\n3. Thika\n4. Back',
                first: 3, count: 3, more: null, previous: '4', limit: 60},
        ]);
    });

    test('drop the text where only one of several would fit beside it', () => {
        const entries = ['Kisumu', 'Nairobi', 'Mombasa', 'Nakuru', 'Eldoret'];
        assert.deepEqual(textsOf(layout({text: 'In which town do you live now?', entries}, {profile, ...labels})), [
            'In which town do you live now?\n1. Kisumu\n2. Nairobi\n3. More',
            '1. Mombasa\n2. Nakuru\n3. Eldoret\n4. Back',
        ]);
    });

    test('may leave the first page to the text', () => {
        assert.deepEqual(textsOf(layout({text: 'a'.repeat(50), entries: ['Kisumu Central Clinic', 'Other']}, {profile, ...labels})), [
            `${'a'.repeat(50)}\n1. More`,
            '1. Kisumu Central Clinic\n2. Other\n3. Back',
        ]);
    });

    test('are cut short where one is longer than a page', () => {
        assert.deepEqual(textsOf(layout({text: '', entries: ['No', 'b'.repeat(70), '€'.repeat(70)]}, {profile, ...labels})), [
            '1. No\n2. More',
            `1. ${'b'.repeat(38)}...\n2. More\n3. Back`,
            `1. ${'€'.repeat(23)}...\n2. Back`,
        ]);
    });

    test('keep the footer on every page', () => {
        const pages = layout({text: 'Pick', entries: Array.from({length: 12}, (_, at) => `Ward ${at + 1}`), footer: ['0. Exit']},
            {profile, ...labels});
        assert.ok(pages.length > 2);
        assert.ok(pages.every(({text}) => text.endsWith('\n0. Exit')));
    });
});

describe('a text that does not fit', () => {
    const words = 'Wash your hands with soap before you prepare any food for your child today.';

    test('is cut at words', () => {
        assert.deepEqual(layout({text: words}, {profile, ...labels}), [
            {text: 'Wash your hands with soap before you prepare any\n1. More', first: 0, count: 0, more: '1', previous: null, limit: 60},
            {text: 'food for your child today.\n1. Back', first: 0, count: 0, more: null, previous: '1', limit: 60},
        ]);
    });

    test('has the entries after its end', () => {
        assert.deepEqual(textsOf(layout({text: words, entries: ['Next', 'Repeat', 'Ask a nurse']}, {profile, ...labels})), [
            'Wash your hands with soap before you prepare any\n1. More',
            'food for your child today.\n1. Next\n2. Repeat\n3. More\n4. Back',
            '1. Ask a nurse\n2. Back',
        ]);
    });

    test('is cut at lines where asked, and at words in a line longer than a page', () => {
        const text = `Milk: 3 cups\n  Eggs: 2\n\nBread: four slices of it\n${words}`;
        assert.deepEqual(textsOf(layout({text, breakAt: 'line'}, {profile, ...labels})), [
            'Milk: 3 cups\n  Eggs: 2\n\nBread: four slices of it\n1. More',
            'Wash your hands with soap before you prepare\n1. More\n2. Back',
            'any food for your child today.\n1. Back',
        ]);
    });

    test('is cut inside a word only where the word is longer than a page, and never inside a character', () => {
        const [first, second] = layout({text: `See ${'👋'.repeat(30)}`}, {profile, ...labels});
        assert.equal(first.text, 'See\n1. More');
        assert.equal(second.text, `${'👋'.repeat(12)}\n1. More\n2. Back`);
    });

    test('keeps an accent with its letter', () => {
        const [first] = layout({text: 'я\u0301'.repeat(30)}, {profile, ...labels});
        assert.equal(first.text, `${'я\u0301'.repeat(16)}\n1. More`, '8 units for More, 32 of 32');
        const [odd] = layout({text: `a${'я\u0301'.repeat(30)}`}, {profile, ...labels});
        assert.equal(odd.text, `a${'я\u0301'.repeat(15)}\n1. More`);
    });
});

describe('limits', () => {
    test('a page with a character outside GSM-7 has the lower limit, other pages do not', () => {
        const text = `${'a '.repeat(25)}ж ${'b '.repeat(10)}`;
        assert.deepEqual(layout({text}, {profile, ...labels}).map(({limit}) => limit), [60, 40]);
    });

    test('extension characters count twice', () => {
        assert.equal(layout({text: '€'.repeat(30)}, {profile, ...labels}).length, 1);
        assert.equal(layout({text: '€'.repeat(31)}, {profile, ...labels}).length, 2);
    });

    test('a limit of the state lowers those of the channel, and never raises them', () => {
        assert.equal(layout({text: 'a'.repeat(21)}, {profile, limit: 20, ...labels})[0].limit, 20);
        assert.equal(layout({text: 'ж'.repeat(21)}, {profile, limit: 20, ...labels})[0].limit, 20);
        assert.equal(layout({text: 'ж'}, {profile, limit: 50, ...labels})[0].limit, 40);
        assert.equal(layout({text: 'a'}, {profile, limit: 500, ...labels})[0].limit, 60);
    });

    test('channels with Unicode count UTF-16 code units', () => {
        const unicode = {...chat, limit: 30, unicodeLimit: 30};
        assert.equal(layout({text: '€'.repeat(30)}, {profile: unicode, ...labels}).length, 1);
        assert.equal(layout({text: '👋'.repeat(16)}, {profile: unicode, ...labels}).length, 2);
    });

    test('too little room is an error that tells the limit and what is left', () => {
        assert.throws(() => layout({text: 'Hello there', footer: ['0. Leave']}, {profile, limit: 10, ...labels}), {
            message: 'a page of 10 units (channel \'ussd\') has 0 units left beside footer and page numbers (expected: at least 10):'
                + ' "Hello there"',
        });
        assert.throws(() => layout({text: '', entries: ['Yes', 'Not']}, {profile, limit: 12, ...labels}), /12 units .* 4 units left/);
        assert.throws(() => layout({text: '', footer: ['a'.repeat(61)]}, {profile, ...labels}), /60 units .* 0 units left/);
        assert.throws(() => layout({text: 'ж'.repeat(30), footer: ['a'.repeat(36)]}, {profile, ...labels}), /40 units .* 0 units left/);
    });
});
