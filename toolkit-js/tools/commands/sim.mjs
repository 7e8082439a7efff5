/** @file `jukwaa sim` */

import {inBrowser} from '../simulator/browser/run.mjs';
import {HELP, OPTIONS, scriptLines, simulatorOf} from '../simulator/options.mjs';
import {converse} from '../simulator/terminal.mjs';
import {UsageError} from '../usage-error.mjs';
import {numberOf} from './options.mjs';

const LARGEST_PORT = 65_535;

const help = `Usage: jukwaa sim [OPTION …] [APP]
A phone in the terminal: shows the app's screens, measured for the channel, and types what you write into it. Lines that begin with /
are for the simulator: /dial, /drop, /lose, /timeout, /slow 12s, /again, /user ADDRESS, /users, /language CODE, /wait 2h,
/sms TEXT, /channel NAME, /state, /requests, /trace, /log, /sent, /save FILE, /reload, /help, /quit. An empty line dials where no session
is open. Nothing really waits: time is the host's.
${HELP}
  --browser         the same as a page for your browser, until Ctrl-C; the app is read again when its files change
  --port=N          where that page is on 127.0.0.1 (default: 0, any that is free)
  --json            the messages: [{address, input, answer, screen, open, late, took, state, units, limit, sent, errors}]
  -h, --help        this text

Lines come from a terminal, a pipe or a script. Answers of sensitive states are masked in /state, /trace, /log and /requests, in URLs and bodies
too; those of fewer than four characters only where they stand alone. In what /save writes stand-ins are put in for them. Screens and /sent
show what phones show. The page shows the same. It is served on 127.0.0.1 only, and to no other page of your browser.

Example: printf '/dial\\n1\\n/state\\n' | jukwaa sim --now 2026-03-01T08:00:00Z
         jukwaa sim --browser
Exit codes: 0 fine (always in a terminal or a browser), 1 the app failed or a line was not understood, 2 not understood.`;

/** @type {import('./command.d.ts').Command} */
export default {
    help,
    options: {...OPTIONS, browser: {type: 'boolean'}, port: {type: 'string'}},
    async run({browser, port, ...options}, operands, {print, json}) {
        const number = numberOf('port', port, 0, LARGEST_PORT);
        if (number !== undefined && !browser) {
            throw new UsageError(`--port '${port}' (expected: --browser with it)`);
        }
        const script = scriptLines(options.script);
        const simulator = await simulatorOf({...options, watch: browser || options.watch}, operands, {});
        if (browser) {
            // With --json the standard output is for the report, and people still have to know the address.
            const tell = json ? (/** @type {string} */ text) => console.error(text) : print;
            await inBrowser(simulator, {port: number ?? 0, script: script ?? [], print: tell});
            return {ok: true, report: simulator.shown};
        }
        const ok = await converse(simulator, script, print);
        return {ok, report: simulator.shown};
    },
};
