// A Node process that runs an app's script in a new VM context for each message: newline JSON on stdin and stdout.
// Arguments: the folder of the module set, and `once` to end after one message.
//
// Written for the benchmark from sandbox-protocol 1.1 to 1.5, so that Vumi's ways of running apps can be measured
// without Vumi: `initialize` brings the script, `inbound-message` a message, `js.done` ends the run.
'use strict';

const vm = require('vm');
const path = require('path');
const { createRequire } = require('module');
const { createInterface } = require('readline');
const { createApi } = require('./api.cjs');

const moduleRequire = createRequire(path.join(process.argv[2], 'package.json'));
const once = process.argv[3] === 'once';
const REQUIRABLE = new Set(['vumigo_v02', 'lodash', 'moment', 'q', 'jed', 'url', 'querystring', 'crypto']);

let run = null;

createInterface({ input: process.stdin }).on('line', (line) => {
  const command = JSON.parse(line);
  if (command.cmd === 'initialize' && !command.reply) {
    load(command.javascript);
  } else if (run) {
    run.take(command);
  }
});

/** Evaluates the script in a context of its own; what it requires lives in this realm and is kept. */
function load(script) {
  run = createApi(write, finish);
  run.api.log_info('Starting sandbox ...');
  const context = vm.createContext({
    require: (name) => (REQUIRABLE.has(name) ? moduleRequire(name) : null),
    Buffer,
    api: run.api,
  });
  run.api.log_info('Loading sandboxed code ...');
  vm.runInContext(script, context);
}

function write(command) {
  process.stdout.write(`${JSON.stringify(command)}\n`);
}

function finish() {
  run = null;
  process.stdout.write('{"cmd":"js.done"}\n', once ? () => process.exit(0) : undefined);
}
