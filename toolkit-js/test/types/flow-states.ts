// What the declarations of flow states must let through, and what they must not. Checked by tsc only.

import {assign, call, choice, confirm, decide, defineApp, end, form, freeText, keywords, location, multiSelect, quiz, rating, search,
    send} from 'jukwaa';
import type {AnswersOf} from 'jukwaa';

const app = defineApp({
    name: 'flow',
    start: 'router',
    states: {
        router: keywords({keywords: {JOIN: 'person', STOP: 'bye'}, otherwise: 'group'}),
        group: assign({groups: {control: 1, treatment: 2}, next: {control: 'person', treatment: 'stock'}}),
        person: form({
            fields: {
                name: freeText({question: 'Name?'}),
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
        test: quiz({questions: [{question: 'One?', choices: {a: 'A', b: 'B'}, right: 'a'}], next: 'sure'}),
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

export {answers, wrongCrop, wrongField, wrongGroup};
