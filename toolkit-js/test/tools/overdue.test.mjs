import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';

import {workspace} from './workspace.mjs';

const CLI = fileURLToPath(new URL('../../tools/jukwaa.mjs', import.meta.url));
const HEAD = "import {defineApp, end, freeText} from 'jukwaa';\nexport default defineApp({name: 'busy', start: 'name', states: {\n";
const TRANSCRIPT = '# Anna\nuser: +254700000001\n\n> dial\nYour name?\n> Anna\nHello.\n[end]\n';

/** What `jukwaa test` does to an app whose first state goes on in this way. */
function tested(test, next, limit = '2000') {
    const folder = workspace(test, {
        'app.js': `${HEAD}name: freeText({question: 'Your name?', next: ${next}}), bye: end({text: 'Hello.'})}});\n`,
        'a.transcript': TRANSCRIPT,
    });
    return spawnSync(process.execPath, [CLI, 'test'],
        {cwd: folder, encoding: 'utf8', env: {...process.env, JUKWAA_BUSY_LIMIT: limit}, timeout: 60_000, killSignal: 'SIGTERM'});
}

describe('an app that loops for ever', () => {
    for (const [where, next] of Object.entries({
        'in a function': "() => { for (;;) { /* for ever */ } }",
        'between promises': "async () => { for (;;) { await null; } }",
    })) {
        it(`ends the command: ${where}`, (test) => {
            const {signal, stderr} = tested(test, next);
            assert.equal(signal, 'SIGKILL');
            assert.match(stderr, /^jukwaa: the app was still busy 2000 ms after \+254700000001 said "Anna"; does it loop without end\?/);
        });
    }

    for (const limit of ['soon', '0', '']) {
        it(`is not waited for '${limit}' milliseconds`, (test) => {
            const {status, stdout} = tested(test, "'bye'", limit);
            assert.equal(status, 1);
            assert.match(stdout, new RegExp(`JUKWAA_BUSY_LIMIT: '${limit}' \\(expected: milliseconds, 1 or more\\)`));
        });
    }

    it('is told from one that ends', (test) => {
        const {status, stderr} = tested(test, "'bye'");
        assert.equal(stderr, '');
        assert.equal(status, 0);
    });
});
