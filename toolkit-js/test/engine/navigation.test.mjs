import assert from 'node:assert/strict';
import {test} from 'node:test';

import {confirm, defineApp, end, freeText, number, menu} from 'jukwaa';
import {phone} from 'jukwaa/testing';

import {type} from './user.mjs';

/** @param {object} options */
const app = (options = {}) => defineApp({
    name: 'navigation',
    start: 'home',
    states: {
        home: menu({question: 'Home', choices: {one: 'Go'}}),
        one: freeText({question: 'One', next: 'two'}),
        two: freeText({question: 'Two', next: 'three', ...options.two}),
        three: freeText({question: 'Three', next: 'bye'}),
        bye: end({text: 'Bye'}),
    },
    ...options.app,
});

test('0 goes back step by step, with the answers kept', async () => {
    const user = phone(app());
    await user.dial();
    await type(user, '1', 'first', 'second');
    assert.equal(user.screen, 'Three\n0. Back\n00. Home');
    assert.equal(await user.reply('0'), 'Two\n0. Back\n00. Home');
    assert.equal(await user.reply('0'), 'One\n0. Back');
    assert.equal(await user.reply('0'), 'Home\n1. Go');
    assert.deepEqual(user.answers, {home: 'one', one: 'first', two: 'second'});
});

test('00 goes home', async () => {
    const user = phone(app());
    await user.dial();
    await type(user, '1', 'first');
    assert.equal(await user.reply('00'), 'Home\n1. Go');
    assert.equal(await user.reply('0'), 'Please choose one of the numbers.\nHome\n1. Go', 'nothing to go back to');
});

test('nobody goes back over a state that says so', async () => {
    const user = phone(app({two: {back: false}}));
    await user.dial();
    await type(user, '1', 'first', 'second');
    assert.equal(user.screen, 'Three');
    await user.reply('0');
    assert.equal(user.answers.three, '0', 'an answer like any other where nothing is offered');
});

test('an app chooses its keys, or none', async () => {
    const user = phone(app({app: {navigation: {back: {key: '*', label: 'Rudi'}, home: null}}}));
    await user.dial();
    await user.reply('1');
    assert.equal(user.screen, 'One\n*. Rudi');
    assert.equal(await user.reply('*'), 'Home\n1. Go');
    const none = phone(app({app: {navigation: null}}));
    await none.dial();
    assert.equal(await none.reply('1'), 'One');
    assert.equal(await none.reply('0'), 'Two');
});

test('back passes by what would be skipped now', async () => {
    const user = phone(defineApp({
        name: 'skips', start: 'a',
        states: {
            a: freeText({question: 'A', next: 'b'}),
            b: freeText({question: 'B', skip: {c: 'skip b'}, next: 'c'}),
            c: freeText({question: 'C', next: 'd'}),
            d: freeText({question: 'D', next: 'bye'}),
            bye: end({text: 'Bye'}),
        },
    }));
    await user.dial();
    await type(user, '1', '2', 'skip b');
    assert.equal(await user.reply('0'), 'C\n0. Back\n00. Home');
    assert.equal(await user.reply('0'), 'A', 'not B');
});

test('the way back is not longer than anybody goes', async () => {
    const user = phone(defineApp({
        name: 'rounds', start: 'a', states: {a: freeText({question: 'A', next: 'b'}), b: freeText({question: 'B', next: 'a'})},
    }));
    await user.dial();
    for (let at = 0; at < 100; at++) {
        await user.reply('x');
    }
    assert.equal(user.user.history.length, 30);
});

test('a number is an answer on every page of a question', async () => {
    const long = 'word '.repeat(80);
    const asking = (navigation) => phone(defineApp({
        name: 'long', start: 'count', navigation,
        states: {count: number({question: `How many? ${long}`, least: 0, most: 20, next: 'text'}), text: freeText({question: long, next: 'bye'}),
            bye: end({text: 'Bye'})},
    }));
    const user = asking();
    await user.dial();
    assert.match(user.screen, /word\n#\. More$/);
    assert.match(await user.reply('#'), /word\n#\. More\n\*\. Previous$/);
    assert.match(await user.reply('2'), /word\n#\. More\n0\. Back$/);
    assert.equal(await type(user, '#', '*', '#', '#', '1'), 'Bye');
    assert.deepEqual(user.answers, {count: 2, text: '1'});
    const other = asking({back: {key: '#', label: 'Rudi'}, home: {key: '*', label: 'Mwanzo'}});
    await other.dial();
    assert.match(await other.reply('1'), /word\n##\. More\n#\. Rudi$/);
    assert.match(await other.reply('##'), /word\n##\. More\n\*\*\. Previous\n#\. Rudi$/);
    assert.match(await other.reply('**'), /word\n##\. More\n#\. Rudi$/);
    assert.match(await other.reply('#'), /^How many\?/);
});

test('answers are kept on the way back, or forgotten', async () => {
    const branches = (/** @type {any} */ navigation) => phone(defineApp({
        name: 'branches', start: 'a', navigation,
        states: {
            a: menu({question: 'A', choices: {bx: 'X', by: 'Y'}}),
            bx: freeText({question: 'BX', answer: 'x', next: 'sure'}),
            by: freeText({question: 'BY', next: 'sure'}),
            sure: confirm({show: ['a', 'bx', 'by'], next: 'bye'}),
            bye: end({text: 'Bye'}),
        },
    }));
    const keeping = branches({home: null});
    await keeping.dial();
    assert.match(String(await type(keeping, '1', 'foo', '0', '0', '2', 'bar')), /A: Y\nBx: foo\nBy: bar/);
    const forgetting = branches({forget: true});
    await forgetting.dial();
    assert.match(String(await type(forgetting, '1', 'foo', '0', '0', '2', 'bar')), /A: Y\nBy: bar/);
    await type(forgetting, '2', '2', '0');
    assert.deepEqual(forgetting.answers, {a: 'by', by: 'bar'}, 'a change that is given up takes nothing away');
    await type(forgetting, '00');
    assert.deepEqual(forgetting.answers, {});
});
