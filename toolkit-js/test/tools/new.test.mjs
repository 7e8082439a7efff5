import assert from 'node:assert/strict';
import {mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';

import {jukwaa, workspace} from './workspace.mjs';

const PACKAGE = fileURLToPath(new URL('../../', import.meta.url));

/** A new app, with what `npm install` would put into it. */
function created(test, ...args) {
    const folder = workspace(test, {});
    const {code, errors} = jukwaa(folder, 'new', 'clinic-line', ...args);
    assert.equal(code, 0, errors);
    const app = path.join(folder, 'clinic-line');
    mkdirSync(path.join(app, 'node_modules'));
    symlinkSync(PACKAGE, path.join(app, 'node_modules/jukwaa'));
    return app;
}

/** What its scripts check. */
function assertGood(app, {translated}) {
    const run = (...args) => {
        const {code, out, errors} = jukwaa(app, ...args);
        assert.equal(code, 0, `jukwaa ${args.join(' ')}\n${out}${errors}`);
        return out;
    };
    assert.match(run('test'), /^\d+ tests, all passed$/m);
    assert.match(run('lint', ...translated ? ['--max-warnings', '0'] : []), translated ? /: nothing found$/m : /: 0 errors/);
    assert.match(run('coverage', '--threshold', '100'), /transitions +100 %/);
    return run;
}

describe('jukwaa new', () => {
    it('makes an app in two languages that passes its tests, lint and coverage', (test) => {
        const app = created(test);
        const run = assertGood(app, {translated: true});
        assert.match(run('build'), /^dist\/clinic-line\.js: \d+ bytes from 2 files$/m);
        assert.match(run('graph', '--tests'), /^flowchart TD/);
        assert.match(run('i18n', 'check'), /^sw: 100 % /m);
        writeFileSync(path.join(app, 'lines'), '/dial\n1\n1\n20\n1\n');
        assert.match(run('sim', '--http', 'clinic.http.json', '--script', 'lines'), /Thank you\. We will remind you/);
        assert.deepEqual(readdirSync(app).filter((name) => !['dist', 'lines', 'node_modules'].includes(name)), ['.gitignore', 'README.md',
            'app.js', 'app.sw.transcript', 'app.transcript', 'clinic.http.json', 'locale', 'package.json']);
        const {devDependencies, scripts, ...manifest} = JSON.parse(readFileSync(path.join(app, 'package.json'), 'utf8'));
        assert.deepEqual(manifest, {name: 'clinic-line', version: '0.1.0', private: true, type: 'module', jukwaa: {app: 'app.js'}});
        const own = JSON.parse(readFileSync(path.join(PACKAGE, 'package.json'), 'utf8')).devDependencies;
        assert.deepEqual([devDependencies.acorn, devDependencies.esbuild], [own.acorn, own.esbuild]);
        assert.equal(path.resolve(app, devDependencies.jukwaa.replace(/^file:/, '')), path.resolve(PACKAGE));
        assert.deepEqual(Object.keys(scripts), ['test', 'lint', 'coverage', 'start', 'build']);
    });

    it('makes an app in one language', (test) => {
        const app = created(test, '--language', 'en');
        assertGood(app, {translated: true});
        assert.ok(!readdirSync(app).includes('locale'));
    });

    it('makes an app in TypeScript, with languages that are left to translate', (test) => {
        const app = created(test, '--typescript', ...['fr', 'am', 'zu', 'sw_KE'].flatMap((code) => ['--language', code]));
        assertGood(app, {translated: false});
        assert.ok(readFileSync(path.join(app, 'app.ts'), 'utf8')
            .includes("languages: {en: 'English', fr: 'Francais', am: 'Amharic', zu: 'isiZulu', sw_KE: 'Kiswahili (Kenya)'}"));
        assert.deepEqual(readdirSync(path.join(app, 'locale')), ['am.po', 'fr.po', 'sw_KE.po', 'zu.po']);
    });

    it('takes an empty folder, and leaves one with something in it alone', (test) => {
        const folder = workspace(test, {'taken/notes.txt': 'mine', 'file': 'mine'});
        mkdirSync(path.join(folder, 'empty'));
        assert.equal(jukwaa(folder, 'new', 'empty').code, 0);
        const {code, errors} = jukwaa(folder, 'new', 'taken');
        assert.equal(code, 2);
        assert.equal(errors.split('\n')[0], "jukwaa new: NAME: 'taken' is there already (expected: a new or an empty folder)");
        assert.equal(jukwaa(folder, 'new', 'file').code, 2);
        assert.deepEqual(readdirSync(path.join(folder, 'taken')), ['notes.txt']);
    });

    it('refuses names that are no names of packages, and languages that are none', (test) => {
        const folder = workspace(test, {});
        for (const name of ['Clinic', '../clinic', 'clinic line', '-x', 'jukwaa', 'x'.repeat(51), '']) {
            const {code, errors} = jukwaa(folder, 'new', '--', name);
            assert.equal(code, 2, name);
            assert.ok(errors.startsWith(`jukwaa new: NAME: '${name}' (expected: at most 50 lower-case letters`), errors);
        }
        assert.match(jukwaa(folder, 'new').errors, /^jukwaa new: NAME is missing \(expected: one name\)/);
        assert.match(jukwaa(folder, 'new', 'one', 'two').errors, /^jukwaa new: 'two' \(expected: one name\)/);
        assert.match(jukwaa(folder, 'new', 'one', '--language', 'English').errors, /^jukwaa new: --language 'English' \(expected: a code/);
        assert.match(jukwaa(folder, 'new', 'one', ...['fr', 'am', 'ha', 'ig', 'yo', 'zu'].flatMap((code) => ['--language', code])).errors,
            /7 languages \(expected: at most 6/);
        assert.deepEqual(readdirSync(folder), []);
    });

    it('reports what it made as JSON', (test) => {
        const {out} = jukwaa(workspace(test, {}), 'new', 'poll', '--language', 'en', '--json');
        assert.deepEqual(JSON.parse(out), {folder: 'poll',
            files: ['.gitignore', 'README.md', 'app.js', 'app.transcript', 'clinic.http.json', 'package.json']});
    });
});
