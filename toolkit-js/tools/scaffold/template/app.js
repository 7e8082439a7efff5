/** @file Reminders for pregnant women: a caller says how far along she is, and a clinic's service takes it from there. */

import {call, confirm, defineApp, end, language, menu, number} from 'jukwaa';
import sw from './locale/sw.po';

export default defineApp({
    name: 'NAME',
    start: 'language',
    languages: {en: 'English', sw: 'Kiswahili'},
    catalogues: {sw},
    resume: {policy: 'ask', maxAge: '1h'},
    states: {
        language: language({
            question: 'Choose a language',
            choices: {en: 'English', sw: 'Kiswahili'},
            next: 'main',
        }),
        main: menu({
            question: 'Mother and child line',
            choices: {weeks: 'Register for reminders', hours: 'Opening hours'},
        }),
        weeks: number({
            question: 'How many weeks pregnant are you?',
            least: 1,
            most: 42,
            next: 'check',
        }),
        check: confirm({
            show: {weeks: 'Weeks'},
            next: 'register',
        }),
        register: call({
            post: 'https://clinic.example/registrations',
            body: {phone: '{{user.address}}', weeks: '{{weeks}}'},
            fallback: 'sorry',
            next: 'done',
        }),
        done: end({text: 'Thank you. We will remind you of each visit by SMS.'}),
        hours: end({text: 'The clinic is open from Monday to Friday, 8:00 to 16:00.'}),
        sorry: end({text: 'We could not register you. Please dial again later.'}),
    },
});
