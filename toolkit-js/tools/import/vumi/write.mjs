/** @file The files of an app that was on vumigo_v02. */

import {writePo} from '../../../lib/text/catalogue.js';
import {json, manifest} from '../../scaffold/files.mjs';
import {Code, keyText, printed, quoted, spread} from '../code.mjs';
import {REPORT, pair, variable} from '../files.mjs';
import {lineOf} from '../report.mjs';
import {indented} from './indent.mjs';

/** @typedef {import('../imported.d.ts').Imported} Imported */
/** @typedef {import('../imported.d.ts').Draft} Draft */

/**
 * @param {Imported} imported
 * @param {{name: string, file: string, folder: string}} about name: the app's; file: what it was made of; folder: where it will be
 * @returns {Promise<Map<string, string>>} texts by path
 */
export async function vumiFilesOf(imported, {name, file, folder}) {
    const {catalogues = {}} = imported;
    return new Map([
        ['.gitignore', 'node_modules/\ndist/\n'],
        [REPORT, reportText(imported, file)],
        ['app.js', await indented(appText(imported, imported.name ?? name, file))],
        ...Object.entries(catalogues).map(([language,
            entries]) => /** @type {[string, string]} */ ([`locale/${language}.po`, writePo(entries, {language})])),
        ['package.json', json(manifest({name}, folder, {coverage: 'jukwaa coverage', start: 'jukwaa sim'}))],
    ]);
}

/**
 * @param {Imported} imported
 * @param {string} name
 * @param {string} file
 */
function appText({title, start, languages, options, drafts, findings, before = [], imports = [], modules = {},
    catalogues = {}}, name, file) {
    const translated = Object.keys(catalogues);
    const builders = new Set(['defineApp', ...imports, ...drafts.map(({builder}) => builder)]);
    const lines = {
        name, start,
        ...Object.keys(languages).length === 0 ? {} : {languages},
        ...translated.length === 0 ? {} : {catalogues: new Code(`{${translated.map(pair).join(', ')}}`)},
        ...options,
    };
    const own = findings.filter(({node, kind}) => kind === 'todo' && (node === '' || node === '__error__'));
    return [
        `/** @file ${title.replaceAll('*/', '* /')}: made of ${file}, an app on vumigo_v02, by jukwaa import. ${REPORT} says what is left to do: TODO. */`,
        '',
        `import {${[...builders].sort().join(', ')}} from 'jukwaa';`,
        ...Object.entries(modules).map(([variableName, module]) => `import ${variableName} from ${quoted(module)};`),
        ...translated.map((language) => `import ${variable(language)} from './locale/${language}.po';`),
        '',
        ...before.flatMap((part) => [part, '']),
        ...own.map(({line, what, instead}) => `// TODO jukwaa: ${file}:${line}: ${what}: ${instead}`),
        'export default defineApp({',
        ...Object.entries(lines).filter(([, value]) => value !== undefined).map(([key,
            value]) => `${keyText(key)}: ${printed(value)},`),
        `states: {\n${drafts.map(stateText).join('')}},`,
        '});',
        '',
    ].join('\n');
}

/** @param {Draft} draft */
function stateText({name, builder, options, todos, was = []}) {
    const notes = [...todos.map((todo) => `TODO ${todo.replace(/\s+/g, ' ')}`),
        ...was].map((line) => `// ${line}\n`).join('');
    return `${notes}${keyText(name)}: ${builder}(${spread(options, '')}),\n`;
}

/**
 * @param {Imported} imported
 * @param {string} file
 */
function reportText({title, findings, converted = []}, file) {
    const left = findings.filter(({kind}) => kind === 'todo').map((finding) => `- ${lineOf(finding)}`);
    const others = findings.filter(({kind}) => kind !== 'todo').map((finding) => `- ${lineOf(finding)}`);
    const states = converted.map(({node, line, builder, functions, left: todo}) => `- ${file}:${line}: ${node}: ${todo ? 'left to do' : builder}${
        functions.length === 0 ? '' : `, with functions: ${[...new Set(functions)].join(', ')}`}`);
    return [
        `# ${title}, made of ${file}`,
        ...left.length === 0 ? ['Nothing is left to do.'] : ['## Left to do (`TODO` in app.js)', left.join('\n')],
        ...others.length === 0 ? [] : ['## Converted, but have a look', others.join('\n')],
        '## States', states.join('\n'),
    ].join('\n\n') + '\n';
}
