/** @file `jukwaa migrate-check` */

import {existsSync, statSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

import {compare} from '../migration/compare.mjs';
import {testCommands} from '../migration/commands.mjs';
import {runSuite} from '../migration/suite.mjs';
import {diff} from '../transcript/diff.mjs';
import {UsageError} from '../usage-error.mjs';

/** @typedef {import('../migration/compare.mjs').Comparison} Comparison */
/** @typedef {import('../migration/compare.mjs').Differing} Differing */
/** @typedef {import('../migration/suite.mjs').SuiteOutcome} SuiteOutcome */

const TOOLKIT = fileURLToPath(new URL('../../compat', import.meta.url));
const PUBLISHED = 'vumigo_v02';
const MOST_STACK_LINES = 4;
const MOST_MESSAGE_LINES = 12;

const help = `Usage: jukwaa migrate-check [OPTION …] [DIR]
Runs a Vumi app's own mocha tests twice: as they are, and with our toolkit in the place of vumigo_v02, in the app, its tests and the
packages they use. Says test by test what differs, also where both fail, but not alike. Nothing in the folder is changed.
  DIR               the app's folder, with its packages installed (default: this folder)
  --command=COMMAND runs the tests; may be given again. Without it: package.json's script "test" if it runs mocha, less its linters,
                    the mocha of the shell script it calls or of the Gruntfile's mochaTest, else mocha --recursive on test, tests or spec
  --json            {folder, commands, baseline: VERSION or null, tests, passing, pending, failing: [{title, file, message, error}],
                    differing: [{title, file, before, now, error, errorBefore}], notes}
  -h, --help        this text

Where vumigo_v02 is not installed there is no first run, and each test is expected to pass.

Example: jukwaa migrate-check ../go-clinic --command 'npx mocha test/setup.js test/*.test.js'
Exit codes: 0 nothing differs, 1 something does or no test used the toolkit, 2 the tests cannot run.`;

/** @type {import('./command.d.ts').Command} */
export default {
    help,
    options: {command: {type: 'string', multiple: true}},
    async run({command}, operands, {print}) {
        const folder = folderOf(operands);
        const commands = command ?? testCommands(folder);
        const version = installedVersion(folder);
        const first = version === null ? null : runSuite(folder, commands, null);
        const ours = runSuite(folder, commands, TOOLKIT);
        const before = first !== null && first.tests.size > 0 ? first : null;
        if (ours.tests.size === 0 && before === null) {
            throw new UsageError(`no test ran: ${commands.join('; ')}\n${ours.output.map((line) => `  ${line}`).join('\n')}`);
        }
        const compared = compare(before, ours);
        const notes = notesOf(first, ours);
        const baseline = before === null ? null : version;
        linesOf({baseline, tests: ours.tests.size, ...compared}, notes).forEach(print);
        return {
            ok: compared.differing.length === 0 && ours.complete && ours.toolkit !== null,
            report: {folder, commands, baseline, tests: ours.tests.size, ...compared, notes},
        };
    },
};

/** @param {string[]} operands */
function folderOf(operands) {
    const [folder = '.', ...more] = operands;
    if (more.length > 0) {
        throw new UsageError(`'${more[0]}' (expected: one folder)`);
    }
    if (!existsSync(folder) || !statSync(folder).isDirectory()) {
        throw new UsageError(`DIR: '${folder}' is no folder (expected: that of an app with mocha tests)`);
    }
    return path.resolve(folder);
}

/**
 * @param {string} folder
 * @returns {string | null} null if vumigo_v02 is not installed there
 */
function installedVersion(folder) {
    try {
        return createRequire(path.join(folder, 'package.json'))(`${PUBLISHED}/package.json`).version;
    } catch {
        return null;
    }
}

/**
 * @param {SuiteOutcome | null} first
 * @param {SuiteOutcome} ours
 * @returns {string[]}
 */
function notesOf(first, ours) {
    const ended = (/** @type {SuiteOutcome} */ {output}) => output.map((line) => `\n    ${line}`).join('');
    const aboutFirst = first === null ? `${PUBLISHED} is not installed there: nothing to compare with, each test is expected to pass`
        : first.tests.size === 0 ? `with the installed ${PUBLISHED} no test ran, each test is expected to pass:${ended(first)}`
            : first.complete ? null : `with the installed ${PUBLISHED} the tests did not come to their end:${ended(first)}`;
    return [
        ...aboutFirst === null ? [] : [aboutFirst],
        ...ours.complete ? [] : [`with Jukwaa's toolkit the tests did not come to their end:${ended(ours)}`],
        ...ours.toolkit === null ? [`nothing required ${PUBLISHED}: the tests say nothing about the toolkit. `
            + 'An app that requires vumigo_v01 runs on that, which this does not check'] : [],
    ];
}

/**
 * @param {Comparison & {baseline: string | null, tests: number}} compared
 * @param {string[]} notes
 */
function linesOf({baseline, tests, passing, pending, failing, differing}, notes) {
    const both = baseline === null ? '' : ' in both';
    return [
        `${tests} tests with Jukwaa's toolkit${baseline === null ? '' : `, compared with ${PUBLISHED} ${baseline}`}`,
        `  ${passing} pass${both}`,
        ...pending > 0 ? [`  ${pending} are pending${both}`] : [],
        ...failing.length > 0 ? [`  ${failing.length} fail in both`] : [],
        `  ${differing.length} differ`,
        ...failing.flatMap(({title, error}) => [`\nfails in both: ${title}`, ...indented(reasonLines(error))]),
        ...differing.flatMap(differingLines),
        ...notes.map((note) => `\nnote: ${note}`),
    ];
}

/** @param {Differing} differing */
function differingLines({title, file, before, now, error, errorBefore}) {
    const ours = [...reasonLines(error), ...placesOf(error)];
    const both = errorBefore === null ? ours : [
        `with ${PUBLISHED}:`, ...indented(reasonLines(errorBefore)), "with Jukwaa's toolkit:", ...indented(ours),
    ];
    return [
        `\ndiffers: ${title}${file === null ? '' : `  (${file})`}`,
        `    ${before} with ${PUBLISHED}, ${now} with Jukwaa's toolkit${errorBefore === null ? '' : ', but not alike'}`,
        ...indented(both),
    ];
}

/** @param {string[]} lines */
function indented(lines) {
    return lines.map((line) => `    ${line}`);
}

/**
 * What an error says, and its expected and actual value.
 *
 * @param {Differing['error']} error
 * @returns {string[]}
 */
function reasonLines(error) {
    const {message = '', expected, actual} = error ?? {};
    const lines = message.split('\n').filter((line) => line.trim() !== '');
    const more = lines.length > MOST_MESSAGE_LINES ? ['…'] : [];
    const values = expected === undefined || actual === undefined ? [] : diff(actual.split('\n'), expected.split('\n'));
    return [...lines.slice(0, MOST_MESSAGE_LINES), ...more, ...values];
}

/**
 * Where an error came from: in the app and its tests if it was there, else in the toolkit.
 *
 * @param {Differing['error']} error
 * @returns {string[]}
 */
function placesOf(error) {
    const places = (error?.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line) && !/\bnode:|preload\.cjs/.test(line));
    const own = places.filter((line) => !line.includes(TOOLKIT) && !line.includes(`${path.sep}node_modules${path.sep}`));
    return (own.length > 0 ? own : places).slice(0, MOST_STACK_LINES).map((line) => line.trim());
}
