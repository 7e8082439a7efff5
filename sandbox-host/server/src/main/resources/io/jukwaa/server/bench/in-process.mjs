// The side without isolation: toolkit and app are loaded once, each message gets an api object of its own.

import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';

const { createApi } = createRequire(import.meta.url)('./api.cjs');

export function inProcess(setup) {
  const moduleRequire = createRequire(path.join(setup.modules, 'package.json'));
  const context = vm.createContext({ require: moduleRequire, Buffer, api: createApi(() => {}, () => {}).api });
  vm.runInContext(setup.script, context);
  const { interact } = moduleRequire('vumigo_v02');
  return { run: (message) => new Promise((resolve) => run(setup, message, (api) => interact(api, context.Survey), resolve)) };
}

/** Requests are answered by the next turn of the event loop, so they stay asynchronous. */
function run(setup, message, attach, resolve) {
  const sent = [];
  const { api, take } = createApi((command) => take(setup.resources.answer(command, sent)), () => resolve(sent));
  attach(api);
  take({ cmd: 'inbound-message', cmd_id: 'message', reply: false, msg: message });
}
