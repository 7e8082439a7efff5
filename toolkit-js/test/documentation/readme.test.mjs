import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, it} from 'node:test';

import {HOME} from '../../documentation/page.mjs';
import {follow} from '../../documentation/reader.mjs';
import {workspace} from '../tools/workspace.mjs';

const README = 'toolkit-js/README.md';

/** As GitHub makes them of headings. */
function anchorsOf(text) {
    return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) => title.toLowerCase().replace(/[^\w\- ]/g, '').replaceAll(' ', '-'));
}

describe('the read-me', () => {
    it('does what it says', (test) => {
        assert.equal(follow(README, workspace(test, {})), 4);
    });

    it('leads somewhere', () => {
        const links = [...readFileSync(path.join(HOME, README), 'utf8').matchAll(/\]\(([^)\s#]+)(?:#([^)\s]+))?\)/g)];
        assert.ok(links.length > 8);
        for (const [, file, anchor] of links) {
            const target = path.join(HOME, path.dirname(README), file);
            assert.ok(existsSync(target), file);
            assert.ok(anchor === undefined || anchorsOf(readFileSync(target, 'utf8')).includes(anchor), `${file}#${anchor}`);
        }
    });
});
