/** @file `jukwaa record` */

import {linesOf, recordLog} from '../recording/log/write.mjs';
import {saved} from '../simulator/save.mjs';
import {HELP, OPTIONS, scriptLines, simulatorOf} from '../simulator/options.mjs';
import {converse} from '../simulator/terminal.mjs';
import {UsageError} from '../usage-error.mjs';

const help = `Usage: jukwaa record --out FILE [OPTION …] [APP]
       jukwaa record --from-messages LOG --out DIR [OPTION …] [APP]
Plays like jukwaa sim, and writes what was done with everything the app was given and asked for: messages, screens, configuration, HTTP and
every other request with its reply, clock and random seed. jukwaa replay runs it again.
${HELP}
  --out=FILE        where to: NAME.json for a recording, any other name for a transcript
  --mask            puts stand-ins in for addresses, the same one for the same address
  --sensitive=STATE another state whose input is for nobody's eyes; may be given again
  --keep-sensitive  keeps what was entered in sensitive states
  --json            {file, messages, written: [lines]}; of a log {folder, written: [{file, messages, before, states, astray}],
                    unused and gaps: [{line, message, why}]}
  -h, --help        this text

What is entered in sensitive states is replaced by stand-ins that go the same way where the state's definition knows one; then the session
is run again with them, so that screens and requests are those of the stand-ins. In what came from outside, stand-ins are put in for inputs
and answers of sensitive states of three characters and more. Which way a user took stays visible.

With --from-messages, recordings are made of what production keeps: Vumi user messages in JSON, in and out mixed, one a line or in a list.
There is one for each session; earlier sessions of the same user lead to it. Numbers of nine to fifteen digits are replaced, the same one by
the same one however it is written; what was entered in sensitive states is found by playing the log to the app, --http answering it. From
where the app answers otherwise than the log, everything typed of three characters and more is replaced.
  --mask-input      replaces all of that kind, and needs no app
Of these options --config, --http and --sensitive count too. What could not be used is told, with its line.

Example: jukwaa record --out sessions/booking.json --script booking.txt --http clinics.json
Exit codes: 0 written, 1 written, but the app failed, a line was not understood or of a log not used, 2 not understood.`;

/** @type {import('./command.d.ts').Command} */
export default {
    help,
    options: {
        ...OPTIONS,
        'out': {type: 'string'},
        'mask': {type: 'boolean'},
        'sensitive': {type: 'string', multiple: true},
        'keep-sensitive': {type: 'boolean'},
        'from-messages': {type: 'string'},
        'mask-input': {type: 'boolean'},
    },
    async run(options, operands, {print}) {
        const {out, mask = false, sensitive = []} = options;
        if (out === undefined) {
            throw new UsageError('--out: missing (expected: the file to write; with --from-messages the folder)');
        }
        if (options['from-messages'] !== undefined) {
            return fromMessages(options, operands, print);
        }
        const script = scriptLines(options.script);
        const simulator = await simulatorOf(options, operands, {answers: !options['keep-sensitive'], addresses: mask, sensitive});
        const known = simulator.app.definition?.states;
        const unknown = known && sensitive.find((/** @type {string} */ state) => !known.has(state));
        if (unknown !== undefined) {
            throw new UsageError(`--sensitive '${unknown}' (expected one of: ${[...known?.keys() ?? []].join(', ')})`);
        }
        const ok = await converse(simulator, script, print);
        const written = await saved(simulator, out);
        written.forEach(print);
        return {ok, report: {file: out, messages: simulator.shown.length, written}};
    },
};

/**
 * @param {Record<string, any>} options
 * @param {string[]} operands
 * @param {(line: string) => void} print
 */
async function fromMessages({'from-messages': log, out, config, http, sensitive, 'mask-input': maskInput = false}, operands, print) {
    const done = await recordLog(log, out, operands, {config, http, sensitive, maskInput});
    linesOf(done).forEach(print);
    return {ok: done.unused.length === 0, report: {folder: out, ...done}};
}
