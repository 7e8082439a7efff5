import assert from 'node:assert/strict';
import {test} from 'node:test';

import {choice, date, defineApp, end, freeText, language, multiSelect, number, phone, quiz, rating} from 'jukwaa';

import {cannotWork} from '../states/asked.mjs';

const next = 'bye';
const question = 'Q?';
const one = {a: 'A'};

test('no right answer among the choices', () => {
    const ask = (/** @type {any} */ right) => () => quiz({questions: [{question, choices: {a: 'A', b: 'B'}, right}], next});
    cannotWork(ask('zz'), 'questions.0.right: "zz" (expected one of: "a", "b")');
    cannotWork(ask(undefined), 'questions.0.right: undefined (expected one of: "a", "b")');
});

test('nothing to choose, and not enough', () => {
    cannotWork(() => choice({question, choices: {}, next}), 'choices: none (expected: one at least)');
    cannotWork(() => rating({question, most: 0, next}), 'rating: most 0 (expected: a whole number from 1)');
    cannotWork(() => multiSelect({question, choices: [], next}), 'choices: none (expected: one at least)');
    cannotWork(() => multiSelect({question, choices: one, least: 2, next}), 'least: 2 (expected: not more than there are choices: 1)');
    cannotWork(() => multiSelect({question, choices: {a: 'A', b: 'B'}, least: 2, most: 1, next}), 'least: 2 (expected: not more than most: 1)');
    cannotWork(() => multiSelect({question, choices: one, most: 0, next}), 'most: 0 (expected: 1 at least)');
});

test('nothing between the limits', () => {
    cannotWork(() => date({question, from: '2020-01-01', to: '2019-01-01', next}),
        "date: from '2020-01-01' (expected: not later than to, which is '2019-01-01')");
    cannotWork(() => date({question, from: 'today', to: '-1d', next}), "date: from 'today' (expected: not later than to, which is '-1d')");
    cannotWork(() => freeText({question, shortest: 5, longest: 4, next}), 'freeText: shortest 5 (expected: not more than longest, which is 4)');
    assert.ok(date({question, from: 'today', to: '2019-01-01', next}), 'what only the day will tell');
});

test('no attempt', () => {
    for (const most of [0, -1, 1.5, undefined]) {
        cannotWork(() => freeText({question, attempts: /** @type {any} */ ({most, to: 'locked'}), next}),
            `attempts.most: ${most} (expected: a whole number from 1)`);
    }
});

/** @param {object} options @param {RegExp} wrong */
function refused(options, wrong) {
    const states = {ask: language({question, choices: {en: 'English', xx: 'X'}, next}), bye: end({text: 'Bye'})};
    assert.throws(() => defineApp({name: 'values', start: 'ask', states, ...options}), wrong);
}

test('a language that is none of the app', () => {
    refused({languages: {en: 'English', sw: 'Kiswahili'}}, /states\.ask: choices\.xx: not one of the languages \(en, sw\)/);
});

test('keys that stand for something else', () => {
    const key = (/** @type {any} */ one) => ({key: one, label: 'L'});
    refused({navigation: {back: key('1')}}, /navigation\.back\.key: "1" \(expected: what is typed, and no number of an entry: 0, 00, 99, \*\)/);
    refused({navigation: {home: key('')}}, /navigation\.home\.key: "" \(expected/);
    refused({navigation: {back: {label: 'L'}}}, /navigation\.back\.key: undefined \(expected/);
    refused({navigation: {back: key('#'), home: key('#')}}, /navigation: back and home have the same key "#" \(expected: two keys\)/);
    refused({navigation: {back: key('00')}}, /back and home have the same key "00"/);
    refused({keywords: {'!?': 'bye'}}, /keywords: '!\?' \(expected: letters or digits\)/);
});

test('all that is wrong is told at once, by state', () => {
    assert.throws(() => defineApp({name: 'all', start: 'a', states: {
        a: number({question, least: 5, most: 1, next: 'b'}),
        b: phone({question, region: 'Kenya', next: 'c'}),
        c: end({text: 'Bye'}),
    }}), (/** @type {any} */ {problems}) => {
        assert.equal(problems.length, 2);
        assert.match(problems[0], /^states\.a: number: least 5 /);
        assert.match(problems[1], /^states\.b: region 'Kenya' /);
        return true;
    });
});
