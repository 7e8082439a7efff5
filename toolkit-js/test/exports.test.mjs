import assert from 'node:assert/strict';
import fs from 'node:fs';
import {createRequire} from 'node:module';
import {test} from 'node:test';

import * as forModules from 'jukwaa';

const forCommonJs = createRequire(import.meta.url)('jukwaa');
const declarations = fs.readFileSync(new URL('../lib/index.d.ts', import.meta.url), 'utf8');

test('modules, CommonJS and declarations know the same names', () => {
    const names = Object.keys(forCommonJs).sort();
    const declared = [...declarations.matchAll(/^export (?:function|const|class) (\w+)/gm)].map(([, name]) => name);
    assert.deepEqual(Object.keys(forModules).sort(), names);
    assert.deepEqual([...new Set(declared)].sort(), names);
});

test('both ways lead to one toolkit', () => {
    assert.equal(forModules.defineApp, forCommonJs.defineApp);
});

test('CommonJS gets the phone for tests too, where Node lets it require modules', {skip: !process.features.require_module}, async () => {
    assert.equal(createRequire(import.meta.url)('jukwaa/testing').phone, (await import('jukwaa/testing')).phone);
});
