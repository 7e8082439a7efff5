/** @file `jukwaa import` */

import {existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';

import {shownPath} from '../definition/source.mjs';
import {filesOf} from '../import/files.mjs';
import {importOf} from '../import/index.mjs';
import {lineOf} from '../import/report.mjs';
import {TRANSCRIPT, writeTranscript} from '../import/transcript.mjs';
import {vumiFilesOf} from '../import/vumi/write.mjs';
import {settingsOf} from '../simulator/app.mjs';
import {UsageError} from '../usage-error.mjs';
import {counted} from './test.mjs';

/** @typedef {import('../import/imported.d.ts').Imported} Imported */

const help = `Usage: jukwaa import [OPTION …] FILE
Makes an app of definitions of a flow, a menu or an app of another system, with its translations and tests to begin with, and says what could
not be taken over: a line for each thing, in IMPORT.md too, and TODO where it was. The app can be linted and tested at once.
  FILE              *.json: an export of flows of RapidPro, TextIt or Community Connect, version 13;
                    *.js: the source of an app on vumigo_v02; or of a menu made with ussd-menu-builder, with literal texts
  --flow=NAME       the flow, by name or uuid, where the export has several
  --config=FILE     what a Vumi app is served by config.get, with its translations (default: config.json beside the app)
  --out=DIR         where to: a new or an empty folder (default: the flow's name in this folder)
  --json            {folder, files, states, tests, findings: [{file, node, what, instead}]}; of a Vumi app findings have line and
                    kind too, todo or look, and there is converted: [{node, line, builder, functions, left}]
  -h, --help        this text

Of a flow: a message and the wait after it become a question; what leads back to the question is its error. A list in the text or quick
replies become choices where each of them surely takes one way; numbers, dates and phone numbers become states of that kind; all
other answers are free texts whose words decide. Answers have the names of results, and are what was typed, or the name of the category
of a choice. @results.x, @contact.name, @fields.x and @globals.x (from the app's configuration) become placeholders, other expressions
three dots. Words for tests in other languages count in all languages. Subflows, airtime, e-mails and such are not done.

Of a Vumi app: creators become definitions, with the same screens. What they computed stays a function, of the new context; chains of
promises are waited for where that is the same, and copied functions that check phone numbers, identity numbers, dates and numbers
become validators. What has no place in the new toolkit is left as it was, under TODO with its line.

Example: jukwaa import clinic.json --flow Registration --out clinic-line && cd clinic-line && npx jukwaa test
Exit codes: 0 done, whatever was found in a flow or a menu; 1 something of a Vumi app is left to do; 2 not understood, or there is something in
the folder.`;

/** @type {import('./command.d.ts').Command} */
export default {
    help,
    options: {flow: {type: 'string'}, config: {type: 'string'}, out: {type: 'string'}},
    async run({flow, config, out}, [file, ...others], {print}) {
        refuseFile(file, others);
        const imported = await importOf(readFileSync(file, 'utf8'), file, {flow, settings: settingsOf(file, config)});
        const name = nameOf(imported.title);
        const folder = path.resolve(out ?? name);
        refuseFolder(folder, out ?? name);
        const about = {name, file: path.basename(file), folder};
        const files = imported.converted === undefined ? filesOf(imported, about) : await vumiFilesOf(imported, about);
        for (const [one, text] of files) {
            mkdirSync(path.dirname(path.join(folder, one)), {recursive: true});
            writeFileSync(path.join(folder, one), text);
        }
        const tests = await writeTranscript(folder, imported);
        const {findings, converted, drafts} = imported;
        findings.forEach((finding) => print(`${finding.kind === undefined ? '' : `${finding.kind}  `}${lineOf(finding)}`));
        print(`${shownPath(folder)}: ${counted(drafts.length, 'state')}, ${counted(tests, 'test')}, ${summaryOf(imported)}`);
        print(`Next: cd ${shownPath(folder)} && npm install && npm run lint && npm test`);
        const written = [...files.keys(), ...tests > 0 ? [TRANSCRIPT] : []];
        const report = {folder: shownPath(folder), files: written, states: drafts.length, tests, findings};
        return {ok: !findings.some(({kind}) => kind === 'todo'), report: converted === undefined ? report : {...report, converted}};
    },
};

/** @param {Imported} imported */
function summaryOf({findings, converted}) {
    if (converted === undefined) {
        return findings.length === 0 ? 'everything was taken over' : `${counted(findings.length, 'thing')} to look at`;
    }
    const data = converted.filter(({functions, left}) => functions.length === 0 && !left).length;
    const kept = converted.filter(({functions, left}) => functions.length > 0 && !left).length;
    const todo = findings.filter(({kind}) => kind === 'todo').length;
    return `${data} without functions, ${kept} with; ${todo === 0 ? 'nothing is left to do' : `${counted(todo, 'thing')} left to do`}`;
}

/**
 * @param {string | undefined} file
 * @param {string[]} others
 */
function refuseFile(file, others) {
    if (file === undefined || others.length > 0) {
        throw new UsageError(`${others.length > 0 ? `'${others[0]}'` : 'FILE is missing'} (expected: one file)`);
    }
    if (!existsSync(file) || !statSync(file).isFile()) {
        throw new UsageError(`FILE: '${file}' is no file (expected: an export of flows, or the source of a menu or of a Vumi app)`);
    }
}

/**
 * @param {string} folder
 * @param {string} given
 */
function refuseFolder(folder, given) {
    if (existsSync(folder) && !(statSync(folder).isDirectory() && readdirSync(folder).length === 0)) {
        throw new UsageError(`--out '${given}' is there already (expected: a new or an empty folder)`);
    }
}

/**
 * The name of the app, and of its package.
 *
 * @param {string} title
 */
function nameOf(title) {
    const words = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().match(/[a-z0-9]+/g) ?? [];
    const name = words.join('-').slice(0, 50).replace(/-$/, '');
    return /^[a-z]/.test(name) ? name : `app${name === '' ? '' : `-${name}`}`;
}
