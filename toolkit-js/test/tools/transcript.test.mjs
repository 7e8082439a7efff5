import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, it} from 'node:test';

import command from '../../tools/commands/test.mjs';
import {parse, typed} from '../../tools/transcript/parse.mjs';
import {CLINIC, CLINIC_HTTP, folderOf, ran} from './files.mjs';
import {jukwaa} from './workspace.mjs';

/** Runs a transcript against the clinic app. */
async function tested(test, transcript, options = {}, files = {}) {
    const folder = folderOf(test, {'app.mjs': CLINIC, 'clinics.json': CLINIC_HTTP, 'a.transcript': transcript, ...files});
    const outcome = await ran(command, options, [folder]);
    return {...outcome, folder, failures: outcome.report.tests.flatMap(({failures}) => failures)};
}

const GOOD = `user: +254700000007
http: clinics.json

# A mother finds her clinic
now: 2026-03-01T08:00:00Z

> dial
Welcome. What do you need?
1. Find a clinic
2. Report stock
> 1
Which district?
0. Back
> drop
> wait 2h
> dial
…
0. Back
> Kisumu
Your clinic in Kisumu: Lumumba.
[end]
= answers.district "Kisumu"
= state null
= sent +254700000007 "Dial again to go on."
= sent none
`;

describe('jukwaa test', () => {
    it('passes what is as expected', async (test) => {
        const {ok, text, report} = await tested(test, GOOD);
        assert.equal(text, '1 test, all passed');
        assert.equal(ok, true);
        assert.deepEqual([report.passed, report.failed, report.unused], [1, 0, []]);
    });

    it('moves the clock on for answers that are kept for a time', async (test) => {
        const transcript = `# Kept for 2 hours
> dial
…
> 1
…
> Kisumu
…
> wait 2h
> dial
…
= answers {"menu": "district", "district": "Kisumu"}
> wait 1s
> dial
…
= answers {"menu": "district"}
`;
        const app = CLINIC.replace('shortest: 3', "shortest: 3, keep: '2h'");
        const {ok, text} = await tested(test, `http: clinics.json\n${transcript}`, {}, {'app.mjs': app});
        assert.equal(ok, true, text);
        const {failures} = await tested(test, `http: clinics.json\n${transcript}`);
        assert.equal(failures.length, 1, 'without it they are kept');
    });

    it('shows what is not, with the place', async (test) => {
        const {ok, text, folder} = await tested(test, GOOD.replace('2. Report stock', '2. Count stock'));
        assert.equal(ok, false);
        assert.match(text, new RegExp(`FAILED: A mother finds her clinic
${path.join(folder, 'a.transcript')}:7: > dial: another screen is expected:
      Welcome. What do you need\\?
      1. Find a clinic
    - 2. Count stock
    \\+ 2. Report stock
`));
    });

    it('fails where a session is over and where it is not', async (test) => {
        const {failures} = await tested(test,
            '# End\n> dial\n…\n2. Report stock\n[end]\n\n# No end\n> dial\n…\n> 2\n…\n> 1\nThank you\n');
        assert.deepEqual(failures.map(({line, details}) => [line, details.filter((one) => !one.startsWith('  '))]),
            [[2, ['- …', '+ Welcome. What do you need?', '+ 1. Find a clinic', '- [end]']], [12, ['+ [end]']]]);
    });

    it('checks what is stored, sent and logged', async (test) => {
        const {failures} = await tested(test, `# Checks
> dial
…
= answers {}
= language "sw"
= answers.none null
= sent +254700000001 "x"
= log info "nothing"
= record users.clinic.+254700000001 5
= language sw
`);
        assert.deepEqual(failures.map(({line, message}) => [line, message.replace(/ {"format.*}/, ' {…}')]), [
            [5, '= language "sw": "en" (expected: "sw")'],
            [7, '= sent +254700000001 "x": sent nothing (expected: +254700000001 "x")'],
            [8, '= log info "nothing": log nothing (expected: info "nothing")'],
            [9, '= record users.clinic.+254700000001 5: {…} (expected: 5)'],
            [10, '= language sw: sw (expected: JSON: "text", 5, true, null, [1, 2], {"a": 1})'],
        ]);
    });

    const BROKEN = '# Broken\n> dial\n…\n> 2\n…\n> 2\nSomething went wrong. Please try again later.\n[end]\n';

    it('takes errors in the log for failures unless a test speaks of them', async (test) => {
        const {failures} = await tested(test, BROKEN);
        assert.match(failures[0].details.join('\n'), /Out of order[^]*at text \(app\.mjs:/);
        assert.equal((await tested(test, `${BROKEN}= log error "Out of order"\n`)).ok, true);
        assert.equal((await tested(test, BROKEN, {'allow-log-errors': true})).ok, true);
    });

    it('reports HTTP that no fixture answers, once, and fixtures no test uses', async (test) => {
        const {text} = await tested(test, 'http: clinics.json\n# Elsewhere\n> dial\n…\n> 1\n…\n> Nairobi\n'
            + 'Something went wrong. Please try again later.\n[end]\n');
        assert.match(text, /a\.transcript:2: no HTTP fixture for GET https:\/\/api\.example\.org\/clinics\?in=Nairobi\n/);
        assert.match(text, / {2}'clinics of Kisumu' differs: query in "Nairobi" \(expected: "Kisumu"\)/);
        assert.match(text, /clinics\.json: no test uses the fixture 'clinics of Kisumu'/);
        assert.doesNotMatch(text, /an error in the log/);
    });

    it('writes screens for acts that have none, and in place of others, and nothing else', async (test) => {
        const transcript = '# New\n## a note\n> dial\n> 2\nSomething old\nwith lines\n\n> 1\n= answers.stock "yes"\n\n# Old\n> dial\n…\n';
        const first = await tested(test, transcript, {update: true});
        const file = path.join(first.folder, 'a.transcript');
        assert.equal(readFileSync(file, 'utf8'), '# New\n## a note\n> dial\nWelcome. What do you need?\n1. Find a clinic\n'
            + '2. Report stock\n> 2\nEnough?\n1. Yes\n2. No\n0. Back\n\n> 1\nThank you\n[end]\n= answers.stock "yes"\n\n# Old\n> dial\n…\n');
        assert.deepEqual(first.report.updated, [{file, screens: 3}]);
        const again = await ran(command, {update: true}, [file]);
        assert.deepEqual([again.ok, again.report.updated], [true, []]);
    });

    it('keeps telling of errors while it writes', async (test) => {
        const {ok, text} = await tested(test, '# Broken\n> dial\n> 2\n> 2\n', {update: true});
        assert.equal(ok, false);
        assert.match(text, /an error in the log .*\n.*Out of order/);
    });

    it('fails where an input has yet to be chosen, and writes screens up to there', async (test) => {
        const {failures, report} = await tested(test, '# Some\n> dial\n> 1\n> ?\n> 2\n= answers {}\n', {update: true});
        assert.deepEqual(failures.map(({line, message}) => [line, message.slice(0, 35)]), [[4, '> ?: an input has to be chosen (exp']]);
        assert.equal(report.updated[0].screens, 2);
    });

    it('refuses checks of what is stored of no user', async (test) => {
        const {failures} = await tested(test, '# Checks\n> dial\n…\n= anwers.stock null\n= history.0 null\n= state.x null\n');
        assert.deepEqual(failures.map(({line}) => line), [4]);
        assert.match(failures[0].message, /^= anwers\.stock null: 'anwers' \(expected one of: address, answers, .*; or sent, log, record\)$/);
    });

    it('runs a test once for each of its rows', async (test) => {
        const {report} = await tested(test, `# Stock
with choice=1 text="Thank you"
with choice=2 text="Never"
> dial
…
> 2
…
> <choice>
<text>
[end]
`);
        assert.deepEqual(report.tests.map(({title, ok}) => [title, ok]),
            [['Stock (choice=1, text=Thank you)', true], ['Stock (choice=2, text=Never)', false]]);
    });

    it('has several phones, messages without sessions, and languages', async (test) => {
        const {ok, text} = await tested(test, `# Two
> dial
…
> 2
…
> user +254700000002
> sms hello
…
2. Report stock
> user +254700000001
> language sw
> dial
Inatosha?
…
= language "sw"
`);
        assert.equal(text, '1 test, all passed');
        assert.equal(ok, true);
    });

    it('gives the app its configuration: of config.json beside it, and of the transcript before that', async (test) => {
        const app = `import {defineApp, end} from 'jukwaa';
            export default defineApp({name: 'a', start: 'a', states: {a: end({text: '{{config.one}} {{config.two}}'})}});`;
        const {text} = await tested(test, 'config: {"two": "of the test"}\n# Config\n> dial\nof the file of the test\n[end]\n', {},
            {'app.mjs': app, 'config.json': {config: {one: 'of the file', two: 'of the file'}}});
        assert.equal(text, '1 test, all passed');
    });

    it('tests an app on vumigo_v02', async (test) => {
        const app = `var vumigo = require('vumigo_v02');
            vumigo.interact(this.api, vumigo.App.extend(function (self) {
                vumigo.App.call(self, 'a');
                self.states.add('a', function (name) { return new vumigo.states.FreeText(name, {question: 'Name?', next: 'b'}); });
                self.states.add('b', function (name) { return new vumigo.states.EndState(name, {text: 'Bye', next: 'a'}); });
            }));`;
        const transcript = 'config: {"name": "old"}\n# Old\n> dial\nName?\n> Ann\nBye\n[end]\n= answers.a "Ann"\n= state "b"\n';
        const {text} = await tested(test, transcript, {}, {'app.mjs': '', 'app.js': app});
        assert.equal(text, '1 test, all passed');
    });

    it('finds the app beside or above a transcript, or by package.json', async (test) => {
        const folder = folderOf(test, {
            'package.json': {jukwaa: {app: 'src/clinic.mjs'}}, 'src/clinic.mjs': CLINIC,
            'tests/deep/a.transcript': '# Deep\n> dial\n…\n', 'node_modules/x/b.transcript': '# Not ours\n',
        });
        const {report} = await ran(command, {}, [folder]);
        assert.deepEqual(report.tests.map(({title, ok}) => [title, ok]), [['Deep', true]]);
    });

    it('says what it cannot use', async (test) => {
        const folder = folderOf(test, {'readme.txt': ''});
        await assert.rejects(ran(command, {}, [folder]), /FILE: there is no \*\.transcript below/);
        await assert.rejects(ran(command, {}, [path.join(folder, 'gone.transcript')]), /gone\.transcript' is not there/);
    });

    it('does not understand transcripts that cannot be read, or have no test', (test) => {
        const folder = folderOf(test, {'app.mjs': CLINIC, 'broken.transcript': '# A\nuser +254\n', 'empty.transcript': ''});
        const {code, out, errors} = jukwaa(folder, 'test', 'broken.transcript');
        assert.deepEqual([code, out], [2, '']);
        assert.match(errors, /^jukwaa test: broken\.transcript:2: 'user \+254' \(expected: .*\)\nTry: jukwaa test --help\n$/);
        assert.equal(jukwaa(folder, 'test', 'empty.transcript').code, 2);
    });

    it('stops at the first screen that is not as expected, for all later ones would differ', async (test) => {
        const {failures} = await tested(test, '# Two\n> dial\nX\n> 2\nY\n');
        assert.deepEqual(failures.map(({line}) => line), [2]);
    });

    it('takes typed words that are commands in quotes', async (test) => {
        const {ok} = await tested(test, '# Quoted\n> dial\n…\n> "drop"\nPlease choose one of the numbers.\n…\n> " 2 "\nEnough?\n…\n');
        assert.equal(ok, true);
    });
});

describe('transcripts', () => {
    const problem = (text) => {
        try {
            parse(text, 'a.transcript');
        } catch (error) {
            return error.message;
        }
        return 'none';
    };

    it('say by line what cannot be read', () => {
        assert.match(problem('# A\nuser +254\n'), /^a\.transcript:2: 'user \+254' \(expected: a setting, one of user, now/);
        assert.match(problem('> dial\n'), /^a\.transcript:1: something is done before the first title/);
        assert.match(problem('# A\n> dial\nx\n= a 1\nmore\n'), /^a\.transcript:5: 'more' after a check/);
        assert.match(problem('## a note\n'), /^a\.transcript:1: no test is here \(expected: # what/);
        assert.match(problem('# A\n> dial\n# B\nuser: +254\n'), /^a\.transcript:3: nothing is done in the test 'B' \(expected: what/);
        assert.match(problem('#\n'), /^a\.transcript:1: a title without words/);
        assert.match(problem('# A\nwith one two\n'), /^a\.transcript:2: with one two \(expected: name=value/);
    });

    it('keep what a user types as it is', () => {
        assert.deepEqual(['hello there', 'dial', 'wait 2h', 'waiting', '"x"', ' a', '', '?'].map(typed),
            ['> hello there', '> "dial"', '> "wait 2h"', '> waiting', '> ""x""', '> " a"', '> ""', '> "?"']);
        for (const text of ['hello there', 'dial', 'wait 2h', '"x"', '', '?']) {
            assert.deepEqual(parse(`# A\n${typed(text)}\n`, 'a')[0].steps[0].act, {kind: 'type', text});
        }
    });
});
