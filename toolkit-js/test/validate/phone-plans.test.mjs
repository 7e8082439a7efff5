import assert from 'node:assert/strict';
import {test} from 'node:test';

import plans from '../../lib/validate/phone-plans.js';

const all = Object.entries(plans.PLANS);

test('a mobile number is a number, and the example is one', () => {
    for (const [region, {code, numbers, mobile, example}] of all) {
        assert.ok((mobile ?? numbers).test(example) && numbers.test(example), region);
        assert.match(`${code}${example}`, /^[1-9]\d{7,14}$/, `${region}: the length that E.164 allows`);
    }
});

test('no country code begins with another one, so that the country of a number is sure', () => {
    for (const [region, {code}] of all) {
        assert.deepEqual(all.filter(([, other]) => other.code.startsWith(code)).map(([name]) => name), [region]);
    }
});

test('no mobile number can be taken for one with the trunk prefix', () => {
    for (const [region, {trunk, mobile, example}] of all) {
        assert.ok(trunk === '' || !(mobile ?? /^$/).test(`${trunk}${example}`), region);
    }
});
