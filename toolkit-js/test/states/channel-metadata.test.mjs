import assert from 'node:assert/strict';
import {test} from 'node:test';

import {buttons, choice, defineApp, end, freeText, voice} from 'jukwaa';

import {conversation} from './conversation.mjs';

/** @param {any} talk */
const sent = (talk) => talk.run.requests.find((/** @type {any} */ {name}) => name === 'outbound.reply_to').fields;

test('a voice prompt goes out with the reply, in the language of the user', async () => {
    const talk = conversation(defineApp({
        name: 'ivr', start: 'pin', channel: 'voice', languages: {sw: 'Kiswahili'},
        states: {
            pin: freeText({
                question: 'PIN?', next: 'bye',
                metadata: ({user}) => voice({speech_url: `https://example.org/${user.language}/pin.mp3`, wait_for: '#', barge_in: true}),
            }),
            bye: end({text: 'Bye', metadata: voice({speech_url: ['a.mp3', 'b.mp3'], tries: 2, time_gap: 500})}),
        },
    }), {transport: 'voice'});
    await talk.dial();
    assert.deepEqual(sent(talk), {content: 'PIN?', in_reply_to: sent(talk).in_reply_to, continue_session: true,
        helper_metadata: {voice: {speech_url: 'https://example.org/sw/pin.mp3', wait_for: '#', barge_in: true}}});
    await talk.reply('1234');
    assert.deepEqual(sent(talk).helper_metadata, {voice: {speech_url: ['a.mp3', 'b.mp3'], tries: 2, time_gap: 500}});
});

const metadata = buttons();

const chat = defineApp({
    name: 'chat', start: 'menu', channel: 'chat', navigation: null, languages: {sw: 'Kiswahili'}, catalogues: {sw: {'Yes': 'Ndiyo'}},
    states: {
        menu: choice({question: 'Ready, {{user.address}}?', choices: {y: 'Yes', n: 'No'}, metadata, next: {y: 'long', n: 'many'}}),
        long: choice({question: 'Long?', choices: {a: 'Nineteen characters', b: 'More than twenty characters'}, metadata, next: 'bye'}),
        many: choice({question: 'Many?', choices: {a: 'A', b: 'B', c: 'C', d: 'D'}, metadata, next: 'bye'}),
        bye: end({text: 'Bye', metadata}),
    },
});

test('entries become buttons whose payload is the number, as it is typed elsewhere', async () => {
    const talk = conversation(chat, {transport: 'facebook'});
    await talk.sms('hi');
    const template = (/** @type {string} */ text) => ({messenger: {
        template_type: 'button', text,
        buttons: [{type: 'postback', title: 'Ndiyo', payload: {content: '1'}}, {type: 'postback', title: 'No', payload: {content: '2'}}],
    }});
    assert.deepEqual(sent(talk).helper_metadata, template('Ready, +254700000001?'));
    await talk.sms('what?');
    assert.deepEqual(sent(talk).helper_metadata, template('Please choose one of the numbers.\nReady, +254700000001?'));
    await talk.sms('1');
    assert.equal(talk.user.state, 'long');
});

test('what Messenger cannot show as buttons stays a text', async () => {
    const talk = conversation(chat, {transport: 'facebook'});
    await talk.sms('hi');
    await talk.sms('1');
    assert.deepEqual(sent(talk).helper_metadata, {});
    assert.match(sent(talk).content, /2\. More than twenty characters/);
    await talk.sms('1');
    assert.deepEqual(sent(talk).helper_metadata, {}, 'no entries');
    await talk.sms('hi');
    await talk.sms('2');
    assert.deepEqual(sent(talk).helper_metadata, {}, 'four of them');
});
