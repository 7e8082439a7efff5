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

import ts from 'typescript';

import {COMMANDS} from '../tools/commands/index.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PAGES = path.join(ROOT, '..', 'docs', 'reference');

/** @type {Record<string, () => Promise<string>>} */
const WRITERS = {
    'toolkit.md': async () => [
        '# The toolkit\n',
        'What `jukwaa` and `jukwaa/testing` export. Written by `npm run documentation` in `toolkit-js` from the declarations themselves; a test',
        'compares. A first app: [tutorial](../tutorial/toolkit.md). The commands: [toolkit-commands](toolkit-commands.md). What existing apps',
        'require: [differences](toolkit-differences.md).\n',
        ...pageOf('lib/index.d.ts'),
        '# Testing\n',
        "`import {phone} from 'jukwaa/testing'`\n",
        ...pageOf('tools/testing.d.ts'),
    ].join('\n'),
    'toolkit-commands.md': async () => {
        const parts = ['# The toolkit\'s commands\n', 'Written by `npm run documentation` in `toolkit-js` from what each command\'s `--help` shows; a test compares.\n'];
        for (const {name, summary, load} of COMMANDS) {
            parts.push(`## jukwaa ${name}\n`, `${summary[0].toUpperCase()}${summary.slice(1)}.\n`, '```text', (await load()).help.trim(), '```\n');
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
 * The declarations of a file in its order; comments such as `// ---- states` become headings.
 *
 * @param {string} name
 */
function pageOf(name) {
    const text = fs.readFileSync(path.join(ROOT, name), 'utf8');
    const source = ts.createSourceFile(name, text, ts.ScriptTarget.ES2023, true);
    const written = new Set();
    return source.statements.flatMap((statement) => {
        const lead = text.slice(statement.getFullStart(), statement.getStart());
        const heading = [...lead.matchAll(/^\/\/ -{4} (.+)$/gm)].map(([, title]) => `## ${title[0].toUpperCase()}${title.slice(1)}\n`);
        return [...heading, ...sectionOf(statement, source, written)];
    });
}

/**
 * @param {ts.Statement} statement
 * @param {ts.SourceFile} source
 * @param {Set<string>} written names that have a section already: overloads share one
 */
function sectionOf(statement, source, written) {
    const exported = ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({kind}) => kind === ts.SyntaxKind.ExportKeyword);
    const name = nameOf(statement);
    if (!exported || name === undefined) {
        return [];
    }
    const title = written.has(name) ? [] : [`### ${name}\n`];
    written.add(name);
    return [...title, ...described(statement), '```ts', signatureOf(statement, source), '```\n'];
}

/** @param {ts.Statement} statement */
function nameOf(statement) {
    if (ts.isVariableStatement(statement)) {
        return statement.declarationList.declarations[0].name.getText();
    }
    return /** @type {any} */ (statement).name?.getText();
}

/** @param {ts.Node} node */
function described(node) {
    const text = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).map((comment) => ts.getTextOfJSDocComment(comment.comment) ?? '').join('\n');
    return text === '' ? [] : [`${text.replace(/\{@link (\w+)\}/g, '`$1`')}\n`];
}

/**
 * The declaration as it is written, with the comments of its members.
 *
 * @param {ts.Statement} statement
 * @param {ts.SourceFile} source
 */
function signatureOf(statement, source) {
    return statement.getText(source).replace(/^export (?:declare )?/, '').trim();
}
