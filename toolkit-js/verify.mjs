// What the build runs: the toolkit's own checks and tests, then the suites of published packages. `node verify.mjs FOLDER`
// installs those packages in the folder.

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, run } from './conformance/install.mjs';

const TOOLKIT = path.dirname(fileURLToPath(import.meta.url));

install(TOOLKIT);
run(TOOLKIT, 'npm', ['run', '--silent', 'check']);
run(TOOLKIT, 'npm', ['test', '--silent']);
run(TOOLKIT, 'node', ['conformance/all.mjs', path.resolve(process.argv[2])]);
