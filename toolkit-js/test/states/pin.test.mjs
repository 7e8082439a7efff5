import assert from 'node:assert/strict';
import {test} from 'node:test';

import {defineApp, end, menu, pin, validators} from 'jukwaa';
import {phone as dialFrom} from 'jukwaa/testing';

import {asked, cannotWork} from './asked.mjs';

const attempts = {most: 3, to: 'locked'};
const WRONG = 'That PIN is not right. Please try again.';

/** @param {any} [options] */
const prove = (options) => pin({question: 'Q?', next: 'bye', attempts, equals: () => '5294', ...options});

/** Everything the host has seen or keeps of the user, as text. @param {any} user */
const everything = (user) => JSON.stringify([user.user, user.run?.trace, user.host.logged]);

test('the right PIN leads on; the answer is true and the PIN is nowhere', async () => {
    for (const input of ['5294', ' 5294 ', '٥٢٩٤']) {
        const user = await asked(prove());
        assert.equal(await user.reply(input), 'Bye');
        assert.equal(user.answers.ask, true);
        assert.doesNotMatch(everything(user), /5294|٥٢٩٤/);
    }
});

test('other inputs are refused', async () => {
    for (const [input, text] of [['5295', WRONG], ['0000', WRONG], ['529', 'Please enter 4 digits.'], ['52944', 'Please enter 4 digits.'],
        ['5 294', 'Please enter 4 digits.'], ['abcd', 'Please enter 4 digits.'], ['', 'Please enter 4 digits.']]) {
        const user = await asked(prove());
        assert.equal(await user.reply(input), `${text}\nQ?`, `input '${input}'`);
        user.language = 'xx';
        assert.equal(await user.reply(input), `~${text}\n~Q?`);
        assert.doesNotMatch(everything(user), /5295/);
    }
});

test('a PIN that is no string is an error, not a PIN nobody can enter', async () => {
    for (const expected of [undefined, null, 5294]) {
        const user = await asked(prove({equals: () => expected}));
        assert.equal(await user.reply('5294'), 'Something went wrong. Please try again later.');
        assert.match(user.host.logged.at(-1).text, /pin: equals gave a value of type \w+ \(expected: a string\)/);
    }
});

test("the app's own check: nothing but true is right", async () => {
    const verdicts = {1111: true, 2222: false, 3333: undefined, 4444: null, 6666: 'Ask at the clinic.'};
    for (const [input, text] of [['1111', 'Bye'], ['2222', WRONG], ['3333', WRONG], ['4444', WRONG], ['6666', 'Ask at the clinic.']]) {
        const user = await asked(prove({equals: undefined, check: async (/** @type {any} */ entered) => verdicts[entered]}));
        assert.equal((await user.reply(input)).split('\n')[0], text, input);
    }
});

test('too many wrong ones lead elsewhere', async () => {
    const user = await asked(prove());
    await user.reply('1111');
    assert.equal(await user.reply('2222'), `${WRONG}\nQ?`);
    assert.equal(await user.reply('3333'), 'Locked');
});

test('dialling again gives no new attempts, and the right PIN none either, until the time has passed', async () => {
    const user = await asked(prove({attempts: {to: 'locked', within: '30m'}}));
    await user.reply('1111');
    await user.drop();
    await user.dial();
    await user.reply('2222');
    assert.equal(await user.reply('3333'), 'Locked');
    assert.equal(await user.dial(), 'Locked', 'without being asked');
    user.wait('29m');
    assert.equal(await user.dial(), 'Locked');
    user.wait('1m');
    await user.dial();
    assert.equal(await user.reply('1111'), `${WRONG}\nQ?`, 'from the beginning');
    assert.equal(await user.reply('5294'), 'Bye');
});

test('what is no PIN is no attempt', async () => {
    const user = await asked(prove({attempts: {most: 2, to: 'locked'}}));
    await user.reply('1111');
    for (const input of ['12', '', 'abcd', '123456']) {
        assert.equal(await user.reply(input), 'Please enter 4 digits.\nQ?');
    }
    assert.equal(await user.reply('2222'), 'Locked');
});

test('nor does going back and coming again', async () => {
    const app = defineApp({
        name: 'vault',
        start: 'home',
        states: {
            home: menu({question: 'Home', choices: {ask: 'Open'}}),
            ask: prove({attempts: {most: 2, to: 'locked'}}),
            bye: end({text: 'Bye'}),
            locked: end({text: 'Locked'}),
        },
    });
    const user = dialFrom(app);
    await user.dial();
    await user.reply('1');
    await user.reply('1111');
    await user.reply('0');
    await user.reply('1');
    assert.equal(await user.reply('2222'), 'Locked');
});

test('the right PIN makes wrong ones before it forgotten', async () => {
    const user = await asked(prove());
    for (let visit = 0; visit < 3; visit++) {
        await user.reply('1111');
        await user.reply('2222');
        assert.equal(await user.reply('5294'), 'Bye');
        await user.dial();
    }
    assert.deepEqual(user.user?.data, {});
});

/** A new PIN, with what was stored. @param {any} [options] */
function choosing(options) {
    /** @type {string[]} */
    const stored = [];
    const store = async (/** @type {string} */ entered) => void stored.push(entered);
    return {stored, state: pin({question: 'Q?', next: 'bye', store, ...options})};
}

const AGAIN = 'Please enter the same PIN again.\n0. Back';
const DIFFERENT = 'The two PINs are not the same. Please choose a PIN again.';

test('a new PIN is entered twice, given to the app, and kept nowhere else', async () => {
    const {stored, state} = choosing();
    const user = await asked(state);
    assert.equal(await user.reply('5294'), AGAIN);
    assert.doesNotMatch(everything(user), /5294/);
    assert.deepEqual(stored, []);
    assert.equal(await user.reply('5294'), 'Bye');
    assert.deepEqual(stored, ['5294']);
    assert.equal(user.answers.ask, true);
    assert.doesNotMatch(everything(user), /5294/);
});

test('one that is typed differently the second time is asked anew', async () => {
    for (const second of ['5295', '6294', '5249', '2594', '529', 'x', '4925', '0000']) {
        const {stored, state} = choosing();
        const user = await asked(state);
        await user.reply('5294');
        assert.equal(await user.reply(second), `${DIFFERENT}\nQ?`, second);
        assert.equal(await user.reply('8163'), AGAIN);
        assert.equal(await user.reply('8163'), 'Bye');
        assert.deepEqual(stored, ['8163']);
    }
});

test('every single wrong digit and every swap of neighbours is noticed', async () => {
    const {traceOf} = (await import('../../lib/validate/pin.js')).default;
    for (const entered of ['5294', '0000', '9999', '1970']) {
        const digits = [...entered];
        const wrong = digits.flatMap((_, at) => [...'0123456789'].map((digit) => digits.with(at, digit).join('')));
        const swapped = digits.slice(1).map((_, at) => digits.with(at, digits[at + 1]).with(at + 1, digits[at]).join(''));
        for (const other of [...wrong, ...swapped].filter((one) => one !== entered)) {
            assert.notEqual(traceOf(other), traceOf(entered), `${other} for ${entered}`);
        }
    }
});

test('what is stored in between is shared by a hundred PINs', async () => {
    const {traceOf} = (await import('../../lib/validate/pin.js')).default;
    const user = await asked(choosing().state);
    await user.reply('5294');
    const {trace} = user.user?.slot;
    const alike = Array.from({length: 10_000}, (_, at) => String(at).padStart(4, '0')).filter((one) => traceOf(one) === trace);
    assert.ok(alike.includes('5294') && alike.length >= 100, `${alike.length}`);
});

test('trivial ones are refused where the app wants strong ones', async () => {
    const refused = 'That PIN is too easy to guess. Please choose another one.';
    for (const input of ['0000', '1111', '1234', '0123', '4321', '9876', '7890', '1212']) {
        const {state} = choosing({strong: true});
        const user = await asked(state);
        assert.equal(await user.reply(input), `${refused}\nQ?`, input);
        user.language = 'xx';
        assert.equal(await user.reply(input), `~${refused}\n~Q?`, input);
    }
    for (const input of ['5294', '1235', '1221', '1123']) {
        assert.equal(await (await asked(choosing({strong: true}).state)).reply(input), AGAIN, input);
    }
    assert.equal(await (await asked(choosing().state)).reply('1234'), AGAIN, 'taken otherwise');
});

test('the app can refuse others, with its texts known to translators', async () => {
    const {state} = choosing({check: validators.saying('Not the year, please.', validators.matches(/^(?!19|20)/))});
    const user = await asked(state);
    user.language = 'xx';
    assert.equal(await user.reply('1984'), '~Not the year, please.\n~Q?');
    assert.equal(await user.reply('5294'), `~${AGAIN}`);
    assert.equal(await user.reply('9999'), `~${DIFFERENT}\n~Q?`);
});

test('when the app cannot store it, the user is asked again, and nothing of it is in the log', async () => {
    const {state} = choosing({store: () => Promise.reject(new Error('no answer'))});
    const user = await asked(state);
    await user.reply('5294');
    assert.equal(await user.reply('5294'), 'Something went wrong. Please try again later.');
    assert.match(user.host.logged.at(-1).text, /no answer/);
    assert.doesNotMatch(everything(user), /5294/);
    assert.equal(await user.dial(), AGAIN);
});

test('five digits, own words', async () => {
    const {stored, state} = choosing({digits: 5, confirm: 'Once more.'});
    const user = await asked(state);
    assert.equal(await user.reply('5294'), 'Please enter 5 digits.\nQ?');
    assert.equal(await user.reply('52941'), 'Once more.\n0. Back');
    await user.reply('52941');
    assert.deepEqual(stored, ['52941']);
});

test('an input for generated tests: for a new PIN, to be entered twice', async () => {
    const {state} = choosing({strong: true, digits: 6});
    const user = await asked(state);
    const sample = state.sample({to: 'bye', by: ''});
    await user.reply(sample);
    assert.equal(await user.reply(sample), 'Bye');
    assert.equal(prove().sample({to: 'bye', by: ''}), undefined, 'nobody knows the PIN of a user');
});

test('definitions that cannot work', () => {
    const wrong = 'pin: (expected: one of check, equals and store; or store and check)';
    cannotWork(() => prove({equals: undefined}), wrong);
    cannotWork(() => prove({check: () => true}), wrong);
    cannotWork(() => prove({store: () => {}}), wrong);
    cannotWork(() => prove({attempts: undefined}), /attempts\.to \(expected: the state for/);
    cannotWork(() => prove({attempts: {to: 'locked', within: '1 hour'}}), /duration '1 hour'/);
    cannotWork(() => prove({digits: 2}), 'pin: digits 2 (expected: 3 to 12)');
});
