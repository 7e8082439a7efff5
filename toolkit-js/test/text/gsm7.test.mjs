import assert from 'node:assert/strict';
import {describe, test} from 'node:test';

import gsm7 from '../../lib/text/gsm7.js';

const {charsetOf, isGsm7, offenders, segmentsOf, transliterate, unitsOf} = gsm7;

// 3GPP TS 23.038, 6.2.1: rows of 16 from 0x00; 0x1B is the escape to the extension table.
const TABLE = '@£$¥èéùìòÇ\nØø\rÅå'
    + 'Δ_ΦΓΛΩΠΨΣΘΞÆæßÉ'
    + ' !"#¤%&\'()*+,-./'
    + '0123456789:;<=>?'
    + '¡ABCDEFGHIJKLMNO'
    + 'PQRSTUVWXYZÄÖÑÜ§'
    + '¿abcdefghijklmno'
    + 'pqrstuvwxyzäöñüà';
const EXTENSION = '\f^{}\\[~]|€';

describe('units', () => {
    test('a character of the default alphabet is one septet, one of the extension table two', () => {
        assert.equal(TABLE.length, 127);
        assert.equal(unitsOf(TABLE), 127);
        assert.equal(unitsOf(EXTENSION), 20);
        assert.ok(isGsm7(TABLE + EXTENSION));
        assert.equal(charsetOf(TABLE + EXTENSION), 'gsm-7');
    });

    test('one character outside makes all of the text UTF-16 code units', () => {
        assert.equal(unitsOf('Hello { } €'), 14);
        assert.equal(unitsOf('Hello { } € “'), 13);
        assert.equal(unitsOf('Hi 👋'), 5);
        assert.equal(charsetOf('Hello “'), 'ucs-2');
    });

    test('look-alikes of the alphabet are outside', () => {
        for (const character of ['ç', 'À', 'È', 'á', 'ê', '`', '\t', 'α', 'А', '\u00a0', '’', 'e\u0301', '\u001b']) {
            assert.equal(isGsm7(character), false, JSON.stringify(character));
        }
    });

    test('an empty text takes nothing', () => {
        assert.equal(unitsOf(''), 0);
        assert.equal(charsetOf(''), 'gsm-7');
    });
});

describe('SMS', () => {
    test('160 septets are one message, 161 are two parts of 153', () => {
        assert.equal(segmentsOf(''), 1);
        assert.equal(segmentsOf('a'.repeat(160)), 1);
        assert.equal(segmentsOf('a'.repeat(161)), 2);
        assert.equal(segmentsOf('a'.repeat(306)), 2);
        assert.equal(segmentsOf('a'.repeat(307)), 3);
    });

    test('the escape and its character go into the same part', () => {
        assert.equal(segmentsOf(`${'a'.repeat(152)}€${'a'.repeat(152)}`), 3, '306 septets, but the first part ends one short');
        assert.equal(segmentsOf(`${'a'.repeat(151)}€${'a'.repeat(153)}`), 2);
        assert.equal(segmentsOf('€'.repeat(80)), 1);
        assert.equal(segmentsOf('€'.repeat(81)), 2);
    });

    test('with other characters it is 70, then parts of 67 that split no pair', () => {
        assert.equal(segmentsOf('ж'.repeat(70)), 1);
        assert.equal(segmentsOf('ж'.repeat(71)), 2);
        assert.equal(segmentsOf('ж'.repeat(134)), 2);
        assert.equal(segmentsOf('ж'.repeat(135)), 3);
        assert.equal(segmentsOf('👋'.repeat(35)), 1);
        assert.equal(segmentsOf('👋'.repeat(66)), 2);
        assert.equal(segmentsOf('👋'.repeat(67)), 3, '134 units, but a part holds 33 pairs');
        assert.equal(segmentsOf(`${'a'.repeat(80)}’`), 2, 'one curly quote');
    });
});

describe('transliteration', () => {
    /** @type {Record<string, [text: string, result: string][]>} */
    const examples = {
        'punctuation of word processors': [
            ['“Don’t” – wait… „now“ «here»', '"Don\'t" - wait... "now" "here"'],
            ['a\u00a0b\u2009c\u200bd\ufeffe\u00adf', 'a b cdef'],
            ['• One\n▪ Two\tx', '* One\n* Two x'],
            ['first\u2028second', 'first\nsecond'],
        ],
        'languages': [
            ['Ẹ káàárọ̀, ọmọ mi; ṣé dáadáa ni?', 'E kaàaro, omo mi; sé daadaa ni?'],
            ['Ƙauna, ɗan’uwa, ɓera, ƴaƴa', 'Kauna, dan\'uwa, bera, yaya'],
            ['Đường Nguyễn Huệ, thành phố', 'Duong Nguyen Hue, thành pho'],
            ['Ça va? Forêt, cœur, Noël, déjà, où, À bientôt', 'Ça va? Foret, coeur, Noel, déjà, où, A bientot'],
            ['Informação, avó, pões, três, você', 'Informacao, avo, poes, tres, voce'],
            ['Ng’ombe, ŋutɔ, ɛyɛ', 'Ng\'ombe, nguto, eye'],
            ['Łódź, İstanbul, ağrı', 'Lodz, Istanbul, agri'],
        ],
        'symbols': [
            ['₦500, ₹20, €5, £3, 37°C, 2×3, ±1, ½, №5, ﬁne', 'N500, Rs20, €5, £3, 37degC, 2x3, +/-1, 1/2, No5, fine'],
            ['GH₵5', 'GHC5'],
            ['Jukwaa™ ©', 'JukwaaTM (c)'],
            ['ＡＢ１', 'AB1'],
        ],
    };
    for (const [about, list] of Object.entries(examples)) {
        test(about, () => {
            for (const [text, result] of list) {
                assert.equal(transliterate(text), result);
                assert.ok(isGsm7(transliterate(text)), text);
            }
        });
    }

    test('amounts keep their meaning', () => {
        assert.equal(transliterate('1½ tablets, 10³ cells, m²'), '1 1/2 tablets, 10^3 cells, m2');
    });

    test('letters that GSM-7 has are kept, in one piece or with a combining accent', () => {
        assert.equal(transliterate('éèùìòàäöüñåøæßÉÄÖÜÑÅØÆÇ'), 'éèùìòàäöüñåøæßÉÄÖÜÑÅØÆÇ');
        assert.equal(transliterate('e\u0301te\u0301 n\u0303'), 'été ñ');
    });

    test('what has no equivalent stays as it was, joiners and accents included', () => {
        for (const text of ['Привет', 'ሰላም', 'नमस्ते', 'می\u200cخواهم', '👩\u200d⚕\ufe0f', 'я\u0301']) {
            assert.equal(transliterate(text), text);
        }
        assert.equal(transliterate('“ሰላም”'), '"ሰላም"');
    });

    test('all of GSM-7 stays as it is', () => {
        assert.equal(transliterate(`${TABLE}${EXTENSION}’`), `${TABLE}${EXTENSION}'`);
    });
});

describe('offenders', () => {
    test('each character outside GSM-7 is told once, with what could stand for it', () => {
        assert.deepEqual(offenders('“Hi” “you” ж ê 👋 é'), [
            {character: '“', suggestion: '"'},
            {character: '”', suggestion: '"'},
            {character: 'ж', suggestion: null},
            {character: 'ê', suggestion: 'e'},
            {character: '👋', suggestion: null},
        ]);
        assert.deepEqual(offenders('Hello {} €'), []);
    });

    test('what is only left out has an empty suggestion', () => {
        assert.deepEqual(offenders('a\u200bb'), [{character: '\u200b', suggestion: ''}]);
    });
});
