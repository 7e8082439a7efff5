import assert from 'node:assert/strict';
import {test} from 'node:test';

import {identityNumber} from 'jukwaa';

import {NOW, asked, cannotWork, refuses, takes, takesItsSample} from './asked.mjs';

/** @param {any} kind @param {object} [options] */
const ask = (kind, options) => () => identityNumber({question: 'Q?', next: 'bye', kind, ...options});

const WRONG = 'That ID number is not right. Please check it.';

test('South Africa: length, date of birth and check digit', async () => {
    await takes(ask('za'), [['8001015009087', '8001015009087'], ['800101 5009 087', '8001015009087'], ['8001-01-5009-087', '8001015009087'],
        ['0002290001086', '0002290001086']]);
    await refuses(ask('za'), {
        'Please enter the 13 digits of the ID number.': ['', '800101500908', '80010150090877', '800101500908X'],
        [WRONG]: ['8001015009086', '8001015009807', '8013015009082', '8000015009089', '8102295009084'],
    });
});

test('India: Aadhaar', async () => {
    await takes(ask('in'), [['9999 4105 7058', '999941057058']]);
    await refuses(ask('in'), {
        'Please enter the 12 digits of the ID number.': ['99994105705'],
        [WRONG]: ['999941057059', '999941057085', '099941057058', '199941057058'],
    });
});

test('countries of which only the form is known', async () => {
    await takes(ask('ke'), [['12345678', '12345678'], ['1234567', '1234567'], ['١٢٣٤٥٦٧٨', '12345678']]);
    await refuses(ask('ke'), {[WRONG]: ['123456', '123456789', 'A1234567', '']});
    await takes(ask('gh'), [['gha-123456789-0', 'GHA1234567890']]);
    await refuses(ask('gh'), {[WRONG]: ['1234567890', 'GHA-12345678-0']});
    await takes(ask('zm'), [['123456/10/1', '123456101'], ['123456101', '123456101']]);
    await takes(ask('ug'), [['cm80010112345a', 'CM80010112345A']]);
    await refuses(ask('ug'), {[WRONG]: ['CX80010112345A', 'CM8001011234']});
    await refuses(ask('ng-nin'), {'Please enter the 11 digits of the ID number.': ['1234567890', '123456789012']});
    await refuses(ask('tz'), {'Please enter the 20 digits of the ID number.': ['1980010112345000012']});
});

test("an app's own kind", async () => {
    const card = {pattern: /^\d{16}$/g, check: 'luhn'};
    await takes(ask(card), [['4539 1488 0343 6467', '4539148803436467']]);
    await refuses(ask(card), {[WRONG]: ['4539148803436476', '453914880343646']});
    await takes(ask({pattern: /^[A-Z]{2}\d{4}$/}), [['ab-12 34', 'AB1234']]);
});

test('the number is in no trace and no error, unless the app says that it is not sensitive', async () => {
    const user = await asked(ask('za')());
    await user.reply('8001015009086');
    await user.reply('8001015009087');
    assert.equal(user.answers.ask, '8001015009087');
    assert.doesNotMatch(JSON.stringify(user.run?.trace), /80010150/);
    assert.equal(ask('za', {sensitive: false})().options.sensitive, false);
});

test('an input for generated tests', async () => {
    for (const kind of ['gh', 'in', 'ke', 'ng-bvn', 'ng-nin', 'rw', 'tz', 'ug', 'za', 'zm', {pattern: /^\d{3}$/, example: '123'}]) {
        await takesItsSample(ask(kind)());
    }
    assert.equal(ask({pattern: /^\d{3}$/})().sample({to: 'bye', by: ''}, new Date(NOW)), undefined);
});

test('definitions that cannot work', () => {
    cannotWork(ask('fr'), /^identityNumber: kind 'fr' \(expected one of: za, in, ke, /);
    cannotWork(ask(undefined), /^identityNumber: kind 'undefined'/);
    cannotWork(ask({pattern: /^\d+$/, check: 'crc'}), "identityNumber: check 'crc' (expected one of: luhn, mod97, verhoeff)");
});
