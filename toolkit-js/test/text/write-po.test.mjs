import assert from 'node:assert/strict';
import {test} from 'node:test';

import catalogue from '../../lib/text/catalogue.js';

const {entriesOf, readCatalogue, writePo} = catalogue;

const ENTRIES = [
    {message: 'May', translations: ['Inaweza'], places: ['app.js:9 (question)', 'app.js:12 (error)'], note: 'A verb.\nShort.'},
    {message: 'May', context: 'month', translations: ['Mei'], comment: 'Checked by Amina.'},
    {message: 'one child', plural: '{{children}} children', translations: ['mtoto mmoja', 'watoto {{children}}']},
    {message: 'one nurse', plural: '{{nurses}} nurses', translations: []},
    {message: 'Two\nlines\n', translations: ['Mistari\nmiwili\n']},
    {message: 'Say "yes" \\ \t\u007f\u00015', translations: ['“Ndiyo” ✓ 👋']},
    {message: 'Not yet', translations: []},
    {message: 'Back', context: '', translations: ['Rudi']},
];

test('what translators get', () => {
    assert.equal(writePo(ENTRIES.slice(0, 4), {language: 'sw', header: {'Project-Id-Version': 'clinic 2'}}), String.raw`msgid ""
msgstr ""
"Language: sw\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=n != 1;\n"
"Project-Id-Version: clinic 2\n"

#. A verb.
#. Short.
#: app.js:9 (question)
#: app.js:12 (error)
msgid "May"
msgstr "Inaweza"

# Checked by Amina.
msgctxt "month"
msgid "May"
msgstr "Mei"

msgid "one child"
msgid_plural "{{children}} children"
msgstr[0] "mtoto mmoja"
msgstr[1] "watoto {{children}}"

msgid "one nurse"
msgid_plural "{{nurses}} nurses"
msgstr[0] ""
msgstr[1] ""
`);
});

test('reading what was written gives the same entries, sorted by message and context', () => {
    const written = writePo(ENTRIES, {language: 'sw'});
    const order = ['Back', 'May', 'May', 'Not yet', 'Say "yes" \\ \t\u007f\u00015', 'Two\nlines\n', 'one child', 'one nurse'];
    assert.deepEqual(entriesOf(written).map(({message}) => message), order);
    for (const entry of ENTRIES) {
        assert.deepEqual(entriesOf(written).find(({message, context}) => message === entry.message && context === entry.context), entry);
    }
    assert.equal(writePo(entriesOf(written), {language: 'sw'}), written);
});

test('the order entries come in does not matter', () => {
    assert.equal(writePo([...ENTRIES].reverse()), writePo(ENTRIES));
});

test('plural forms are those of the language, or of the header given', () => {
    const count = (/** @type {string} */ text) => text.match(/^msgstr\[\d\]/gm)?.length;
    const plurals = ENTRIES.slice(3, 4);
    assert.equal(count(writePo(plurals, {language: 'yo'})), 1);
    assert.equal(count(writePo(plurals, {language: 'ar'})), 6);
    assert.equal(count(writePo([{...plurals[0], translations: ['a', 'b']}], {language: 'yo'})), 2, 'no translation is lost');
    const own = writePo(plurals, {language: 'ar', header: {'Plural-Forms': 'nplurals=3; plural=n > 2 ? 2 : n > 1;'}});
    assert.equal(count(own), 3);
    assert.match(own, /"Plural-Forms: nplurals=3; plural=n > 2 \? 2 : n > 1;\\n"/);
    assert.throws(() => writePo(plurals, {header: {'Plural-Forms': 'many'}}), /^Error: Plural-Forms 'many'/);
});

test('a fuzzy entry is written as such, and not used', () => {
    const written = writePo([{message: 'Hello', translations: ['Habari'], fuzzy: true}]);
    assert.match(written, /\n#, fuzzy\nmsgid "Hello"\nmsgstr "Habari"\n$/);
    assert.equal(readCatalogue(written).find('Hello'), undefined);
});
