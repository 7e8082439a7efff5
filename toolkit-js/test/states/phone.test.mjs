import assert from 'node:assert/strict';
import {test} from 'node:test';

import {phone} from 'jukwaa';

import plans from '../../lib/validate/phone-plans.js';
import {cannotWork, refuses, takes, takesItsSample} from './asked.mjs';

/** @param {object} [options] */
const ask = (options) => () => phone({question: 'Q?', next: 'bye', ...options});

const KENYAN = 'Please enter a phone number, for example 0712000001.';

/** @param {string} answer @param {string[]} inputs @returns {[string, string][]} */
const all = (answer, inputs) => inputs.map((input) => [input, answer]);

test('a Kenyan number as people type it', () => takes(ask({region: 'KE'}), all('+254712345678', [
    '0712345678', '712345678', '0712 345 678', '0712-345-678', '(0712) 345678', '+254712345678', '+254 712 345678', '00254712345678',
    '254712345678', '+254 (0) 712 345 678', '+2540712345678', '2540712345678', '0712.345.678', '0712\u00a0345\u2011678',
    '٠٧١٢٣٤٥٦٧٨', '\u202a+254712345678\u202c',
])));

test('what is no Kenyan number', () => refuses(ask({region: 'KE'}), {
    [KENYAN]: ['', '071234567', '07123456789', '0912345678', '12', 'x', '0712345x78', '+0712345678', '+254',
        '+25471234567', '0712345678 ext 2', '++254712345678', '0712345678,0712345679', '+2547123456789012'],
}));

/** National numbers as they are dialled in each country, made up within ranges that are in use. */
const MOBILE = {
    KE: [['0722000111', '+254722000111'], ['0110000111', '+254110000111']],
    UG: [['0772 123 456', '+256772123456'], ['0701123456', '+256701123456']],
    TZ: [['0754 123 456', '+255754123456'], ['0621123456', '+255621123456']],
    RW: [['0788 123 456', '+250788123456'], ['0722123456', '+250722123456']],
    ZA: [['082 123 4567', '+27821234567'], ['0601234567', '+27601234567']],
    NG: [['0803 123 4567', '+2348031234567'], ['07011234567', '+2347011234567'], ['09061234567', '+2349061234567']],
    GH: [['024 123 4567', '+233241234567'], ['0501234567', '+233501234567']],
    ET: [['0911 123 456', '+251911123456'], ['0711123456', '+251711123456']],
    MW: [['0999 123 456', '+265999123456'], ['0888123456', '+265888123456']],
    ZM: [['0977 123 456', '+260977123456'], ['0761123456', '+260761123456']],
    ZW: [['0772 123 456', '+263772123456'], ['0712123456', '+263712123456']],
    MZ: [['84 123 4567', '+258841234567'], ['861234567', '+258861234567']],
    SN: [['77 123 45 67', '+221771234567'], ['701234567', '+221701234567']],
    CI: [['07 01 23 45 67', '+2250701234567'], ['0101234567', '+2250101234567']],
    CM: [['6 71 23 45 67', '+237671234567'], ['699123456', '+237699123456']],
    SL: [['076 123456', '+23276123456'], ['030123456', '+23230123456']],
    LR: [['0770 123 456', '+231770123456'], ['0886123456', '+231886123456']],
    SO: [['061 2345678', '+252612345678'], ['0907123456', '+252907123456']],
    SS: [['0921 123 456', '+211921123456'], ['0977123456', '+211977123456']],
    CD: [['0810 123 456', '+243810123456'], ['0991234567', '+243991234567']],
    BW: [['71 123 456', '+26771123456']],
    NA: [['081 123 4567', '+264811234567'], ['0851234567', '+264851234567']],
    LS: [['5812 3456', '+26658123456'], ['62123456', '+26662123456']],
    SZ: [['7612 3456', '+26876123456'], ['78123456', '+26878123456']],
    GM: [['712 3456', '+2207123456'], ['3012345', '+2203012345']],
    BF: [['70 12 34 56', '+22670123456'], ['01234567', '+22601234567']],
    ML: [['66 12 34 56', '+22366123456'], ['76123456', '+22376123456']],
    NE: [['96 12 34 56', '+22796123456'], ['89123456', '+22789123456']],
    BJ: [['01 97 12 34 56', '+2290197123456']],
    TG: [['90 12 34 56', '+22890123456'], ['70123456', '+22870123456']],
    MG: [['034 12 345 67', '+261341234567'], ['0321234567', '+261321234567']],
    IN: [['098123 45678', '+919812345678'], ['9812345678', '+919812345678']],
    BD: [['01712-345678', '+8801712345678']],
    PK: [['0300 1234567', '+923001234567']],
    NP: [['984-1234567', '+9779841234567']],
    PH: [['0917 123 4567', '+639171234567']],
    ID: [['0812-3456-789', '+628123456789'], ['628123456789', '+628123456789']],
    HT: [['34 12 3456', '+50934123456']],
    GB: [['07400 123456', '+447400123456']],
};

test('mobile numbers of each country as they are dialled there', async () => {
    for (const [region, table] of Object.entries(MOBILE)) {
        await takes(ask({region, mobileOnly: true}), /** @type {[string, string][]} */ (table));
    }
});

test('numbers of the United States', () => takes(ask({region: 'US'}), all('+12025550123', [
    '(202) 555-0123', '202-555-0123', '1 202 555 0123', '+1 202 555 0123',
])));

test('landlines are numbers, but no mobile ones', async () => {
    const landlines = {KE: '020 2123456', ZA: '011 123 4567', NG: '0201 123 4567', UG: '0414 123 456', GB: '020 7946 0123',
        ZM: '0211 123456', TZ: '022 212 3456', GH: '0302 123 456', SN: '33 812 34 56'};
    for (const [region, input] of Object.entries(landlines)) {
        const {code, trunk} = plans.PLANS[region];
        const digits = input.replace(/ /g, '');
        await takes(ask({region}), [[input, `+${code}${trunk !== '' ? digits.slice(1) : digits}`]]);
        const example = `${trunk}${plans.PLANS[region].example}`;
        await refuses(ask({region, mobileOnly: true}), {[`Please enter a mobile number, for example ${example}.`]: [input]});
    }
});

test('numbers of other countries, checked where their plan is known', async () => {
    await takes(ask({region: 'KE'}), [
        ...all('+27821234567', ['+27 82 123 4567', '0027821234567']), ['+49 1512 3456789', '+4915123456789'],
    ]);
    await refuses(ask({region: 'KE'}), {[KENYAN]: ['+27 82 123 456', '+49 151', '27821234567']});
    await refuses(ask({region: 'KE', mobileOnly: true}), {'Please enter a mobile number, for example 0712000001.': ['+27 11 123 4567']});
    const own = ask({region: 'KE', abroad: false});
    await takes(own, [['+254712345678', '+254712345678']]);
    await refuses(own, {[KENYAN]: ['+27821234567', '+4915123456789']});
});

test('without a region only international numbers are taken', async () => {
    await takes(ask(), [['+254 712 345 678', '+254712345678'], ['00254712345678', '+254712345678']]);
    await refuses(ask(), {
        'Please enter the phone number with its country code, for example +254712000001.': ['0712345678', '254712345678', '+', '00'],
    });
});

test('an input for generated tests, in every country', async () => {
    await takesItsSample(ask()());
    for (const region of Object.keys(plans.PLANS)) {
        await takesItsSample(ask({region, mobileOnly: plans.PLANS[region].mobile !== null})());
    }
});

test('definitions that cannot work', () => {
    cannotWork(ask({region: 'Kenya'}), /^region 'Kenya' \(expected one of: AO, BD, /);
    cannotWork(ask({region: 'US', mobileOnly: true}), /^phone: mobileOnly in US \(expected: false/);
    cannotWork(ask({abroad: false}), /^phone: no region/);
});
