import assert from 'node:assert/strict';
import {mkdirSync, symlinkSync} from 'node:fs';
import path from 'node:path';
import {describe, it} from 'node:test';

import {HOME} from '../../documentation/page.mjs';
import {follow} from '../../documentation/reader.mjs';
import {workspace} from '../tools/workspace.mjs';

describe('the how-tos', () => {
    it('move a Vumi app', (test) => {
        assert.ok(follow('docs/how-to/move-a-vumi-app-to-the-toolkit.md', workspace(test, {})) > 8);
    });

    it('translate an app', (test) => {
        const folder = workspace(test, {});
        mkdirSync(path.join(folder, 'node_modules/.bin'), {recursive: true});
        symlinkSync(path.join(HOME, 'toolkit-js/tools/jukwaa.mjs'), path.join(folder, 'node_modules/.bin/jukwaa'));
        assert.ok(follow('docs/how-to/translate-an-app.md', folder) > 8);
    });
});
