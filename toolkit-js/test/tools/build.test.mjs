import assert from 'node:assert/strict';
import {existsSync, readFileSync} from 'node:fs';
import {SourceMap} from 'node:module';
import path from 'node:path';
import {describe, it} from 'node:test';

import {Phone} from '../../tools/host/phone.mjs';
import {evaluator} from '../../tools/host/sandbox.mjs';
import {SimulatedHost} from '../../tools/host/simulated-host.mjs';
import {jukwaa, workspace} from './workspace.mjs';

const FILES = {
    'src/app.ts': `import {defineApp} from 'jukwaa';
import {bye} from './states/bye';
import sw from '../locale/sw.po';
export default defineApp({name: 'clinic-line', start: 'bye', languages: {en: 'English', sw: 'Kiswahili'}, catalogues: {sw}, states: {bye}});
`,
    'src/states/bye.ts': `import {end, type State} from 'jukwaa';
export const bye: State<never, never> = end({text: 'Bye'});
`,
    'locale/sw.po': 'msgid "Bye"\nmsgstr "Kwaheri"\n',
    'package.json': '{"jukwaa": {"app": "src/app.ts"}}',
};

const read = (folder, name) => readFileSync(path.join(folder, name), 'utf8');

describe('jukwaa build', () => {
    it('writes one file, and says how to try it', (test) => {
        const folder = workspace(test, FILES);
        const {code, out} = jukwaa(folder, 'build');
        assert.equal(code, 0);
        const built = read(folder, 'dist/clinic-line.js');
        assert.equal(out, `dist/clinic-line.js: ${Buffer.byteLength(built)} bytes from 3 files
Try it on a host: ./jukwaa app run --toolkit=jukwaa dist/clinic-line.js
`);
        assert.match(built, /require\("jukwaa"\)/);
        assert.match(built, /Kwaheri/);
        assert.ok(!existsSync(path.join(folder, 'dist/clinic-line.js.map')));
    });

    it('writes the hash of the definition into it, and users are stored with that one', async (test) => {
        const folder = workspace(test, FILES);
        const {definition} = JSON.parse(jukwaa(folder, 'build', '--json').out);
        const built = read(folder, 'dist/clinic-line.js');
        assert.match(built, new RegExp(`start\\)\\(typeof api .*, "${definition}"\\);`));
        const other = built.replace(`"${definition}"`, '"0000beef"');
        const host = new SimulatedHost();
        const user = new Phone({host, attach: () => evaluator({code: other, map: null, inputs: [], absent: [], legacy: false}), address: '+254700000001'});
        await user.dial();
        assert.equal(user.user.definition, '0000beef');
    });

    it('maps the file to what was written', (test) => {
        const folder = workspace(test, FILES);
        jukwaa(folder, 'build');
        const built = read(folder, 'dist/clinic-line.js');
        const [, map] = /\n\/\/# sourceMappingURL=data:application\/json;base64,(\S+)\n$/.exec(built);
        const lines = built.split('\n');
        const line = lines.findIndex((text) => text.includes('text: "Bye"'));
        const {originalSource, originalLine} = new SourceMap(JSON.parse(atob(map))).findEntry(line, lines[line].indexOf('"Bye"'));
        assert.equal(originalSource, 'states/bye.ts');
        assert.equal(originalLine + 1, 2);
    });

    it('gives the same bytes in another folder, and names no folder of this machine', (test) => {
        const [one, other] = [workspace(test, FILES), workspace(test, FILES)];
        for (const folder of [one, other]) {
            assert.equal(jukwaa(folder, 'build', '--out', 'out/app.js').code, 0);
        }
        const built = read(one, 'out/app.js');
        assert.equal(built, read(other, 'out/app.js'));
        const [, map] = /base64,(\S+)\n$/.exec(built);
        assert.ok(!(built + atob(map)).includes(path.basename(one)));
    });

    it('takes an app on vumigo_v02 as it is', (test) => {
        const source = "var vumigo = require('vumigo_v02');\nnew vumigo.InteractionMachine(api, new vumigo.App('x'));\n";
        const folder = workspace(test, {'go-app.js': source});
        assert.match(jukwaa(folder, 'build', 'go-app.js').out,
            /^dist\/go-app\.js: \d+ bytes from 1 file\nTry it on a host: \.\/jukwaa app run dist\/go-app\.js\n$/);
        assert.equal(read(folder, 'dist/go-app.js'), source);
    });

    it('writes nothing with --check', (test) => {
        const folder = workspace(test, FILES);
        const {code, out} = jukwaa(folder, 'build', '--check', '--json');
        const {bytes, definition, ...report} = JSON.parse(out);
        assert.match(definition, /^[0-9a-f]{8}$/);
        assert.deepEqual([code, report], [0, {app: 'src/app.ts', file: null, problems: [],
            inputs: ['locale/sw.po', 'src/app.ts', 'src/states/bye.ts']}]);
        assert.ok(bytes > 500);
        assert.ok(!existsSync(path.join(folder, 'dist')));
    });

    it('writes nothing where the definition cannot work, and says all that is wrong', (test) => {
        const folder = workspace(test, {
            ...FILES,
            'src/states/bye.ts': "import {freeText} from 'jukwaa';\nexport const bye = freeText({question: 'x', next: 'gone'});\n",
            'locale/sw.po': 'msgid "Bye\n',
        });
        const {code, out} = jukwaa(folder, 'build');
        assert.equal(code, 1);
        assert.equal(out, "src/app.ts defines an app that cannot work:\n  states.bye: goes to 'gone', which is not there\n");
        assert.ok(!existsSync(path.join(folder, 'dist')));
    });

    it('finds catalogues that cannot be read', (test) => {
        const {code, out} = jukwaa(workspace(test, {...FILES, 'locale/sw.po': 'msgid "Bye\n'}), 'build');
        assert.equal(code, 1);
        assert.match(out, /^src\/app\.ts defines an app that cannot work:\n {2}catalogues\.sw: locale\/sw\.po: line 1: /);
    });

    it('says what is wrong with a file that is no app', (test) => {
        const failed = (source) => {
            const {code, errors} = jukwaa(workspace(test, {'app.js': source}), 'build');
            assert.equal(code, 1);
            return errors;
        };
        assert.equal(failed("import {menu} from 'jukwaa';\nexport default {};\n"),
            'jukwaa build: app.js exports no app (expected: export default defineApp(…))\n');
        assert.match(failed("import {menu} from './gone.js';\nexport default menu;\n"), /^jukwaa build: app\.js:1:20: Could not resolve/);
        assert.match(failed('export default {\n'), /^jukwaa build: app\.js:2:1: /);
    });
});
