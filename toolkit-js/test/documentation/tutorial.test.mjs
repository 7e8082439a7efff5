import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import path from 'node:path';
import {describe, it} from 'node:test';

import {HOME, blocksOf} from '../../documentation/page.mjs';
import {follow} from '../../documentation/reader.mjs';
import {workspace} from '../tools/workspace.mjs';

const PAGE = 'docs/tutorial/toolkit.md';

describe('the tutorial', () => {
    it('does what it says, in its order', (test) => {
        assert.ok(follow(PAGE, workspace(test, {})) > 30);
    });

    it('leaves to the test of the host only what needs one', () => {
        const blocks = blocksOf(PAGE, '```');
        assert.ok(blocks.length > 0);
        for (const {language, text, line} of blocks) {
            assert.ok(language === 'text' || /^(\.\/jukwaa app run|curl) /.test(text), `line ${line}: ${text}`);
        }
    });

    it('can be made into its last app at once, for that test', (test) => {
        const folder = path.join(workspace(test, {}), 'water-line');
        const {status, stderr} = spawnSync(process.execPath, [path.join(HOME, 'toolkit-js/documentation/make-app.mjs'), PAGE, folder],
            {encoding: 'utf8'});
        assert.equal(status, 0, stderr);
        assert.ok(existsSync(path.join(folder, 'dist/water-line.js')));
    });
});
