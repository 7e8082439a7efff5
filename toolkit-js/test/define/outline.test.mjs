import assert from 'node:assert/strict';
import {describe, it} from 'node:test';

import {assign, choice, defineApp, end, form, freeText, keywords, multiSelect, number, quiz, rating, search, yesNo} from 'jukwaa';

import {compiledOf} from '../../lib/define/app.js';

const bye = end({text: 'Bye'});

/** @param {Record<string, any>} states @param {object} [options] */
const hash = (states, options = {}) => compiledOf(defineApp({name: 'outline', start: 'first', states: {...states, bye}, ...options})).definition();

const town = (options = {}) => ({first: choice({question: 'Town?', choices: {kisumu: 'Kisumu', busia: 'Busia'}, next: 'bye', ...options})});

describe('the hash of a definition', () => {
    it('is always the same', () => {
        assert.equal(hash(town()), '6c0c40d4');
        assert.equal(hash(town()), hash(town()));
    });

    it('does not depend on texts, ways, functions, and the order of states and choices', () => {
        const {first} = town();
        const others = [
            hash({first, bye}),
            hash(town({question: 'Which town?', error: 'No such town', choices: {busia: 'Busia (border)', kisumu: 'Kisumu'}})),
            hash(town({next: () => 'bye', done: () => {}, sensitive: true})),
            compiledOf(defineApp({name: 'outline', start: 'first', states: {bye, first}})).definition(),
            hash(town(), {version: 2, languages: {en: 'English'}, resume: {policy: 'ask'}}),
        ];
        assert.deepEqual(others, others.map(() => hash(town())));
    });

    it('is another one for other names, kinds, names of answers and values', () => {
        const {first} = town();
        const text = {question: 'What?', next: 'bye'};
        const age = (options) => ({first: form({fields: options, next: 'bye'})});
        const groups = (names) => ({first: assign({groups: names, next: 'bye'})});
        const words = (names) => ({first: keywords({keywords: names, otherwise: 'bye'})});
        const all = [
            hash(town()),
            hash({first, second: yesNo(text)}),
            hash(town({answer: 'town'})),
            hash(town({choices: {kisumu: 'Kisumu'}})),
            hash(town({choices: [{value: 1, label: 'Kisumu'}]})),
            hash(town({choices: [{value: '1', label: 'Kisumu'}]})),
            hash(town({choices: () => []})),
            hash({first: multiSelect({...text, choices: {kisumu: 'Kisumu', busia: 'Busia'}})}),
            hash({first: search({...text, from: {kisumu: 'Kisumu', busia: 'Busia'}})}),
            hash({first: search({...text, from: {kisumu: 'Kisumu'}})}),
            hash({first: freeText(text)}),
            hash({first: number(text)}),
            hash({first: rating(text)}),
            hash({first: rating({...text, most: 3})}),
            hash(age({age: number({question: 'Age?'})})),
            hash(age({years: number({question: 'Age?'})})),
            hash(age({age: number({question: 'Age?', answer: 'years'})})),
            hash(groups({a: 1, b: 1})),
            hash(groups({a: 1, c: 1})),
            hash(words({YES: 'bye'})),
            hash(words({NO: 'bye'})),
            hash({first: quiz({questions: [{question: 'Q', choices: {a: 'A', b: 'B'}, right: 'a'}], next: 'bye'})}),
            hash({first: quiz({questions: [{question: 'Q', choices: {a: 'A', c: 'C'}, right: 'a'}], next: 'bye'})}),
        ];
        assert.equal(new Set(all).size, all.length, all.join(' '));
    });
});
