import assert from 'node:assert/strict';
import {describe, it} from 'node:test';

import {defineApp, end, freeText, oneOf} from 'jukwaa';
import {phone} from 'jukwaa/testing';

import {isIn} from '../../lib/engine/canary.js';
import {logged} from './user.mjs';

const PERCENTS = [0, 0.5, 1, 10, 20, 50, 99, 100];
/** As operators give them out: one after the other. */
const ADDRESSES = Array.from({length: 10_000}, (_, at) => `+2547${String(at).padStart(8, '0')}`);

/** @param {string} name @param {number} percent */
const share = (name, percent) => new Set(ADDRESSES.filter((address) => isIn(address, name, percent)));

describe('a canary', () => {
    it('is so many of all addresses, always the same ones', () => {
        const counts = (name) => PERCENTS.map((percent) => share(name, percent).size);
        assert.deepEqual(counts('short-menu'), [0, 54, 99, 1027, 2007, 4976, 9899, 10_000]);
        assert.deepEqual(counts('reminder'), [0, 48, 107, 955, 1937, 4968, 9921, 10_000]);
        assert.deepEqual(counts('a'), [0, 50, 96, 1039, 2024, 5005, 9895, 10_000]);
    });

    it('keeps who is in when it grows', () => {
        const shares = PERCENTS.map((percent) => share('short-menu', percent));
        shares.slice(1).forEach((larger, at) => assert.ok([...shares[at]].every((address) => larger.has(address)), String(PERCENTS[at])));
    });

    it('has nothing to do with others: of half of all, half are in another half, and each part of all addresses has its share', () => {
        const [half, other] = [share('a', 50), share('b', 50)];
        assert.equal([...half].filter((address) => other.has(address)).length, 2483);
        const tenths = Array.from({length: 10}, (_, at) => ADDRESSES.slice(at * 1000, (at + 1) * 1000).filter((one) => half.has(one)).length);
        assert.ok(tenths.every((count) => count > 450 && count < 550), String(tenths));
    });

    it('is for addresses of any kind, and names in any script', () => {
        assert.deepEqual(['', '254700000001', '+254700000001', 'amina@example.org', '🙂'].map((address) => isIn(address, 'jina ñ 名', 50)),
            [false, false, false, true, false]);
    });

    it('decides in ways, conditions and texts, by the user and the configuration', async () => {
        const app = defineApp({name: 'canary', start: 'name', navigation: null, states: {
            name: freeText({
                question: ({canary, config}) => canary('short', config.share) ? 'Name?' : 'What is your name?',
                next: [{when: ({canary, config}) => canary('short', config.share), to: 'short'}, 'long'],
            }),
            short: freeText({question: 'Town?', next: oneOf(['bye', 'long'], ({canary}) => canary('none', 0) ? 'long' : 'bye')}),
            long: freeText({question: 'Town and village?', skip: ({canary, config}) => canary('short', config.share), next: 'bye'}),
            bye: end({text: 'Bye'}),
        }});
        const screens = async (address, percent) => {
            const user = phone(app, {address, config: {share: percent}});
            return [await user.dial(), await user.reply('Amina'), await user.reply('Kisumu')];
        };
        const [within] = share('short', 10);
        const outside = ADDRESSES.find((address) => !isIn(address, 'short', 10));
        assert.deepEqual(await screens(within, 10), ['Name?', 'Town?', 'Bye']);
        assert.deepEqual(await screens(outside, 10), ['What is your name?', 'Town and village?', 'Bye']);
        assert.deepEqual(await screens(outside, 100), ['Name?', 'Town?', 'Bye']);
    });

    it('says what is wrong with what it was given', async () => {
        const told = async (...given) => {
            const user = phone(defineApp({name: 'wrong', start: 'bye', states: {bye: end({text: ({canary}) => String(canary(...given))})}}));
            await user.dial();
            return /state 'bye': (.*)$/m.exec(logged(user, 'error')[0])[1];
        };
        assert.equal(await told('', 10), 'canary: name "" (expected: a text)');
        assert.equal(await told(10), 'canary: name 10 (expected: a text)');
        assert.equal(await told('short'), "canary 'short': percent undefined (expected: a number from 0 to 100)");
        assert.equal(await told('short', '10'), `canary 'short': percent "10" (expected: a number from 0 to 100)`);
        assert.equal(await told('short', 101), "canary 'short': percent 101 (expected: a number from 0 to 100)");
        assert.equal(await told('short', NaN), "canary 'short': percent NaN (expected: a number from 0 to 100)");
    });
});
