import assert from 'node:assert/strict';
import path from 'node:path';
import {describe, it} from 'node:test';

import {BundleError, bundle, mapped} from '../../tools/bundle.mjs';
import {folderOf} from './files.mjs';

const APP = "{name: 'a', start: 'b', states: {b: end({text: 'Bye'})}}";

describe('bundle', () => {
    for (const [name, source] of Object.entries({
        'app.mjs': `import {defineApp, end} from 'jukwaa'; export default defineApp(${APP});`,
        'app.js': `const {defineApp, end} = require('jukwaa'); module.exports = defineApp(${APP});`,
        'app.ts': `import {defineApp, end} from 'jukwaa'; const app: unknown = defineApp(${APP}); export default app;`,
    })) {
        it(`makes one script of ${name} that hands the app to the host`, async (test) => {
            const {code, legacy} = await bundle(path.join(folderOf(test, {[name]: source}), name));
            const started = [];
            const jukwaa = {defineApp: (definition) => definition, end: (options) => options, start: (...given) => started.push(given)};
            new Function('api', 'require', code)('the api', (wanted) => wanted === 'jukwaa' ? jukwaa : null);
            assert.equal(legacy, false);
            assert.deepEqual(started, [['the api', {name: 'a', start: 'b', states: {b: {text: 'Bye'}}}]]);
        });
    }

    it('brings files along, catalogues as objects, and leaves to the host what the host has', async (test) => {
        const folder = folderOf(test, {
            'app.mjs': "import sw from './sw.po'; import {greet} from './lib/greet.mjs'; import _ from 'lodash';"
                + 'export default [sw, greet, _];',
            'lib/greet.mjs': 'export const greet = 5;',
            'sw.po': 'msgid "Yes"\nmsgstr "Ndiyo"\n',
        });
        const {code, inputs} = await bundle(path.join(folder, 'app.mjs'));
        assert.match(code, /require\("lodash"\)/);
        assert.match(code, /Yes: \["Ndiyo"\]/);
        assert.match((await bundle(path.join(folder, 'app.mjs'), {poAsText: true})).code, /msgstr "Ndiyo"/);
        assert.deepEqual(inputs.sort(), ['app.mjs', 'lib/greet.mjs', 'sw.po'].map((name) => path.join(folder, name)));
    });

    it('takes an app on vumigo_v02 as it is', async (test) => {
        const source = "var vumigo = require('vumigo_v02');\nvumigo.interact(this.api, vumigo.App);\n";
        const folder = folderOf(test, {'app.js': source});
        assert.deepEqual(await bundle(path.join(folder, 'app.js')),
            {code: source, map: null, inputs: [path.join(folder, 'app.js')], absent: [], legacy: true});
    });

    it('says where it cannot be read', async (test) => {
        const folder = folderOf(test, {'app.mjs': "import './gone.mjs';\nconst a = 1;\nexport default a +;\n"});
        await assert.rejects(bundle(path.join(folder, 'app.mjs')),
            (error) => error instanceof BundleError && /app\.mjs:3:19: Unexpected ";"/.test(error.message));
        await assert.rejects(bundle(path.join(folder, 'other.mjs')), /other\.mjs: cannot be read \(ENOENT\)/);
    });

    it('refuses two of one key in an object, of which one would be lost, except in old apps', async (test) => {
        const states = "{\n    b: end({text: 'Bye'}),\n    b: end({text: 'Good bye'}),\n}";
        const folder = folderOf(test, {
            'app.mjs': `import {defineApp, end} from 'jukwaa'; export default defineApp({name: 'a', start: 'b', states: ${states}});`,
            'old.js': "require('vumigo_v02'); require('./texts');",
            'texts.js': 'module.exports = {a: 1, a: 2};',
        });
        await assert.rejects(bundle(path.join(folder, 'app.mjs')), (error) => error instanceof BundleError
            && /app\.mjs:3:5: Duplicate key "b" in object literal: only the later one would count$/.test(error.message));
        assert.equal((await bundle(path.join(folder, 'old.js'))).legacy, true);
    });

    it('wants an app to be exported', async (test) => {
        const folder = folderOf(test, {'app.mjs': 'export const app = 5;\n'});
        await assert.rejects(bundle(path.join(folder, 'app.mjs')),
            /app\.mjs: exports no app \(expected: export default defineApp\(…\)\)/);
    });

    it('tells places in a stack by the files of the app', async (test) => {
        const folder = folderOf(test, {
            'app.mjs': "import {fail} from './fail.mjs';\nexport default fail;\n",
            'fail.mjs': '\nexport const fail = () => {\n    throw new Error();\n};\n',
        });
        const {code, map} = await bundle(path.join(folder, 'app.mjs'));
        const line = code.split('\n').findIndex((text) => text.includes('throw new Error')) + 1;
        assert.equal(mapped(`at fail (app.bundle.js:${line}:3)`, map), 'at fail (fail.mjs:3:5)');
    });
});
