import assert from 'node:assert/strict';
import {test} from 'node:test';

import * as jukwaa from 'jukwaa';

import options from '../../lib/define/options.js';
import {declaredOptions} from './declared-options.mjs';

const {choice, defineApp, end, freeText, menu} = jukwaa;

test('builders take what their declarations say and nothing else', () => {
    const known = Object.entries(options.OPTIONS).map(([name, {takes}]) => [name, [...new Set(takes)].sort()]);
    assert.deepEqual(Object.fromEntries(known), Object.fromEntries(declaredOptions()));
});

/** @param {Record<string, any>} states @param {object} [more] */
const problems = (states, more) => {
    try {
        defineApp({name: 'a', start: 'one', states: {...states, bye: end({text: 'Bye'})}, ...more});
        return [];
    } catch (error) {
        return error.problems;
    }
};

test('misspelled options are told, with what was meant', () => {
    assert.deepEqual(problems({one: freeText({question: 'Name?', nxet: 'bye', next: 'bye', longets: 5, colour: 'red'})}), [
        "states.one: freeText takes no 'nxet' (did you mean 'next'?)",
        "states.one: freeText takes no 'longets' (did you mean 'longest'?)",
        "states.one: freeText takes no 'colour' (expected: answer, attempts, back, check, done, encrypted, error, footer, keep, limit, load, longest, metadata,"
            + ' next, note, pattern, question, repeat, resume, sensitive, shortest, skip)',
    ]);
    assert.deepEqual(problems({one: freeText({question: 'Name?', next: 'bye'})}, {chanel: 'sms', resume: {polcy: 'ask'}}), [
        "defineApp takes no 'chanel' (did you mean 'channel'?)",
        "resume takes no 'polcy' (did you mean 'policy'?)",
    ]);
});

test('what is missing is told, and so is what is no option at all', () => {
    assert.deepEqual(problems({one: freeText({questoin: 'Name?', next: 'bye'})}), [
        'states.one: question is missing (freeText needs it)',
        "states.one: freeText takes no 'questoin' (did you mean 'question'?)",
    ]);
    assert.deepEqual(problems({one: end('Bye')}), ['states.one: "Bye" (expected: end({text: …}))']);
    assert.deepEqual(problems({one: menu({question: 'Where?'})}), ['states.one: choices is missing (menu needs it)']);
    assert.deepEqual(problems({one: choice({question: 'Which?', choices: ['A', {value: 'b', label: 'B'}], next: 'bye'})}),
        ['states.one: choices.0: "A" (expected: {value: …, label: …})']);
});
