/** @file `jukwaa new` */

import {existsSync, mkdirSync, readdirSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';

import {filesOf} from '../scaffold/files.mjs';
import {UsageError} from '../usage-error.mjs';

const help = `Usage: jukwaa new [OPTION …] NAME
Makes the folder NAME with an app that passes its tests: states, translations, transcripts, package.json.
  NAME               lower-case letters, digits and -, beginning with a letter; it becomes the name of the app
  --language=CODE    a language of the app; may be given again. English, in which the example is written, is always the first; what is
                     not Kiswahili is left to translate (default: en and sw)
  --typescript       app.ts in place of app.js
  --json             {folder, files}
  -h, --help         this text

Example: jukwaa new clinic-line --language en --language sw
         cd clinic-line && npm install && npm test
Exit codes: 0 done, 2 not understood, or there is something in the folder.`;

/** Package names that would be in the way of the app's own dependencies. */
const TAKEN = ['acorn', 'esbuild', 'jukwaa', 'node_modules', 'typescript'];
const LONGEST = 50;
/** More do not fit on the screen to choose from. */
const MOST_LANGUAGES = 6;

/** @type {import('./command.d.ts').Command} */
export default {
    help,
    options: {
        language: {type: 'string', multiple: true},
        typescript: {type: 'boolean'},
    },
    async run({language = ['en', 'sw'], typescript = false}, [name, ...others], {print}) {
        refuseName(name, others);
        const languages = [...new Set(['en', ...language])];
        refuseLanguages(languages);
        const folder = path.resolve(name);
        if (existsSync(folder) && !(statSync(folder).isDirectory() && readdirSync(folder).length === 0)) {
            throw new UsageError(`NAME: '${name}' is there already (expected: a new or an empty folder)`);
        }
        const files = filesOf({name, languages, typescript}, folder);
        for (const [file, text] of files) {
            mkdirSync(path.dirname(path.join(folder, file)), {recursive: true});
            writeFileSync(path.join(folder, file), text);
        }
        print(`${name}: ${files.size} files`);
        print(`Next: cd ${name} && npm install && npm test`);
        return {ok: true, report: {folder: name, files: [...files.keys()]}};
    },
};

/**
 * @param {string | undefined} name
 * @param {string[]} others
 */
function refuseName(name, others) {
    if (name === undefined || others.length > 0) {
        throw new UsageError(`${others.length > 0 ? `'${others[0]}'` : 'NAME is missing'} (expected: one name)`);
    }
    if (!/^[a-z][a-z0-9-]*$/.test(name) || name.length > LONGEST || TAKEN.includes(name)) {
        throw new UsageError(`NAME: '${name}' (expected: at most ${LONGEST} lower-case letters, digits and -, beginning with a letter, `
            + `and not ${TAKEN.join(', ')})`);
    }
}

/** @param {string[]} languages */
function refuseLanguages(languages) {
    const wrong = languages.find((language) => !/^[a-z]{2,3}(_[A-Z]{2})?$/.test(language));
    if (wrong !== undefined) {
        throw new UsageError(`--language '${wrong}' (expected: a code such as sw or eng_ZA)`);
    }
    if (languages.length > MOST_LANGUAGES) {
        throw new UsageError(`--language: ${languages.length} languages (expected: at most ${MOST_LANGUAGES}, English among them)`);
    }
}
