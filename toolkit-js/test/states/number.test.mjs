import assert from 'node:assert/strict';
import {test} from 'node:test';

import {defineApp, end, number, validators} from 'jukwaa';
import {phone as dialFrom} from 'jukwaa/testing';

import {asked, cannotWork, refuses, takes, takesItsSample} from './asked.mjs';

/** @param {object} [options] */
const ask = (options) => () => number({question: 'Q?', next: 'bye', ...options});

const RANGE = 'Please enter a number from 1 to 10.';
const WHOLE = 'Please enter a whole number.';

test('whole numbers as people type them', () => takes(ask({least: -5, most: 2_000_000}), [
    ['0', 0], ['-0', 0], ['7', 7], ['007', 7], [' 7 ', 7], ['+7', 7], ['+ 7', 7], ['-3', -3], ['\u22123', -3],
    ['1 200', 1200], ['1\u00a0200', 1200], ['1,200', 1200], ['1,234,567', 1_234_567], ['1 234 567', 1_234_567], ['1.234.567', 1_234_567],
    ["1'200", 1200], ['1200', 1200],
]));

test('digits of other scripts', () => takes(ask({decimals: 1}), [
    ['٤٢', 42], ['۴۲', 42], ['४२', 42], ['৪২', 42], ['４２', 42], ['٤٫٥', 4.5], ['٤٬٢٠٠', 4200],
]));

test('what is no whole number within the range', () => refuses(ask({least: 1, most: 10}), {
    [RANGE]: ['', '0x1', '1e5', '1e0', 'five', '5 years', '11', '0', '-1', '--5', '+-5', '5-', '1 0', '1,0,0', '12 34', 'Infinity', 'NaN',
        '5 %', '½', '99999999999999999999'],
    [WHOLE]: ['2.5', '2,5', '5.0', '1.234', '1,23', '.5'],
}));

test('a comma or a point is the decimal sign where there are decimals', () => takes(ask({decimals: 2}), [
    ['1.5', 1.5], ['1,5', 1.5], ['.5', 0.5], [',5', 0.5], ['0.25', 0.25], ['36,6', 36.6], ['-1,25', -1.25], ['12', 12],
    ['1,200.50', 1200.5], ['1.200,50', 1200.5], ['1 200,5', 1200.5], ['1,200,300', 1_200_300],
]));

test('too many decimals', async () => {
    await refuses(ask({decimals: 2}), {
        'Please enter at most 2 digits after the point.': ['1.234', '1,234', '0.001'],
        'Please enter a number.': ['1.', '1,', '.', '1.2.3', '1,200.5.1', '1e2', ''],
    });
    await refuses(ask({decimals: 1}), {'Please enter only one digit after the point.': ['36.65']});
});

test('the error says the range there is', async () => {
    await refuses(ask({least: 18}), {'Please enter a number, 18 or more.': ['17', 'x']});
    await refuses(ask({most: 0.5, decimals: 1}), {'Please enter a number, 0.5 or less.': ['0.6']});
    await refuses(ask({least: 1, most: 10, error: 'No.'}), {'No.': ['11', '1.5', 'x']});
});

test('numbers too large to be exact are refused', () => refuses(ask(), {'Please enter a number.': ['9007199254740993']}));

test('an app checks more', () => refuses(ask({
    check: validators.all((value) => value !== 3 || 'Not three.', validators.number({most: 8})),
}), {'Please enter a number, 8 or less.': ['9']}));

test('limits may come from other answers', async () => {
    const app = defineApp({
        name: 'limits',
        start: 'children',
        states: {
            children: number({question: 'Children?', least: 1, most: 20, next: 'vaccinated'}),
            vaccinated: number({question: 'Vaccinated?', least: 0, most: ({answers}) => answers.children, next: 'bye'}),
            bye: end({text: '{{vaccinated}} of {{children}}'}),
        },
    });
    const user = dialFrom(app);
    await user.dial();
    await user.reply('3');
    assert.equal(await user.reply('4'), 'Please enter a number from 0 to 3.\nVaccinated?\n00. Home');
    assert.equal(await user.reply('2'), '2 of 3');
});

test('0 is an answer where it is a number that is asked for, and goes back elsewhere', async () => {
    const app = defineApp({
        name: 'zero',
        start: 'age',
        states: {
            age: number({question: 'Age?', least: 1, most: 120, next: 'children'}),
            children: number({question: 'Children?', least: 0, most: 20, next: 'visits'}),
            visits: number({question: 'Visits?', least: 1, next: 'bye'}),
            bye: end({text: 'Bye'}),
        },
    });
    const user = dialFrom(app);
    await user.dial();
    assert.equal(await user.reply('30'), 'Children?\n00. Home');
    assert.equal(await user.reply('0'), 'Visits?\n0. Back\n00. Home');
    assert.equal(user.answers.children, 0);
    assert.equal(await user.reply('0'), 'Children?\n00. Home');
    assert.equal(await user.reply('00'), 'Age?', 'only the shortest way to write a number is one');
});

test('an input for generated tests', async () => {
    for (const options of [{}, {least: 3}, {most: -2}, {least: 0.25, most: 9.9}, {least: 0.25, most: 0.75, decimals: 1}]) {
        await takesItsSample(ask(options)());
    }
    assert.equal(ask({next: {1: 'bye', 7: 'locked'}})().sample({to: 'locked', by: '7'}), '7');
    assert.equal(ask({least: () => 5})().sample({to: 'bye', by: ''}), undefined);
});

test('definitions that cannot work', () => {
    cannotWork(ask({decimals: 1.5}), 'number: decimals 1.5 (expected: 0 to 10)');
    cannotWork(ask({least: 5, most: 1}), 'number: least 5 (expected: not more than most, which is 1)');
});

test('wrong inputs are counted', async () => {
    const user = await asked(number({question: 'Q?', least: 1, most: 3, next: 'bye', attempts: {most: 2, to: 'locked'}}));
    await user.reply('9');
    assert.equal(await user.reply('8'), 'Locked');
});
