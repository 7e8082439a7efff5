import {call, confirm, defineApp, end, freeText, language, message, phone} from 'jukwaa';

import swahili from './locale/sw.po';

const LANGUAGES = {en: 'English', sw: 'Kiswahili'};

export default defineApp({
    name: 'clinic-sign-up',
    start: 'language',
    languages: LANGUAGES,
    catalogues: {sw: swahili},
    resume: {policy: 'ask'},
    navigation: {home: null},
    error: 'Something is wrong with this line. Please dial again later.',
    states: {
        language: language({question: 'Clinic sign-up. Choose a language.', choices: LANGUAGES, next: 'name'}),
        name: freeText({question: 'What is your name?', longest: 40, next: 'phone'}),
        phone: phone({question: 'Which number may the clinic call?', region: 'KE', mobileOnly: true, abroad: false, next: 'village'}),
        village: freeText({question: 'Which village do you live in?', longest: 40, next: 'summary'}),
        summary: confirm({show: {name: 'Name', phone: 'Phone', village: 'Village'}, next: 'clinic'}),
        clinic: call({
            get: ({config}) => config.clinics,
            query: {village: '{{village}}'},
            retries: 2,
            fallback: 'later',
            next: 'done',
        }),
        done: end({
            text: ({answers: {clinic}}) => message('Thank you, {{name}}. {{clinic.name}} will call you. It is open: {{days}}',
                {days: clinic.days.join(', ')}),
        }),
        later: end({text: 'The clinics cannot be reached. Please dial again later.'}),
    },
});
