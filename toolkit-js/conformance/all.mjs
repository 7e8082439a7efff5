// Installs the published packages in a folder and runs every suite of suites.json there: `node all.mjs FOLDER`.

import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, run } from './install.mjs';

const SOURCE = path.dirname(fileURLToPath(import.meta.url));
const FILES = ['package.json', 'package-lock.json', 'run.cjs', 'suites.json'];

const folder = path.resolve(process.argv[2]);

fs.mkdirSync(folder, { recursive: true });
FILES.forEach((file) => fs.copyFileSync(path.join(SOURCE, file), path.join(folder, file)));
install(folder);
for (const suite of Object.keys(JSON.parse(fs.readFileSync(path.join(SOURCE, 'suites.json'), 'utf8')))) {
  console.log(`suite of ${suite}`);
  run(folder, 'node', ['--no-deprecation', 'run.cjs', suite, path.resolve(SOURCE, '../compat')]);
}
