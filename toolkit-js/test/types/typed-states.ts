// Answers of the states that read them into a type, and their options. Checked by tsc only.

import {date, defineApp, end, freeText, identityNumber, number, phone, pin, time, validators} from 'jukwaa';
import type {AnswersOf, Check} from 'jukwaa';

const app = defineApp({
    name: 'typed-states',
    start: 'age',
    states: {
        age: number({question: 'Age?', least: 0, most: 120, check: (value) => value.toFixed() !== '7' || 'Not seven', next: 'born'}),
        born: date({question: 'Born?', from: '-5y', to: 'today', parts: {month: 'Month'}, next: 'at'}),
        at: time({question: 'When?', to: (context) => context.answers.latest, next: {'14:30': 'number', '15:30': 'bye'}}),
        number: phone({question: 'Phone?', region: 'KE', mobileOnly: true, attempts: {most: 3, to: 'bye'}, next: 'id'}),
        id: identityNumber({question: 'ID?', kind: 'za', next: 'name'}),
        name: freeText({question: 'Name?', check: validators.all(validators.letters, validators.length(2, 30)), next: 'secret'}),
        secret: pin({question: 'PIN?', equals: () => '5294', attempts: {to: 'bye'}, next: 'fresh'}),
        fresh: pin({question: 'New PIN?', store: (entered, {kv}) => kv.set('pin', entered), strong: true, next: 'bye'}),
        bye: end({text: 'Bye'}),
    },
});

const answers: AnswersOf<typeof app> = {
    age: 12, born: '2019-03-12', at: '14:30', number: '+254712000001', id: '8001015009087', secret: true, fresh: true,
};
// @ts-expect-error a number
const wrongAge: AnswersOf<typeof app> = {age: '12'};
// @ts-expect-error a PIN is no answer
const wrongPin: AnswersOf<typeof app> = {secret: '5294'};

// @ts-expect-error a PIN to prove needs a way out for wrong ones
pin({question: 'PIN?', equals: () => '5294', next: 'bye'});
// @ts-expect-error one of check and equals
pin({question: 'PIN?', equals: () => '5294', check: () => true, attempts: {to: 'bye'}, next: 'bye'});
// @ts-expect-error nothing is not a verdict on a PIN
pin({question: 'PIN?', check: () => undefined, attempts: {to: 'bye'}, next: 'bye'});
// @ts-expect-error a PIN is always sensitive
pin({question: 'PIN?', store: () => {}, sensitive: false, next: 'bye'});
// @ts-expect-error there is no such order
date({question: 'Born?', order: 'ydm', next: 'bye'});
// @ts-expect-error there is no such kind
identityNumber({question: 'ID?', kind: 'fr', next: 'bye'});

defineApp({
    name: 'wrong-target',
    start: 'age',
    states: {
        // @ts-expect-error it goes to a state that is not there
        age: number({question: 'Age?', next: 'nowhere'}),
        // @ts-expect-error so do those with too many wrong inputs
        secret: pin({question: 'PIN?', equals: () => '5294', attempts: {to: 'nowhere'}, next: 'bye'}),
        bye: end({text: 'Bye'}),
    },
});

const even: Check<number> = (value) => value % 2 === 0 || 'An even one, please.';
number({question: 'How many?', check: validators.all(even, validators.number({most: 10})), next: 'bye'});
const born: string | null = validators.birthDateOf('8001015009087', new Date(0));

export {answers, born, wrongAge, wrongPin};
