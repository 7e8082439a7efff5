// What the declarations of flow states must let through, and what they must not. Checked by tsc only.

import {assign, call, choice, confirm, decide, defineApp, end, form, freeText, keywords, location, multiSelect, quiz, rating, search,
    number, send, show, xform} from 'jukwaa';
import {phone as phoneOn} from 'jukwaa/testing';
import type {AnswersOf, StateNamesOf} from 'jukwaa';

const app = defineApp({
    name: 'flow',
    start: 'router',
    states: {
        router: keywords({keywords: {JOIN: 'person', STOP: 'bye'}, otherwise: 'group'}),
        group: assign({groups: {control: 1, treatment: 2}, next: {control: 'person', treatment: 'stock'}}),
        person: form({
            fields: {
                name: freeText({question: 'Name?', keep: '30d'}),
                stars: rating({question: 'Stars?'}),
                leave: choice({question: 'Leave?', choices: [{value: 'y', label: 'Yes', next: 'bye'}, {value: 'n', label: 'No'}]}),
            },
            when: {stars: {name: {answered: true}}},
            confirm: {show: ['name']},
            next: 'stock',
        }),
        stock: call({run: async () => ({count: 3}), retries: 2, fallback: 'bye', next: [{when: {'stock.count': 0}, to: 'bye'}, 'crops']}),
        crops: multiSelect({question: 'Crops?', choices: {maize: 'Maize', tea: 'Tea'}, least: 1, next: 'town'}),
        town: search({question: 'Town?', from: {n: 'Nairobi', m: 'Mombasa'}, next: 'place'}),
        place: location({question: 'Where?', url: 'https://example.org/{{text}}', next: 'test'}),
        test: quiz({questions: [{question: 'One?', choices: {a: 'A', b: 'B'}, right: 'a'}], keep: 'flow', next: 'sure'}),
        sure: confirm({show: {'town': 'Town', 'person.name': {label: 'Name', value: 'Ms {{name}}'}}, next: 'branch'}),
        branch: decide({run: () => true, next: {true: 'sms', false: 'bye'}}),
        sms: send({text: 'Thank you', next: 'bye'}),
        bye: end({text: 'Bye'}),
    },
});

type Answers = AnswersOf<typeof app>;
const answers: Answers = {
    router: 'JOIN', group: 'control', name: 'Asha', stars: 4, leave: 'n', stock: {count: 3}, crops: ['tea'], town: 'm',
    place: {name: 'Embu', latitude: 0, longitude: 37}, test: {right: 1, of: 1}, sure: true, branch: false,
};
// @ts-expect-error one of the groups
const wrongGroup: Answers = {group: 'other'};
// @ts-expect-error a field of the form is a number
const wrongField: Answers = {stars: 'four'};
// @ts-expect-error one of the choices
const wrongCrop: Answers = {crops: ['rice']};

const inside = defineApp({
    name: 'inside',
    start: 'f',
    states: {
        f: form({
            fields: {
                age: number({question: 'Age?', answer: 'years'}),
                home: form({fields: {town: freeText({question: 'Town?', answer: 'place'})}}),
            },
            confirm: {},
            next: 'q',
        }),
        q: quiz({questions: [{question: 'One?', choices: {a: 'A', b: 'B'}, right: 'a'}], score: 'points', next: 'n'}),
        n: number({question: 'How many?', answer: 'count', next: 'note'}),
        note: show({text: 'Note', next: 'x'}),
        x: xform({form: '<h/>', next: 'f.age'}),
    },
});

type Inside = StateNamesOf<typeof inside>;
const names: Inside[] = ['f', 'f.age', 'f.home', 'f.home.town', 'f.confirm', 'f.home.confirm', 'q', 'q.1', 'q.12.explain', 'q.score', 'n', 'x', 'x.a.b'];
// @ts-expect-error no field
const noField: Inside = 'f.agee';
// @ts-expect-error no question
const noQuestion: Inside = 'q.one';
const isThere: boolean = phoneOn(inside).state === 'f.age';

type InsideAnswers = AnswersOf<typeof inside>;
type Known = {[Name in 'years' | 'place' | 'count' | 'points' | 'f.confirm']: InsideAnswers[Name]};
const known: Known = {years: 3, place: 'Embu', count: 4, points: {right: 1, of: 2}, 'f.confirm': true};
const insideAnswers: InsideAnswers = {years: 3, count: 4, points: {right: 1, of: 1}, 'q.1': 'a', 'f.confirm': true};
// @ts-expect-error the number of years
const wrongYears: InsideAnswers = {years: '3'};

defineApp({
    name: 'wrong-field',
    start: 'f',
    states: {
        f: form({fields: {age: number({question: 'Age?'})}, next: 'n'}),
        // @ts-expect-error no field
        n: number({question: 'How many?', next: 'f.agee'}),
    },
});

const named = defineApp({
    name: 'named', start: 'n', states: {n: number({question: 'How many?', answer: 'count', next: 'bye'}), bye: end({text: 'Bye'})},
});
const count: number | undefined = phoneOn(named).answers.count;
// @ts-expect-error the answer has another name
phoneOn(named).answers.n;
// @ts-expect-error no answer
phoneOn(named).answers.bye;

defineApp({
    name: 'wrong',
    start: 'step',
    states: {
        // @ts-expect-error the fallback is not there
        step: call({run: () => 1, fallback: 'nowhere', next: 'bye'}),
        // @ts-expect-error nor is this
        fields: form({fields: {name: freeText({question: 'Name?'})}, next: 'nowhere'}),
        // @ts-expect-error nor what is shown
        sure: confirm({show: ['nmae'], next: 'bye'}),
        bye: end({text: 'Bye'}),
    },
});

// @ts-expect-error not a field
form({fields: {name: freeText({question: 'Name?'})}, when: {nmae: {}}, next: 'bye'});

// @ts-expect-error run and get
call({run: () => 1, get: 'https://example.org/', next: 'bye'});

export {answers, count, insideAnswers, isThere, known, names, noField, noQuestion, wrongYears, wrongCrop, wrongField, wrongGroup};

// @ts-expect-error no time
freeText({question: 'Name?', keep: 'week', next: 'bye'});
