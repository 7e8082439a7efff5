import assert from 'node:assert/strict';
import {describe, it} from 'node:test';

import {call, choice, confirm, date, defineApp, end, form, freeText, multiSelect, pin, xform} from 'jukwaa';
import {Account, SimulatedHost, phone} from 'jukwaa/testing';

import {execute} from '../../tools/host/resources/index.mjs';
import {logged, type} from './user.mjs';

const bye = end({text: 'Bye {{name}}, {{result}}'});

/** @param {Record<string, any>} [states] @param {object} [options] */
const define = (states = {}, options = {}) => defineApp({name: 'clinic', start: 'name', navigation: null, keepUsers: null, ...options, states: {
    name: freeText({question: 'Name?', next: 'result'}),
    result: freeText({question: 'Result?', encrypted: true, next: 'town'}),
    town: freeText({question: 'Town?', next: 'bye'}),
    ...states, bye,
}});

const stored = (user) => user.host.record(`users.clinic.${user.address}`);
const asked = (user) => user.run.requests.map(({name}) => name).filter((name) => name.startsWith('encryption.'));
const everything = ({host, run}) => JSON.stringify([...host.account.records.values(), host.logged, run.trace]);

/** @param {any} app @param {string[]} inputs @param {object} [options] */
async function userOf(app, inputs, options = {}) {
    const user = phone(app, options);
    await user.dial();
    await type(user, ...inputs);
    return user;
}

describe('an encrypted answer', () => {
    it('is nowhere in what is stored and logged, and as it was given for the app', async () => {
        const seen = [];
        const app = define({town: freeText({question: 'Town?', next: ({answers, log}) => {
            seen.push(answers.result);
            log.info(`result ${answers.result}`);
            return 'bye';
        }})});
        const user = await userOf(app, ['Amina', 'reactive']);
        const {answers, sealed} = stored(user);
        assert.deepEqual(answers, {name: 'Amina'});
        assert.match(sealed, /^sealed:1:144fd98a:[\w-]+$/);
        assert.equal(await user.reply('Kisumu'), 'Bye Amina, reactive');
        assert.deepEqual(seen, ['reactive']);
        assert.deepEqual(logged(user, 'info').filter((line) => line !== 'Done.'), ['result ***']);
        assert.ok(!everything(user).replace('Bye Amina, reactive', '').includes('reactive'));
        assert.deepEqual(user.answers, {name: 'Amina', result: 'reactive', town: 'Kisumu'}, 'tests see it');
    });

    it('costs a request to open where there is one, and one to seal where one is new', async () => {
        const user = phone(define());
        const requests = [];
        await user.dial();
        requests.push(asked(user));
        for (const input of ['Amina', 'reactive', 'Kisumu']) {
            await user.reply(input);
            requests.push(asked(user));
        }
        await user.dial();
        requests.push(asked(user));
        assert.deepEqual(requests, [[], [], ['encryption.seal'], ['encryption.open'], ['encryption.open']]);
    });

    it('costs an app without one nothing', async () => {
        const user = await userOf(define({result: freeText({question: 'Result?', next: 'town'})}), ['Amina', 'x']);
        assert.deepEqual([asked(user), 'sealed' in stored(user)], [[], false]);
    });

    it('is one of several in one text, which is bound to the user', async () => {
        const app = define({result: form({next: 'town', fields: {
            result: choice({question: 'Result?', choices: {yes: 'Yes', no: 'No'}, encrypted: true}),
            since: date({question: 'Since?', encrypted: true}),
        }})});
        const user = await userOf(app, ['Amina', '1', '1/2/2026']);
        const request = user.run.requests.find(({name}) => name === 'encryption.seal');
        assert.equal(request.fields.context, `users.clinic.${user.address}`);
        assert.deepEqual(request.fields.values.map((text) => JSON.parse(text)), [{answers: {result: 'yes', since: '2026-02-01'}}]);
        const other = phone(app, {host: user.host, address: '+254700000002'});
        await other.dial();
        await type(other, 'Grace', '2', '2/2/2026');
        const record = other.host.account.records.get(`users.clinic.${other.address}`);
        record.json = JSON.stringify({...JSON.parse(record.json), sealed: stored(user).sealed});
        assert.equal(await other.reply('Kisumu'), 'Bye Grace, ');
        assert.match(logged(other, 'error')[0], /cannot be opened/);
    });

    it('is masked in summaries, and can be changed there', async () => {
        const app = define({town: confirm({show: {name: 'Name', result: 'Result'}, next: 'bye'})});
        const user = await userOf(app, ['Amina', 'reactive']);
        assert.equal(user.screen, 'Is this right?\nName: Amina\nResult: ***\n1. Yes\n2. Change');
        assert.equal(await type(user, '2', '2', 'negative', '1'), 'Bye Amina, negative');
    });

    it('becomes encrypted, or plain again, with the definition', async () => {
        const plain = define({result: freeText({question: 'Result?', next: 'town'})});
        const user = await userOf(plain, ['Amina', 'reactive']);
        assert.equal(stored(user).answers.result, 'reactive');
        const encrypted = phone(define(), {host: user.host});
        await encrypted.dial();
        assert.equal(stored(user).answers.result, undefined);
        await phone(plain, {host: user.host}).dial();
        assert.deepEqual([stored(user).answers.result, stored(user).sealed], ['reactive', undefined]);
    });

    it('is forgotten as others are', async () => {
        const app = (keep) => define({result: freeText({question: 'Result?', encrypted: true, keep, next: 'town'})});
        const flow = await userOf(app('flow'), ['Amina', 'reactive', 'Kisumu']);
        assert.deepEqual([flow.answers, stored(flow).sealed], [{name: 'Amina', town: 'Kisumu'}, undefined]);
        const days = await userOf(app('2d'), ['Amina', 'reactive', 'Kisumu']);
        days.wait('3d');
        await days.dial();
        assert.deepEqual([days.answers, stored(days).sealed], [{name: 'Amina', town: 'Kisumu'}, undefined]);
    });

    it('may be typed as one looks that is sealed', async () => {
        const user = await userOf(define(), ['sealed:1:144fd98a:AAAA', 'sealed:1:144fd98a:BBBB', 'Kisumu']);
        assert.equal(user.screen, 'Bye sealed:1:144fd98a:AAAA, sealed:1:144fd98a:BBBB');
    });
});

describe('what a state keeps before there is an answer', () => {
    it('is encrypted, too, also while users are asked whether to go on', async () => {
        const app = define({result: multiSelect({question: 'What?', encrypted: true, next: 'town',
            choices: {cough: 'Cough', fever: 'Fever', ...Object.fromEntries(Array.from({length: 30}, (_, at) => [`x${at}`, `Other ${at}`]))}})},
        {resume: {policy: 'ask'}});
        const user = await userOf(app, ['Amina', '1', '2']);
        assert.ok(!everything(user).includes('cough'));
        await user.dial();
        assert.ok(!JSON.stringify(stored(user)).includes('cough'));
        assert.equal(await user.reply('1'), user.screen);
        assert.match(user.screen, /^1\. \* Cough\n2\. \* Fever$/m);
        assert.ok(!everything(user).includes('cough'));
    });

    it('is that of a date asked in parts, and of a new PIN', async () => {
        const app = define({
            name: date({question: 'Born?', parts: true, from: '2000-01-01', to: '2020-12-31', encrypted: true, next: 'result'}),
            result: pin({question: 'PIN?', store: () => {}, encrypted: true, next: 'town'}),
        });
        const user = await userOf(app, ['2012', '3']);
        assert.deepEqual(Object.keys(stored(user).slot).sort(), ['attempts', 'page', 'shown']);
        await type(user, '4', '5294');
        assert.deepEqual(Object.keys(stored(user).slot).sort(), ['attempts', 'page', 'shown']);
        await user.reply('5294');
        assert.deepEqual([user.screen, user.answers, stored(user).answers], ['Town?', {name: '2012-03-04', result: true}, {}]);
    });

    it('is asked again where it cannot be opened', async () => {
        const app = define({name: date({question: 'Born?', parts: true, from: '2000-01-01', to: '2020-12-31', encrypted: true, next: 'town'})});
        const user = await userOf(app, ['2012']);
        user.host.account.encryptionKeys = ['new'];
        await user.dial();
        assert.match(user.screen, /^Born\?/);
    });
});

describe('what was kept of a state the user has left since', () => {
    it('comes back to no other one', async () => {
        const born = date({question: 'Born?', parts: true, from: '2000-01-01', to: '2020-12-31', encrypted: true, next: 'town'});
        const app = define({name: freeText({question: 'Name?', longest: 5, next: 'born'}), born}, {resume: {policy: 'restart'}});
        const user = await userOf(app, ['Amina', '2012']);
        user.host.account.encryptionKeys = [];
        await user.dial();
        user.host.account.encryptionKeys = ['test'];
        await user.reply('too long');
        assert.deepEqual([user.state, user.user.slot.date], ['name', undefined]);
    });
});

describe('an encrypted answer that cannot be opened', () => {
    it('is not given, and the log tells without saying whose it is', async () => {
        const user = await userOf(define(), ['Amina', 'reactive']);
        user.host.account.encryptionKeys = ['new'];
        assert.equal(await user.reply('Kisumu'), 'Bye Amina, ');
        assert.deepEqual(logged(user, 'error'),
            ["encrypted answers cannot be opened, and count as not given: encryption.open: values[0]: sealed with key 144fd98a, which this host does not have"]);
    });

    it('may be what something else sealed, whose text is not told', async () => {
        const user = await userOf(define(), ['Amina', 'reactive']);
        const key = `users.clinic.${user.address}`;
        const {values: [sealed]} = execute({account: user.host.account}, 'encryption.seal', {values: ['reactive'], context: key});
        const record = user.host.account.records.get(key);
        record.json = JSON.stringify({...JSON.parse(record.json), sealed});
        assert.equal(await user.reply('Kisumu'), 'Bye Amina, ');
        assert.deepEqual(logged(user, 'error'), ['encrypted answers cannot be opened, and count as not given: something else was sealed']);
    });

    it('is back when the key is, unless others took its place', async () => {
        const user = await userOf(define(), ['Amina', 'reactive', 'Kisumu']);
        const {account} = user.host;
        account.encryptionKeys = ['new'];
        await user.dial();
        account.encryptionKeys = ['new', 'test'];
        await user.dial();
        assert.equal(user.answers.result, 'reactive');
        assert.equal('unopened' in stored(user), false);
        account.encryptionKeys = ['new'];
        await type(user, 'Amina', 'negative');
        assert.equal('unopened' in stored(user), false);
        account.encryptionKeys = ['new', 'test'];
        await user.reply('Kisumu');
        assert.deepEqual([user.screen, stored(user).sealed.split(':')[2]], ['Bye Amina, negative', '4d0e430c']);
    });

    it('is not back where it had to be forgotten in the meantime', async () => {
        const app = define({result: freeText({question: 'Result?', encrypted: true, keep: '30d', next: 'town'}),
            town: freeText({question: 'Town?', encrypted: true, next: 'bye'})});
        const user = await userOf(app, ['Amina', 'reactive', 'Kisumu']);
        user.host.account.encryptionKeys = ['new'];
        await user.dial();
        user.host.account.encryptionKeys = ['new', 'test'];
        await user.dial();
        assert.deepEqual(user.answers, {name: 'Amina', town: 'Kisumu'});
    });

    it('fails the message where it cannot be sealed: nothing is stored plain', async () => {
        const host = new SimulatedHost({account: new Account({encryptionKeys: []})});
        const user = await userOf(define(), ['Amina'], {host});
        assert.equal(await user.reply('reactive'), 'Something went wrong. Please try again later.');
        assert.match(logged(user, 'error')[0], /state 'town': encryption\.seal: there is no key to seal with/);
        assert.deepEqual([user.state, user.answers], ['result', {name: 'Amina'}]);
        assert.ok(!everything(user).includes('reactive'));
    });
});

describe('the option', () => {
    it('is for forms within forms, results of calls, and all of an XForm', async () => {
        const xml = `<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head><model>
            <instance><data id="d"><status/></data></instance><bind nodeset="/data/status" type="string"/></model></h:head>
            <h:body><input ref="/data/status"><label>Status?</label></input></h:body></h:html>`;
        const app = define({
            name: form({next: 'result', fields: {inner: form({fields: {name: freeText({question: 'Name?', encrypted: true})}})}}),
            result: call({run: () => ({level: 'reactive'}), encrypted: true, next: 'survey'}),
            survey: xform({form: xml, encrypted: true, next: 'town'}),
        });
        const user = await userOf(app, ['Amina', 'secretive']);
        assert.deepEqual([stored(user).answers, user.screen], [{}, 'Town?']);
        assert.deepEqual({...user.answers, survey: /<status>(.*)<\/status>/.exec(user.answers.survey)[1]},
            {name: 'Amina', result: {level: 'reactive'}, status: 'secretive', survey: 'secretive'});
        assert.ok(!/reactive|secretive|Amina/.test(everything(user)));
    });

    it('says what is wrong with it', () => {
        const problems = (options) => {
            try {
                define({result: call({run: () => 1, next: 'town', ...options})});
                return [];
            } catch (error) {
                return error.problems;
            }
        };
        assert.deepEqual(problems({encrypted: 'yes'}), ['states.result: encrypted: "yes" (expected: true or false)']);
        assert.deepEqual(problems({encrypted: true, sensitive: false}),
            ['states.result: sensitive: false (expected: nothing or true; encrypted answers are sensitive)']);
        assert.deepEqual(problems({encrypted: true, cache: {for: '1h', key: () => 'x'}}),
            ['states.result: cache: its results are stored as they are (expected: none beside encrypted)']);
        assert.deepEqual(problems({encrypted: false, sensitive: false}), []);
    });
});
