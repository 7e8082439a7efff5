import assert from 'node:assert/strict';
import {test} from 'node:test';

import pluralForms from '../../lib/text/plural-forms.js';

const {readPluralForms, ruleOf} = pluralForms;

/** @param {string} expression @param {number[]} counts */
const formsOf = (expression, counts) => counts.map(readPluralForms(`nplurals=9; plural=${expression};`).formOf);

test('the rules of gettext\'s manual give the forms they should', () => {
    const counts = [0, 1, 2, 3, 5, 11, 12, 21, 22, 25, 101, 111, 112];
    assert.deepEqual(formsOf('n != 1', counts), [1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    assert.deepEqual(formsOf('n>1', counts), [0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    assert.deepEqual(formsOf('n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2', counts), [2, 0, 1, 1, 1, 1, 1, 0, 1, 1, 0, 1, 1]);
    assert.deepEqual(formsOf('n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2', counts),
        [2, 0, 1, 1, 2, 2, 2, 0, 1, 2, 0, 2, 2]);
    assert.deepEqual(formsOf('(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2', counts), [2, 0, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2]);
});

test('operators bind as in C', () => {
    assert.deepEqual(formsOf('1 + 2 * 3 - 4 / 3', [0]), [6]);
    assert.deepEqual(formsOf('8 - 2 - 1', [0]), [5]);
    assert.deepEqual(formsOf('(1 + 1) * 3', [0]), [6]);
    assert.deepEqual(formsOf('n || 0 && 0', [0, 5]), [0, 1]);
    assert.deepEqual(formsOf('!n + 1', [0, 3]), [2, 1]);
    assert.deepEqual(formsOf('!!n', [0, 3]), [0, 1]);
    assert.deepEqual(formsOf('n == 1 < 2', [0, 1]), [0, 1]);
    assert.deepEqual(formsOf('n ? 1 : n ? 2 : 3', [0, 1]), [3, 1]);
    assert.deepEqual(formsOf('n % 7 >= 3', [2, 3, 9, 10]), [0, 1, 0, 1]);
});

test('the end may be written in several ways', () => {
    for (const text of ['nplurals=2; plural=n != 1;', 'nplurals=2;plural=n!=1', '  nplurals = 2 ; plural = (n != 1) ;  ']) {
        const {forms, formOf} = readPluralForms(text);
        assert.deepEqual([forms, formOf(1), formOf(2)], [2, 0, 1]);
    }
});

const refused = /** @type {[string, RegExp][]} */ ([
    ['', /expected: nplurals=2; plural=n != 1;/],
    ['nplurals=0; plural=0;', /expected: nplurals=2/],
    ['nplurals=2', /expected: nplurals=2/],
    ['nplurals=2; plural=;', /expected: n, a number or '\(' in place of 'the end'/],
    ['nplurals=2; plural=n !=;', /in place of 'the end'/],
    ['nplurals=2; plural=(n;', /expected: '\)' in place of 'the end'/],
    ['nplurals=2; plural=n ? 1;', /expected: ':' in place of 'the end'/],
    ['nplurals=2; plural=n n;', /expected: an operator in place of 'n'/],
    ['nplurals=2; plural=n = 1;', /in place of '='/],
    ['nplurals=2; plural=process.exit(1);', /in place of 'p'/],
    ['nplurals=2; plural=n.constructor;', /in place of '\.'/],
    ['nplurals=2; plural=n1;', /in place of 'n'/],
    ['nplurals=2; plural=n%3;', /expected: forms from 0 to 1, but it gives 2 for n = 2/],
    ['nplurals=2; plural=0-n;', /it gives -1 for n = 1/],
    ['nplurals=2; plural=1/n;', /it gives Infinity for n = 0/],
    ['nplurals=2; plural=n%0;', /it gives NaN for n = 0/],
    [`nplurals=2; plural=${'('.repeat(600)};`, /at most 500 characters/],
]);
for (const [text, message] of refused) {
    test(`'${text.slice(0, 60)}' is refused`, () => {
        assert.throws(() => readPluralForms(text), {message});
    });
}

test('deep nesting within the length is read', () => {
    assert.deepEqual(formsOf(`${'('.repeat(249)}1${')'.repeat(249)}`, [3]), [1]);
});

test('rules of languages are right about their own forms', () => {
    for (const language of ['en', 'fr', 'ar', 'ru', 'pl', 'cs', 'yo']) {
        const {forms, categories} = ruleOf(language);
        assert.equal(readPluralForms(forms).forms, categories.length, language);
    }
});
