import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, it} from 'node:test';

import {HOME, blocksOf} from '../../documentation/page.mjs';
import {bundle} from '../../tools/bundle.mjs';
import {phone} from '../../tools/testing.mjs';
import {jukwaa, workspace} from '../tools/workspace.mjs';

const PAGE = 'docs/explanation/toolkit.md';
const FOLDER = path.join(HOME, 'toolkit-js/documentation/both-ways');
const APPS = ['jukwaa/app.js', 'vumigo/app.js'];

const code = (name) => readFileSync(path.join(FOLDER, name), 'utf8');
const blockNamed = (name) => blocksOf(PAGE).find((block) => block.name === name).text;

/** Without blank lines and comments, of which there are lines of `//` only. */
const linesOf = (text) => text.split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('//')).length;

describe('the app written both ways', () => {
    for (const app of APPS) {
        it(`${app} holds the same conversations as the other`, () => {
            const {code: status, out, errors} = jukwaa(FOLDER, 'test', '--app', app, 'sign-up.transcript');
            assert.equal(status, 0, out + errors);
            assert.equal(out, '10 tests, all passed\n');
        });

        it(`${app} is on the page as it is`, () => {
            assert.equal(blockNamed(app), code(app));
        });
    }

    it('is written in two different faces', async () => {
        const [ours, theirs] = await Promise.all(APPS.map((app) => bundle(path.join(FOLDER, app))));
        assert.deepEqual([ours.legacy, theirs.legacy], [false, true]);
    });

    it('is seen whole by these conversations', () => {
        const {code: status, out} = jukwaa(FOLDER, 'coverage', '--app', APPS[0], '--threshold', '100', 'sign-up.transcript');
        assert.equal(status, 0, out);
    });

    it('takes less than half the lines, and the page says how many', () => {
        const [ours, theirs] = APPS.map((app) => linesOf(code(app)));
        assert.ok(ours < theirs / 2, `${ours} and ${theirs}`);
        const said = [...readFileSync(path.join(HOME, PAGE), 'utf8').matchAll(/^With `(\w+)`, (\d+) lines/gm)].map(([, face, lines]) => [face, Number(lines)]);
        assert.deepEqual(said, [['jukwaa', ours], ['vumigo_v02', theirs]]);
    });

    it('has no comments but those that are counted as such', () => {
        APPS.forEach((app) => assert.ok(!/\/\*|\S.*\s\/\/ /.test(code(app)), app));
    });
});

describe('the explanation', () => {
    it('shows the record as it is stored', async () => {
        const user = phone(path.join(FOLDER, APPS[0]), {now: '2026-03-01T08:00:00Z'});
        await user.dial();
        await user.reply(2);
        await user.reply('Amina');
        await user.reply('12');
        const shown = blocksOf(PAGE).find(({language}) => language === 'json').text;
        assert.deepEqual(user.user, JSON.parse(shown));
    });

    it('names every field of the record', () => {
        const fields = Object.keys(JSON.parse(blocksOf(PAGE).find(({language}) => language === 'json').text));
        const rows = [...readFileSync(path.join(HOME, PAGE), 'utf8').matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
        assert.deepEqual(rows, fields);
    });

    it('shows answers that are kept for a time', (test) => {
        const files = Object.fromEntries(['visits.js', 'visits.transcript'].map((name) => [name, blockNamed(name)]));
        const folder = workspace(test, files);
        const {code: status, out, errors} = jukwaa(folder, 'test', '--app', 'visits.js', 'visits.transcript');
        assert.equal(status, 0, out + errors);
    });

    it('shows encrypted answers that the app gets as they are', async (test) => {
        const user = phone(path.join(workspace(test, {'results.js': blockNamed('results.js')}), 'results.js'));
        await user.dial();
        await user.reply('negative');
        await user.reply('2');
        assert.equal(await user.reply('Kisumu'), 'Please go to Kisumu again.');
        assert.deepEqual(user.host.record(`users.results.${user.address}`).answers, {clinic: 'Kisumu'});
        assert.deepEqual(user.answers, {result: 'negative', treated: false, clinic: 'Kisumu'});
    });

    it('shows a migration that works', async (test) => {
        const old = '{defineApp, end} = require("jukwaa"); module.exports = defineApp({name: "clinic-sign-up", start: "village", states: {'
            + 'village: freeText({question: "Where?", next: "done"}), done: end({text: "{{village}}"})}});';
        const folder = workspace(test, {'one.js': `const {freeText} = require("jukwaa"); const ${old}`, 'two.js': blockNamed('clinic-2.js')});
        const before = phone(path.join(folder, 'one.js'));
        await before.dial();
        const after = phone(path.join(folder, 'two.js'), {host: before.host});
        after.open = true;
        assert.equal(await after.reply('Kisumu'), 'You live in Kisumu.', 'asked for the village, and answered for the town');
        const other = phone(path.join(folder, 'one.js'));
        await other.dial();
        await other.reply('Kisumu');
        const later = phone(path.join(folder, 'two.js'), {host: other.host});
        await later.dial();
        assert.deepEqual(later.answers, {town: 'Kisumu Town'});
    });

    it('shows a canary that grows by the configuration', async (test) => {
        const file = path.join(workspace(test, {'canary.js': blockNamed('canary.js')}), 'canary.js');
        const screen = (config) => phone(file, {config}).dial();
        assert.deepEqual([await screen({}), await screen({shortMenu: 100})],
            ['Which tips do you want to read?\n1. Water', 'Tips\n1. Water\n2. Food']);
    });

    it('shows what lint says where version was not counted up', (test) => {
        const states = (name) => `import {defineApp, end, freeText} from 'jukwaa';
            export default defineApp({name: 'clinic', start: '${name}', states: {
                ${name}: freeText({question: 'Where?', next: 'done'}), done: end({text: 'Bye'})}});`;
        const folder = workspace(test, {'app.js': states('town'), 'old.js': states('village')});
        assert.equal(jukwaa(folder, 'build', 'old.js').code, 0);
        const {out} = jukwaa(folder, 'lint', '--since', 'dist/clinic.js');
        const [, shown] = /`(the state 'village' is gone[^`]*)`/.exec(readFileSync(path.join(HOME, PAGE), 'utf8'));
        assert.ok(out.includes(`${shown}  (unversioned)\n`), out);
    });
});
