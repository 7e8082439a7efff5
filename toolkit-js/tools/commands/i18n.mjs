/** @file `jukwaa i18n` */

import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';

import {writePo} from '../../lib/text/catalogue.js';
import {checkLanguage} from '../catalogues/check.mjs';
import {mergedJson, mergedPo} from '../catalogues/merge.mjs';
import {messagesOf} from '../catalogues/messages.mjs';
import {appFile} from '../definition/find.mjs';
import {loadDefinition} from '../definition/load.mjs';
import {languagesOf} from '../definition/screens.mjs';
import {shownPath} from '../definition/source.mjs';
import {finished} from '../lint/index.mjs';
import {lineOf} from '../lint/report.mjs';
import {UsageError} from '../usage-error.mjs';
import {samplesOf} from './lint.mjs';
import {numberOf} from './options.mjs';

/** @typedef {import('../definition/load.mjs').Loaded & {app: import('../../lib/internal.d.ts').CompiledApp}} Definition */

const help = `Usage: jukwaa i18n extract [OPTION …] [APP]
       jukwaa i18n check [OPTION …] [APP]
extract writes all texts of an app into a catalogue for each language but the first. Translations that are there stay; those of texts
that are gone become obsolete. check says what is missing or wrong, and how far each language is.
  APP                the file that exports the app; "jukwaa": {"app": …} of package.json or app.js without it
  --language=CODE    this language only; may be given again (default: all of the app's but the first)
  --out=FOLDER       extract: where catalogues are (default: locale, beside the app)
  --format=FORMAT    extract: po or json (default: po)
  --template         extract: write messages.pot, without translations
  --threshold=N      check: percent of texts that must be translated (default: 100)
  --sample=PATH=TEXT, --sample-length=N, --most-pages=N
                     check: as for jukwaa lint
  --json             extract: {app, files: [{file, language, added, kept, gone}]};
                     check: {app, languages: [{language, messages, translated, fuzzy, percent, findings}]}
  -h, --help         this text

Example: jukwaa i18n extract --language sw
         jukwaa i18n check --threshold 95
Exit codes: 0 done, 1 check: too little is translated or something is wrong, 2 not understood.`;

/** @type {import('./command.d.ts').Command} */
export default {
    help,
    options: {
        'format': {type: 'string'},
        'language': {type: 'string', multiple: true},
        'most-pages': {type: 'string'},
        'out': {type: 'string'},
        'sample': {type: 'string', multiple: true},
        'sample-length': {type: 'string'},
        'template': {type: 'boolean'},
        'threshold': {type: 'string'},
    },
    async run(options, [action, ...operands], {print}) {
        if (action !== 'extract' && action !== 'check') {
            throw new UsageError(`'${action ?? ''}' (expected: extract or check)`);
        }
        const loaded = await loadDefinition(appFile(operands), {unfinishedCatalogues: action === 'extract'});
        const languages = options.language ?? languagesOf(loaded.app).slice(1);
        refuseLanguages(languages, loaded.app, action);
        return action === 'extract' ? extract(loaded, languages, options, print) : check(loaded, languages, options, print);
    },
};

/**
 * @param {string[]} languages
 * @param {import('../../lib/internal.d.ts').CompiledApp} app
 * @param {'extract' | 'check'} action only what the app has can be checked
 */
function refuseLanguages(languages, app, action) {
    const known = [...new Set([...languagesOf(app).slice(1), ...Object.keys(app.options.catalogues ?? {})])];
    const isWrong = (/** @type {string} */ language) => action === 'check' ? !known.includes(language) : !/^[\w@-]+$/.test(language);
    const wrong = languages.find(isWrong);
    if (wrong !== undefined) {
        const own = `one the app is translated into: ${known.length === 0 ? 'none' : known.join(', ')}`;
        const expected = action === 'check' ? own : 'a code such as sw or eng_ZA';
        throw new UsageError(`--language '${wrong}' (expected: ${expected})`);
    }
}

/**
 * @param {Definition} loaded
 * @param {string[]} languages
 * @param {Record<string, any>} options
 * @param {(text: string) => void} print
 */
function extract(loaded, languages, {template, format = 'po', out = path.join(path.dirname(loaded.file), 'locale')}, print) {
    if (format !== 'po' && format !== 'json') {
        throw new UsageError(`--format '${format}' (expected: po or json)`);
    }
    if (languages.length === 0 && !template) {
        throw new UsageError(`the app has one language (expected: --language, or more languages in the app)`);
    }
    refuseAbsent(loaded, [...languagesOf(loaded.app), ...languages], out);
    const messages = messagesOf(loaded);
    const files = template
        ? [{file: path.join(out, 'messages.pot'), language: null, ...asTemplate(messages)}]
        : languages.map((language) => {
            const file = path.join(out, `${language}.${format}`);
            return {file, language, ...merged(file, messages, language)};
        });
    mkdirSync(out, {recursive: true});
    const report = files.map(({text, file, ...counts}) => {
        writeFileSync(file, text);
        print(`${shownPath(file)}: ${messages.size} texts, ${counts.added} new, ${counts.gone} gone`);
        return {file: shownPath(file), ...counts};
    });
    return {ok: true, report: {app: loaded.file, files: report}};
}

/**
 * Files that are not there may be catalogues nobody has begun, and nothing else.
 *
 * @param {Definition} loaded
 * @param {string[]} languages
 * @param {string} out
 */
function refuseAbsent({file, bundle: {absent}}, languages, out) {
    const begun = languages.flatMap((language) => [`${language}.po`, `${language}.json`]).map((name) => path.join(out, name));
    const wrong = absent.find((one) => !begun.some((name) => path.resolve(name) === one));
    if (wrong !== undefined) {
        const expected = [...new Set(begun)].filter((name) => name.endsWith(path.extname(wrong))).map(shownPath).join(', ');
        throw new Error(`${file}: imports ${shownPath(wrong)}, which is not there (expected: a file, or a catalogue to begin: `
            + `${expected})`);
    }
}

/**
 * @param {string} file a catalogue, which may not be there yet
 * @param {Map<string, import('../../lib/text/po.js').Entry>} messages
 * @param {string} language
 */
function merged(file, messages, language) {
    const merge = file.endsWith('.po') ? mergedPo : mergedJson;
    try {
        return merge(messages, existsSync(file) ? readFileSync(file, 'utf8') : '', language);
    } catch (error) {
        throw new Error(`${shownPath(file)}: ${/** @type {Error} */ (error).message}`);
    }
}

/** @param {Map<string, import('../../lib/text/po.js').Entry>} messages */
function asTemplate(messages) {
    return {text: writePo([...messages.values()]), added: messages.size, kept: 0, gone: 0};
}

/**
 * @param {Definition} loaded
 * @param {string[]} languages
 * @param {Record<string, any>} options
 * @param {(text: string) => void} print
 */
async function check(loaded, languages, options, print) {
    const threshold = numberOf('threshold', options.threshold, 0, 100) ?? 100;
    const about = {samples: samplesOf(options), mostPages: numberOf('most-pages', options['most-pages'], 1) ?? 2};
    const reports = [];
    for (const language of languages) {
        const report = await checkLanguage(loaded, language, about);
        const findings = report.findings.flatMap((one) => finished(one, loaded, {'missing-translation': 'info'}));
        const ok = report.percent >= threshold && findings.every(({severity}) => severity !== 'error');
        findings.forEach((finding) => print(lineOf(finding)));
        print(progressOf(report, threshold));
        reports.push({...report, findings, ok});
    }
    if (languages.length === 0) {
        print(`${loaded.file}: one language, nothing to translate`);
    }
    return {ok: reports.every(({ok}) => ok), report: {app: loaded.file, languages: reports}};
}

/**
 * @param {import('../catalogues/check.mjs').LanguageReport} report
 * @param {number} threshold
 */
function progressOf({language, percent, translated, messages, fuzzy}, threshold) {
    const looks = fuzzy > 0 ? `, ${fuzzy} fuzzy` : '';
    const expected = percent < threshold ? `, expected: ${threshold} %` : '';
    return `${language}: ${percent} % (${translated} of ${messages} texts${looks})${expected}`;
}
