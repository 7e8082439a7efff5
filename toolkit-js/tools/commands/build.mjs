/** @file `jukwaa build` */

import {mkdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';

import {bundle} from '../bundle.mjs';
import {appFile} from '../definition/find.mjs';
import {loadApp, problemText} from '../definition/load.mjs';
import {shownPath} from '../definition/source.mjs';
import {uploadOf} from '../definition/upload.mjs';

const help = `Usage: jukwaa build [OPTION …] [APP]
Makes the one file that is uploaded to a host, its source map inside. The definition is checked first. The same files give the
same bytes on every machine.
  APP           the file that exports the app; "jukwaa": {"app": …} of package.json or app.js without it
  --out=FILE    where to (default: dist/NAME.js, by the app's name)
  --check       check only, write nothing
  --json        {app, file, bytes, inputs, definition, problems}; file is null if nothing is written, definition is the hash of what the
                definition says about stored users, null for an app on vumigo_v02
  -h, --help    this text

Example: jukwaa build && ./jukwaa app run --toolkit=jukwaa dist/clinic-line.js
Exit codes: 0 done, 1 the app cannot work, 2 not understood.`;

/** @type {import('./command.d.ts').Command} */
export default {
    help,
    options: {check: {type: 'boolean'}, out: {type: 'string'}},
    async run({check, out}, operands, {print}) {
        const file = appFile(operands);
        const loaded = await loadApp(file);
        const {app, problems} = loaded;
        const uploaded = problems.length === 0 ? await bundle(file, {definition: app?.definition()}) : loaded.bundle;
        const name = app?.name ?? path.basename(file).replace(/\.\w+$/, '');
        const target = out ?? path.join('dist', `${name}.js`);
        const code = uploadOf(uploaded);
        const bytes = Buffer.byteLength(code);
        const inputs = uploaded.inputs.map(shownPath).sort();
        if (problems.length > 0) {
            print(problemText(file, problems));
        } else if (check) {
            print(`${file}: ${bytes} bytes from ${inputs.length} ${inputs.length === 1 ? 'file' : 'files'}, nothing wrong with it`);
        } else {
            mkdirSync(path.dirname(target), {recursive: true});
            writeFileSync(target, code);
            print(`${shownPath(target)}: ${bytes} bytes from ${inputs.length} ${inputs.length === 1 ? 'file' : 'files'}`);
            print(`Try it on a host: ./jukwaa app run${uploaded.legacy ? '' : ' --toolkit=jukwaa'} ${shownPath(target)}`);
        }
        const written = problems.length === 0 && !check ? shownPath(target) : null;
        const definition = app?.definition() ?? null;
        return {ok: problems.length === 0, report: {app: file, file: written, bytes, inputs, definition, problems}};
    },
};
