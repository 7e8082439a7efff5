/** @file `jukwaa record` */

import {saved} from '../simulator/save.mjs';
import {HELP, OPTIONS, scriptLines, simulatorOf} from '../simulator/options.mjs';
import {converse} from '../simulator/terminal.mjs';
import {UsageError} from '../usage-error.mjs';

const help = `Usage: jukwaa record --out FILE [OPTION …] [APP]
Plays like jukwaa sim, and writes what was done with everything the app was given and asked for: messages, screens, configuration, HTTP and
every other request with its reply, clock and random seed. jukwaa replay runs it again.
${HELP}
  --out=FILE        where to: NAME.json for a recording, any other name for a transcript
  --mask            puts stand-ins in for addresses, the same one for the same address
  --sensitive=STATE another state whose input is for nobody's eyes; may be given again
  --keep-sensitive  keeps what was entered in sensitive states
  --json            {file, messages, written: [lines]}
  -h, --help        this text

What is entered in sensitive states is replaced by stand-ins that go the same way where the state's definition knows one; then the session
is run again with them, so that screens and requests are those of the stand-ins. In what came from outside, stand-ins are put in for inputs
and answers of sensitive states of three characters and more. Which way a user took stays visible.
Recordings are made here only: hosts keep messages and log lines, but not the requests with replies that a recording needs.

Example: jukwaa record --out sessions/booking.json --script booking.txt --http clinics.json
Exit codes: 0 written, 1 written, but the app failed or a line was not understood, 2 not understood.`;

/** @type {import('./command.d.ts').Command} */
export default {
    help,
    options: {
        ...OPTIONS,
        'out': {type: 'string'},
        'mask': {type: 'boolean'},
        'sensitive': {type: 'string', multiple: true},
        'keep-sensitive': {type: 'boolean'},
    },
    async run(options, operands, {print}) {
        const {out, mask = false, sensitive = []} = options;
        if (out === undefined) {
            throw new UsageError('--out: missing (expected: the file to write)');
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
