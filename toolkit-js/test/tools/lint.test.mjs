import assert from 'node:assert/strict';
import {describe, it} from 'node:test';

import {compiledOf} from '../../lib/define/app.js';
import {OWN_TEXTS} from '../../lib/engine/own-texts.js';
import toolkit from '../../lib/index.js';
import {BYE, IMPORTS, app, found, rule} from './linting.mjs';
import {jukwaa, workspace} from './workspace.mjs';

describe('rules about the flow', () => {
    rule('unknown-target', {
        breaks: app(`ask: freeText({question: 'Name?', next: 'by'}),\n${BYE}`),
        says: [['error', 'ask', 4, "goes to 'by', which is not there"]],
        fine: app(`ask: freeText({question: 'Name?', next: 'bye'}),\n${BYE}`),
    });
    rule('definition', {
        breaks: app(`ask: freeText({question: 'Name?'}),`, "channel: 'pigeon',"),
        says: [
            ['error', null, undefined, `channel: 'pigeon' (expected one of: ${Object.keys(toolkit.channels).join(', ')}; or a profile)`],
            ['error', 'ask', 4, 'leads nowhere (expected: next, or end(…))'],
        ],
        fine: app(BYE),
    });
    rule('unknown-answer', {
        breaks: app(`age: number({question: 'Age?', answer: 'years', next: [{when: {years: {atLeast: 18}}, to: 'bye'},
            {when: {age: 17, 'clinic.name': 'x'}, to: 'bye'}, 'bye']}),\n${BYE}`),
        says: [['warning', 'age', 4, "a condition asks for the answer 'age', which nothing stores"],
            ['warning', 'age', 4, "a condition asks for the answer 'clinic.name', which nothing stores"]],
        fine: app(`age: number({question: 'Age?', done: (context) => { context.answers.clinic = {name: 'x'}; },
            next: [{when: {age: 17}, to: 'bye'}, {when: {'clinic.name': 'x'}, to: 'bye'}, {when: () => true, to: 'bye'}, 'bye']}),\n${BYE}`),
    });
    it('looks for unknown answers wherever conditions stand', async (test) => {
        const findings = await found(test, app(`ask: choice({question: 'What?', next: 'reg', skip: {aa: 1},
                choices: [{value: 'x', label: 'X', when: {cc: 1}}, {value: 'y', label: 'Y', when: {ask: 'y'}}]}),
            reg: form({fields: {age: number({question: 'Age?'}), name: freeText({question: 'Name?'})},
                when: {name: {bb: 3, age: {atLeast: 3}}}, next: 'bye'}),\n${BYE}`));
        assert.deepEqual(findings.filter(({rule: name}) => name === 'unknown-answer').map(({state, place, message}) => [state, place, message]), [
            ['ask', 'skip', "a condition asks for the answer 'aa', which nothing stores"],
            ['ask', 'choices', "a condition asks for the answer 'cc', which nothing stores"],
            ['reg', 'when.name', "a condition asks for the answer 'bb', which nothing stores"],
        ]);
    });
    rule('unreachable', {
        breaks: app(`ask: freeText({question: 'Name?', next: 'bye'}),\n${BYE}\nlost: end({text: 'Lost'}),`),
        says: [['warning', 'lost', 6, 'no way leads here']],
        fine: app(`ask: freeText({question: 'Name?', attempts: {most: 3, to: 'lost'}, next: 'bye'}),\n${BYE}\nlost: end({text: 'Lost'}),`),
    });
    rule('dead-end', {
        breaks: app(`ask: menu({question: 'What?', choices: {bye: 'Go', one: 'Stay'}}),
            one: freeText({question: 'One?', next: 'two'}),\ntwo: freeText({question: 'Two?', next: 'one'}),\n${BYE}`),
        says: [['warning', 'one', 5, 'no way leads from here to an end'], ['warning', 'two', 6, 'no way leads from here to an end']],
        fine: app(`ask: menu({question: 'What?', choices: {bye: 'Go', one: 'Stay'}}),
            one: freeText({question: 'One?', next: 'ask'}),\n${BYE}`),
    });
    rule('circle', {
        breaks: app(`ask: freeText({question: 'Name?', next: oneOf(['one', 'bye'], () => 'one')}),
            one: decide({next: 'two'}),\ntwo: decide({next: 'one'}),\n${BYE}`),
        says: [['error', 'one', 5, 'one → two → one without showing a screen']],
        fine: app(`ask: freeText({question: 'Name?', next: 'one'}),\none: decide({next: 'two'}),\ntwo: decide({next: 'bye'}),\n${BYE}`),
    });
    rule('function-next', {
        breaks: app(`ask: freeText({question: 'Name?', next: () => 'bye'}),\n${BYE}`),
        says: [['warning', 'ask', 4,
            'next is a plain function: graph and coverage cannot see where it leads (expected: oneOf([…states], function))']],
        fine: app(`ask: freeText({question: 'Name?', next: oneOf(['bye'], () => 'bye')}),\n${BYE}`),
    });
    rule('sensitive', {
        breaks: app(`newPin: freeText({question: 'PIN?', next: 'bye'}),\n${BYE}`),
        says: [['warning', 'newPin', 4, 'seems to ask for a pin but is not sensitive: its answer is shown in logs and traces']],
        fine: app(`newPin: freeText({question: 'PIN?', sensitive: true, next: 'spinach'}),
            spinach: freeText({question: 'Spinach?', next: 'bye'}),\n${BYE}`),
    });

    it('is less sure about a circle that can be left, and about states that functions may lead to', async (test) => {
        const findings = await found(test, app(`ask: freeText({question: 'Name?', next: (context) => context.answers.ask}),
            one: decide({run: () => 'again', next: {again: 'one', enough: 'bye'}}),\n${BYE}`));
        const others = findings.filter(({rule: name}) => name !== 'function-next');
        assert.deepEqual(others.map((one) => [one.rule, one.severity, one.state, one.message]), [
            ['circle', 'warning', 'one', 'leads to itself without showing a screen unless another way is taken'],
            ['unreachable', 'info', 'one', "no way is known that leads here; functions decide where 'ask' leads"],
            ['unreachable', 'info', 'bye', "no way is known that leads here; functions decide where 'ask' leads"],
        ]);
    });

    it('says once that an app has no end', async (test) => {
        const findings = await found(test, app("one: freeText({question: 'One?', next: 'two'}),"
            + "two: freeText({question: 'Two?', next: 'one'}),"));
        assert.deepEqual(findings.map(({rule: name, state}) => [name, state]), [['dead-end', null]]);
    });

    it('finds a state that one of another object takes the place of', async (test) => {
        const source = `${IMPORTS}const one = {\n    a: freeText({question: 'A', next: 'bye'}),\n};
            const two = {\n    a: freeText({question: 'Another', next: 'bye'}),\n};
            export default defineApp({name: 'x', start: 'a', states: {...one, ...two,\n${BYE}}});\n`;
        const findings = await found(test, source);
        assert.deepEqual(findings.map(({rule: name, severity, state, line, message}) =>
            [name, severity, state, line, message.replace(/[^ ]*app/, 'app')]),
        [['duplicate-state', 'warning', 'a', 4, 'another state of this name takes its place: app.js:7']]);
    });

    it('follows forms into their fields', async (test) => {
        const findings = await found(test, app(`register: form({fields: {name: freeText({question: 'Name?'}),
            age: number({question: 'Age?'})},
            confirm: {}, next: 'bye'}),\n${BYE}`));
        assert.deepEqual(findings, []);
    });
});

const {choice, defineApp, end, freeText, show} = toolkit;

const ask = (options) => choice({question: 'What?', choices: {x: 'X', y: 'Y'}, next: 'bye', ...options});
const earlier = (states, options = {}) => compiledOf(defineApp({name: 'x', start: 'a', ...options,
    states: {...states, bye: end({text: 'Bye'})}}));
const A = "a: choice({question: 'What?', choices: {x: 'X', y: 'Y'}, next: 'bye'}),";
const HINT = '; version is the same (expected: version counted up, and migrate)';

describe('what users have stored since an earlier file', () => {
    rule('unversioned', {
        options: {before: earlier({
            a: ask({choices: {x: 'X', z: 'Z', 0: 'None'}}), b: ask(), c: ask({answer: 'cc'}), d: ask(), gone: end({text: 'Gone'}),
            read: show({text: 'Read', next: 'bye'}),
        })},
        breaks: app(`${A}\nb: freeText({question: 'Which?', next: 'bye'}),\nc: choice({question: 'What?', choices: {x: 'X', y: 'Y'}, next: 'bye'}),\n${BYE}`),
        says: [
            ['warning', null, undefined, `the state 'd' is gone${HINT}`],
            ['warning', null, undefined, `the state 'read' is gone${HINT}`],
            ['warning', 'a', 4, `"0", "z": no choice any more${HINT}`],
            ['warning', 'b', 5, `was a state of kind choice, and is one of kind freeText${HINT}`],
            ['warning', 'c', 6, `its answer was called 'cc', and is called 'c'${HINT}`],
        ],
        fine: app(`${A}\n${BYE}`, 'version: 2,'),
    });

    it('is not told of states and choices that are new, nor where functions make choices', async (test) => {
        const before = earlier({a: ask({choices: {x: 'X'}}), b: ask({choices: () => []})});
        const now = app(`${A}\nb: choice({question: 'What?', choices: {x: 'X'}, next: 'bye'}),\nc: show({text: 'New', next: 'bye'}),\n${BYE}`);
        assert.deepEqual((await found(test, now, {before})).filter(({rule: name}) => name === 'unversioned'), []);
    });

    it('is told of where the version went down', async (test) => {
        const [finding] = await found(test, app(`${A}\n${BYE}`), {before: earlier({a: ask()}, {version: 3})});
        assert.equal(finding.message, 'version was 3 and is 1: users who were migrated are not migrated back');
    });

    it('compares with what build wrote, and says what else a file is', (test) => {
        const folder = workspace(test, {'app.js': app(`${A}\nb: show({text: 'B', next: 'bye'}),\n${BYE}`), 'app-2.js': app(`${A}\n${BYE}`),
            'y.js': app(`${A}\n${BYE}`).replace("name: 'x'", "name: 'y'")});
        assert.equal(jukwaa(folder, 'build', 'app.js').code, 0);
        const {out} = jukwaa(folder, 'lint', '--since', 'dist/x.js', 'app-2.js');
        assert.ok(out.includes(`app-2.js  warning  the state 'b' is gone${HINT}  (unversioned)\n`), out);
        const refused = (...operands) => jukwaa(folder, 'lint', '--since', ...operands);
        const told = (...operands) => refused(...operands).errors.split('\n')[0];
        assert.equal(told('dist/x.js', 'y.js'),
            "jukwaa lint: --since 'dist/x.js': it is the app 'x' (expected: an earlier file of 'y', which is y.js)");
        assert.equal(told('app.js', 'app.js'), "jukwaa lint: --since 'app.js': not built (expected: a file that jukwaa build wrote)");
        assert.equal(told('none.js', 'app.js'), "jukwaa lint: --since 'none.js': cannot be read (ENOENT)");
        assert.equal(refused('none.js', 'app.js').code, 2);
    });
});

describe('rules about screens', () => {
    const LONG = 'A question that needs a lot of words. '.repeat(12);

    rule('duplicate-value', {
        breaks: app(`ask: choice({question: 'What?', choices: [{value: 'a', label: 'A'},
            {value: 'a', label: 'B'}], next: 'bye'}),\n${BYE}`),
        says: [['error', 'ask', 4, 'two choices have the value "a"']],
        fine: app(`ask: choice({question: 'What?', choices: [{value: 1, label: 'A'}, {value: '1', label: 'B'}], next: 'bye'}),\n${BYE}`),
    });
    rule('duplicate-label', {
        breaks: app(`ask: choice({question: 'What?', choices: {a: 'Same', b: 'same '}, next: 'bye'}),\n${BYE}`),
        says: [['warning', 'ask', 4, "two choices read 'same'"]],
        fine: app(`ask: choice({question: 'What?', choices: {a: 'Same', b: 'Other'}, next: 'bye'}),\n${BYE}`),
    });
    rule('too-long', {
        breaks: app(`ask: choice({question: 'What?', choices: {a: '${'word '.repeat(40)}', b: 'Short'}, next: 'bye'}),\n${BYE}`),
        says: [['error', 'ask', 4, "'word word word word word word word word word wo...' is longer than a page ('ussd'): it is cut short"]],
        fine: app(`ask: choice({question: 'What?', choices: {a: '${'word '.repeat(25)}', b: 'Short'}, next: 'bye'}),\n${BYE}`),
    });
    rule('many-pages', {
        breaks: app(`ask: freeText({question: '${LONG}', next: 'bye'}),\n${BYE}`),
        says: [['warning', 'ask', 4, "takes 3 pages ('ussd')"]],
        fine: app(`ask: freeText({question: '${LONG.slice(0, 170)}', next: 'bye'}),\n${BYE}`),
    });

    it('tells of two pages as a note, and of the pages of a text to read', async (test) => {
        const findings = await found(test, app(`read: show({text: '${LONG}', next: 'ask'}),
            ask: freeText({question: '${LONG.slice(0, 200)}', next: 'bye'}),\n${BYE}`));
        assert.deepEqual(findings.map(({rule: name, severity, state}) => [name, severity, state]),
            [['many-pages', 'info', 'read'], ['many-pages', 'info', 'ask']]);
    });

    it('counts placeholders as samples, and measures translations', async (test) => {
        const source = app(`ask: freeText({question: '${'x'.repeat(150)} {{name}}', next: 'name'}),
            name: freeText({question: 'Name?', next: 'bye'}),\n${BYE}`,
            `languages: {en: 'English', sw: 'Kiswahili'}, catalogues: {sw: {'Bye': '${'Kwaheri ya kuonana. '.repeat(30)}'}},`);
        const pages = async (samples) => (await found(test, source, {samples, severities: {'missing-translation': 'off'}}))
            .map(({state, language, message}) => [state, language, message]);
        assert.deepEqual(await pages({byPath: {}, length: 20}), [['bye', 'sw', "takes 4 pages ('ussd')"]]);
        assert.deepEqual(await pages({byPath: {name: 'Wanjiru Thandiwe Nomvula Abeni Nakato'}, length: 20}), [
            ['ask', 'en', "takes 2 pages ('ussd')"], ['ask', 'sw', "takes 2 pages ('ussd')"], ['bye', 'sw', "takes 4 pages ('ussd')"],
        ]);
    });

    it('finds labels that only a translation makes equal', async (test) => {
        const findings = await found(test, app(`ask: choice({question: 'Which?', choices: {a: 'Aunt', b: 'Uncle'}, next: 'bye'}),\n${BYE}`,
            "languages: {en: 'English', xx: 'X'}, catalogues: {xx: {Aunt: 'Kin', Uncle: 'Kin'}},"),
        {severities: {'missing-translation': 'off'}});
        assert.deepEqual(findings.map(({rule: name, language}) => [name, language]), [['duplicate-label', 'xx']]);
    });

    it('counts choices that are only there sometimes', async (test) => {
        const choices = [1, 2, 3, 4, 5, 6].map((at) => `{value: ${at}, label: '${'x'.repeat(60)}${at}', when: {ask: 'never'}}`);
        const findings = await found(test, app(`ask: choice({question: 'Which?', choices: [${choices}], next: 'bye'}),\n${BYE}`));
        assert.deepEqual(findings.map(({message}) => message), ["takes 3 pages ('ussd')"]);
    });
});

describe('rules about texts', () => {
    const SWAHILI = "languages: {en: 'English', sw: 'Kiswahili'},";
    const ENGINE = ['Continue where you left off?', 'Continue', 'Start again', ...Object.values(OWN_TEXTS)]
        .map((text) => `'${text.length > 50 ? `${text.slice(0, 47)}...` : text}'`).join(', ');
    const ask = (question, next = "'bye'") => app(`ask: freeText({question: ${question}, next: ${next}}),\n${BYE}`);
    const inSwahili = (states, catalogue) => app(states, `${SWAHILI} catalogues: {sw: ${catalogue}},`);

    rule('text-function', {
        breaks: ask("({answers}) => answers.name + '?'"),
        says: [['info', 'ask', 4, 'made by a function: it cannot be checked']],
        fine: ask("'Name?'"),
    });
    rule('bad-placeholder', {
        breaks: ask("'What is {{ 1 + 1 }}?'"),
        says: [['error', 'ask', 4, '{{ 1 + 1 }} is shown as it is (expected: a name or a path such as {{clinic.name}})']],
        fine: ask("'Is it {{ ask }}, {{data.clinic}} or {this}?'"),
    });
    rule('unknown-placeholder', {
        breaks: ask("'Are you {{nam}}?'"),
        says: [['info', 'ask', 4, 'nothing is known that fills {{nam}}: no answer, no value, no data']],
        fine: app(`ask: freeText({question: 'Are you {{name}} of {{clinic.name}}, {{age}}?', answer: 'name', next: 'two',
            load: async () => null}),
            two: freeText({question: message('{{user.address}} {{price}} {{name}} {{stock}}', {price: 5}), next: 'bye',
                done: ({data}) => { data.stock = 4; }}), ${BYE}`),
    });
    rule('non-gsm', {
        breaks: ask("'Your “name”?'"),
        says: [['warning', 'ask', 4, `'Your “name”?': “ (U+201C) is shown as "\\""; ” (U+201D) is shown as "\\""`]],
        fine: ask("'Your \"name\" costs 5 € at Café Ñandu?'"),
    });
    rule('missing-translation', {
        breaks: inSwahili(`ask: freeText({question: 'Name?', next: 'bye'}),\n${BYE}`, "{Bye: 'Kwaheri'}"),
        says: [
            ['warning', null, undefined, `texts of the engine have no translation: ${ENGINE} (jukwaa i18n extract adds them)`],
            ['warning', 'ask', 4, "'Name?' has no translation"],
            ['warning', 'ask', 4, "'Please enter a text.' has no translation"],
        ],
        fine: ask("'Name?'"),
    });
    rule('unused-translation', {
        breaks: inSwahili(`ask: freeText({question: 'Name?', next: 'bye'}),\n${BYE}`, "{'Name?': 'Jina?', 'Nmae?': 'Jina?'}"),
        says: [['warning', null, undefined, "'Nmae?' is a text of the app no more"]],
        fine: inSwahili(`ask: freeText({question: ({data}) => data.x ? 'Sure?' : 'Name?', check: () => 'No', next: 'bye',
            done: async (context) => { await context.send({text: 'Sent'}); }}),\n${BYE}`,
        "{'Name?': 'Jina?', 'Sure?': 'Kweli?', No: 'Hapana', Sent: 'Imetumwa'}"),
    });
    rule('translation-placeholder', {
        breaks: inSwahili(`ask: freeText({question: 'Are you {{ask}}?', next: 'bye'}),\n${BYE}`,
            "{'Are you {{ask}}?': 'Wewe ni {{jina}}?'}"),
        says: [['error', 'ask', 4, "translation of 'Are you {{ask}}?': {{jina}} is not in the text, {{ask}} is missing"]],
        fine: inSwahili(`ask: freeText({question: 'Are you {{ask}}?', next: 'bye'}),\n${BYE}`,
            "{'Are you {{ask}}?': '{{ ask }} ni wewe?'}"),
    });
    rule('plural-forms', {
        breaks: inSwahili(`ask: freeText({question: plural('ask', 'one child', '{{ask}} children'), next: 'bye'}),\n${BYE}`,
            "{'one child': ['mtoto']}"),
        says: [['warning', 'ask', 4, "translation of 'one child' has 1 of 2 plural forms"]],
        fine: inSwahili(`ask: freeText({question: plural('ask', 'one child', '{{ask}} children'), next: 'bye'}),\n${BYE}`,
            "{'one child': ['mtoto {{ask}}', 'watoto {{ask}}']}"),
    });

    it('says once that a language has no catalogue', async (test) => {
        const findings = await found(test, app(`ask: freeText({question: 'Name?', next: 'bye'}),\n${BYE}`, SWAHILI));
        assert.deepEqual(findings.map(({rule: name, message}) => [name, message]),
            [['missing-translation', "there is no catalogue for 'sw': all is shown as it was written"]]);
    });

    it('tells of characters that leave a screen half as long, in translations too', async (test) => {
        const findings = await found(test, inSwahili(`ask: freeText({question: 'Name?', next: 'bye'}),\n${BYE}`, "{'Name?': '名前?'}"));
        const characters = findings.filter(({rule: name}) => name === 'non-gsm');
        assert.deepEqual(characters.map(({language, state, message}) => [language, state, message]),
            [['sw', 'ask', "'名前?': 名 (U+540D) makes the whole screen Unicode: it holds less than half as much; "
                + '前 (U+524D) makes the whole screen Unicode: it holds less than half as much']]);
    });

    it('leaves channels alone that show everything', async (test) => {
        assert.deepEqual(await found(test, app(`ask: freeText({question: '名前?', next: 'bye'}),\n${BYE}`, "channel: 'chat',")), []);
    });
});
