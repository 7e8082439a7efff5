// The two sides that run messages in Node processes.

import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** A process for each message; the run has ended when the process has. */
export function perMessage(setup) {
  return {
    run: (message) => new Promise((resolve) => {
      const sent = [];
      const child = start(setup, ['once'], (command) => answer(setup, child, command, sent));
      child.on('exit', () => resolve(sent));
      begin(setup, child, message);
    }),
  };
}

/** One process for all messages, one after the other; the run has ended when it says so. */
export function reused(setup) {
  let current = null;
  const child = start(setup, [], (command) => {
    if (command.cmd === 'js.done') {
      const { resolve, sent } = current;
      current = null;
      resolve(sent);
    } else {
      answer(setup, child, command, current === null ? [] : current.sent);
    }
  });
  child.on('exit', () => process.exit(1));
  return {
    run: (message) => new Promise((resolve) => {
      current = { resolve, sent: [] };
      begin(setup, child, message);
    }),
  };
}

function start(setup, options, take) {
  const child = spawn(process.execPath, [path.join(setup.folder, 'runner.cjs'), setup.modules, ...options],
    { stdio: ['pipe', 'pipe', 'inherit'] });
  createInterface({ input: child.stdout }).on('line', (line) => take(JSON.parse(line)));
  child.stdin.on('error', () => {}); // a process that has ended reads no late replies
  return child;
}

function begin(setup, child, message) {
  send(child, { cmd: 'initialize', cmd_id: 'init', reply: false, javascript: setup.script });
  send(child, { cmd: 'inbound-message', cmd_id: 'message', reply: false, msg: message });
}

function answer(setup, child, command, sent) {
  if (command.cmd !== 'js.done') {
    send(child, setup.resources.answer(command, sent));
  }
}

function send(child, command) {
  child.stdin.write(`${JSON.stringify(command)}\n`);
}
