// Installs the published packages in a folder and runs every suite of suites.json there: `node all.mjs FOLDER`.

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = path.dirname(fileURLToPath(import.meta.url));
const FILES = ['package.json', 'package-lock.json', 'run.cjs', 'suites.json'];

const folder = path.resolve(process.argv[2]);
const lock = fs.readFileSync(path.join(SOURCE, 'package-lock.json'), 'utf8');
const stamp = path.join(folder, 'installed-from');

fs.mkdirSync(folder, { recursive: true });
FILES.forEach((file) => fs.copyFileSync(path.join(SOURCE, file), path.join(folder, file)));
if (!fs.existsSync(stamp) || fs.readFileSync(stamp, 'utf8') !== lock) {
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  fs.writeFileSync(stamp, lock);
}
for (const suite of Object.keys(JSON.parse(fs.readFileSync(path.join(SOURCE, 'suites.json'), 'utf8')))) {
  console.log(`suite of ${suite}`);
  run('node', ['--no-deprecation', 'run.cjs', suite, path.resolve(SOURCE, '../compat')]);
}

function run(command, words) {
  const { status } = spawnSync(command, words, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0) {
    console.error(`${command} ${words.join(' ')}: status ${status} (expected: 0)`);
    process.exit(1);
  }
}
