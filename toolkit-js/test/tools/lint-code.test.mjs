import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, it} from 'node:test';

import {loadApp} from '../../tools/definition/load.mjs';
import {lint} from '../../tools/lint/index.mjs';
import {RULES} from '../../tools/lint/rules.mjs';
import {BYE, IMPORTS, app, found, rule} from './linting.mjs';
import {jukwaa, workspace} from './workspace.mjs';

describe('rules about code', () => {
    const DROPPED = 'is neither awaited nor returned: the message may be answered before it is done, and its failure is lost';
    const doing = (done, before = '') => `${before}${app(`ask: freeText({question: 'Name?', next: 'bye', done: ${done}}),\n${BYE}`)}`;

    rule('not-awaited', {
        breaks: doing("async (c) => {\nc.kv.set('a', 1);\nif (c.answers.ask) c.send({text: 'Hi'});\n}"),
        says: [['error', 'ask', 5, `kv.set(…) ${DROPPED}`], ['error', 'ask', 6, `send(…) ${DROPPED}`]],
        fine: doing(`async (context) => {
            const map = new Map();
            await context.kv.set('a', 1);
            const both = [context.kv.get('a'), context.http.get('http://a')];
            await Promise.all(both);
            context.kv.get('a').then((a) => context.log.info(a)).catch(() => null);
            const later = context.kv.get('b');
            await later;
            ['a'].forEach((key) => map.delete(key));
            ['a'].map((key) => key);
            void context.kv.delete('a');
            context.log.info('done');
            map.set('a', 1);
            return context.send({text: 'Hi'});
        }`),
    });
    rule('not-there', {
        breaks: doing("() => {\nnew Promise((done) => setTimeout(done, 5));\nfetch('http://a');\nprocess.env.HOME;\n}"),
        says: [['error', 'ask', 5, 'hosts have no setTimeout'], ['error', 'ask', 6, 'hosts have no fetch (expected: context.http)'],
            ['error', 'ask', 7, 'hosts have no process (expected: context.config)']],
        fine: doing(`({http, url}) => {
            const fetch = (at) => http.get(at);
            if (typeof setTimeout === 'function') { setTimeout(() => {}, 5); }
            url.process(5);
            return fetch(url.URL);
        }`),
    });
    rule('effect-in-text', {
        breaks: app(`ask: freeText({question: 'Name?', next: 'bye'}),
bye: end({text: async ({http, kv}) => {\nconst seen = await kv.get('a');\nawait http.post('http://a');\nreturn 'Bye ' + seen;\n}}),`),
        says: [['warning', 'bye', 7, 'http.post(…) is done each time the screen is made '
            + '(expected: in load or done of a state, or in call or decide before it)']],
        fine: app(`ask: freeText({question: 'Name?', next: 'bye', done: ({kv}) => kv.set('a', 1),
            check: async (value, {http}) => (await http.post('http://a')).ok || 'No'}),
            bye: end({load: ({kv}) => kv.increment('seen'), text: ({loaded, http}) => loaded + http.name}),`),
    });
    rule('no-error-text', {
        breaks: app(`ask: freeText({question: 'Name?', next: 'bye', check: (value) => /^[a-z]+$/.test(value)}),
more: number({question: 'More?', next: 'bye', check(value) {\nif (value === 5) return false;\nreturn value > 3;\n}}),\n${BYE}`),
        says: ['ask', 'more'].map((state, at) => ['warning', state, 4 + at,
            'check says that an answer is wrong, but nothing says why (expected: error, or a text in place of false)']),
        fine: app(`ask: freeText({question: 'Name?', next: 'bye', error: 'Letters, please', check: (value) => /^[a-z]+$/.test(value)}),
            more: number({question: 'More?', next: 'bye', check: (value) => value > 3 || 'More than 3'}),
            secret: jukwaa.pin({question: 'PIN?', next: 'bye', attempts: {most: 3, within: '1h', to: 'bye'},
                check: (value) => value === '1'}),
            last: freeText({question: 'Last?', next: 'bye', check: (value, {data}) => data.verdict}),\n${BYE}`),
    });
    rule('not-json', {
        breaks: doing("({data, answers}) => {\ndata.on = new Date(0);\nanswers.all = new Set();\ndata.more = () => 5;\n}")
            .replace(BYE, `${BYE}\nlate: decide({run: () => new Map(), next: 'bye'}),`),
        says: [
            ['warning', 'ask', 5, 'what is kept in data is a Date, which is not stored as it is (expected: its getTime() or toISOString())'],
            ...[[6, 'ask', 'is kept in answers is a Set'], [7, 'ask', 'is kept in data is a function'], [10, 'late', 'run returns is a Map']]
                .map(([line, state, what]) => ['warning', state, line, `what ${what}, which is not stored as it is ${
                    '(expected: text, a number, true, false, null, or lists and objects of them)'}`]),
        ],
        fine: doing(`({data}) => { data.on = new Date(0).getTime(); data.all = [...new Set()]; }`)
            .replace(BYE, `${BYE} late: decide({run: () => { const all = new Map(); return all.size; }, next: 'bye'}),`),
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
        .filter(({rule: name}) => name === 'not-awaited')
        .map(({state, file, line, message}) => [state, path.basename(file), line, message.split('(')[0]]);

    it('knows resources by any name: destructured, aliased, in functions beside the definition', async (test) => {
        const helpers = `async function one(anything) {\n    anything.contacts.save({});\n}
            const two = ({http, metrics: {count}}) => {\n    http.post('http://a');\n    count('a');\n};
            const three = (context) => {\n    const {kv} = context;\n    const {optOut: out} = context;
    kv.delete('a');\n    out.set();\n};\n`;
        assert.deepEqual(await dropped(test, doing('(context) => Promise.all([one(context), two(context), three(context)])', helpers)), [
            [null, 'app.js', 2, 'contacts.save'], [null, 'app.js', 5, 'http.post'], [null, 'app.js', 6, 'metrics.count'],
            [null, 'app.js', 11, 'kv.delete'], [null, 'app.js', 12, 'optOut.set'],
        ]);
    });

    it('knows what is made of promises: chains, lists, forEach, async functions, names nobody reads', async (test) => {
        const helpers = "async function save({kv}) {\n    await kv.set('a', 1);\n}\n"
            + "const both = (c) => Promise.all([save(c), c.kv.get('b')]);\n"
            + 'function loop(c) {\n    return loop(c);\n}\nconst around = (c) => around(c);\n';
        const findings = await dropped(test, doing(`async (c) => {
            c.contacts.get().then((one) => one.name);
            Promise.all([c.kv.set('a', 1)]);
            ['a'].forEach(async (key) => { await c.kv.set(key, 1); });
            ['a'].forEach((key) => c.kv.set(key, 1));
            ['a'].map((key) => c.kv.set(key, 1));
            const never = c.kv.set('a', 1);
            save(c);
            both(c);
            (async () => { await c.kv.set('a', 1); })();
            c.data.ready && c.kv.set('a', 1);
            loop(c);
            around(c);
        }`, helpers));
        assert.deepEqual(findings.map(([, , line, name]) => [line - 12, name]), [[1, 'contacts.get'], [2, 'Promise.all'],
            [3, 'forEach'], [4, 'forEach'], [5, 'map'], [6, 'kv.set'], [7, 'save'], [8, 'both'], [9, 'async function'], [10, 'kv.set']]);
    });

    it('does not take other things for a context', async (test) => {
        const helpers = "const connect = (socket) => {\n    socket.send('a');\n    socket.request('b');\n};\n"
            + "const kv = new Map();\nkv.set('a', 1);\n";
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
        assert.equal(out, `app.js:4  error  state 'ask': kv.set(…) is neither awaited nor returned: ${
            'the message may be answered before it is done, and its failure is lost'}  (not-awaited)
app.js:4  warning  state 'ask' next: next is a plain function: ${
    'graph and coverage cannot see where it leads (expected: oneOf([…states], function))'}  (function-next)
app.js:4  warning  state 'ask' question [en]: 'Your “name”?': ${
    '“ (U+201C) is shown as "\\""; ” (U+201D) is shown as "\\""'}  (non-gsm)
app.js:5  info  state 'bye': no way is known that leads here; functions decide where 'ask' leads  (unreachable)
app.js: 1 error, 2 warnings, 1 note
`);
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

    it('counts missing translations of a language after the first ones, and shows all where it is asked to', (test) => {
        const choices = ['One', 'Two', 'Three', 'Four', 'Five'].map((label, at) => `${'abcde'[at]}: '${label}'`);
        const source = app(`ask: choice({question: 'Which?', choices: {${choices}}, next: 'bye'}),\n${BYE}`,
            "languages: {en: 'English', fr: 'Francais'}, catalogues: {fr: {}},");
        const folder = workspace(test, {'app.js': source});
        const missing = (...args) => jukwaa(folder, 'lint', ...args).out.split('\n').filter((line) => line.includes('missing-translation'));
        const all = missing('--verbose');
        assert.equal(all.length, 8);
        const [others, ...first] = missing().reverse();
        assert.deepEqual(first.reverse(), all.slice(0, 3));
        assert.equal(others, 'app.js  warning  [fr]: 5 more texts have no translation (all: --verbose)  (missing-translation)');
        assert.equal(JSON.parse(jukwaa(folder, 'lint', '--json').out).warnings, 8);
        assert.equal(jukwaa(folder, 'lint').code, 0);
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
        assert.equal(refused('--sample', 'name'),
            "jukwaa lint: --sample 'name' (expected: a placeholder and a text, for example name=Thandiwe)");
    });

    it('says where an app fails while it is loaded', (test) => {
        const {code, errors} = jukwaa(workspace(test, {'app.js': `${IMPORTS}\nexport default defineApp(missing.options);\n`}), 'lint');
        assert.equal(code, 1);
        assert.equal(errors, 'jukwaa lint: app.js fails while it is loaded: ReferenceError: missing is not defined\n    at app.js:4:26\n');
    });

    it('has a test for every rule', () => {
        const tests = ['lint.test.mjs', 'lint-code.test.mjs'].map((name) => readFileSync(new URL(name, import.meta.url), 'utf8')).join('');
        assert.deepEqual(Array.from(tests.matchAll(/^ {4}rule\('([\w-]+)'/gm), ([, name]) => name).sort(), Object.keys(RULES).sort());
    });
});
