import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, it} from 'node:test';

import command from '../../tools/commands/coverage.mjs';
import test_command from '../../tools/commands/test.mjs';
import {CLINIC, folderOf, ran} from './files.mjs';

const START = '# Start\n> dial\n…\n';
const STOCK = `${START}> 3\nPlease choose one of the numbers.\n…\n> 2\n…\n> 0\n…\n> 2\n…\n> 1\nThank you\n[end]\n`;

async function covered(test, transcript, options = {}, files = {'app.mjs': CLINIC}) {
    const folder = folderOf(test, {...files, 'a.transcript': transcript});
    const skeleton = options.skeleton === undefined ? {} : {skeleton: path.join(folder, options.skeleton)};
    const outcome = await ran(command, {...options, ...skeleton}, [folder]);
    const [{kinds, missing}] = outcome.report;
    return {...outcome, folder, kinds, missing: missing.map(({kind, name}) => `${kind} ${name}`)};
}

describe('jukwaa coverage', () => {
    it('counts states, transitions, choices, wrong answers and languages that were seen', async (test) => {
        const {kinds, missing, ok} = await covered(test, STOCK);
        assert.deepEqual(kinds, {
            states: {seen: 3, all: 6, percent: 50},
            transitions: {seen: 2, all: 5, percent: 40},
            choices: {seen: 2, all: 4, percent: 50},
            refusals: {seen: 1, all: 3, percent: 33.3},
            languages: {seen: 1, all: 2, percent: 50},
        });
        assert.deepEqual(missing, [
            'states district', 'states found', 'states broken',
            'transitions menu → district (district)', 'transitions district → found', 'transitions stock → broken (no)',
            'choices menu: district', 'choices stock: no',
            'refusals district: a wrong answer', 'refusals stock: a wrong answer', 'languages sw']);
        assert.equal(ok, true);
    });

    it('fails below the threshold, of the kinds that count', async (test) => {
        assert.equal((await covered(test, STOCK, {threshold: '51'})).ok, false);
        assert.equal((await covered(test, STOCK, {threshold: '50', only: 'states,choices'})).ok, true);
        assert.equal((await covered(test, STOCK, {threshold: '50', only: 'states,transitions'})).ok, false);
        await assert.rejects(covered(test, STOCK, {only: 'words'}), /--only 'words' \(expected some of: states, transitions/);
        await assert.rejects(covered(test, STOCK, {threshold: '101'}), /--threshold '101' \(expected: a whole number from 0 to 100\)/);
    });

    it('fails with its tests', async (test) => {
        const {ok, text} = await covered(test, '# Wrong\n> dial\nSomething else\n');
        assert.equal(ok, false);
        assert.match(text, /1 test failed, so less was seen/);
    });

    it('tells ways to one state apart by what takes them', async (test) => {
        const app = `import {choice, defineApp, end, oneOf} from 'jukwaa';
            export default defineApp({name: 'a', start: 'a', states: {
                a: choice({question: 'A', choices: {x: 'X', y: 'Y', z: 'Z'}, next: {x: 'b', y: 'b', z: 'c'}, attempts: {most: 2, to: 'b'}}),
                b: end({text: 'B'}),
                c: choice({question: 'C', choices: {x: 'X', y: 'Y'}, next: ({answers}) => answers.c === 'x' ? 'b' : 'a'}),
            }});`;
        const transcript = '# A\n> dial\n…\n> 1\n…\n[end]\n\n# C\n> dial\n…\n> 3\n…\n> 1\n…\n[end]\n';
        const {missing} = await covered(test, transcript, {only: 'transitions'}, {'app.mjs': app});
        assert.deepEqual(missing, ['transitions a → b (y)', 'transitions a → b (attempts)']);
    });

    it('does not count the states of the engine, nor ways back', async (test) => {
        const app = `import {defineApp, end, freeText} from 'jukwaa';
            export default defineApp({name: 'a', start: 'a', resume: {policy: 'ask'}, states: {
                a: freeText({question: 'A', next: 'b'}), c: end({text: 'C'}),
                b: freeText({question: 'B', next: [{when: {a: 'x'}, to: 'a'}, 'c']}),
            }});`;
        const transcript = '# A\n> dial\n…\n> q\n…\n> dial\n…\n> 1\n…\n> 0\n…\n';
        const {missing, kinds} = await covered(test, transcript, {only: 'states,transitions'}, {'app.mjs': app});
        assert.equal(kinds.states.all, 3);
        assert.deepEqual(missing, ['states c', 'transitions b → a (a is "x")', 'transitions b → c (otherwise)']);
    });

    it('writes transcripts for what is missing, that can be filled in', async (test) => {
        const {folder, text} = await covered(test, START, {skeleton: 'missing.transcript'});
        const file = path.join(folder, 'missing.transcript');
        assert.match(text, /missing\.transcript: 5 tests written/);
        const skeleton = readFileSync(file, 'utf8');
        assert.match(skeleton, /# stock → thanks \(yes\)\n> dial\n> 2\n> 1\n/);
        await ran(test_command, {'update': true, 'allow-log-errors': true}, [file]);
        assert.match(readFileSync(file, 'utf8'), /> 2\nEnough\?\n1\. Yes\n2\. No\n0\. Back\n> 1\nThank you\n\[end\]\n/);
        await assert.rejects(ran(command, {skeleton: file}, [folder]), /is there already/);
    });

    it('leaves inputs it cannot know to be chosen, which no run takes for typed', async (test) => {
        const app = `import {defineApp, end, freeText} from 'jukwaa';
            export default defineApp({name: 'a', start: 'a', states: {
                a: freeText({question: 'A', next: 'b', check: (value) => value === 'x' ? null : 'No'}), b: end({text: 'B'}),
            }});`;
        const {folder} = await covered(test, '# A\n> dial\n…\n', {skeleton: 'missing.transcript'}, {'app.mjs': app});
        const file = path.join(folder, 'missing.transcript');
        const {ok, text} = await ran(test_command, {update: true}, [file]);
        assert.equal(ok, false);
        assert.match(text, /> \?: an input has to be chosen/);
        assert.match(readFileSync(file, 'utf8'), /> dial\nA\n> \?\n/);
    });

    it('tells of an app on vumigo_v02 what its code adds and where users were', async (test) => {
        const app = `var vumigo = require('vumigo_v02');
            vumigo.interact(this.api, vumigo.App.extend(function (self) {
                vumigo.App.call(self, 'a');
                self.states.add('a', function (name) { return new vumigo.states.FreeText(name, {question: 'Name?', next: 'b'}); });
                self.states.add('b', function (name) { return new vumigo.states.EndState(name, {text: 'Bye', next: 'a'}); });
                self.states.add('c', function (name) { return new vumigo.states.EndState(name, {text: 'Never', next: 'a'}); });
            }));`;
        const transcript = 'config: {"name": "old"}\n# Old\n> dial\nName?\n> Ann\nBye\n[end]\n';
        const {missing, kinds} = await covered(test, transcript, {}, {'app.js': app});
        assert.deepEqual(kinds.states, {seen: 2, all: 3, percent: 66.6});
        assert.deepEqual(missing, ['states c', 'transitions b → a', 'transitions c → a']);
    });
});
