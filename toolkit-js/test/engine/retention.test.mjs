import assert from 'node:assert/strict';
import {describe, it} from 'node:test';

import {choice, decide, defineApp, end, form, freeText, menu, quiz, xform} from 'jukwaa';
import {phone} from 'jukwaa/testing';

import {type} from './user.mjs';

const NOW = Date.parse('2026-01-01T08:00:00Z');

/** @param {Record<string, any>} states @param {object} [options] */
const app = (states, options = {}) => defineApp(
    {name: 'keep', start: 'first', navigation: null, keepUsers: null, states: {...states, bye: end({text: 'Bye'})},
        ...options});

/** @param {any} keep */
const named = (keep, options = {}) => app({
    first: freeText({question: 'Name?', keep, next: 'town'}),
    town: freeText({question: 'Town?', next: 'bye'}),
}, options);

/** @param {ReturnType<typeof phone>} user */
async function again(user, after) {
    user.wait(after);
    await user.dial();
    return user.answers;
}

async function registered(definition) {
    const user = phone(definition);
    await user.dial();
    await type(user, 'Amina', 'Kisumu');
    return user;
}

describe('an answer that is kept for a time', () => {
    it('is forgotten once it is older, and others stay', async () => {
        const user = await registered(named('30d'));
        assert.deepEqual(await again(user, '30d'), {first: 'Amina', town: 'Kisumu'}, 'not older');
        assert.deepEqual(await again(user, '1ms'), {town: 'Kisumu'});
        assert.equal(user.user.given, undefined);
    });

    it('is as old as it was given last, however often the user comes', async () => {
        const user = await registered(named('2h'));
        await again(user, '90m');
        await type(user, 'Wanjiru');
        assert.equal((await again(user, '119m')).first, 'Wanjiru');
        assert.equal((await again(user, '2m')).first, undefined);
    });

    it('is forgotten in the middle of a session, by a session that ends, and where the message fails', async () => {
        const answers = [];
        const definition = app({
            first: freeText({question: 'Name?', keep: '1m', next: 'look'}),
            look: freeText({question: 'Go on?', check: (value, context) => {
                answers.push(context.answers.first);
                if (value === 'fail') {
                    throw new Error('no luck');
                }
            }, next: 'bye'}),
        });
        for (const act of [(user) => user.reply('on'), (user) => user.reply('fail'), (user) => user.drop()]) {
            const user = phone(definition);
            await user.dial();
            await user.reply('Amina');
            user.wait('2m');
            await act(user);
            assert.equal(user.answers.first, undefined);
        }
        assert.deepEqual(answers, [undefined, undefined]);
    });

    it('takes the labels with it that were stored beside it', async () => {
        const choices = () => [{value: 1, label: 'One'}];
        const user = phone(app({
            first: choice({question: 'Which?', choices, keep: '1h', next: 'other'}),
            other: choice({question: 'Which?', choices, keep: 'flow', next: 'third'}),
            third: choice({question: 'Which?', choices, next: 'bye'}),
        }));
        await user.dial();
        await type(user, '1', '1', '1');
        assert.deepEqual(Object.keys(user.user.labels), ['first', 'third'], 'flow takes them, too');
        await again(user, '61m');
        assert.deepEqual([user.answers, Object.keys(user.user.labels)], [{third: 1}, ['third']]);
    });

    it('may be one of a form, or have a name of its own', async () => {
        const user = phone(app({
            first: form({
                fields: {
                    id: freeText({question: 'Number?', keep: '1h'}),
                    status: freeText({question: 'Status?', answer: 'health', keep: '2h'}),
                    inner: form({fields: {town: freeText({question: 'Town?', keep: '3h'})}}),
                },
                next: 'bye',
            }),
        }));
        await user.dial();
        await type(user, '12345678', 'well', 'Kisumu');
        assert.deepEqual(user.user.given, {id: NOW, health: NOW, town: NOW});
        assert.deepEqual(await again(user, '61m'), {health: 'well', town: 'Kisumu'});
        assert.deepEqual(await again(user, '1h'), {town: 'Kisumu'});
        assert.deepEqual(await again(user, '1h'), {});
    });

    it('may be those of a quiz with its score, and those of an XForm with the instance', async () => {
        const questions = [{question: 'Sky?', choices: {a: 'Blue', b: 'Red'}, right: 'a', explain: 'It is.'},
            {question: 'Grass?', choices: {a: 'Green', b: 'Red'}, right: 'a'}];
        const user = phone(app({first: quiz({questions, score: 'points', keep: '1d', next: 'bye'})}));
        await user.dial();
        await type(user, '1', '1', '1');
        assert.deepEqual(Object.keys(user.answers), ['first.1', 'first.2', 'points']);
        assert.deepEqual(await again(user, '25h'), {});
        const xml = `<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
            <h:head><model>
            <instance><visit><name/></visit></instance><bind nodeset="/visit/name" type="string"/></model></h:head>
            <h:body><input ref="/visit/name"><label>Name?</label></input></h:body></h:html>`;
        const other = phone(app({first: xform({form: xml, answer: 'instance', keep: '1d', next: 'bye'})}));
        await other.dial();
        await type(other, 'Amina');
        assert.deepEqual(Object.keys(other.answers), ['name', 'instance']);
        assert.deepEqual(await again(other, '25h'), {});
    });

    it('is kept for the shortest time where states share it', async () => {
        const user = phone(app({
            first: menu({question: 'Where?', choices: {long: 'Long', short: 'Short'}}),
            long: freeText({question: 'Name?', answer: 'name', keep: '2d', next: 'bye'}),
            short: freeText({question: 'Name?', answer: 'name', keep: '1d', next: 'bye'}),
        }));
        await user.dial();
        await type(user, '1', 'Amina');
        assert.equal((await again(user, '25h')).name, undefined);
    });

    it('is as old as the last message where nothing is known of its age', async () => {
        const user = await registered(named(undefined));
        const later = phone(named('2h'), {host: user.host});
        assert.equal((await again(later, '1h')).first, 'Amina');
        assert.deepEqual(later.user.given, {first: NOW});
        assert.equal((await again(later, '61m')).first, undefined);
        const written = phone(app({
            first: decide({run: ({answers}) => {
                answers.found ??= 'Lumumba';
            }, next: 'ask'}),
            ask: freeText({question: 'Go on?', next: 'find'}),
            find: decide({answer: 'found', keep: '1h', next: 'bye'}),
        }));
        await written.dial();
        written.wait('61m');
        await written.reply('1');
        assert.equal(written.answers.found, undefined);
    });
});

describe('a record', () => {
    it('has nothing more where no answer is kept for a time', async () => {
        const fields = ['format', 'address', 'language', 'answers', 'data', 'state', 'slot', 'history', 'detour',
            'dropped', 'version', 'definition', 'seen'];
        for (const keep of [undefined, 'flow']) {
            const user = await registered(named(keep));
            assert.deepEqual(Object.keys(user.user), fields);
        }
        const user = await registered(named('30d'));
        assert.deepEqual(Object.keys(user.user), [...fields, 'given']);
        assert.deepEqual(user.user.given, {first: NOW});
    });

    it('is written twice in a message only where something is forgotten', async () => {
        const user = await registered(named('30d'));
        const writes = () => user.run.requests.filter(({name}) => name === 'kv.set').length;
        await again(user, '29d');
        assert.equal(writes(), 1);
        await again(user, '2d');
        assert.equal(writes(), 2);
    });

    it('loses the ages when the app keeps the answers longer again', async () => {
        const user = await registered(named('30d'));
        const later = phone(named(undefined), {host: user.host});
        assert.equal((await again(later, '31d')).first, 'Amina');
        assert.equal(later.user.given, undefined);
    });
});

describe('defineApp', () => {
    it('refuses what is no time', () => {
        const expected = '(expected: flow, or a number and ms, s, m, h or d, for example 30d)';
        for (const keep of ['week', '30', '-1d', '', 30, null, true, ['30d'], {days: 30}]) {
            assert.throws(() => named(keep), {problems: [`states.first: keep: ${JSON.stringify(keep)} ${expected}`]});
        }
        const age = freeText({question: 'Age?', keep: /** @type {any} */ ('x')});
        assert.throws(() => app({first: form({fields: {age}, next: 'bye'})}),
            {problems: [`states.first.age: keep: "x" ${expected}`]});
    });
});
