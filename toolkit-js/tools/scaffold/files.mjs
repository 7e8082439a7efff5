/** @file The files of a new app: made of the template beside this file. */

import {readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

import {writePo} from '../../lib/text/catalogue.js';
import {isGsm7, transliterate} from '../../lib/text/gsm7.js';
import {parsePo} from '../../lib/text/po.js';

const TEMPLATE = fileURLToPath(new URL('template/', import.meta.url));
const PACKAGE = fileURLToPath(new URL('../../', import.meta.url));

/** The language of the template's texts, and the one they are translated into. */
const WRITTEN = 'en';
const TRANSLATED = 'sw';

/**
 * @typedef {object} NewApp
 * @property {string} name
 * @property {string[]} languages codes; `en` is the first one
 * @property {boolean} typescript
 */

/**
 * @param {NewApp} app
 * @param {string} folder where it will be, for the way to this package
 * @returns {Map<string, string>} texts by path
 */
export function filesOf(app, folder) {
    const {languages, typescript} = app;
    const names = languages.map((language) => ({language, name: nameOf(language)}));
    return new Map([
        ['.gitignore', 'node_modules/\ndist/\n'],
        ['README.md', readme(app)],
        [appFileOf(app), sourceOf(app, names)],
        ['app.transcript', languages.length > 1 ? transcriptOf('app.transcript', names, WRITTEN) : template('one.transcript')],
        ['clinic.http.json', template('clinic.http.json')],
        ...languages.slice(1).flatMap((language) => /** @type {[string, string][]} */ ([
            [`locale/${language}.po`, catalogueOf(language, names)],
            [`app.${language}.transcript`,
                transcriptOf(language === TRANSLATED ? `app.${TRANSLATED}.transcript` : 'app.transcript', names, language)],
        ])),
        ['package.json', json(manifest(app, folder))],
        ...typescript ? /** @type {[string, string][]} */ ([['po.d.ts', template('po.d.ts')], ['tsconfig.json', json(TSCONFIG)]]) : [],
    ]);
}

/** @param {string} name */
function template(name) {
    return readFileSync(path.join(TEMPLATE, name), 'utf8');
}

/**
 * A transcript of the template with the languages there are to choose from, and the number of the one that is chosen.
 *
 * @param {string} name
 * @param {{language: string, name: string}[]} names
 * @param {string} chosen
 */
function transcriptOf(name, names, chosen) {
    const number = names.findIndex(({language}) => language === chosen) + 1;
    const list = names.map(({name: own}, at) => `${at + 1}. ${own}`).join('\n');
    return template(name).replaceAll('LANGUAGES', list).replaceAll('NUMBER', String(number));
}

/**
 * A language's name in itself, or in English if phones do not show that; with a capital, which isiZulu has within.
 *
 * @param {string} language
 */
export function nameOf(language) {
    const code = language.replace('_', '-');
    const nameIn = (/** @type {string} */ other) => transliterate(new Intl.DisplayNames([other], {type: 'language'}).of(code) ?? language);
    const name = isGsm7(nameIn(code)) ? nameIn(code) : nameIn('en');
    return name.replace(/^\p{Ll}(?=[^\p{Lu}\s]*(\s|$))/u, (letter) => letter.toUpperCase());
}

/** @param {{typescript?: boolean}} app */
function appFileOf({typescript}) {
    return typescript ? 'app.ts' : 'app.js';
}

/**
 * @param {NewApp} app
 * @param {{language: string, name: string}[]} names
 */
function sourceOf({name, languages}, names) {
    const others = languages.slice(1);
    const named = names.map(({language, name: own}) => `${language}: '${own.replace(/'/g, '\\\'')}'`).join(', ');
    const several = template('app.js')
        .replace('\'NAME\'', `'${name}'`)
        .replace(/^import sw .*\n/m, others.map((language) => `import ${language} from './locale/${language}.po';\n`).join(''))
        .replaceAll('{en: \'English\', sw: \'Kiswahili\'}', `{${named}}`)
        .replace('catalogues: {sw}', `catalogues: {${others.join(', ')}}`);
    return others.length > 0 ? several : several
        .replace(' language,', '')
        .replace('start: \'language\'', 'start: \'main\'')
        .replace(/^ *catalogues: .*\n/m, '')
        .replace(/^ {8}language: language\([^]*?^ {8}\}\),\n/m, '');
}

/**
 * The template's translations, or the same texts without. Names of languages are the same in every language.
 *
 * @param {string} language
 * @param {{language: string, name: string}[]} names
 */
function catalogueOf(language, names) {
    const entries = parsePo(template(`locale/${TRANSLATED}.po`)).filter(({message}) => message !== '')
        .map(({line, ...entry}) => language === TRANSLATED ? entry : {...entry, translations: []});
    const own = names.map(({language: code, name}) => ({message: name, translations: [name], note: `language choices.${code}`}));
    return writePo([...entries, ...own], {language});
}

/**
 * The package.json of an app.
 *
 * @param {{name: string, typescript?: boolean}} app
 * @param {string} folder
 * @param {Record<string, string>} [scripts] in place of the example's
 */
export function manifest(app, folder, scripts = {}) {
    const {version, devDependencies} = JSON.parse(readFileSync(path.join(PACKAGE, 'package.json'), 'utf8'));
    const isInstalled = PACKAGE.split(path.sep).includes('node_modules');
    const ownFolder = path.relative(folder, PACKAGE).split(path.sep).join('/');
    return {
        name: app.name,
        version: '0.1.0',
        private: true,
        type: 'module',
        scripts: {
            test: 'jukwaa test',
            lint: 'jukwaa lint',
            coverage: 'jukwaa coverage --threshold 100',
            start: 'jukwaa sim --http clinic.http.json',
            build: 'jukwaa build',
            ...scripts,
            ...app.typescript ? {check: 'tsc'} : {},
        },
        devDependencies: {
            acorn: devDependencies.acorn,
            esbuild: devDependencies.esbuild,
            jukwaa: isInstalled ? `^${version}` : `file:${ownFolder}`,
            ...app.typescript ? {typescript: devDependencies.typescript} : {},
        },
        jukwaa: {app: appFileOf(app)},
    };
}

const TSCONFIG = {
    compilerOptions: {strict: true, noEmit: true, target: 'ES2023', lib: ['ES2023'], module: 'Node16', types: []},
    include: ['*.ts'],
};

/** @param {unknown} value */
export function json(value) {
    return `${JSON.stringify(value, null, 4)}\n`;
}

/** @param {NewApp} app */
function readme(app) {
    const translations = app.languages.length > 1 ? ', its translations in `locale`' : '';
    return `# ${app.name}

A campaign on Jukwaa: its states are in \`${appFileOf(app)}\`, its tests in \`*.transcript\`${translations}.

    npm install
    npm test                 # npx jukwaa test --update writes the screens you changed
    npm run lint
    npm run coverage
    npm start                # a phone in the terminal
    npm run build            # dist/${app.name}.js is what you upload
`;
}
