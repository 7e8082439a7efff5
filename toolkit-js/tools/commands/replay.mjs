/** @file `jukwaa replay` */

import {appFile} from '../definition/find.mjs';
import {shownPath} from '../definition/source.mjs';
import {differences} from '../recording/differences.mjs';
import {readRecording, recordedApp} from '../recording/file.mjs';
import {recordedHttp} from '../recording/recorded-http.mjs';
import {stepLines} from '../recording/step-lines.mjs';
import {play} from '../recording/steps.mjs';
import {LiveApp} from '../simulator/app.mjs';
import {fixturesIn} from '../simulator/options.mjs';
import {UsageError} from '../usage-error.mjs';

/** @typedef {import('../recording/recording.mjs').Difference} Difference */

const help = `Usage: jukwaa replay [OPTION …] FILE…
Runs recorded sessions again with the app as it is now, and shows what differs: screens, ends of sessions, messages sent, stored answers.
HTTP is answered from the recording, by what is asked, whatever the order. A recording that was made of a log of messages has none: its
screens, ends and messages sent are compared, and where they differ it is said what the app asked for that the log does not have.
  FILE          a recording of jukwaa record, or of /save in jukwaa sim
  --app=APP     the app; the one the recording was made with, else the one of this folder without it
  --http=FILE   a JSON list of HTTP fixtures, before the recording's answers; may be given again
  --strict      every request counts; not in recordings made of a log
  --step        shows message by message what happens: states, requests, screens
  --json        [{file, app, messages, differences: [{message, input, address, what, lines}]}]
  -h, --help    this text

Example: jukwaa replay sessions/*.json
Exit codes: 0 all as recorded, 1 something differs, 2 not understood.`;

/** What each kind is called. @type {Record<Difference['what'], string>} */
const NAMES = {
    screen: 'another screen', session: 'the session', metadata: 'metadata of the reply', sent: 'messages sent', answers: 'stored answers',
    http: 'HTTP that is not in the recording', failure: 'the app', requests: 'requests', unknown: 'what the log does not have',
};

/** @type {import('./command.d.ts').Command} */
export default {
    help,
    options: {
        app: {type: 'string'},
        http: {type: 'string', multiple: true},
        strict: {type: 'boolean'},
        step: {type: 'boolean'},
    },
    async run({app, http = [], strict, step}, files, {print}) {
        if (files.length === 0) {
            throw new UsageError('FILE: missing (expected: recordings)');
        }
        /** @type {Map<string, Promise<LiveApp>>} */
        const apps = new Map();
        const fixtures = http.flatMap(fixturesIn);
        const report = [];
        for (const file of files) {
            const recording = readRecording(file);
            const named = app ?? recordedApp(file, recording) ?? appFile([]);
            const loaded = apps.get(named) ?? new LiveApp(appFile([named])).load();
            apps.set(named, loaded);
            const exchanges = recording.steps.flatMap((one) => one.step === 'message' ? one.http : []);
            const live = await loaded;
            const played = await play(recording, live.attach, [...fixtures, recordedHttp(exchanges)]);
            if (step) {
                stepLines(played, live.definition).forEach(print);
            }
            const found = differences(recording.steps, played, {strict, told: recording.source === undefined});
            const messages = recording.steps.filter((one) => one.step === 'message' && !one.before).length;
            linesOf(file, messages, found).forEach(print);
            report.push({file: shownPath(file), app: shownPath(live.file), messages, differences: found});
        }
        return {ok: report.every((one) => one.differences.length === 0), report};
    },
};

/**
 * @param {string} file
 * @param {number} messages
 * @param {Difference[]} found
 */
function linesOf(file, messages, found) {
    const of = `${messages} ${messages === 1 ? 'message' : 'messages'}`;
    if (found.length === 0) {
        return [`${shownPath(file)}: ${of}, all as recorded`];
    }
    return [
        `${shownPath(file)}: ${of}, ${found.length} ${found.length === 1 ? 'difference' : 'differences'}`,
        ...found.flatMap(({message, address, input, what, lines}) =>
            [`  message ${message}, ${address} > ${input}: ${NAMES[what]}`, ...lines.map((line) => `    ${line}`)]),
    ];
}
