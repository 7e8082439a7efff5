// One side of the benchmark that runs on Node: answers resources from memory and sends itself messages.
// Arguments: nodePerMessage, nodeReused or v8InProcess; the folder of the module set.
//
// Each line on stdin is {"seconds": n}; the answer is one line: {"messages", "wrong", "seconds", "latencies"}, the
// latencies in microseconds, one for each message.

import fs from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createResources } from './resources.mjs';
import { inProcess } from './in-process.mjs';
import { perMessage, reused } from './processes.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
const USERS = 400;
const CONFIG = { config: '{"name":"survey"}' };
/** How each side runs one message, and how many it runs at once; these numbers were chosen, not searched for. */
const SIDES = {
  nodePerMessage: { create: perMessage, atOnce: 2 },
  nodeReused: { create: reused, atOnce: 1 },
  v8InProcess: { create: inProcess, atOnce: 4 },
};

const { create, atOnce } = SIDES[process.argv[2]];
const steps = JSON.parse(fs.readFileSync(path.join(HERE, 'conversation.json'), 'utf8'));
const script = fs.readFileSync(path.join(HERE, 'app.js'), 'utf8');
const resources = createResources(CONFIG);
const side = create({ folder: HERE, modules: process.argv[3], script, resources });
/** Users wait here for their turn, each with the step it will take. */
const idle = Array.from({ length: USERS }, (_, number) => ({ address: `+2782${String(number).padStart(7, '0')}`, step: 0 }));
let messages = 0;

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await measure(JSON.parse(line).seconds)));
}
process.exit(0);

async function measure(seconds) {
  const result = { messages: 0, wrong: 0, latencies: [] };
  const start = performance.now();
  const end = start + seconds * 1000;
  await Promise.all(Array.from({ length: atOnce }, () => converse(end, result)));
  return { ...result, seconds: (performance.now() - start) / 1000 };
}

async function converse(end, result) {
  while (performance.now() < end) {
    const user = idle.shift();
    const step = steps[user.step];
    const before = performance.now();
    const sent = await side.run(message(user.address, step));
    result.latencies.push(Math.round((performance.now() - before) * 1000));
    result.messages += 1;
    if (sent.length !== 1 || sent[0] !== step.screen.replace('{{user}}', user.address)) {
      result.wrong += 1;
    }
    user.step = (user.step + 1) % steps.length;
    idle.push(user);
  }
}

function message(address, step) {
  messages += 1;
  return {
    message_version: '20110921', message_type: 'user_message', message_id: messages.toString(16).padStart(32, '0'),
    timestamp: '2026-01-01 00:00:00.000000', to_addr: '*120*1#', from_addr: address, content: step.content,
    session_event: step.session_event, in_reply_to: null, transport_name: 'bench', transport_type: 'ussd',
    transport_metadata: {}, helper_metadata: {}, routing_metadata: {}, group: null, provider: null,
  };
}
