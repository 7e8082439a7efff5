/**
 * @file Makes and builds the app a page ends with, for the host's tests of pages, which go on from there:
 *
 *     node make-app.mjs docs/tutorial/toolkit.md water-line
 */

import {spawnSync} from 'node:child_process';
import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';

import {HOME, blocksOf} from './page.mjs';

const [page, folder] = process.argv.slice(2);
for (const {name, text} of blocksOf(page).filter((block) => block.name !== null)) {
    const file = path.join(folder, /** @type {string} */ (name));
    mkdirSync(path.dirname(file), {recursive: true});
    writeFileSync(file, text);
}
process.exitCode = spawnSync(process.execPath, [path.join(HOME, 'toolkit-js/tools/jukwaa.mjs'), 'build'], {cwd: folder, stdio: 'inherit'}).status ?? 1;
