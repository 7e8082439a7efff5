import assert from 'node:assert/strict';
import {test} from 'node:test';

import {message, validators} from 'jukwaa';

const context = /** @type {any} */ ({now: () => new Date('2026-11-21T10:00:00Z')});

/**
 * A text that a check gives is among those it tells translators.
 *
 * @param {any} check
 * @param {any[]} right what it passes
 * @param {any[]} wrong what it does not
 */
async function judges(check, right, wrong) {
    for (const value of right) {
        assert.equal(await check(value, context), true, `value '${value}'`);
    }
    for (const value of wrong) {
        const verdict = await check(value, context);
        assert.notEqual(verdict, true, `value '${value}'`);
        const text = verdict.message ?? verdict;
        assert.ok(check.texts.some((/** @type {any} */ one) => (one.message ?? one) === text), `translators do not know '${text}'`);
    }
}

/** @param {any} check @param {any} value */
const verdictOf = (check, value) => check(value, context);

test('names in any script', () => judges(
    validators.letters,
    ['Amina', 'Amina Wanjiku', 'Anne-Marie', "N'Golo", "'Mathabo", 'O’Brien', 'J. K. Otieno', 'Nguyễn', 'Nguye\u0302\u0303n', 'አሚና',
        'فاطمة', 'नेहा', 'Ọlámidé', 'Ŋọ'],
    ['', 'Amina1', '1', '-', 'Amina@', '<b>', ' Amina', '٣', '👩'],
));

test('length counts characters as people do, digits only digits', async () => {
    await judges(validators.length(2, 3), ['ab', 'abc', '👩👩👩'], ['a', 'abcd']);
    await judges(validators.length(2), ['a'.repeat(500)], ['a']);
    const text = message('Please enter {{shortest}} to {{longest}} characters.', {shortest: 2, longest: 3});
    assert.deepEqual(verdictOf(validators.length(2, 3), 'a'), text);
    await judges(validators.digits(4), ['1234', '١٢٣٤'], ['123', '12345', '12 4', '']);
    await judges(validators.digits(4, 5), ['12345'], ['123456']);
});

test('a pattern is tried from the beginning each time', () => judges(
    validators.matches(/^[A-Z]{2}\d+$/g, 'Two letters and a number.'), ['KE12', 'KE12'], ['ke12'],
));

test('one of a list, in any case', () => judges(validators.among(['MBA-01', 'Nairobi', 7]), ['mba-01', 'NAIROBI', '7', 7], ['MBA', '']));

test('numbers, dates, times, phone and identity numbers in a free text', async () => {
    await judges(validators.number({least: 1, most: 5, decimals: 1}), ['4,5', 4.5], [6, 'x', '1.25']);
    await judges(validators.number(), ['5'], ['5.5']);
    await judges(validators.date({from: '-1y', to: 'today'}), ['21/11/2026'], ['22/11/2026', '31/4/2026', 'x']);
    await judges(validators.time({to: '12:00'}), ['9am'], ['1pm', 'x']);
    await judges(validators.phone({region: 'KE'}), ['0712345678'], ['071234567']);
    await judges(validators.identityNumber('za'), ['8001015009087'], ['8001015009086', '80']);
    assert.throws(() => validators.phone({region: 'XX'}), TypeError);
    assert.throws(() => validators.date({from: 'x'}), TypeError);
});

test('check digits', async () => {
    await judges(validators.luhn, ['79927398713', '4539 1488 0343 6467'], ['79927398710', '', '0', '7992739871x']);
    await judges(validators.verhoeff, ['2363', '9999 4105 7058'], ['2364', '2336', '', 'x']);
    // The number of ISO 7064's own example, 794 with 44.
    await judges(validators.mod97, ['79444', '79 44-4'], ['79443', '97444', '']);
    await judges(
        validators.iban,
        ['GB82 WEST 1234 5698 7654 32', 'gb82west12345698765432', 'DE89370400440532013000', 'MU17BOMM0101101030300200000MUR'],
        ['GB82WEST12345698765423', 'GB82', '8212345698765432'],
    );
});

test('every wrong digit and every swap of neighbours breaks a Verhoeff number', async () => {
    const digits = [...'999941057058'];
    const wrong = digits.flatMap((_, at) => [...'0123456789'].map((digit) => digits.with(at, digit).join('')));
    const swapped = digits.slice(1).map((_, at) => digits.with(at, digits[at + 1]).with(at + 1, digits[at]).join(''));
    for (const other of [...wrong, ...swapped].filter((one) => one !== digits.join(''))) {
        assert.notEqual(verdictOf(validators.verhoeff, other), true, other);
    }
});

test('all of them: the first that says something is heard', async () => {
    const noTest = async (/** @type {string} */ value) => value !== 'Test' || 'No test.';
    const check = validators.all(validators.letters, validators.length(2, 5), noTest);
    await judges(validators.all(validators.letters, validators.length(2, 5)), ['Amina'], ['A', '12']);
    assert.equal(await verdictOf(check, '1'), 'Please use letters only.');
    assert.equal(await verdictOf(check, 'Test'), 'No test.');
    assert.equal(await verdictOf(validators.all(() => false, validators.letters), 'Amina'), false);
    assert.equal(await verdictOf(validators.all(() => undefined), 'Amina'), true);
    assert.equal(check.texts?.length, 2);
});

test('another text for a check', () => judges(validators.saying('That is no card number.', validators.luhn), ['79927398713'], ['1']));

test('what a South African number tells', () => {
    const now = new Date('2026-11-21T10:00:00Z');
    const born = (/** @type {string} */ number) => validators.birthDateOf(number, now);
    assert.equal(born('8001015009087'), '1980-01-01');
    assert.equal(born('0002290001086'), '2000-02-29');
    assert.equal(born('2601015009080'), '2026-01-01');
    assert.equal(born('2611225000084'), '1926-11-22', 'not tomorrow');
    assert.equal(born('8001015009086'), null);
    assert.equal(born('80'), null);
    assert.equal(validators.sexOf('8001015009087'), 'male');
    assert.equal(validators.sexOf('0002290001086'), 'female');
    assert.equal(validators.sexOf('8001015009086'), null);
});

test('PINs that people try first', () => judges(validators.strongPin, ['5294'], ['1234', '777777', '123123']));
