/** @file `jukwaa import` */

import {existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';

import {shownPath} from '../definition/source.mjs';
import {filesOf} from '../import/files.mjs';
import {importOf} from '../import/index.mjs';
import {lineOf} from '../import/report.mjs';
import {TRANSCRIPT, writeTranscript} from '../import/transcript.mjs';
import {UsageError} from '../usage-error.mjs';
import {counted} from './test.mjs';

const help = `Usage: jukwaa import [OPTION …] FILE
Makes an app of definitions of a flow or a menu of another system, with its translations and tests to begin with, and says what could
not be taken over: a line for each thing, in IMPORT.md too, and TODO where it was. The app can be linted and tested at once.
  FILE              *.json: an export of flows of RapidPro, TextIt or Community Connect, version 13;
                    *.js: the source of a menu made with ussd-menu-builder, with literal texts
  --flow=NAME       the flow, by name or uuid, where the export has several
  --out=DIR         where to: a new or an empty folder (default: the flow's name in this folder)
  --json            {folder, files, states, tests, findings: [{file, node, what, instead}]}
  -h, --help        this text

Of a flow: a message and the wait after it become a question; what leads back to the question is its error. A list in the text or quick
replies become choices where each of them surely takes one way; numbers, dates and phone numbers become states of that kind; all
other answers are free texts whose words decide. Answers have the names of results, and are what was typed, or the name of the category
of a choice. @results.x, @contact.name, @fields.x and @globals.x (from the app's configuration) become placeholders, other expressions
three dots. Words for tests in other languages count in all languages. Subflows, airtime, e-mails and such are not done.

Example: jukwaa import clinic.json --flow Registration --out clinic-line && cd clinic-line && npx jukwaa test
Exit codes: 0 done, whatever was found; 2 not understood, or there is something in the folder.`;

/** @type {import('./command.d.ts').Command} */
export default {
    help,
    options: {flow: {type: 'string'}, out: {type: 'string'}},
    async run({flow, out}, [file, ...others], {print}) {
        refuseFile(file, others);
        const imported = await importOf(readFileSync(file, 'utf8'), file, {flow});
        const name = nameOf(imported.title);
        const folder = path.resolve(out ?? name);
        refuseFolder(folder, out ?? name);
        const files = filesOf(imported, {name, file: path.basename(file), folder});
        for (const [one, text] of files) {
            mkdirSync(path.dirname(path.join(folder, one)), {recursive: true});
            writeFileSync(path.join(folder, one), text);
        }
        const tests = await writeTranscript(folder, imported);
        const {findings} = imported;
        findings.forEach((finding) => print(lineOf(finding)));
        print(`${shownPath(folder)}: ${counted(imported.drafts.length, 'state')}, ${counted(tests, 'test')}, `
            + `${findings.length === 0 ? 'everything was taken over' : `${counted(findings.length, 'thing')} to look at`}`);
        print(`Next: cd ${shownPath(folder)} && npm install && npm run lint && npm test`);
        const written = [...files.keys(), ...tests > 0 ? [TRANSCRIPT] : []];
        return {ok: true, report: {folder: shownPath(folder), files: written, states: imported.drafts.length, tests, findings}};
    },
};

/**
 * @param {string | undefined} file
 * @param {string[]} others
 */
function refuseFile(file, others) {
    if (file === undefined || others.length > 0) {
        throw new UsageError(`${others.length > 0 ? `'${others[0]}'` : 'FILE is missing'} (expected: one file)`);
    }
    if (!existsSync(file) || !statSync(file).isFile()) {
        throw new UsageError(`FILE: '${file}' is no file (expected: an export of flows, or the source of a menu)`);
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
