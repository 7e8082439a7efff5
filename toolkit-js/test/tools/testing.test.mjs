import assert from 'node:assert/strict';
import path from 'node:path';
import {describe, it} from 'node:test';

import {choice, defineApp, end, freeText} from '../../lib/index.mjs';
import {AppFailure, SimulatedHost, phone} from '../../tools/testing.mjs';
import {CLINIC, CLINIC_HTTP, folderOf} from './files.mjs';

const app = defineApp({
    name: 'sign-up', start: 'name', languages: {en: 'English', sw: 'Kiswahili'}, catalogues: {sw: {'Your name?': 'Jina lako?'}},
    drop: {sms: 'Dial again.'},
    onEvent: async (event, {kv}) => kv.set('last event', event.event_type),
    states: {
        name: freeText({question: 'Your name?', next: 'sure'}),
        sure: choice({question: 'Sure, {{name}}?', choices: {yes: 'Yes', no: 'No'}, next: {yes: 'end', no: 'broken'}}),
        end: end({text: 'Thank you', load: async ({kv}) => kv.increment('signed up')}),
        broken: end({text: 'never', load: () => new Promise(() => {})}),
    },
});

describe('phone', () => {
    it('dials, answers and sees screens, answers and states', async () => {
        const user = phone(app);
        assert.equal(await user.dial(), 'Your name?');
        assert.equal(await user.reply('Ann'), 'Sure, Ann?\n1. Yes\n2. No\n0. Back');
        assert.deepEqual([user.state, user.answers, user.language, user.open], ['sure', {name: 'Ann'}, 'en', true]);
        assert.equal(await user.reply(1), 'Thank you');
        assert.deepEqual([user.screen, user.open, user.state, user.host.record('signed up')], ['Thank you', false, null, 1]);
    });

    it('answers only where a session is open', async () => {
        const user = phone(app);
        await assert.rejects(user.reply('Ann'), /reply 'Ann': no session is open \(expected: dial\(\) before it\)/);
        await assert.rejects(user.drop(), /no session is open/);
    });

    it('is sent messages when its session breaks off', async () => {
        const user = phone(app, {address: '+254700000009'});
        await user.dial();
        await user.drop();
        assert.deepEqual(user.sent.map(({text, endpoint}) => [text, endpoint]), [['Dial again.', 'sms']]);
        assert.equal(user.open, false);
    });

    it('is forgotten when the app says so, by the host\'s clock', async () => {
        const user = phone(app, {now: '2026-03-01T08:00:00Z'});
        await user.dial();
        user.wait('6d');
        assert.equal(user.state, 'name');
        user.wait('2d');
        assert.equal(user.user, null);
    });

    it('can have its language set once it is known', async () => {
        const user = phone(app);
        assert.throws(() => {
            user.language = 'sw';
        }, /nothing is stored of \+254700000001 yet/);
        await user.dial();
        user.language = 'sw';
        assert.equal(await user.dial(), 'Jina lako?');
    });

    it('shares a host with others', async () => {
        const host = new SimulatedHost();
        const [ann, ben] = ['+1', '+2'].map((address) => phone(app, {host, address}));
        await ann.dial();
        await ben.dial();
        await ben.reply('Ben');
        assert.deepEqual([ann.state, ben.state], ['name', 'sure']);
        assert.throws(() => phone(app, {host, now: 0}), /phone: now beside host/);
    });

    it('tells of an app that never answers', async () => {
        const user = phone(app);
        await user.dial();
        await user.reply('Ann');
        await assert.rejects(user.reply('2'), (error) => error instanceof AppFailure && /the app did not finish/.test(error.message));
    });

    it('writes texts, and hands over events', async () => {
        const user = phone(app);
        assert.equal(await user.sms('hello'), 'Your name?');
        assert.equal(user.open, false);
        await user.event({event_type: 'ack', user_message_id: 'm'});
        assert.equal(user.host.record('last event'), 'ack');
    });

    it('runs the file of an app as hosts do', async (test) => {
        const folder = folderOf(test, {'app.mjs': CLINIC, 'http.json': CLINIC_HTTP});
        const user = phone(path.join(folder, 'app.mjs'), {http: path.join(folder, 'http.json')});
        await user.dial();
        await user.reply(1);
        assert.equal(await user.reply('Kisumu'), 'Your clinic in Kisumu: Lumumba.');
        assert.deepEqual(user.host.http.unused(), []);
    });
});
