/** @file `jukwaa test` */

import {shortName} from '../transcript/run.mjs';
import {runTranscripts, transcripts} from '../transcript/suite.mjs';

/** @typedef {import('../transcript/run.mjs').TestResult} TestResult */

const help = `Usage: jukwaa test [OPTION …] [FILE|FOLDER …]
Runs transcripts: files *.transcript, in all folders below, that say what users do and what they see.
  FILE|FOLDER           transcripts, or folders with some (default: this folder)
  --app=FILE            the app; "jukwaa": {"app": …} of package.json or app.js beside or above a transcript without it
  --update              writes the screens that come into the transcripts, in place of those that are there
  --allow-log-errors    errors in the log that no test speaks of are fine
  --json                {tests: [{file, line, title, ok, failures: [{line, message, details}]}], passed, failed, unused, updated}
  -h, --help            this text

Every message meets the app evaluated anew, with what hosts give it and nothing else. A transcript:

  # A mother finds her clinic
  user: +254700000001
  now: 2026-03-01T08:00:00Z
  config: {"country": "ke"}
  http: clinics.json

  > dial
  Which district?
  > Kisumu
  Your clinic: Lumumba
  [end]
  = answers.district "Kisumu"
  = sent +254700000001 "Thank you"

What a user does: dial, drop, wait 2h, sms TEXT, language sw, user ADDRESS (another phone); anything else is typed, words in quotes too;
> ? stands for what somebody has yet to choose, and fails.
Screens: [end] where the session is over, [no reply], … for any lines, \\ before a line that looks like something else.
Checks: = PATH JSON of the stored user, = sent ADDRESS "TEXT", = sent none, = log error "WORDS", = record KEY JSON.
Settings: user, now, config and settings (JSON or a file), http (files of fixtures), random, transport (ussd, sms), number, endpoints.
Lines such as  with choice=1 place="Kibera"  among the settings run the test once for each of them, with <choice> and <place> replaced.

Example: jukwaa test --update new.transcript
An app that is still busy 10 s after a message ends the command, with words about the message and the signal KILL: hosts would stop it,
and it would loop for ever. JUKWAA_BUSY_LIMIT says after how many milliseconds; set it higher for a debugger.
Exit codes: 0 all passed, 1 some failed or fixtures are unused, 2 not understood.`;

/** @type {import('./command.d.ts').Command} */
export default {
    help,
    options: {
        'app': {type: 'string'},
        'update': {type: 'boolean'},
        'allow-log-errors': {type: 'boolean'},
    },
    async run(options, operands, {print}) {
        const {tests, unused, updated} = await runTranscripts(transcripts(operands),
            {app: options.app, update: options.update, allowLogErrors: options['allow-log-errors']});
        const failed = tests.filter(({failures}) => failures.length > 0);
        failed.forEach((test) => print(textOf(test)));
        updated.forEach(({file, screens}) => print(`${shortName(file)}: ${counted(screens, 'screen')} written`));
        unused.forEach(({file, name}) => print(`${shortName(file)}: no test uses the fixture '${name}'`));
        print(`${counted(tests.length, 'test')}, ${failed.length === 0 ? 'all passed' : `${failed.length} failed`}`);
        return {
            ok: failed.length === 0 && unused.length === 0,
            report: {
                tests: tests.map(({file, line, title, failures}) => ({file, line, title, ok: failures.length === 0, failures})),
                passed: tests.length - failed.length, failed: failed.length, unused, updated,
            },
        };
    },
};

/** @param {TestResult} test */
function textOf({file, title, failures}) {
    return [`FAILED: ${title}`, ...failures.flatMap(({line, message, details}) => [
        `${shortName(file)}:${line}: ${message}`,
        ...details.flatMap((one) => one.split('\n')).map((one) => `    ${one}`),
    ]), ''].join('\n');
}

/**
 * @param {number} number
 * @param {string} what
 */
export function counted(number, what) {
    return `${number} ${what}${number === 1 ? '' : 's'}`;
}
