/** @file `jukwaa sim` */

import {HELP, OPTIONS, scriptLines, simulatorOf} from '../simulator/options.mjs';
import {converse} from '../simulator/terminal.mjs';

const help = `Usage: jukwaa sim [OPTION …] [APP]
A phone in the terminal: shows the app's screens, measured for the channel, and types what you write into it. Lines that begin with /
are for the simulator: /dial, /drop, /lose, /timeout, /slow 12s, /again, /user ADDRESS, /users, /language CODE, /wait 2h, /sms TEXT, /channel NAME,
/state, /requests, /trace, /log, /sent, /save FILE, /reload, /help, /quit. An empty line dials where no session
is open. Nothing really waits: time is the host's.
${HELP}
  --json            the messages: [{address, input, answer, screen, open, late, took, state, units, limit, sent, errors}]
  -h, --help        this text

Lines come from a terminal, a pipe or a script. Answers of sensitive states are masked in /state, /trace, /log and /requests, in URLs and bodies
too; those of fewer than four characters only where they stand alone. In what /save writes stand-ins are put in for them. Screens and /sent
show what phones show.

Example: printf '/dial\\n1\\n/state\\n' | jukwaa sim --now 2026-03-01T08:00:00Z
Exit codes: 0 fine (always in a terminal), 1 the app failed or a line was not understood, 2 not understood.`;

/** @type {import('./command.d.ts').Command} */
export default {
    help,
    options: OPTIONS,
    async run(options, operands, {print}) {
        const script = scriptLines(options.script);
        const simulator = await simulatorOf(options, operands, {});
        const ok = await converse(simulator, script, print);
        return {ok, report: simulator.shown};
    },
};
