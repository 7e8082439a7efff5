/** @file A reader who types what a page says, in a folder that has `toolkit-js` as the repository does. */

import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';

import {HOME, blocksOf} from './page.mjs';

const TOOLKIT = path.join(HOME, 'toolkit-js');

/** What `npm install` comes to for an app of `jukwaa new`, but for the bundler, which is installed here. Tests download nothing. */
const INSTALL = `mkdir -p node_modules/.bin
ln -s "$TOOLKIT" node_modules/jukwaa
ln -s ../jukwaa/tools/jukwaa.mjs node_modules/.bin/jukwaa`;

/**
 * Does what a page says, block by block in its order: `sh` is typed in the folder the reader is in, `text` is what was shown last, and a block
 * under a line that ends with a name such as `app.js`: is that file.
 *
 * @param {string} page below the repository
 * @param {string} folder an empty one
 * @returns {number} how many blocks there were
 */
export function follow(page, folder) {
    symlinkSync(TOOLKIT, path.join(folder, 'toolkit-js'));
    const reader = {folder, shown: ''};
    const blocks = blocksOf(page);
    for (const block of blocks) {
        try {
            followOne(reader, block);
        } catch (error) {
            throw new Error(`${page} line ${block.line}: ${/** @type {Error} */ (error).message}`, {cause: error});
        }
    }
    return blocks.length;
}

/**
 * @param {{folder: string, shown: string}} reader
 * @param {import('./page.mjs').Block} block
 */
function followOne(reader, block) {
    if (block.name !== null) {
        const file = path.join(reader.folder, block.name);
        mkdirSync(path.dirname(file), {recursive: true});
        writeFileSync(file, block.text);
    } else if (block.language === 'sh') {
        type(reader, block);
    } else {
        assert.equal(block.language, 'text', 'a block is sh, or text, or has a name');
        assert.match(reader.shown.trim(), patternOf(block.text));
    }
}

/**
 * @param {{folder: string, shown: string}} reader
 * @param {import('./page.mjs').Block} block
 */
function type(reader, {text, fails, typed}) {
    const script = `set -e\n${text.replace(/^npm install$/m, INSTALL)}\npwd >&3`;
    const {status, stdout, stderr, output} = spawnSync('sh', ['-c', script], {
        cwd: reader.folder, encoding: 'utf8', input: typed ?? '', stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
        env: {...process.env, TOOLKIT, npm_config_offline: 'true', npm_config_update_notifier: 'false'},
    });
    assert.equal(status !== 0, fails, `${text}\n${stdout}${stderr}`);
    reader.shown = stdout;
    reader.folder = output[3]?.trim() || reader.folder;
}

/**
 * A text of a page as a pattern: … stands for any text.
 *
 * @param {string} text
 */
function patternOf(text) {
    return new RegExp(`^${text.trim().split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^]*?')}$`);
}
