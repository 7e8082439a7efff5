/** @file `jukwaa lint` */

import {appFile, settingsOf} from '../definition/find.mjs';
import {builtApp, loadApp} from '../definition/load.mjs';
import {lint} from '../lint/index.mjs';
import {countsOf, linesOf, summaryOf} from '../lint/report.mjs';
import {RULES} from '../lint/rules.mjs';
import {UsageError} from '../usage-error.mjs';
import {numberOf} from './options.mjs';
import path from 'node:path';

const WIDTH = Math.max(...Object.keys(RULES).map((name) => name.length));

const help = `Usage: jukwaa lint [OPTION …] [APP]
Finds what would go wrong in an app: on its ways, its screens, its translations and in its functions.
  APP                   the file that exports the app; "jukwaa": {"app": …} of package.json or app.js without it
  --max-warnings=N      more warnings than this are a failure (default: any number is fine; errors always are one)
  --since=FILE          what build wrote earlier: tells what users have stored since then and is gone, where version is the same
  --sample=PATH=TEXT    what stands for the placeholder {{PATH}} where screens are measured; may be given again
  --sample-length=N     how long all other placeholders are taken to be (default: 20)
  --most-pages=N        pages a question or an end may take without a warning (default: 2)
  --verbose             every text without a translation; else the first of a language are shown, and the others counted
  --json                {app, findings: [{rule, severity, state, place, message, file, line, language}], errors, warnings, infos}
  -h, --help            this text

Rules, with what they count as; package.json may say otherwise: "jukwaa": {"lint": {"non-gsm": "off", "own-clock": "error"}}
${Object.entries(RULES).map(([name, {severity, summary}]) => `  ${name.padEnd(WIDTH)}  ${severity.padEnd(7)}  ${summary}`).join('\n')}

Examples: jukwaa lint --sample name=Thandiwe --max-warnings 0
          jukwaa lint --since live/clinic-line.js
Exit codes: 0 no errors, 1 errors or too many warnings, 2 not understood.`;

/** @type {import('./command.d.ts').Command} */
export default {
    help,
    options: {
        'max-warnings': {type: 'string'},
        'most-pages': {type: 'string'},
        'since': {type: 'string'},
        'sample': {type: 'string', multiple: true},
        'sample-length': {type: 'string'},
        'verbose': {type: 'boolean'},
    },
    async run(options, operands, {print}) {
        const most = numberOf('max-warnings', options['max-warnings'], 0) ?? Infinity;
        const samples = samplesOf(options);
        const mostPages = numberOf('most-pages', options['most-pages'], 1) ?? 2;
        const file = appFile(operands);
        const severities = severitiesOf(settingsOf(path.dirname(file)).lint ?? {});
        const loaded = await loadApp(file);
        const before = options.since === undefined ? undefined : earlierOf(options.since, loaded);
        const findings = await lint(loaded, {samples, mostPages, severities, before});
        const counts = countsOf(findings);
        linesOf(findings, {verbose: Boolean(options.verbose)}).forEach(print);
        const many = counts.warnings > most ? ` (expected: at most ${most} ${most === 1 ? 'warning' : 'warnings'})` : '';
        print(`${file}: ${summaryOf(counts)}${many}`);
        return {ok: counts.errors === 0 && counts.warnings <= most, report: {app: file, findings, ...counts}};
    },
};

/**
 * @param {string} since
 * @param {import('../definition/load.mjs').Loaded} loaded
 */
function earlierOf(since, {app, file}) {
    const before = builtApp(since);
    if (app !== null && before.name !== app.name) {
        throw new UsageError(`--since '${since}': it is the app '${before.name}' (expected: an earlier file of '${app.name}', which is ${file})`);
    }
    return before;
}

/**
 * @param {Record<string, any>} options
 * @returns {import('../definition/screens.mjs').Samples}
 */
export function samplesOf(options) {
    const pairs = (options.sample ?? []).map((/** @type {string} */ given) => {
        const [, name, text] = /^([^=]+)=(.*)$/s.exec(given) ?? [];
        if (name === undefined) {
            throw new UsageError(`--sample '${given}' (expected: a placeholder and a text, for example name=Thandiwe)`);
        }
        return [name, text];
    });
    return {byPath: Object.fromEntries(pairs), length: numberOf('sample-length', options['sample-length'], 0) ?? 20};
}

/**
 * @param {Record<string, unknown>} settings
 * @returns {Record<string, string>}
 */
export function severitiesOf(settings) {
    for (const [rule, severity] of Object.entries(settings)) {
        if (!Object.hasOwn(RULES, rule)) {
            throw new UsageError(`package.json: jukwaa.lint.${rule} (expected one of: ${Object.keys(RULES).join(', ')})`);
        }
        if (!['error', 'info', 'off', 'warning'].includes(String(severity))) {
            throw new UsageError(`package.json: jukwaa.lint.${rule}: ${JSON.stringify(severity)} (expected: error, warning, info or off)`);
        }
    }
    return /** @type {Record<string, string>} */ (settings);
}
