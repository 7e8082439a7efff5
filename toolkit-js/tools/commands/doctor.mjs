/** @file `jukwaa doctor` */

import {examined} from '../doctor/checks.mjs';
import {UsageError} from '../usage-error.mjs';

const help = `Usage: jukwaa doctor [OPTION …] [APP]
Says whether everything is there that these tools need, and whether the app is fit for a host; a line for each thing: ok, warning or
failed, with what to do.
  APP           the file that exports the app; "jukwaa": {"app": …} of package.json or app.js without it
  --json        {app, legacy, checks: [{name, status, message}]}
  -h, --help    this text

Looked at: Node, acorn, the app's file, esbuild, the definition, what build makes of it and how large it is, lint, the transcripts in the
app's folder (errors in the log and unused fixtures are failures), and whether it answers in the simulated host. Of an app on vumigo_v02
what applies.

Example: jukwaa doctor && npx jukwaa build
Exit codes: 0 fit, 1 something failed, 2 not understood.`;

const WIDTH = 'simulated host'.length;

/** @type {import('./command.d.ts').Command} */
export default {
    help,
    options: {},
    async run(options, operands, {print}) {
        if (operands.length > 1) {
            throw new UsageError(`'${operands[1]}' (expected: one app)`);
        }
        const report = await examined(operands);
        report.checks.forEach(({name, status, message}) =>
            print(`${status.padEnd(7)}  ${name.padEnd(WIDTH)}  ${message.replace(/\n\s*/g, '; ')}`));
        return {ok: report.checks.every(({status}) => status !== 'failed'), report};
    },
};
