/** @file The files of an imported app. */

import {readFileSync} from 'node:fs';

import {writePo} from '../../lib/text/catalogue.js';
import {json, manifest} from '../scaffold/files.mjs';
import {Code, Target, keyText, printed, quoted, spread} from './code.mjs';
import {lineOf} from './report.mjs';
import {Catalogues, ImportedText} from './texts.mjs';

/** @typedef {import('./imported.d.ts').Imported} Imported */
/** @typedef {import('./imported.d.ts').Draft} Draft */

const MATCHING = new URL('template/matching.mjs', import.meta.url);
export const REPORT = 'IMPORT.md';
export const FIXTURES = 'app.http.json';

/**
 * @param {Imported} imported
 * @param {{name: string, file: string, folder: string}} about name: the app's; file: what it was made of; folder: where it will be
 * @returns {Map<string, string>} texts by path
 */
export function filesOf(imported, {name, file, folder}) {
    const catalogues = new Catalogues();
    const app = appText(imported, name, file, catalogues);
    const others = Object.keys(imported.languages).slice(1);
    return new Map([
        ['.gitignore', 'node_modules/\ndist/\n'],
        [REPORT, reportText(imported, file)],
        ['app.js', app],
        ...others.map((language) => /** @type {[string, string]} */ ([`locale/${language}.po`,
            writePo(catalogues.entriesIn(language), {language})])),
        ...imported.functions.length === 0 ? [] : [/** @type {[string, string]} */ (['matching.mjs', readFileSync(MATCHING, 'utf8')])],
        ...imported.fixtures.length === 0 ? [] : [/** @type {[string, string]} */ ([FIXTURES, json(imported.fixtures)])],
        ['package.json', json(manifest({name}, folder, {
            coverage: 'jukwaa coverage',
            start: `jukwaa sim${imported.fixtures.length === 0 ? '' : ` --http ${FIXTURES}`}`,
        }))],
    ]);
}

/**
 * @param {Imported} imported
 * @param {string} name
 * @param {string} file
 * @param {Catalogues} catalogues
 */
function appText({title, start, languages, options, drafts, functions, findings}, name, file, catalogues) {
    const others = Object.keys(languages).slice(1);
    const states = drafts.map((draft) => stateText(draft, catalogues)).join('');
    const builders = ['defineApp', ...catalogues.usesContext ? ['message'] : [], ...drafts.map(({builder}) => builder)];
    const lines = {
        name, start,
        ...others.length === 0 ? {} : {languages, catalogues: new Code(`{${others.map(pair).join(', ')}}`)},
        ...options,
    };
    return [
        `/** @file ${title.replaceAll('*/', '* /')}: made of ${file} by jukwaa import. ${REPORT} says what could not be taken over: TODO. */`,
        '',
        `import {${[...new Set(builders)].sort().join(', ')}} from 'jukwaa';`,
        ...others.map((language) => `import ${variable(language)} from './locale/${language}.po';`),
        ...functions.length === 0 ? [] : [`import {${functions.join(', ')}} from './matching.mjs';`],
        '',
        ...findings.filter(({what, instead}) => !drafts.some(({todos}) => todos.includes(`${what}: ${instead}`)))
            .map((finding) => `// TODO ${lineOf(finding).replace(/\s+/g, ' ')}`),
        'export default defineApp({',
        ...Object.entries(lines).map(([key, value]) => `    ${keyText(key)}: ${printed(value, '    ')},`),
        `    states: {\n${states}    },`,
        '});',
        '',
    ].join('\n');
}

/**
 * @param {Draft} draft
 * @param {Catalogues} catalogues
 */
function stateText({name, builder, options, todos}, catalogues) {
    const notes = todos.map((todo) => `        // TODO ${todo.replace(/\s+/g, ' ')}\n`).join('');
    const value = spread(withTexts(options, name, catalogues), '        ');
    return `${notes}        ${keyText(name)}: ${builder}(${indented(value)}),\n`;
}

/**
 * Functions of several lines stand as deep as what is around them.
 *
 * @param {string} text
 */
function indented(text) {
    let depth = '';
    return text.split('\n').map((line) => {
        const known = /^ {8}/.test(line) || line === '';
        depth = known ? /^ */.exec(line)?.[0] ?? '' : depth;
        return known ? line : `${depth}${line}`;
    }).join('\n');
}

/**
 * @param {any} value
 * @param {string} state
 * @param {Catalogues} catalogues
 * @returns {any}
 */
function withTexts(value, state, catalogues) {
    if (value instanceof ImportedText) {
        return catalogues.take(value, state);
    }
    if (value instanceof Code || value instanceof Target || value instanceof RegExp || typeof value !== 'object' || value === null) {
        return value;
    }
    return Array.isArray(value)
        ? value.map((one) => withTexts(one, state, catalogues))
        : Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withTexts(one, state, catalogues)]));
}

/** @param {string} language */
export function pair(language) {
    return variable(language) === language ? language : `${quoted(language)}: ${variable(language)}`;
}

/**
 * A name for a language's catalogue; some codes are words of JavaScript.
 *
 * @param {string} language
 */
export function variable(language) {
    const name = language.replace(/\W/g, '_');
    return ['as', 'do', 'if', 'in', 'is'].includes(name) ? `${name}_` : name;
}

/**
 * @param {Imported} imported
 * @param {string} file
 */
function reportText({title, findings}, file) {
    const lines = findings.map((finding) => `- ${lineOf(finding)}`);
    return `# ${title}, made of ${file}

${lines.length === 0 ? 'Everything was taken over.' : `What could not be taken over, and what is in its place (\`TODO\` in app.js):\n\n${lines.join('\n')}`}
`;
}
