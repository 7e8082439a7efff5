/** @file Folders with apps for tests of the tools. */

import {spawnSync} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const CLI = fileURLToPath(new URL('../../tools/jukwaa.mjs', import.meta.url));

/**
 * A folder with these files; it is removed after the test.
 *
 * @param {import('node:test').TestContext} test
 * @param {Record<string, string>} files by path
 * @returns {string}
 */
export function workspace(test, files) {
    const folder = mkdtempSync(path.join(tmpdir(), 'jukwaa-'));
    test.after(() => rmSync(folder, {recursive: true, force: true}));
    for (const [name, text] of Object.entries(files)) {
        mkdirSync(path.dirname(path.join(folder, name)), {recursive: true});
        writeFileSync(path.join(folder, name), text);
    }
    return folder;
}

/**
 * What `jukwaa …` does in a folder.
 *
 * @param {string} folder
 * @param {string[]} args
 */
export function jukwaa(folder, ...args) {
    const {status, stdout, stderr} = spawnSync(process.execPath, [CLI, ...args], {cwd: folder, encoding: 'utf8'});
    return {code: status, out: stdout, errors: stderr};
}
