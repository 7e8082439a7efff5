// What the declarations must let through, and what they must not. Checked by tsc only.

import {choice, defineApp, end, freeText, menu, oneOf, yesNo} from 'jukwaa';
import type {AnswersOf, Context, StateNamesOf} from 'jukwaa';

const app = defineApp({
    name: 'typed',
    start: 'welcome',
    states: {
        welcome: menu({question: 'Welcome', choices: {name: 'Go', bye: 'Leave'}}),
        name: freeText({question: 'Name?', check: (value) => value.length < 20 || 'Too long', next: 'age'}),
        age: choice({
            question: 'Age?',
            choices: [{value: 'young', label: 'Young', next: 'name'}, {value: 'old', label: 'Old'}],
            next: [{when: {age: 'old'}, to: 'sure'}, 'bye'],
        }),
        sure: yesNo({question: 'Sure?', next: oneOf(['bye', 'welcome'], (context) => context.answers.sure ? 'bye' : 'welcome')}),
        bye: end({text: 'Bye'}),
    },
});

type Names = StateNamesOf<typeof app>;
const name: Names = 'welcome';
// @ts-expect-error there is no such state
const wrong: Names = 'nowhere';

type Answers = AnswersOf<typeof app>;
const answers: Answers = {name: 'Amina', age: 'old', sure: true, welcome: 'bye'};
// @ts-expect-error yes or no
const wrongAnswers: Answers = {sure: 'yes'};
// @ts-expect-error one of the choices
const wrongChoice: Answers = {age: 'middle'};

defineApp({
    name: 'wrong-start',
    // @ts-expect-error there is no such state
    start: 'nowhere',
    states: {bye: end({text: 'Bye'})},
});

defineApp({
    name: 'wrong-target',
    start: 'name',
    states: {
        // @ts-expect-error it goes to a state that is not there
        name: freeText({question: 'Name?', next: 'nmae'}),
        bye: end({text: 'Bye'}),
    },
});

defineApp({
    name: 'wrong-names',
    start: 'name',
    // @ts-expect-error there is no such state to send it from
    drop: {sms: 'Dial again', states: ['nmae']},
    // @ts-expect-error there is no such state
    keywords: {STOP: 'by'},
    states: {name: freeText({question: 'Name?', next: 'bye'}), bye: end({text: 'Bye'})},
});

type Known = Context<{age?: number}>;
freeText({question: 'Name?', check: (value, {answers}: Known) => value.length > (answers.age ?? 0), next: 'bye'});
// @ts-expect-error there is no such answer
freeText({question: 'Name?', done: ({answers: {aeg}}: Known) => void aeg, next: 'bye'});

// @ts-expect-error a question is missing
freeText({next: 'bye'});

export {answers, name, wrong, wrongAnswers, wrongChoice};

defineApp({
    name: 'versions',
    version: 2,
    migrate(user, from) {
        user.rename('village', 'town');
        user.state = from === 1 && user.gone.includes('village') ? null : user.state;
        // @ts-expect-error which definition wrote it cannot be changed
        user.definition = null;
    },
    start: 'town',
    states: {
        town: freeText({question: 'Town?', encrypted: true, next: [{when: ({canary}) => canary('short', 10), to: 'bye'}, 'bye']}),
        // @ts-expect-error a percentage is a number
        bye: end({text: ({canary}) => canary('short', '10') ? 'Bye' : 'Good bye'}),
    },
});
