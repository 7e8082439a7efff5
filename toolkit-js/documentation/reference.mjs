/**
 * @file Writes docs/reference/toolkit.md and docs/reference/toolkit-commands.md from what they describe: the declarations in
 * `lib/index.d.ts` and `tools/testing.d.ts`, and the `--help` of each command.
 *
 *     node documentation/reference.mjs           writes the pages
 *     node documentation/reference.mjs --check   exit code 1 if a page is not what would be written
 */

import fs from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';

import {channels} from '../lib/index.mjs';
import {COMMANDS} from '../tools/commands/index.mjs';
import {bodyOf, declarationsOf, overviewsOf} from './declarations.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGES = path.join(ROOT, '..', 'docs', 'reference');

const TOOLKIT = `# The toolkit

What \`jukwaa\` and \`jukwaa/testing\` export, as TypeScript declares it: \`import {choice, defineApp} from 'jukwaa'\`. A question mark
stands behind what may be left out. \`npm run documentation\` in \`toolkit-js\` writes this page from the declarations; a test compares.

A first app: [tutorial](../tutorial/toolkit.md). Why it is as it is: [explanation](../explanation/toolkit.md). The
[commands](toolkit-commands.md). What apps written for \`vumigo_v02\` get: [differences](toolkit-differences.md).
`;

const TESTING = `## Tests in JavaScript

\`import {phone} from 'jukwaa/testing'\`, for what a transcript cannot say. [Transcripts](toolkit-commands.md#jukwaa-test) need no code.
`;

const COMMAND_LINE = `# The toolkit's commands

\`npx jukwaa COMMAND\` in an app's folder, as in the [tutorial](../tutorial/toolkit.md). \`npm run documentation\` in \`toolkit-js\` writes this
page from what each command's \`--help\` shows; a test compares.
`;

/** @type {Record<string, () => Promise<string>>} */
const WRITERS = {
    'toolkit.md': async () => [TOOLKIT, ...partsOf('lib/index.d.ts'), TESTING, ...partsOf('tools/testing.d.ts')].join('\n'),
    'toolkit-commands.md': async () => {
        const parts = [COMMAND_LINE];
        for (const {name, load} of COMMANDS) {
            parts.push(`## jukwaa ${name}\n`, '~~~text', (await load()).help.trim(), '~~~\n');
        }
        return parts.join('\n');
    },
};

process.exitCode = await main(process.argv.includes('--check'));

/** @param {boolean} check */
async function main(check) {
    let differing = 0;
    for (const [name, write] of Object.entries(WRITERS)) {
        const file = path.join(PAGES, name);
        const wanted = `${(await write()).trim()}\n`;
        const there = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
        if (wanted === there) {
            continue;
        }
        if (check) {
            differing++;
            process.stderr.write(`docs/reference/${name} is not what would be written (expected: npm run documentation after a change)\n`);
        } else {
            fs.writeFileSync(file, wanted);
        }
    }
    return differing === 0 ? 0 : 1;
}

/**
 * A file's declarations in its order, overloads under one heading.
 *
 * @param {string} file
 */
function partsOf(file) {
    const declarations = declarationsOf(file, fs.readFileSync(path.join(ROOT, file), 'utf8'));
    const overviews = overviewsOf(declarations);
    const written = new Set();
    return declarations.flatMap(({name, statement, description, heading}) => {
        const section = heading === null ? [] : [`## ${heading[0].toUpperCase()}${heading.slice(1)}\n`, ...overviews.get(heading) ?? []];
        const title = written.has(name) ? [] : [`### ${name}\n`];
        written.add(name);
        const beside = name === 'channels' ? profiles() : [];
        return [...section, ...title, ...description === '' ? [] : [`${description}\n`], ...bodyOf(statement), ...beside];
    });
}

function profiles() {
    const rows = Object.values(channels).map(({name, limit, unicodeLimit, charset, sessions, answerWithin = '', inputWithin = ''}) =>
        `| \`${name}\` | ${limit} | ${unicodeLimit} | ${charset} | ${sessions ? 'yes' : 'no'} | ${answerWithin} | ${inputWithin} |`);
    return ['| name | limit | unicodeLimit | charset | sessions | answerWithin | inputWithin |', '|---|---|---|---|---|---|---|', ...rows, ''];
}
