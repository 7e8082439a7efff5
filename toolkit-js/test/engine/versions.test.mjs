import assert from 'node:assert/strict';
import {describe, it} from 'node:test';

import {choice, confirm, defineApp, end, form, freeText, multiSelect} from 'jukwaa';
import {phone} from 'jukwaa/testing';

import {compiledOf} from '../../lib/define/app.js';
import {logged, type} from './user.mjs';

const bye = end({text: 'Bye {{name}}'});
const name = freeText({question: 'Name?', next: 'village'});
const village = freeText({question: 'Village?', next: 'colour'});
const colour = choice({question: 'Colour?', choices: {red: 'Red', blue: 'Blue'}, next: 'size'});
const size = freeText({question: 'Size?', next: 'bye'});

/** @param {object} [options] */
const define = ({states = {}, ...options} = {}) => defineApp({name: 'shirts', start: 'name', ...options,
    states: {name, village, colour, size, bye, ...states}});

/** @param {Record<string, any>} states those of an app without some of them */
const without = ({name: first = name, ...states}, options = {}) =>
    defineApp({name: 'shirts', start: 'name', ...options, states: {name: first, ...states, bye}});

const hashOf = (app) => compiledOf(app).definition();

/** A user of one app who gave some answers. @param {any} app @param {...string} inputs */
async function userOf(app, ...inputs) {
    const user = phone(app);
    await user.dial();
    await type(user, ...inputs);
    return user;
}

/** The same user, once the app is another one. @param {any} user @param {any} app */
function later(user, app) {
    const same = phone(app, {host: user.host, address: user.address});
    same.open = user.open;
    return same;
}

const townNow = () => without({name: freeText({question: 'Name?', next: 'town'}), town: freeText({question: 'Town?', next: 'bye'})});

describe('a user who comes back when the definition is another one', () => {
    it('has the hash of the definition in the record, whoever wrote it', async () => {
        const user = await userOf(define());
        assert.equal(user.user.definition, hashOf(define()));
        await later(user, townNow()).dial();
        assert.equal(user.user.definition, hashOf(townNow()));
    });

    it('starts again where the state is gone, in the middle of a session too, and the log says what to do', async () => {
        const user = await userOf(define(), 'Amina');
        const now = later(user, townNow());
        assert.equal(await now.reply('Kisumu'), 'Name?');
        assert.deepEqual(logged(now, 'warning'), [`shirts: there is no state 'village' any more: starting again. The definition changed (was ${
            hashOf(define())}, is ${hashOf(townNow())}) while version stayed 1 (expected: version counted up, and migrate to bring users along)`]);
        assert.deepEqual(now.answers, {name: 'Amina'}, 'answers stay');
        await type(now, 'Amina', 'Kisumu');
        assert.equal(logged(now, 'warning').length, 1, 'told once');
    });

    it('starts again where the question whether to go on is about a state that is gone', async () => {
        const ask = {resume: {policy: 'ask'}};
        const user = await userOf(define(ask), 'Amina');
        await user.dial();
        assert.equal(user.state, '$resume');
        const now = later(user, without({name: freeText({question: 'Name?', next: 'bye'})}, ask));
        assert.equal(await now.reply('1'), 'Name?');
        assert.match(logged(now, 'warning').join('\n'), /^shirts: there is no state 'village' any more: starting again/);
    });

    it('goes on, and back past states that are gone', async () => {
        const user = await userOf(define(), 'Amina', 'Kisumu', '1');
        const now = later(user, without({name: freeText({question: 'Name?', next: 'size'}), size}));
        assert.equal(await now.reply('0'), 'Name?');
        const [warning, ...more] = logged(now, 'warning');
        assert.match(warning, /^shirts: there is no state 'village' any more; there is no state 'colour' any more\. The definition changed/);
        assert.deepEqual([more, logged(now, 'error')], [[], []]);
    });

    it('goes on where one answer was changed for a summary that is gone', async () => {
        const summary = {states: {size: freeText({question: 'Size?', next: 'sum'}), sum: confirm({show: ['name', 'size'], next: 'bye'})}};
        const user = await userOf(define(summary), 'Amina', 'Kisumu', '1', 'L', '2', '2');
        assert.deepEqual(user.user.detour?.then, 'sum');
        const now = later(user, define());
        assert.equal(await now.reply('XL'), 'Bye Amina');
        assert.match(logged(now, 'warning')[0], /no state 'sum' any more\. The/);
    });

    it('tells of choices that are gone, of lists too, and says no answer', async () => {
        const sizes = (...values) => multiSelect({question: 'Size?', choices: values.map((value) => ({value, label: value})), next: 'last'});
        const last = freeText({question: 'Last?', next: 'bye'});
        const user = await userOf(define({states: {size: sizes('L', 'XL'), last}}), 'Amina', 'Kisumu', '2', '1 2');
        const fewer = choice({question: 'Colour?', choices: {red: 'Red'}, next: 'size'});
        const now = later(user, define({states: {colour: fewer, size: sizes('L', 'M'), last}}));
        await now.reply('x');
        const [warning] = logged(now, 'warning');
        assert.match(warning, /^shirts: the answer 'colour' is no choice any more; the answer 'size' is no choice any more\. The definition changed/);
        assert.ok(!/blue|XL/.test(warning));
    });

    it('is not told of where nothing is gone: a state more, another text, an answer that only a function gave', async () => {
        const done = ({answers}) => Object.assign(answers, {colour: 'blue', extra: 1});
        const user = await userOf(define({states: {name: freeText({question: 'Name?', done, next: 'village'})}}), 'Amina');
        const more = {states: {more: freeText({question: 'More?', next: 'bye'}), village: freeText({question: 'Which?', next: 'more'})}};
        const now = later(user, define(more));
        assert.equal(await now.reply('Kisumu'), 'More?\n0. Back\n00. Home');
        assert.deepEqual(now.host.logged.filter(({level}) => level !== 'info'), []);
    });

    it('is not told of after the end of the flow', async () => {
        const user = await userOf(define(), 'Amina', 'Kisumu', '2', 'L');
        const now = later(user, townNow());
        await now.dial();
        assert.deepEqual(logged(now, 'warning'), []);
    });

    it('may have a record of a toolkit that knew no hashes', async () => {
        const user = await userOf(define(), 'Amina');
        const record = user.host.account.records.get(`users.shirts.${user.address}`);
        const {definition, ...older} = JSON.parse(record.json);
        record.json = JSON.stringify(older);
        const now = later(user, townNow());
        assert.equal(await now.dial(), 'Name?');
        assert.deepEqual(logged(now, 'warning'), ["shirts: there is no state 'village' any more: starting again"]);
        assert.equal(now.user.definition, hashOf(townNow()));
    });
});

describe('migrate', () => {
    const calls = [];
    const migrating = (migrate, states = {}) => without({
        name: freeText({question: 'Name?', next: 'town'}), town: freeText({question: 'Town?', next: 'bye'}), ...states,
    }, {version: 2, migrate});

    it('is told which states are gone, and which definition wrote the record', async () => {
        const user = await userOf(define(), 'Amina', 'Kisumu', '1');
        const now = later(user, migrating(({gone, definition, state}, from) => calls.push({gone, definition, state, from})));
        assert.equal(await now.reply('L'), 'Name?');
        assert.deepEqual(calls, [{gone: ['size', 'village', 'colour'], definition: hashOf(define()), state: 'size', from: 1}]);
        assert.match(logged(now, 'warning').join('\n'), /^shirts: there is no state 'size' any more: starting again;.*'colour' any more$/);
    });

    it('renames states with their answers, and users go on in the middle of a session', async () => {
        const user = await userOf(define(), 'Amina');
        const now = later(user, migrating((stored) => {
            stored.rename('village', 'town');
            assert.equal(stored.state, 'town');
        }));
        assert.equal(await now.reply('Kisumu'), 'Bye Amina');
        assert.deepEqual([now.answers, logged(now, 'warning')], [{name: 'Amina', town: 'Kisumu'}, []]);
    });

    it('renames a form with its fields, where users go back to and what they are asked whether to go on with', async () => {
        const asking = (form1, options) => without({name: freeText({question: 'Name?', next: form1}), [form1]: form({fields: {
            age: freeText({question: 'Age?', answer: `${form1}.age`}), town: freeText({question: 'Town?'})}, next: 'bye'})},
        {resume: {policy: 'ask'}, ...options});
        const user = await userOf(asking('sign', {}), 'Amina', '30');
        await user.dial();
        const now = later(user, asking('register', {version: 2, migrate: (stored) => stored.rename('sign', 'register')}));
        assert.equal(await now.reply('1'), 'Town?\n0. Back\n00. Home');
        assert.deepEqual(now.user.history, ['name', 'register.age']);
        assert.deepEqual(now.answers, {name: 'Amina', 'register.age': '30'});
    });

    it('renames the states whose broken sessions were answered', async () => {
        const drop = {sms: 'Dial again', once: 'state'};
        const user = await userOf(define({drop}), 'Amina');
        await user.drop();
        const now = later(user, migrating((stored) => stored.rename('village', 'town')));
        await now.dial();
        assert.deepEqual(now.user.dropped, ['town']);
    });

    it('that renames to what is no name is an error', async () => {
        const user = await userOf(define(), 'Amina');
        const now = later(user, migrating((stored) => stored.rename('village', undefined)));
        await now.dial();
        assert.match(logged(now, 'error')[0], /rename: now undefined \(expected: the name of a state or an answer\)/);
    });
});
