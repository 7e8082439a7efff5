import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { PLACES, publishedFolder } from './beside/run.mjs';

const COMMAND = fileURLToPath(new URL('beside-published.mjs', import.meta.url));
const missing = publishedFolder() === undefined && `vumigo_v02 is not installed in ${PLACES.join(' or ')}`;

test('random apps ask the sandbox for the same as with the published toolkit, also when users change toolkits', {skip: missing}, () => {
    const {NODE_TEST_CONTEXT, ...env} = process.env;
    const {status, stdout, stderr} = spawnSync(process.execPath, [COMMAND, '--runs', '60'], {env: env, encoding: 'utf8'});
    assert.equal(status, 0, stdout + stderr);
    const [, messages, replies, calls] = /(\d+) messages, (\d+) replies, (\d+) calls: 0 differences/.exec(stdout) || [];
    assert.ok(Number(messages) > 200 && Number(replies) > 150 && Number(calls) > 250, stdout);
});
