import assert from 'node:assert/strict';
import path from 'node:path';
import {describe, it} from 'node:test';

import {OWN_TEXTS} from '../../lib/engine/own-texts.js';
import toolkit from '../../lib/index.js';
import {loadApp} from '../../tools/definition/load.mjs';
import {lint} from '../../tools/lint/index.mjs';
import {RULES} from '../../tools/lint/rules.mjs';
import {jukwaa, workspace} from './workspace.mjs';

const IMPORTS = `import * as jukwaa from 'jukwaa';
const {call, choice, confirm, decide, defineApp, end, form, freeText, language, menu, message, number, oneOf, plural, show} = jukwaa;
`;

/** An app of these states; the first one starts. */
function app(states, options = '') {
    const start = /^\s*(\w+)/.exec(states)[1];
    return `${IMPORTS}export default defineApp({name: 'x', start: '${start}', ${options} states: {\n${states}\n}});\n`;
}

async function found(test, source, {name = 'app.js', files = {}, ...options} = {}) {
    const folder = workspace(test, {[name]: source, ...files});
    const loaded = await loadApp(path.join(folder, name));
    return lint(loaded, {samples: {byPath: {}, length: 20}, mostPages: 2, severities: {}, ...options});
}

const NAMES = Object.keys(RULES);
const tested = new Set();

/** Each rule: an app that breaks it with what is said, and one that does not. */
function rule(name, {breaks, says, fine, options = {}}) {
    tested.add(name);
    it(`finds ${name}: ${RULES[name].summary}`, async (test) => {
        const findings = (await found(test, breaks, options)).filter((one) => one.rule === name);
        assert.deepEqual(findings.map(({severity, state, line, message}) => [severity, state, line, message]), says);
    });
    it(`lets pass what keeps ${name}`, async (test) => {
        const findings = (await found(test, fine, options)).filter((one) => one.rule === name);
        assert.deepEqual(findings, []);
    });
}

const BYE = "bye: end({text: 'Bye'}),";

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
    rule('unreachable', {
        breaks: app(`ask: freeText({question: 'Name?', next: 'bye'}),\n${BYE}\nlost: end({text: 'Lost'}),`),
        says: [['warning', 'lost', 6, 'no way leads here']],
        fine: app(`ask: freeText({question: 'Name?', attempts: {most: 3, to: 'lost'}, next: 'bye'}),\n${BYE}\nlost: end({text: 'Lost'}),`),
    });
    rule('dead-end', {
        breaks: app(`ask: menu({question: 'What?', choices: {bye: 'Go', one: 'Stay'}}),
            one: freeText({question: 'One?', next: 'two'}),\ntwo: freeText({question: 'Two?', next: 'one'}),\n${BYE}`),
        says: [['warning', 'one', 5, 'no way leads from here to an end'], ['warning', 'two', 6, 'no way leads from here to an end']],
        fine: app(`ask: menu({question: 'What?', choices: {bye: 'Go', one: 'Stay'}}),\none: freeText({question: 'One?', next: 'ask'}),\n${BYE}`),
    });
    rule('circle', {
        breaks: app(`ask: freeText({question: 'Name?', next: oneOf(['one', 'bye'], () => 'one')}),
            one: decide({next: 'two'}),\ntwo: decide({next: 'one'}),\n${BYE}`),
        says: [['error', 'one', 5, 'one → two → one without showing a screen']],
        fine: app(`ask: freeText({question: 'Name?', next: 'one'}),\none: decide({next: 'two'}),\ntwo: decide({next: 'bye'}),\n${BYE}`),
    });
    rule('function-next', {
        breaks: app(`ask: freeText({question: 'Name?', next: () => 'bye'}),\n${BYE}`),
        says: [['warning', 'ask', 4, 'next is a plain function: graph and coverage cannot see where it leads (expected: oneOf([…states], function))']],
        fine: app(`ask: freeText({question: 'Name?', next: oneOf(['bye'], () => 'bye')}),\n${BYE}`),
    });
    rule('sensitive', {
        breaks: app(`newPin: freeText({question: 'PIN?', next: 'bye'}),\n${BYE}`),
        says: [['warning', 'newPin', 4, 'seems to ask for a pin but is not sensitive: its answer is shown in logs and traces']],
        fine: app(`newPin: freeText({question: 'PIN?', sensitive: true, next: 'spinach'}),\nspinach: freeText({question: 'Spinach?', next: 'bye'}),\n${BYE}`),
    });

    it('is less sure about a circle that can be left, and about states that functions may lead to', async (test) => {
        const findings = await found(test, app(`ask: freeText({question: 'Name?', next: (context) => context.answers.ask}),
            one: decide({run: () => 'again', next: {again: 'one', enough: 'bye'}}),\n${BYE}`));
        assert.deepEqual(findings.filter(({rule: name}) => name !== 'function-next').map((one) => [one.rule, one.severity, one.state, one.message]), [
            ['circle', 'warning', 'one', 'leads to itself without showing a screen unless another way is taken'],
            ['unreachable', 'info', 'one', "no way is known that leads here; functions decide where 'ask' leads"],
            ['unreachable', 'info', 'bye', "no way is known that leads here; functions decide where 'ask' leads"],
        ]);
    });

    it('says once that an app has no end', async (test) => {
        const findings = await found(test, app("one: freeText({question: 'One?', next: 'two'}), two: freeText({question: 'Two?', next: 'one'}),"));
        assert.deepEqual(findings.map(({rule: name, state}) => [name, state]), [['dead-end', null]]);
    });

    it('follows forms into their fields', async (test) => {
        const findings = await found(test, app(`register: form({fields: {name: freeText({question: 'Name?'}), age: number({question: 'Age?'})},
            confirm: {}, next: 'bye'}),\n${BYE}`));
        assert.deepEqual(findings, []);
    });
});

describe('rules about screens', () => {
    const LONG = 'A question that needs a lot of words. '.repeat(12);

    rule('duplicate-value', {
        breaks: app(`ask: choice({question: 'What?', choices: [{value: 'a', label: 'A'}, {value: 'a', label: 'B'}], next: 'bye'}),\n${BYE}`),
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
        const source = app(`ask: freeText({question: '${'x'.repeat(150)} {{name}}', next: 'name'}), name: freeText({question: 'Name?', next: 'bye'}),\n${BYE}`,
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
            "languages: {en: 'English', xx: 'X'}, catalogues: {xx: {Aunt: 'Kin', Uncle: 'Kin'}},"), {severities: {'missing-translation': 'off'}});
        assert.deepEqual(findings.map(({rule: name, language}) => [name, language]), [['duplicate-label', 'xx']]);
    });

    it('counts choices that are only there sometimes', async (test) => {
        const choices = [1, 2, 3, 4, 5, 6].map((at) => `{value: ${at}, label: '${'x'.repeat(60)}${at}', when: {other: 'never'}}`);
        const findings = await found(test, app(`ask: choice({question: 'Which?', choices: [${choices}], next: 'bye'}),\n${BYE}`));
        assert.deepEqual(findings.map(({message}) => message), ["takes 3 pages ('ussd')"]);
    });
});

describe('rules about texts', () => {
    const SWAHILI = "languages: {en: 'English', sw: 'Kiswahili'},";
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
        fine: app(`ask: freeText({question: 'Are you {{name}} of {{clinic.name}}, {{age}}?', answer: 'name', next: 'two', load: async () => null}),
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
            ['warning', null, undefined, "texts of the engine have no translation: 'Continue where you left off?', 'Continue', 'Start again', "
                + `${Object.values(OWN_TEXTS).map((text) => `'${text.length > 50 ? `${text.slice(0, 47)}...` : text}'`).join(', ')} (jukwaa i18n extract adds them)`],
            ['warning', 'ask', 4, "'Name?' has no translation"],
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
        breaks: inSwahili(`ask: freeText({question: 'Are you {{ask}}?', next: 'bye'}),\n${BYE}`, "{'Are you {{ask}}?': 'Wewe ni {{jina}}?'}"),
        says: [['error', 'ask', 4, "translation of 'Are you {{ask}}?': {{jina}} is not in the text, {{ask}} is missing"]],
        fine: inSwahili(`ask: freeText({question: 'Are you {{ask}}?', next: 'bye'}),\n${BYE}`, "{'Are you {{ask}}?': '{{ ask }} ni wewe?'}"),
    });
    rule('plural-forms', {
        breaks: inSwahili(`ask: freeText({question: plural('ask', 'one child', '{{ask}} children'), next: 'bye'}),\n${BYE}`, "{'one child': ['mtoto']}"),
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
        assert.deepEqual(findings.filter(({rule: name}) => name === 'non-gsm').map(({language, state, message}) => [language, state, message]),
            [['sw', 'ask', "'名前?': 名 (U+540D) makes the whole screen Unicode: it holds less than half as much; "
                + '前 (U+524D) makes the whole screen Unicode: it holds less than half as much']]);
    });

    it('leaves channels alone that show everything', async (test) => {
        assert.deepEqual(await found(test, app(`ask: freeText({question: '名前?', next: 'bye'}),\n${BYE}`, "channel: 'chat',")), []);
    });
});

describe('rules about code', () => {
    const doing = (done, before = '') => `${before}${app(`ask: freeText({question: 'Name?', next: 'bye', done: ${done}}),\n${BYE}`)}`;

    rule('not-awaited', {
        breaks: doing("async (c) => {\nc.kv.set('a', 1);\nif (c.answers.ask) c.send({text: 'Hi'});\n}"),
        says: [
            ['error', 'ask', 5, 'kv.set(…) is neither awaited nor returned: the message may be answered before it is done, and its failure is lost'],
            ['error', 'ask', 6, 'send(…) is neither awaited nor returned: the message may be answered before it is done, and its failure is lost'],
        ],
        fine: doing(`async (context) => {
            await context.kv.set('a', 1);
            const both = [context.kv.get('a'), context.http.get('http://a')];
            await Promise.all(both);
            context.kv.get('a').then((a) => context.log.info(a));
            void context.kv.delete('a');
            context.log.info('done');
            const map = new Map();
            map.set('a', 1);
            return context.send({text: 'Hi'});
        }`),
    });
    rule('own-clock', {
        breaks: doing("({data}) => { data.at = Date.now();\ndata.on = new Date();\ndata.chance = Math.random(); }"),
        says: [
            ['warning', 'ask', 4, 'Date.now() (expected: context.now(), which tests can set)'],
            ['warning', 'ask', 5, 'new Date() (expected: context.now(), which tests can set)'],
            ['warning', 'ask', 6, 'Math.random() (expected: context.random(), which tests can set)'],
        ],
        fine: doing("({data, now, random}) => { data.at = now(); data.day = new Date(0); data.chance = Math.floor(random()); }"),
    });

    const dropped = async (test, source, options) => (await found(test, source, options))
        .filter(({rule: name}) => name === 'not-awaited').map(({state, file, line, message}) => [state, path.basename(file), line, message.split('(')[0]]);

    it('knows resources by any name: destructured, aliased, in functions beside the definition', async (test) => {
        const helpers = `async function one(anything) {\n    anything.contacts.save({});\n}
            const two = ({http, metrics: {count}}) => {\n    http.post('http://a');\n    count('a');\n};
            const three = (context) => {\n    const {kv} = context;\n    const {optOut: out} = context;\n    kv.delete('a');\n    out.set();\n};\n`;
        assert.deepEqual(await dropped(test, doing('(context) => Promise.all([one(context), two(context), three(context)])', helpers)), [
            [null, 'app.js', 2, 'contacts.save'], [null, 'app.js', 5, 'http.post'], [null, 'app.js', 6, 'metrics.count'],
            [null, 'app.js', 11, 'kv.delete'], [null, 'app.js', 12, 'optOut.set'],
        ]);
    });

    it('does not take other things for a context', async (test) => {
        const helpers = "const connect = (socket) => {\n    socket.send('a');\n    socket.request('b');\n};\nconst kv = new Map();\nkv.set('a', 1);\n";
        assert.deepEqual(await dropped(test, doing('({data}) => { connect(data); kv.delete(1); }', helpers)), []);
    });

    it('says where in the file it was written, in TypeScript and CommonJS too', async (test) => {
        const typescript = `import {defineApp, end, type Context} from 'jukwaa';
interface Saved {
    name: string;
}
const save = async (context: Context, saved: Saved): Promise<void> => {
    context.kv.set('a', saved.name);
};
export default defineApp({name: 'x', start: 'bye', states: {
    bye: end({text: 'Bye', load: async (context) => { await save(context, {name: 'x'}); return null; }}),
}});`;
        assert.deepEqual(await dropped(test, typescript, {name: 'app.ts'}), [[null, 'app.ts', 6, 'kv.set']]);
        const common = `const {defineApp, end} = require('jukwaa');
const {save} = require('./save');
module.exports = defineApp({name: 'x', start: 'bye', states: {bye: end({text: 'Bye', load: save})}});`;
        const files = {'save.js': "exports.save = async ({kv}) => {\n    kv.set('a', 1);\n};\n"};
        assert.deepEqual(await dropped(test, common, {files}), [[null, 'save.js', 2, 'kv.set']]);
    });
});

describe('apps on vumigo_v02', () => {
    const legacy = (body) => `var vumigo = require('vumigo_v02');
var Choice = vumigo.states.Choice, ChoiceState = vumigo.states.ChoiceState, EndState = vumigo.states.EndState;
var GoApp = vumigo.App.extend(function(self) {
    vumigo.App.call(self, 'states:start');
${body}
});`;
    const END = "self.states.add('states:end', function(name) { return new EndState(name, {text: 'Bye', next: 'states:start'}); });";

    rule('duplicate-state', {
        breaks: legacy(`self.states.add('states:start', function(name) { return self.states.create('states:end'); });\n${END}\n${END}`),
        says: [['error', 'states:end', 7, 'is added on line 6 too: only the later one counts']],
        fine: legacy(`self.states.add('states:start', function(name) { return self.states.create('states:end'); });\n${END}`),
    });

    it('finds names of states that are added nowhere, and states that are named nowhere', async (test) => {
        const findings = await found(test, legacy(`self.add('states:start', function(name) {
        return new ChoiceState(name, {question: 'What?', choices: [new Choice('yes', 'Yes')], next: function(choice) {
            return {yes: 'states:end', no: 'states:gone'}[choice.value];
        }});
    });
    self.states.add('states:more', function(name) {
        return new ChoiceState(name, {question: 'What?', choices: [new Choice('states:start', 'Yes'), new Choice('states:lost', 'No')],
            next: function(choice) { return choice.value; }});
    });
    ${END}`));
        assert.deepEqual(findings.map(({rule: name, severity, state, line, message}) => [name, severity, state, line, message]), [
            ['unknown-target', 'error', 'states:start', 7, "goes to 'states:gone' (by next), which is added nowhere"],
            ['unreachable', 'warning', 'states:more', 10, 'is named nowhere else'],
            ['unknown-target', 'error', 'states:more', 11, "goes to 'states:lost' (by next), which is added nowhere"],
        ]);
    });

    it('is less sure where names of states are made by code', async (test) => {
        const findings = await found(test, legacy(`_.each(['a', 'b'], function(one) { self.states.add('states:' + one, function() {}); });
    self.states.add('states:start', function(name) { return new EndState(name, {text: 'x', next: 'states:a'}); });`));
        assert.deepEqual(findings.map(({rule: name, severity}) => [name, severity]), [['unknown-target', 'warning']]);
    });

    it('has nothing to say about apps that are in use', async () => {
        const loaded = await loadApp(new URL('../../../campaigns-examples/clinic-line/app.js', import.meta.url).pathname);
        assert.deepEqual(await lint(loaded, {samples: {byPath: {}, length: 20}, mostPages: 2, severities: {}}), []);
    });
});

describe('jukwaa lint', () => {
    const BROKEN = app(`ask: freeText({question: 'Your “name”?', next: () => 'bye', done: ({kv}) => { kv.set('a', 1); }}),\n${BYE}`);

    it('prints findings with file and line, and fails on errors', (test) => {
        const {code, out} = jukwaa(workspace(test, {'app.js': BROKEN}), 'lint');
        assert.deepEqual(out.trimEnd().split('\n').map((line) => line.split(": ").slice(0, 2).join(": ").slice(0, 60)), [
            "app.js:4  error  state 'ask': kv.set(…) i", 'app.js:4  warning  state \'ask\' next: next',
            "app.js:4  warning  state 'ask' question [", "app.js:5  info  state 'bye': no way is kn", 'app.js: 1 error, 2 warnings, 1 note',
        ]);
        assert.equal(code, 1);
    });

    it('takes severities from package.json, and counts warnings', (test) => {
        const folder = workspace(test, {'src/app.js': BROKEN, 'package.json': JSON.stringify({
            jukwaa: {app: 'src/app.js', lint: {'not-awaited': 'warning', 'non-gsm': 'off'}},
        })});
        const {code, out} = jukwaa(folder, 'lint', '--json', '--max-warnings', '2');
        const {app: file, findings, ...counts} = JSON.parse(out);
        assert.deepEqual([code, file, counts], [0, 'src/app.js', {errors: 0, warnings: 2, infos: 1}]);
        assert.deepEqual(findings[0], {rule: 'function-next', severity: 'warning', state: 'ask', place: 'next', file: 'src/app.js', line: 4,
            message: 'next is a plain function: graph and coverage cannot see where it leads (expected: oneOf([…states], function))'});
        assert.equal(jukwaa(folder, 'lint', '--max-warnings', '1').code, 1);
    });

    it('refuses what it does not know', (test) => {
        const folder = workspace(test, {'app.js': BROKEN, 'package.json': '{"jukwaa": {"lint": {"non-gms": "off"}}}'});
        const refused = (...args) => {
            const {code, errors} = jukwaa(folder, 'lint', ...args);
            assert.equal(code, 2);
            return errors.split('\n')[0];
        };
        assert.match(refused(), /^jukwaa lint: package.json: jukwaa.lint.non-gms \(expected one of: definition, /);
        assert.equal(refused('other.js'), "jukwaa lint: APP: 'other.js' is no file (expected: the file that exports the app)");
        assert.equal(refused('--max-warnings', 'some'), "jukwaa lint: --max-warnings 'some' (expected: a whole number from 0)");
        assert.equal(refused('--sample', 'name'), "jukwaa lint: --sample 'name' (expected: a placeholder and a text, for example name=Thandiwe)");
    });

    it('says where an app fails while it is loaded', (test) => {
        const {code, errors} = jukwaa(workspace(test, {'app.js': `${IMPORTS}\nexport default defineApp(missing.options);\n`}), 'lint');
        assert.equal(code, 1);
        assert.equal(errors, 'jukwaa lint: app.js fails while it is loaded: ReferenceError: missing is not defined\n    at app.js:4:26\n');
    });

    it('has a test for every rule', () => assert.deepEqual([...tested].sort(), [...NAMES].sort()));
});
