/**
 * A line for pregnant women and for the health workers of their clinics: registration, advice for the week, danger signs, clinics
 * nearby, a quiz, and stock reports. In English and Kiswahili.
 */
import {
    assign, call, choice, confirm, date, decide, defineApp, end, form, freeText, language, menu, multiSelect, number, oneOf, phone, pin, plural,
    quiz, rating, search, send, show, terms, yesNo,
} from 'jukwaa';

import swahili from './locale/sw.po';
import {SIGNS, VILLAGES} from './lists.js';
import {weeksUntil} from './weeks.js';

const LANGUAGES = {en: 'English', sw: 'Kiswahili'};

const registration = {
    start: decide({next: [{when: {terms: true, registered: true}, to: 'menu'}, 'language']}),
    language: language({question: 'Welcome to Mother Line. Karibu.', choices: LANGUAGES, next: 'terms'}),
    terms: terms({
        question: 'We keep what you tell us to advise you, and give it to your clinic only. You can leave at any time.',
        next: 'register',
        otherwise: 'refused',
    }),
    refused: end({text: 'Nothing was kept. Dial again if you change your mind.'}),
    register: form({
        fields: {
            name: freeText({question: 'What is your name?', longest: 40}),
            knowsDate: yesNo({question: 'Do you know the day your baby is due?'}),
            dueDate: date({question: 'When? Day, month and year, for example 31 12 2026', from: 'today', to: '+42w'}),
            month: number({question: 'In which month of your pregnancy are you?', least: 1, most: 9}),
            village: search({question: 'Type the first letters of your village.', from: VILLAGES}),
            ownPhone: yesNo({question: 'Is this phone your own?'}),
            phone: phone({question: 'Which number may we send messages to?', region: 'KE'}),
        },
        when: {
            dueDate: {knowsDate: true},
            month: {knowsDate: false},
            phone: {ownPhone: false},
        },
        confirm: {
            show: {
                name: 'Name', knowsDate: 'Date known', dueDate: 'Due', month: 'Month', village: 'Village', ownPhone: 'Own phone', phone: 'Phone',
            },
        },
        next: 'group',
    }),
    group: assign({groups: {morning: 1, evening: 1}, next: 'welcomeMessage'}),
    welcomeMessage: send({
        text: 'Welcome, {{name}}. Dial again whenever you have a question.',
        to: ({answers, user}) => answers.phone ?? user.address,
        next: 'registered',
    }),
    registered: decide({run: () => true, back: false, next: 'menu'}),
};

const advice = {
    menu: menu({
        question: 'Mother Line',
        choices: {
            week: 'This week', danger: 'Danger signs', findClinics: 'Clinics near me', malaria: 'Malaria quiz', pin: 'Health workers',
            settings: 'Settings',
        },
    }),
    week: decide({
        run: ({answers, data, now}) => {
            data.weeks = answers.dueDate === undefined ? (9 - answers.month) * 4 + 2 : weeksUntil(answers.dueDate, now());
        },
        next: oneOf(['early', 'middle', 'late'], ({data}) => data.weeks > 26 ? 'early' : data.weeks > 12 ? 'middle' : 'late'),
    }),
    early: show({
        text: '{{weeks}} weeks to go. Eat beans, greens and eggs, and take the iron and folic acid tablets your clinic gives you every day.'
            + ' Sleep under a treated net. Go to the clinic now for your first visit, even if you feel well.',
        next: 'helpful',
    }),
    middle: show({
        text: '{{weeks}} weeks to go. You should feel your baby move every day. Have your blood pressure taken at each visit.'
            + ' Talk at home about how you will get to the clinic.',
        next: 'helpful',
    }),
    late: show({
        text: plural('weeks', 'One week to go. Keep your bag packed and a phone charged.',
            '{{weeks}} weeks to go. Pack a bag: cloths, soap, a blanket and your card. Save a number for transport by night.'),
        next: 'helpful',
    }),
    helpful: rating({
        question: 'How useful was that?',
        most: 3,
        labels: {1: 'Not', 2: 'A little', 3: 'Very'},
        next: [{when: {helpful: 1}, to: 'why'}, 'thanks'],
    }),
    why: freeText({question: 'What did you want to know?', longest: 100, next: 'thanks'}),
    thanks: show({text: 'Thank you, {{name}}.', continue: 'Menu', next: 'menu'}),

    danger: multiSelect({question: 'Do you have any of these today?', choices: SIGNS, next: [{when: {danger: []}, to: 'noDanger'}, 'goNow']}),
    noDanger: show({text: 'Good. Go to the clinic at once if one of them comes, by day or by night.', continue: 'Menu', next: 'menu'}),
    goNow: send({
        text: 'Danger signs reported by {{name}}, {{village}}: call {{user.address}}.',
        to: ({config}) => config.clinic_phone,
        next: 'goNowScreen',
    }),
    goNowScreen: end({text: 'Go to the clinic NOW, do not wait for morning. We have told them that you are coming.'}),

    malaria: quiz({
        questions: [
            {
                question: 'Who should sleep under a net?',
                choices: {children: 'Only children', mothers: 'Mothers and children', nobody: 'Nobody in the dry season'},
                right: 'mothers',
                explain: 'Malaria is most dangerous for both.',
            },
            {
                question: 'You have fever. What first?',
                choices: {wait: 'Wait three days', test: 'A test at the clinic', herbs: 'Herbs'},
                right: 'test',
            },
        ],
        next: [{when: {'malaria.right': 2}, to: 'allRight'}, 'someWrong'],
    }),
    allRight: show({text: 'All right! You can teach others.', continue: 'Menu', next: 'menu'}),
    someWrong: show({text: '{{malaria.right}} of {{malaria.of}} were right.', continue: 'Menu', next: 'menu'}),
};

const clinics = {
    findClinics: call({
        get: '{{config.clinics}}?village={{village}}',
        timeout: '3s',
        retries: 1,
        cache: {for: '1h', key: ({answers}) => answers.village},
        fallback: 'noClinics',
        next: [{when: {findClinics: []}, to: 'noClinics'}, 'clinic'],
    }),
    noClinics: show({text: 'We cannot tell you now. Ask your community health worker.', continue: 'Menu', next: 'menu'}),
    clinic: choice({
        question: 'Clinics near {{village}}',
        choices: ({answers}) => answers.findClinics.map(({id, name}) => ({value: id, label: name})),
        next: 'clinicDetails',
    }),
    clinicDetails: show({
        load: ({answers}) => answers.findClinics.find(({id}) => id === answers.clinic),
        text: '{{loaded.name}}, {{loaded.km}} km. {{loaded.hours}}',
        continue: 'Menu',
        next: 'menu',
    }),
};

const workers = {
    pin: pin({
        question: 'PIN of your clinic',
        equals: ({config}) => config.pin,
        attempts: {most: 3, to: 'locked'},
        next: 'workerMenu',
    }),
    locked: end({text: 'That is not the PIN. Ask your supervisor.'}),
    workerMenu: menu({question: 'Health workers', choices: {tablets: 'Report stock', menu: 'Back to the menu'}}),
    tablets: number({question: 'Iron tablets left?', least: 0, most: 100000, next: 'tests'}),
    tests: number({question: 'Malaria tests left?', least: 0, most: 100000, next: 'checkStock'}),
    checkStock: confirm({show: {tablets: 'Iron', tests: 'Malaria tests'}, back: false, next: 'reportStock'}),
    reportStock: call({
        post: '{{config.stock}}',
        body: ({answers, user}) => ({from: user.address, tablets: answers.tablets, tests: answers.tests}),
        fallback: 'stockLater',
        next: [{when: {tablets: {below: 50}}, to: 'stockLow'}, 'stockSaved'],
    }),
    stockSaved: end({text: 'Thank you. Your report has arrived.'}),
    stockLow: end({text: 'Thank you. Tablets are low: the store is sending more.'}),
    stockLater: end({text: 'The store cannot be reached. Please report again later.'}),
};

const settings = {
    settings: menu({question: 'Settings', choices: {changeLanguage: 'Language', leave: 'Leave Mother Line', menu: 'Back to the menu'}}),
    changeLanguage: language({question: 'Language', choices: LANGUAGES, answer: 'language', next: 'menu'}),
    leave: yesNo({question: 'Do you want to leave? Everything you told us is deleted.', next: {yes: 'forget', no: 'menu'}}),
    forget: decide({
        run: async ({answers, optOut}) => {
            await optOut.set();
            Object.keys(answers).forEach((name) => delete answers[name]);
        },
        back: false,
        next: 'left',
    }),
    left: end({text: 'You have left. We wish you well.'}),
};

export default defineApp({
    name: 'mother-line',
    start: 'start',
    languages: LANGUAGES,
    catalogues: {sw: swahili},
    channel: 'africas-talking',
    resume: {policy: 'ask', maxAge: '1d'},
    drop: {sms: 'You were not finished. Dial again to go on.', states: ['register.name', 'register.village'], once: 'flow'},
    metrics: 'mother-line',
    states: {...registration, ...advice, ...clinics, ...workers, ...settings},
});
