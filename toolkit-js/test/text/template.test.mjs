import assert from 'node:assert/strict';
import {test} from 'node:test';

import template from '../../lib/text/template.js';

const {badPlaceholders, fill, placeholders} = template;
const shown = (/** @type {string} */ path) => `<${path}>`;

test('names and dotted paths are filled, with blanks inside the braces or without', () => {
    assert.equal(fill('Hi {{name}}, {{ clinic.name }} at {{\tvisit.times.0 }}.', shown), 'Hi <name>, <clinic.name> at <visit.times.0>.');
    assert.equal(fill('{{jina_la_kwanza}}{{ọjọ́}}', shown), '<jina_la_kwanza><ọjọ́>');
});

test('code in braces is shown as it was written, not run', () => {
    const codes = ['{{ 1+1 }}', '{{ f() }}', '{{ a["b"] }}', '{{ a. b }}', '{{ .a }}', '{{ a. }}', '{{$a}}', '{{a-b}}', '{{}}', '{{ }}'];
    for (const text of codes) {
        assert.equal(fill(text, () => assert.fail(`asked for a value in ${text}`)), text);
    }
});

test('single braces and braces that do not close are left alone', () => {
    for (const text of ['{name}', '{{name}', '{{name', 'name}}', '{ {name} }']) {
        assert.equal(fill(text, shown), text);
    }
    assert.equal(fill('{{{name}}}', shown), '{<name>}');
});

test('a value is shown as it is, even if it looks like a placeholder or like a replacement pattern', () => {
    assert.equal(fill('{{name}}!', () => '{{ pin }} $& $1'), '{{ pin }} $& $1!');
});

test('placeholders are listed in their order', () => {
    assert.deepEqual(placeholders('{{b}} {{ a.c }} {{b}} {{ x + 1 }}'), ['b', 'a.c', 'b']);
    assert.deepEqual(placeholders('{{b}}'), ['b'], 'a second call sees all of its text');
});

test('what is in braces and no name is listed for lint', () => {
    assert.deepEqual(badPlaceholders('{{ 1+1 }} {{name}} {{ f() }} {{}} {name}'), ['{{ 1+1 }}', '{{ f() }}', '{{}}']);
    assert.deepEqual(badPlaceholders('{{{name}}} and {{ {{name}} }}'), []);
    assert.deepEqual(badPlaceholders('{{ first\nsecond }}'), ['{{ first\nsecond }}']);
});
