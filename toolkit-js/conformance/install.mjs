// npm's packages of a folder.

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const OPTIONS = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];

/** Installs what the folder's lock file names, unless that was done. */
export function install(folder) {
  const lock = fs.readFileSync(path.join(folder, 'package-lock.json'), 'utf8');
  const stamp = path.join(folder, 'node_modules', '.installed-from');
  if (!fs.existsSync(stamp) || fs.readFileSync(stamp, 'utf8') !== lock) {
    run(folder, 'npm', OPTIONS);
    fs.writeFileSync(stamp, lock);
  }
}

/** Runs a command in the folder; ends the process if it fails. */
export function run(folder, command, words) {
  const { status } = spawnSync(command, words, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) {
    console.error(`${command} ${words.join(' ')}: status ${status} (expected: 0)`);
    process.exit(1);
  }
}
