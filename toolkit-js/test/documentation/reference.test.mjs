import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, it} from 'node:test';

import * as toolkit from '../../lib/index.mjs';
import * as testing from '../../tools/testing.mjs';
import {declarationsOf} from '../../documentation/declarations.mjs';
import {HOME} from '../../documentation/page.mjs';

const ROOT = path.join(HOME, 'toolkit-js');
const declared = (file) => declarationsOf(file, readFileSync(path.join(ROOT, file), 'utf8'));

describe('the reference', () => {
    it('is what the declarations and the commands say', () => {
        const {status, stderr} = spawnSync(process.execPath, ['documentation/reference.mjs', '--check'], {cwd: ROOT, encoding: 'utf8'});
        assert.equal(status, 0, stderr);
    });

    for (const [file, exports] of /** @type {const} */ ([['lib/index.d.ts', toolkit], ['tools/testing.d.ts', testing]])) {
        it(`has every export of ${file}`, () => {
            const names = new Set(declared(file).map(({name}) => name));
            assert.deepEqual(Object.keys(exports).filter((name) => name !== 'default' && !names.has(name)), []);
        });

        it(`says something about each of them`, () => {
            const described = new Map();
            for (const {name, description} of declared(file)) {
                described.set(name, described.get(name) || description !== '');
            }
            assert.deepEqual([...described.keys()].filter((name) => !described.get(name)), []);
        });
    }
});
