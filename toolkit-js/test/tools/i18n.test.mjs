import assert from 'node:assert/strict';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, it} from 'node:test';

import {OWN_TEXTS} from '../../lib/engine/own-texts.js';
import {entriesOf} from '../../lib/text/catalogue.js';
import {parsePo} from '../../lib/text/po.js';
import {mergedJson, mergedPo} from '../../tools/catalogues/merge.mjs';
import {jukwaa, workspace} from './workspace.mjs';

const APP = `import {choice, defineApp, end, freeText, message, plural} from 'jukwaa';
import sw from './locale/sw.po';

const tooYoung = (value) => value < 18 ? 'You are too young.' : true;

export default defineApp({
    name: 'x', start: 'name', languages: {en: 'English', sw: 'Kiswahili'}, catalogues: {sw},
    labels: {more: 'Next page'},
    navigation: null,
    drop: {sms: 'Dial again.'},
    states: {
        name: freeText({question: message('Name?', {}, {context: 'of the caller'}), next: 'children', check: tooYoung}),
        children: freeText({question: 'How many?', error: 'A number.', next: 'list',
            done: async (context) => {
                await context.send({text: 'Sent to {{name}}'});
                context.data.line = await context.translate('Line {{count}}', {count: 1});
            }}),
        list: choice({question: 'Name?', choices: (context) => [{value: 'a', label: 'First'}], next: 'bye'}),
        bye: end({text: (context) => context.answers.children > 1
            ? plural('children', 'one child', '{{children}} children')
            : 'None: {{name}}'}),
    },
});
`;

/** The texts above, without those of the engine. */
const TEXTS = ['A number.', 'Dial again.', 'First', 'How many?', 'Line {{count}}', 'Name?', 'Name?', 'Next page', 'None: {{name}}',
    'Sent to {{name}}', 'You are too young.', 'one child'];

const app = (test, catalogue = '', files = {}) => workspace(test, {'app.js': APP, 'locale/sw.po': catalogue, ...files});
const read = (folder, name) => readFileSync(path.join(folder, name), 'utf8');

const message = (text, about = {}) => [text, {message: text, translations: [], ...about}];

describe('jukwaa i18n extract', () => {
    it('finds texts of states, of the app, of the engine and of functions', (test) => {
        const folder = app(test);
        const {code, out} = jukwaa(folder, 'i18n', 'extract');
        const entries = parsePo(read(folder, 'locale/sw.po')).slice(1);
        assert.deepEqual([code, out], [0, `locale/sw.po: ${entries.length} texts, ${entries.length} new, 0 gone\n`]);
        const found = entries.map((entry) => entry.message);
        for (const text of TEXTS) {
            assert.ok(found.includes(text), text);
        }
        const ofEngine = ['apology', 'choose', 'invalid', 'previous'].map((name) => OWN_TEXTS[name]);
        assert.deepEqual(ofEngine.filter((text) => !found.includes(text)), []);
        assert.deepEqual(['Back', 'Home', 'More'].filter((text) => found.includes(text)), [], 'texts the app replaces or never shows');
        assert.ok(found.includes('Continue where you left off?'));
    });

    for (const format of ['po', 'json']) {
        it(`begins a .${format} that the app imports and is not there yet`, (test) => {
            const folder = workspace(test, {'app.js': APP.replace('sw.po', `sw.${format}`)});
            const {code, out, errors} = jukwaa(folder, 'i18n', 'extract', '--format', format);
            assert.deepEqual([code, errors], [0, '']);
            assert.match(out, new RegExp(`^locale/sw\\.${format}: (\\d+) texts, \\1 new, 0 gone\n$`));
            assert.equal(jukwaa(folder, 'i18n', 'check').code, 1);
        });
    }

    it('leaves other files that are not there to be found missing', (test) => {
        const folder = workspace(test, {'app.js': `import './gone.js';\n${APP}`});
        const {code, errors} = jukwaa(folder, 'i18n', 'extract');
        assert.equal(code, 1);
        assert.match(errors, /gone\.js/);
    });

    it('begins no file that is no catalogue of the app', (test) => {
        for (const name of ['clinicz.json', 'locale/sww.po']) {
            const folder = workspace(test, {'app.js': `import other from './${name}';\n${APP}`});
            const {code, errors} = jukwaa(folder, 'i18n', 'extract');
            assert.equal(code, 1);
            const begun = ['en', 'sw'].map((language) => `locale/${language}${path.extname(name)}`).join(', ');
            assert.equal(errors,
                `jukwaa i18n: app.js: imports ${name}, which is not there (expected: a file, or a catalogue to begin: ${begun})\n`);
            assert.ok(!existsSync(path.join(folder, 'locale')));
        }
    });

    it('names the catalogue that cannot be read, and writes others', (test) => {
        const folder = app(test, 'msgid "Name?"\nmsgstr "Jina?\n');
        assert.match(jukwaa(folder, 'i18n', 'check').errors, /\n {2}catalogues\.sw: locale\/sw\.po: line 2: /);
        const {code, errors} = jukwaa(folder, 'i18n', 'extract');
        assert.equal(code, 1);
        assert.match(errors, /^jukwaa i18n: locale\/sw\.po: line 2: /);
        assert.equal(jukwaa(folder, 'i18n', 'extract', '--language', 'fr').code, 0);
    });

    it('says where texts stand, what they are, and which belong together', (test) => {
        const folder = app(test);
        jukwaa(folder, 'i18n', 'extract');
        const entries = parsePo(read(folder, 'locale/sw.po'));
        const entry = (wanted, context) => {
            const {line, ...found} = entries.find((one) => one.message === wanted && one.context === context);
            return found;
        };
        assert.deepEqual(entry('Name?', 'of the caller'), {
            message: 'Name?', context: 'of the caller', translations: [], places: ['app.js:12'], note: 'name question',
        });
        assert.deepEqual(entry('Name?'), {message: 'Name?', translations: [], places: ['app.js:18'], note: 'list question'});
        assert.deepEqual(entry('You are too young.'),
            {message: 'You are too young.', translations: [], places: ['app.js:4'], note: 'code'});
        assert.deepEqual(entry('one child'), {
            message: 'one child', plural: '{{children}} children', translations: [], places: ['app.js:20'], note: 'bye code',
        });
        assert.deepEqual(entry('Dial again.').note, 'drop.sms');
    });

    it('writes the same file again, and keeps what translators did', (test) => {
        const folder = app(test, `# Wanjiru, 2026
msgid ""
msgstr ""
"Language: sw\\n"
"Last-Translator: Wanjiru\\n"
"Plural-Forms: nplurals=2; plural=n != 1;\\n"

# as they say on the coast
#, fuzzy
msgid "How many?"
msgstr "Wangapi?"

msgid "one child"
msgid_plural "{{children}} children"
msgstr[0] "mtoto {{children}}"
msgstr[1] "watoto {{children}}"

msgid "Old text"
msgstr "Maneno ya zamani"

msgid "Old and never translated"
msgstr ""

#~ msgid "Next page"
#~ msgstr "Ukurasa unaofuata"

#~ msgid "Older text"
#~ msgstr "Maneno ya kale"
`);
        assert.match(jukwaa(folder, 'i18n', 'extract').out, /2 gone\n$/);
        const text = read(folder, 'locale/sw.po');
        assert.match(text, /^# Wanjiru, 2026\nmsgid ""\n/);
        assert.match(text, /"Last-Translator: Wanjiru\\n"\n/);
        assert.match(text, /# as they say on the coast\n(#.*\n)+#, fuzzy\nmsgid "How many\?"\nmsgstr "Wangapi\?"\n/);
        assert.match(text, /\nmsgstr\[1\] "watoto \{\{children\}\}"\n/);
        assert.match(text, /\nmsgid "Next page"\nmsgstr "Ukurasa unaofuata"\n/);
        assert.ok(text.endsWith('\n\n#~ msgid "Old text"\n#~ msgstr "Maneno ya zamani"\n'
            + '\n#~ msgid "Older text"\n#~ msgstr "Maneno ya kale"\n'));
        assert.ok(!text.includes('never translated'));
        assert.match(jukwaa(folder, 'i18n', 'extract').out, /, 0 new, 0 gone\n$/);
        assert.equal(read(folder, 'locale/sw.po'), text);
    });

    it('marks a translation that has got a plural, or lost it, as fuzzy', () => {
        const before = 'msgid "one"\nmsgstr "moja"\n';
        const {text} = mergedPo(new Map([message('one', {plural: 'many'})]), before, 'sw');
        assert.deepEqual(parsePo(text)[1], {message: 'one', plural: 'many', translations: ['moja'], fuzzy: true, line: 10});
    });

    it('writes plain JSON, keeping translations', (test) => {
        const folder = app(test, '', {'locale/sw.json': '{"How many?": "Wangapi?", "Old": "Zamani", "one child": ["mtoto", "watoto"]}'});
        assert.equal(jukwaa(folder, 'i18n', 'extract', '--format', 'json').code, 0);
        const catalogue = JSON.parse(read(folder, 'locale/sw.json'));
        assert.equal(catalogue['How many?'], 'Wangapi?');
        assert.deepEqual(catalogue['one child'], ['mtoto', 'watoto']);
        assert.equal(catalogue['of the caller\u0004Name?'], '');
        assert.ok(!('Old' in catalogue));
        const translated = entriesOf(catalogue).filter(({translations}) => translations.length > 0);
        assert.deepEqual(translated.map((entry) => entry.message), ['How many?', 'one child']);
    });

    it('counts what is new, kept and gone in JSON too', () => {
        const {text, ...counts} = mergedJson(new Map([message('a'), message('b')]), '{"b": "B", "c": "C"}', 'sw');
        assert.deepEqual([JSON.parse(text), counts], [{a: '', b: 'B'}, {added: 1, kept: 1, gone: 1}]);
    });

    it('makes catalogues of languages the app does not have yet, and templates, where it is told', (test) => {
        const folder = app(test);
        const {files} = JSON.parse(jukwaa(folder, 'i18n', 'extract', '--language', 'ar', '--out', 'texts', '--json').out);
        assert.deepEqual(files.map(({file, language}) => [file, language]), [['texts/ar.po', 'ar']]);
        const text = read(folder, 'texts/ar.po');
        assert.match(text, /"Language: ar\\n"/);
        assert.match(text, /msgstr\[5\] ""\n/);
        assert.match(text, /^#: app\.js:12$/m);
        jukwaa(folder, 'i18n', 'extract', '--template');
        assert.match(read(folder, 'locale/messages.pot'), /"Language: \\n"/);
        assert.equal(read(folder, 'locale/sw.po'), '');
    });

    it('refuses what it cannot do', (test) => {
        const folder = app(test, '', {'one.js': APP.replace(", sw: 'Kiswahili'", '').replace('catalogues: {sw},', '')});
        const refused = (...args) => {
            const {code, errors} = jukwaa(folder, 'i18n', ...args);
            return [code, errors.split('\n')[0]];
        };
        assert.deepEqual(refused(), [2, "jukwaa i18n: '' (expected: extract or check)"]);
        assert.deepEqual(refused('extract', '--format', 'mo'), [2, "jukwaa i18n: --format 'mo' (expected: po or json)"]);
        assert.deepEqual(refused('extract', '--language', '../sw'),
            [2, "jukwaa i18n: --language '../sw' (expected: a code such as sw or eng_ZA)"]);
        assert.deepEqual(refused('check', '--language', 'xx'),
            [2, "jukwaa i18n: --language 'xx' (expected: one the app is translated into: sw)"]);
        assert.deepEqual(refused('extract', 'one.js'),
            [2, 'jukwaa i18n: the app has one language (expected: --language, or more languages in the app)']);
        assert.ok(!existsSync(path.join(folder, 'locale/mo')));
    });
});

describe('jukwaa i18n check', () => {
    const translated = (folder, replace = (text) => text) => {
        jukwaa(folder, 'i18n', 'extract');
        const text = read(folder, 'locale/sw.po').replace(/^msgid(?:_plural)? "(.+)"\n(msgstr(?:\[0\])?) ""$/gm, 'msgid "$1"\n$2 "$1"')
            .replace(/^msgid "one child"\nmsgid "(.*)"\n/m, 'msgid "one child"\nmsgid_plural "$1"\n')
            .replace('msgstr[1] ""', 'msgstr[1] "{{children}}"');
        writeFileSync(path.join(folder, 'locale/sw.po'), replace(text));
        return folder;
    };

    it('is content with a catalogue that has everything', (test) => {
        const {code, out} = jukwaa(translated(app(test)), 'i18n', 'check');
        const [, count] = /^sw: 100 % \((\d+) of \1 texts\)\n$/.exec(out) ?? [];
        assert.ok(Number(count) > TEXTS.length, out);
        assert.equal(code, 0);
    });

    it('says what is missing and what is fuzzy, and measures the rest', (test) => {
        const folder = translated(app(test), (text) => text
            .replace('msgstr "How many?"', 'msgstr ""')
            .replace('msgid "First"', '#, fuzzy\nmsgid "First"')
            .replace('msgstr "None: {{name}}"', 'msgstr "Hakuna: {{jina}}"')
            .replace('msgstr "A number."', `msgstr "${'Nambari tafadhali. '.repeat(12)}"`));
        const {code, out} = jukwaa(folder, 'i18n', 'check', '--json');
        const [{findings, ...report}] = JSON.parse(out).languages;
        assert.deepEqual([code, report], [1, {language: 'sw', messages: report.messages, translated: report.messages - 2, fuzzy: 1,
            percent: Math.floor((report.messages - 2) / report.messages * 100), ok: false}]);
        assert.deepEqual(findings.map(({rule, severity, message: text}) => [rule, severity, text]), [
            ['missing-translation', 'info', "'How many?' has no translation"],
            ['missing-translation', 'info', "'First' has no translation"],
            ['translation-placeholder', 'error', "translation of 'None: {{name}}': {{jina}} is not in the text, {{name}} is missing"],
        ]);
    });

    it('passes above its threshold, and finds screens that only a translation makes long', (test) => {
        const folder = translated(app(test), (text) => text
            .replace('msgstr "How many?"', `msgstr "${'Wangapi? '.repeat(50)}"`)
            .replace('msgstr "First"', 'msgstr ""'));
        const {code, out} = jukwaa(folder, 'i18n', 'check', '--threshold', '90');
        assert.equal(code, 0);
        assert.match(out, /^app\.js:13 {2}warning {2}state 'children' \[sw\]: takes 3 pages \('ussd'\) {2}\(many-pages\)$/m);
        assert.match(out, /^sw: 9\d % \(\d+ of \d+ texts\)$/m);
        assert.equal(jukwaa(folder, 'i18n', 'check').code, 1);
    });
});
