import assert from 'node:assert/strict';
import {describe, test} from 'node:test';

import catalogue from '../../lib/text/catalogue.js';

const {entriesOf, objectOf, readCatalogue} = catalogue;

const SWAHILI = String.raw`# Kiswahili of the clinic line
msgid ""
msgstr ""
"Language: sw\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=n != 1;\n"

# Greets; keep it short.
#. shown first
#: app.js:12 app.js:40
msgid "Hello"
msgstr "Habari"

msgctxt "month"
msgid "May"
msgstr "Mei"

msgid "May"
msgstr "Inaweza"

msgid "one child"
msgid_plural "{{children}} children"
msgstr[0] "mtoto mmoja"
msgstr[1] "watoto {{children}}"

msgid ""
"Wash your hands.\n"
"Say \"done\" \\ 1."
msgstr ""
"Nawa mikono.\n"
"Sema \"tayari\" \\ 1."

#, fuzzy, c-format
#| msgid "Good by"
msgid "Goodbye"
msgstr "Kwa heri?"

msgid "Not yet"
msgstr ""

#, fuzzy
#~ msgid "Old"
#~ msgstr "Zamani"

msgid "After an old one"
msgstr "Baada"
`;

describe('a .po file', () => {
    const swahili = readCatalogue(SWAHILI);

    test('has translations by message and context', () => {
        assert.equal(swahili.find('Hello'), 'Habari');
        assert.equal(swahili.find('May'), 'Inaweza');
        assert.equal(swahili.find('May', 'month'), 'Mei');
        assert.equal(swahili.find('May', 'girl'), undefined);
        assert.equal(swahili.find('Unknown'), undefined);
    });

    test('has plural forms', () => {
        assert.equal(swahili.findPlural('one child', 1), 'mtoto mmoja');
        assert.equal(swahili.findPlural('one child', 0), 'watoto {{children}}');
        assert.equal(swahili.findPlural('one child', -1), 'mtoto mmoja');
        assert.equal(swahili.findPlural('one child', 1.5), 'watoto {{children}}');
        assert.equal(swahili.findPlural('one child', NaN), 'watoto {{children}}');
        assert.equal(swahili.findPlural('two child', 2), undefined);
    });

    test('may have strings on several lines, with escapes', () => {
        assert.equal(swahili.find('Wash your hands.\nSay "done" \\ 1.'), 'Nawa mikono.\nSema "tayari" \\ 1.');
        assert.equal(readCatalogue(String.raw`msgid "a"
            msgstr "\t\r\x41\102"`).find('a'), '\t\rAB');
    });

    test('counts fuzzy, obsolete and empty translations as missing', () => {
        for (const message of ['Goodbye', 'Old', 'Not yet', '']) {
            assert.equal(swahili.find(message), undefined, message);
        }
        assert.equal(swahili.find('After an old one'), 'Baada', 'the flags of an obsolete entry are its own');
    });

    test('may come from Windows, and without blank lines', () => {
        const text = `\ufeff${SWAHILI.replaceAll('\n\n', '\n').replaceAll('\n', '\r\n')}`;
        assert.deepEqual(entriesOf(text), entriesOf(SWAHILI));
    });

    test('may have a fuzzy header, as tools write it', () => {
        const header = '#, fuzzy\nmsgid ""\nmsgstr "Plural-Forms: nplurals=1; plural=0;\\n"\n';
        assert.equal(readCatalogue(`${header}\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"`).findPlural('a', 7), 'c');
    });

    test('without Plural-Forms has those of its language', () => {
        const entry = '\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "un"\nmsgstr[1] "des"\n';
        assert.equal(readCatalogue(entry).findPlural('a', 0), 'des');
        assert.equal(readCatalogue(entry, 'fr').findPlural('a', 0), 'un');
        assert.equal(readCatalogue(`msgid ""\nmsgstr "Language: fr\\n"\n${entry}`, 'en').findPlural('a', 0), 'un');
    });

    const refused = /** @type {[string, RegExp][]} */ ([
        ['msgid "a"\nmsgstr "b', /^line 2: "b \(expected: a string in double quotes/],
        ['msgid "a"\nmsgstr "b" c', /^line 2: "b" c/],
        ['msgid "a"\nmsgstr "say "b""', /^line 2: /],
        ['msgid "a"\nmsgstr "\\q"', /^line 2: \\q \(expected: one of/],
        ['msgid "a"\n\nmsgid "b"\nmsgstr "c"', /^line 3: msgid \(expected: once in each entry\)/],
        ['msgid "a"', /^line 1: msgid "a" \(expected: msgstr after it\)/],
        ['msgstr "a"', /^line 1: msgstr \(expected: msgid before it\)/],
        ['"a"', /^line 1: "a" \(expected: msgid before it\)/],
        ['msgctxt "a"\nmsgstr "b"', /^line 2: msgstr \(expected: msgid before it\)/],
        ['msgid "a"\nmsgstr[0] "b"', /^line 2: msgstr\[0\] \(expected: msgid_plural before it\)/],
        ['msgid "a"\nmsgid_plural "b"\nmsgstr "c"', /^line 3: msgstr \(expected: msgstr\[0\]/],
        ['msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"', /^line 4: msgid "a" \(expected: once; it is on line 1 too\)/],
        ['msgid "a"\nmsgstring "b"', /^line 2: msgstring "b" \(expected: msgctxt, msgid,/],
        ['\nmsgid ""\nmsgstr "Plural-Forms: nplurals=INTEGER; plural=EXPRESSION;\\n"', /^line 2: Plural-Forms 'nplurals=INTEGER;/],
    ]);
    for (const [text, message] of refused) {
        test(`is refused with its line: ${JSON.stringify(text)}`, () => {
            assert.throws(() => readCatalogue(text), {message});
        });
    }
});

describe('a Jed catalogue', () => {
    const header = {domain: 'messages', lang: 'fr', plural_forms: 'nplurals=2; plural=n > 1;'};
    const messages = {
        '': header,
        'Hello': ['Bonjour'],
        'month\u0004May': ['mai'],
        'one child': ['un enfant', '{{children}} enfants'],
        'Empty': [''],
    };
    const older = {
        '': header,
        'Hello': [null, 'Bonjour'],
        'month\u0004May': [null, 'mai'],
        'one child': ['{{children}} children', 'un enfant', '{{children}} enfants'],
        'Empty': [null, ''],
    };
    const sources = {
        'locale_data': {domain: 'messages', locale_data: {messages}},
        'locale_data with plurals in lists': {domain: 'messages', locale_data: {messages: older}},
        'messages at the top': {messages: older},
        'as text': JSON.stringify({messages: older}),
        'nothing around it': older,
    };
    for (const [name, source] of Object.entries(sources)) {
        test(`is read: ${name}`, () => {
            const french = readCatalogue(source);
            assert.equal(french.find('Hello'), 'Bonjour');
            assert.equal(french.find('May', 'month'), 'mai');
            assert.equal(french.find('May'), undefined);
            assert.equal(french.find('Empty'), undefined);
            assert.equal(french.findPlural('one child', 0), 'un enfant');
            assert.equal(french.findPlural('one child', 2), '{{children}} enfants');
        });
    }

    test('that has no messages of its domain is refused', () => {
        assert.throws(() => readCatalogue({domain: 'messages', locale_data: {messages: ['Bonjour']}}),
            {message: 'locale_data.messages: ["Bonjour"] (expected: {message: [\'translation\']})'});
    });

    test('with bad Plural-Forms is refused', () => {
        assert.throws(() => readCatalogue({'': {plural_forms: 'nplurals=2; plural=alert(n);'}, 'a': ['b']}), /^Error: Plural-Forms/);
    });
});

describe('plain JSON', () => {
    test('has texts, lists and plural categories', () => {
        const swahili = readCatalogue({
            'Hello': 'Habari',
            'month\u0004May': 'Mei',
            'one child': {zero: 'hakuna mtoto', one: 'mtoto mmoja', other: 'watoto {{children}}'},
            'one clinic': ['kliniki moja', 'kliniki {{clinics}}'],
            'Empty': '',
            'messages': {one: 'ujumbe', other: 'jumbe'},
        }, 'sw');
        assert.equal(swahili.find('Hello'), 'Habari');
        assert.equal(swahili.find('May', 'month'), 'Mei');
        assert.equal(swahili.find('Empty'), undefined);
        assert.deepEqual([0, 1, 2].map((count) => swahili.findPlural('one child', count)),
            ['hakuna mtoto', 'mtoto mmoja', 'watoto {{children}}']);
        assert.deepEqual([0, 1, 2].map((count) => swahili.findPlural('one clinic', count)),
            ['kliniki {{clinics}}', 'kliniki moja', 'kliniki {{clinics}}']);
        assert.equal(swahili.findPlural('messages', 3), 'jumbe');
    });

    test('has the categories of its language', () => {
        const forms = {one: 'o', two: 't', few: 'f', many: 'm', other: 'x'};
        const shown = (/** @type {string} */ language) =>
            [0, 1, 2, 3, 11, 22, 100].map((count) => readCatalogue({a: forms}, language).findPlural('a', count)).join('');
        assert.equal(shown('en'), 'xoxxxxx');
        assert.equal(shown('swa_KE'), 'xoxxxxx');
        assert.equal(shown('fr'), 'ooxxxxx');
        assert.equal(shown('zul_ZA'), 'ooxxxxx');
        assert.equal(shown('pt-PT'), 'xoxxxxx');
        assert.equal(shown('pt-BR'), 'ooxxxxx');
        assert.equal(shown('yo'), 'xxxxxxx');
        assert.equal(shown('ar'), 'xotfmmx');
        assert.equal(shown('ru'), 'moffmfm');
        assert.equal(shown('pl'), 'moffmfm');
        assert.equal(readCatalogue({a: {other: 'x'}}, 'ar').findPlural('a', 2), 'x', 'other stands for a category that is not there');
    });

    test('messages may be called like what every object has', () => {
        const english = readCatalogue(JSON.parse('{"__proto__": "a", "constructor": "b"}'));
        assert.equal(english.find('__proto__'), 'a');
        assert.equal(english.find('constructor'), 'b');
        assert.equal(english.find('toString'), undefined);
    });

    for (const value of [5, null, {one: 'a'}, {one: 'a', other: 'b', tow: 'c'}, {one: 1, other: 'b'}, ['a', 5]]) {
        test(`is refused with ${JSON.stringify(value)} for a translation`, () => {
            assert.throws(() => readCatalogue({Hello: value}), /^Error: 'Hello': .* \(expected: a text, a list of texts, or /);
        });
    }

    test('has to be an object', () => {
        for (const source of [null, undefined, 5, ['a']]) {
            assert.throws(() => readCatalogue(source), /expected: the text of a .po file/);
        }
    });
});

test('tools get all entries that can be used, however they are written', () => {
    assert.deepEqual(entriesOf(SWAHILI).slice(0, 4), [
        {message: 'Hello', translations: ['Habari'], places: ['app.js:12 app.js:40'], note: 'shown first',
            comment: 'Greets; keep it short.'},
        {message: 'May', context: 'month', translations: ['Mei']},
        {message: 'May', translations: ['Inaweza']},
        {message: 'one child', plural: '{{children}} children', translations: ['mtoto mmoja', 'watoto {{children}}']},
    ]);
    assert.deepEqual(entriesOf(SWAHILI).map(({message}) => message).slice(4),
        ['Wash your hands.\nSay "done" \\ 1.', 'Not yet', 'After an old one']);
    assert.deepEqual(entriesOf({messages: {'': {}, 'a': [null, 'b'], 'c': ['cs', 'd', 'ds'], 'e': [null, '']}}), [
        {message: 'a', translations: ['b']},
        {message: 'c', plural: 'cs', translations: ['d', 'ds']},
        {message: 'e', translations: []},
    ]);
    assert.deepEqual(entriesOf({'ctx\u0004a': {one: 'b', other: 'c'}}), [{message: 'a', context: 'ctx', translations: ['b', 'c']}]);
});

test('a .po file as an object says the same', () => {
    const [text, object] = [readCatalogue(SWAHILI), readCatalogue(JSON.parse(JSON.stringify(objectOf(SWAHILI))))];
    for (const {message, context, plural} of entriesOf(SWAHILI)) {
        assert.equal(object.find(message, context), text.find(message, context));
        for (const count of plural === undefined ? [] : [0, 1, 2, 11]) {
            assert.equal(object.findPlural(message, count, context), text.findPlural(message, count, context));
        }
    }
    assert.equal(object.find('not there'), undefined);
});
