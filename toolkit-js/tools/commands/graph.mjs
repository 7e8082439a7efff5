/** @file `jukwaa graph` */

import {existsSync, writeFileSync} from 'node:fs';
import path from 'node:path';

import {appFile} from '../definition/find.mjs';
import {legacyStates} from '../definition/legacy.mjs';
import {loadApp, problemText} from '../definition/load.mjs';
import {shownPath} from '../definition/source.mjs';
import {dotOf} from '../graph/dot.mjs';
import {mermaidOf} from '../graph/mermaid.mjs';
import {graphOf, legacyGraphOf} from '../graph/model.mjs';
import {transitionsInFile} from '../graph/traces.mjs';
import {transitionsOfTests} from '../graph/tests.mjs';
import {UsageError} from '../usage-error.mjs';

/** @type {Record<string, (graph: import('../graph/model.mjs').Graph) => string>} */
const FORMATS = {
    mermaid: mermaidOf,
    dot: dotOf,
    json: (graph) => `${JSON.stringify(graph, null, 2)}\n`,
};

const help = `Usage: jukwaa graph [OPTION …] [APP]
Draws the states of an app and the ways between them. Dashed ways are not in the definition but were seen while the app ran; from * come
the app's keywords, which are heard in every state.
  APP               the file that exports the app; "jukwaa": {"app": …} of package.json or app.js without it
  --format=FORMAT   mermaid, dot or json (default: mermaid)
  --traces=FILE     adds transitions of a trace or recording; may be given again
  --tests           adds transitions of the app's transcript tests
  --out=FILE        where to (default: standard output)
  --json            {app, start, states: [{name, kind, shape, note, group}], edges: [{from, to, by, defined, seen}],
                    keywords: [{to, by}]}
  -h, --help        this text

The states of an app on vumigo_v02 are taken from its code; --tests and --traces show the ways its functions choose.

Example: jukwaa graph --tests --out graph.mmd
Exit codes: 0 done, 1 the app cannot work, 2 not understood.`;

/** @type {import('./command.d.ts').Command} */
export default {
    help,
    options: {
        format: {type: 'string'},
        out: {type: 'string'},
        tests: {type: 'boolean'},
        traces: {type: 'string', multiple: true},
    },
    async run({format = 'mermaid', out, tests, traces = []}, operands, {print}) {
        if (!Object.hasOwn(FORMATS, format)) {
            throw new UsageError(`--format '${format}' (expected one of: ${Object.keys(FORMATS).join(', ')})`);
        }
        const missing = traces.find((/** @type {string} */ file) => !existsSync(file));
        if (missing !== undefined) {
            throw new UsageError(`--traces '${missing}' (expected: a file that is there)`);
        }
        const file = appFile(operands);
        const loaded = await loadApp(file);
        const seen = [...traces.flatMap(transitionsInFile), ...tests ? await transitionsOfTests(loaded) : []];
        const graph = graphFor(loaded, seen);
        const text = FORMATS[format](graph);
        if (out !== undefined) {
            writeFileSync(out, text);
            print(`${shownPath(out)}: ${graph.states.length} states, ${graph.edges.length} ways`);
        } else {
            print(text.trimEnd());
        }
        return {ok: true, report: graph};
    },
};

/**
 * @param {import('../definition/load.mjs').Loaded} loaded
 * @param {import('../graph/model.mjs').Transition[]} seen
 */
function graphFor({file, app, bundle, source, problems}, seen) {
    if (bundle.legacy) {
        return legacyGraphOf(path.basename(file).replace(/\.\w+$/, ''), legacyStates(source), seen);
    }
    if (app === null) {
        throw new Error(problemText(file, problems));
    }
    return graphOf(app, seen);
}
