/** @file The options that `sim` and `record` share, and what they make of them. */

import {existsSync, readFileSync} from 'node:fs';

import {appFile} from '../definition/find.mjs';
import {millisecondsOf} from '../host/clock.mjs';
import {readFixtures} from '../host/http-fixtures.mjs';
import {UsageError} from '../usage-error.mjs';
import {numberOf} from '../commands/options.mjs';
import {LiveApp, settingsOf} from './app.mjs';
import {realHttp} from './real-http.mjs';
import {Simulator} from './simulator.mjs';

/** @type {NonNullable<import('node:util').ParseArgsConfig['options']>} */
export const OPTIONS = {
    'from': {type: 'string'},
    'config': {type: 'string'},
    'http': {type: 'string', multiple: true},
    'real-http': {type: 'boolean'},
    'now': {type: 'string'},
    'random': {type: 'string'},
    'script': {type: 'string'},
    'watch': {type: 'boolean'},
};

/** Lines of help for them. */
export const HELP = `\
  APP               the file that exports the app, or one for vumigo_v02; "jukwaa": {"app": …} of package.json or app.js without it
  --from=ADDRESS    the first user (default: +254700000001)
  --config=FILE     a JSON object: what config.get serves by key (default: config.json beside the app)
  --http=FILE       a JSON list of HTTP fixtures; may be given again
  --real-http       lets HTTP that no fixture answers really go out
  --now=TIME        what the host's clock shows at first (default: the present moment)
  --random=SEED     where the app's random numbers begin (default: 1)
  --script=FILE     reads lines from a file, one input each; an empty one dials
  --watch           reads the app again when its files change`;

/**
 * @param {Record<string, any>} options
 * @param {string[]} operands
 * @param {Partial<import('../recording/mask.mjs').Masking>} masking
 * @returns {Promise<Simulator>}
 */
export async function simulatorOf(options, operands, masking) {
    const file = appFile(operands);
    const settings = settingsOf(file, options.config);
    const http = [...(options.http ?? []).flatMap(fixturesIn), ...options['real-http'] ? [realHttp()] : []];
    const host = {now: momentOf(options.now), random: numberOf('random', options.random, 0) ?? 1, settings};
    const app = await new LiveApp(file).load();
    const colours = Boolean(process.stdout.isTTY) && !process.env.NO_COLOR;
    return new Simulator({app, host, http, from: options.from, watch: options.watch, masking, columns: process.stdout.columns, colours});
}

/**
 * @param {string | undefined} now
 * @returns {string}
 */
function momentOf(now) {
    if (now === undefined) {
        return new Date(Math.floor(Date.now() / 1000) * 1000).toISOString();
    }
    try {
        return new Date(millisecondsOf(now)).toISOString();
    } catch (error) {
        throw new UsageError(`--${/** @type {Error} */ (error).message}`);
    }
}

/** @param {string} file */
export function fixturesIn(file) {
    try {
        return readFixtures(file);
    } catch (error) {
        throw new UsageError(`--http ${/** @type {Error} */ (error).message}`);
    }
}

/**
 * @param {string | undefined} file
 * @returns {string[] | null} null for the standard input
 */
export function scriptLines(file) {
    if (file === undefined) {
        return null;
    }
    if (!existsSync(file)) {
        throw new UsageError(`--script '${file}' (expected: a file that is there)`);
    }
    return readFileSync(file, 'utf8').replace(/\n$/, '').split('\n');
}
