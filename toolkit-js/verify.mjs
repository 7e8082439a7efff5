// What the build runs: the toolkit's own checks, the suites of published packages and the toolkit's tests, some of which
// look at the published packages too. `node verify.mjs FOLDER` installs those in the folder.

import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, run } from './conformance/install.mjs';

const TOOLKIT = path.dirname(fileURLToPath(import.meta.url));

install(TOOLKIT);
run(TOOLKIT, 'npm', ['run', '--silent', 'check']);
run(TOOLKIT, 'node', ['conformance/all.mjs', path.resolve(process.argv[2])]);
run(TOOLKIT, 'npm', ['test', '--silent']);
