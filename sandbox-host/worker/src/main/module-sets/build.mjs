// Builds the module sets: `node build.mjs <folder to build in>`.
//
// Each set becomes a folder with the text of every module that can be reached from a
// requirable name, and an index.txt of tab-separated lines:
//
//   module   <id> <file in the set's folder> <path shown in stack traces>
//   require  <id of the module that asks> <text it asks for> <id of the module it gets>
//   entry    <name an app may require> <id>
//   global   <module-scope variable> <id of the module whose exports are its value>
//   package  <name> <version> <licence>
//
// Copies of one package in several places share their files, not their state. What a
// module asks for and the index does not list is not there: the loader throws, as Node
// does. A file ending in .json is a value, not a module.
//
// The loader's `global` has to inherit from globalThis and to have itself as its own
// property `global`: lodash 2.4 takes `this`, which is `module.exports`, for the global
// object otherwise. It also has to have the timers, which lodash looks up there.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = path.dirname(fileURLToPath(import.meta.url));
const HOME = path.resolve(SOURCE, '../../../../..');
const SETS = ['vumigo-0.1', 'vumigo-0.2', 'vumigo-0.3', 'jukwaa'];

/** Packages of our own in a set: by their name, the folder they are in. They take the place of published ones. */
const OWN = new Map([['jukwaa', new Map([
  ['vumigo_v02', path.join(HOME, 'toolkit-js/compat')],
  ['jukwaa', path.join(HOME, 'toolkit-js')],
])]]);
const OWN_FILES = ['package.json', 'lib'];
const OWN_LICENCE = path.join(HOME, 'LICENSE');

/** Names of Node's own modules, and the shim that answers for each. */
const BUILTINS = new Map(['assert', 'buffer', 'crypto', 'events', 'fs', 'querystring', 'url', 'util']
  .map((name) => [name, `${name}.js`]));

/** Shims that answer one package, or one series of it: [asking package, request, shim]. */
const SUBSTITUTES = [
  [/^url@/, 'qs', 'qs.js'],
  [/^vumigo_v02@0\.2\./, 'events', 'events-node0.js'],
];

/** Requirable names beside the packages of the set itself. */
const EXTRA_ENTRIES = ['url', 'querystring', 'crypto', '@google-cloud/bigquery'];
const ENTRY_SHIMS = new Map([['@google-cloud/bigquery', 'bigquery.js']]);

/** Variables of the module scope, and the shim whose exports are their value. */
const GLOBALS = new Map([['Buffer', 'buffer-global.js'], ['process', 'process.js'], ['EventEmitter', 'events.js']]);

/** The made-up module that requires everything a set has to hold. */
const ENTRIES = 'entries';

await build(path.resolve(process.argv[2] ?? fail('usage: build.mjs <folder>')));

async function build(target) {
  const wanted = digestOf([SOURCE, ...ownFiles()].flatMap(sourceFiles));
  const stamp = path.join(target, 'built-from');
  if (readOrEmpty(stamp) === wanted) {
    return;
  }
  install(SOURCE, path.join(target, 'tools'));
  install(path.join(SOURCE, 'shims'), path.join(target, 'shims'));
  for (const set of SETS) {
    install(path.join(SOURCE, set), path.join(target, set));
    OWN.get(set)?.forEach((from, name) => replacePackage(path.join(target, set, 'node_modules'), name, from));
    await buildSet(target, set);
  }
  fs.writeFileSync(stamp, wanted);
}

/** Copies a folder's own files and installs its packages, unless its lock file is unchanged. */
function install(from, to) {
  fs.mkdirSync(to, { recursive: true });
  for (const file of filesIn(from)) {
    fs.copyFileSync(path.join(from, file), path.join(to, file));
  }
  const stamp = path.join(to, 'installed-from');
  const wanted = digestOf(['package.json', 'package-lock.json'].map((file) => path.join(to, file)));
  if (readOrEmpty(stamp) !== wanted) {
    npmInstall(to);
    fs.writeFileSync(stamp, wanted);
  }
}

function npmInstall(folder) {
  const options = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = spawnSync('npm', options, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  if (npm.status !== 0) {
    fail(`npm ci: status ${npm.status} in ${folder} (expected: 0)`);
  }
}

/** Puts a package of ours in the place of all of its name, those inside other packages too. */
function replacePackage(modules, name, from) {
  const suffix = path.join('node_modules', name);
  fs.readdirSync(modules, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((folder) => folder.endsWith(suffix))
    .forEach((folder) => fs.rmSync(folder, { recursive: true, force: true }));
  for (const file of OWN_FILES) {
    fs.cpSync(path.join(from, file), path.join(modules, name, file), { recursive: true });
  }
  fs.copyFileSync(OWN_LICENCE, path.join(modules, name, 'LICENSE'));
}

function ownFiles() {
  const folders = [...OWN.values()].flatMap((packages) => [...packages.values()]);
  return [OWN_LICENCE, ...folders.flatMap((folder) => OWN_FILES.map((file) => path.join(folder, file)))];
}

async function buildSet(target, set) {
  const folder = path.join(target, set);
  const shims = path.join(target, 'shims');
  const published = Object.keys(readJson(path.join(folder, 'package.json')).dependencies);
  const names = [...published, ...OWN.get(set)?.keys() ?? [], ...EXTRA_ENTRIES].sort();
  const inputs = await requireGraph(target, folder, shims, names);
  const modules = numberModules(target, inputs);
  fs.rmSync(path.join(folder, 'modules'), { recursive: true, force: true });
  fs.mkdirSync(path.join(folder, 'modules'));
  const packages = packagesOf(modules);
  const lines = [...moduleLines(folder, modules), ...entryLines(inputs, modules, names), ...packageLines(packages)];
  fs.writeFileSync(path.join(folder, 'index.txt'), lines.map((fields) => `${fields.join('\t')}\n`).join(''));
  fs.writeFileSync(path.join(folder, 'NOTICES.txt'), notices(packages));
}

/** The files reached from the names and the globals, as esbuild's metafile describes them. */
async function requireGraph(target, folder, shims, names) {
  const esbuild = createRequire(path.join(target, 'tools', 'package.json'))('esbuild');
  const requests = [...names, ...GLOBALS.keys()].map((name) => `require(${JSON.stringify(name)});`);
  const result = await esbuild.build({
    stdin: { contents: requests.join('\n'), resolveDir: folder, sourcefile: ENTRIES },
    absWorkingDir: target,
    bundle: true,
    write: false,
    outfile: 'unused.js',
    metafile: true,
    format: 'cjs',
    platform: 'neutral',
    mainFields: ['main'],
    conditions: [],
    logLevel: 'error',
    plugins: [shimPlugin(shims), localePlugin()],
  });
  return result.metafile.inputs;
}

function shimPlugin(shims) {
  return {
    name: 'shims',
    setup(build) {
      build.onResolve({ filter: /.*/ }, (request) => {
        const shim = shimFor(request);
        return shim === undefined ? undefined : { path: path.join(shims, shim) };
      });
    },
  };
}

/** moment loads its locales under names made at run time, so esbuild is shown them all. */
function localePlugin() {
  return {
    name: 'locales',
    setup(build) {
      build.onLoad({ filter: /[\\/]moment[\\/]moment\.js$/ }, ({ path: file }) => {
        const folder = path.join(path.dirname(file), fs.existsSync(path.join(path.dirname(file), 'locale')) ? 'locale' : 'lang');
        const requests = filesIn(folder).map((name) => `require('./${path.basename(folder)}/${path.parse(name).name}');`);
        return { contents: `${fs.readFileSync(file, 'utf8')}\n${requests.join('\n')}` };
      });
    },
  };
}

function shimFor(request) {
  if (request.kind === 'entry-point') {
    return undefined;
  }
  if (path.basename(request.importer) === ENTRIES) {
    return GLOBALS.get(request.path) ?? ENTRY_SHIMS.get(request.path) ?? BUILTINS.get(request.path);
  }
  const asking = packageOf(request.importer);
  const substitute = SUBSTITUTES.find(([by, text]) => text === request.path && by.test(`${asking.name}@${asking.version}`));
  return substitute?.[2] ?? BUILTINS.get(request.path);
}

function numberModules(target, inputs) {
  const paths = Object.keys(inputs).filter((input) => path.basename(input) !== ENTRIES).sort();
  return new Map(paths.map((input, at) => [input, describe(target, input, inputs[input], at)]));
}

function describe(target, input, { imports, format }, at) {
  if (format === 'esm') {
    fail(`${input}: an ECMAScript module (expected: CommonJS)`);
  }
  const file = path.join(target, input);
  const owner = packageOf(file);
  const shown = `${owner.shown}/${path.relative(owner.folder, file)}`;
  return { id: at + 1, file, imports, shown, owner };
}

function moduleLines(folder, modules) {
  const written = new Map();
  const lines = [];
  for (const module of modules.values()) {
    lines.push(['module', module.id, writeOnce(folder, module, written), module.shown]);
  }
  for (const module of modules.values()) {
    const targets = new Map(module.imports.filter((needed) => modules.has(needed.path))
      .map((needed) => [needed.original, modules.get(needed.path).id]));
    targets.forEach((id, text) => lines.push(['require', module.id, text, id]));
  }
  return lines;
}

function writeOnce(folder, { id, file, shown }, written) {
  const text = fs.readFileSync(file);
  const key = `${shown} ${digestOf([file])}`;
  if (!written.has(key)) {
    const extension = path.extname(file) === '.json' ? '.json' : '.js';
    const readable = shown.replace(/\.[a-z]+$/, '').replace(/[^\w.@-]+/g, '-');
    const name = `modules/${String(id).padStart(3, '0')}-${readable}${extension}`;
    fs.writeFileSync(path.join(folder, name), text);
    written.set(key, name);
  }
  return written.get(key);
}

function entryLines(inputs, modules, names) {
  const [, entries] = Object.entries(inputs).find(([input]) => path.basename(input) === ENTRIES);
  const found = new Map(entries.imports.map((needed) => [needed.original, modules.get(needed.path).id]));
  return [
    ...names.map((name) => ['entry', name, found.get(name)]),
    ...[...GLOBALS.keys()].map((name) => ['global', name, found.get(name)]),
  ];
}

/** The packages the modules come from, each once, without our own shims. */
function packagesOf(modules) {
  const packages = new Map();
  for (const { owner } of modules.values()) {
    if (owner.version !== undefined) {
      packages.set(`${owner.name}@${owner.version}`, owner);
    }
  }
  return [...packages.keys()].sort().map((key) => packages.get(key));
}

function packageLines(packages) {
  return packages.map(({ name, version, licence }) => ['package', name, version, licence]);
}

function notices(packages) {
  return packages.map(({ name, version, licence, folder }) => {
    const file = fs.readdirSync(folder).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
    const text = file === undefined ? 'The package carries no licence text.' : fs.readFileSync(path.join(folder, file), 'utf8').trim();
    return `${name} ${version} (${licence})\n\n${text}\n`;
  }).join(`\n${'-'.repeat(80)}\n\n`);
}

/** The nearest package around a file; packages inside others are shown with their version. */
function packageOf(file) {
  let folder = path.dirname(file);
  while (!fs.existsSync(path.join(folder, 'package.json')) || readJson(path.join(folder, 'package.json')).name === undefined) {
    folder = path.dirname(folder);
  }
  const { name, version, license, licenses } = readJson(path.join(folder, 'package.json'));
  const nested = folder.split(`${path.sep}node_modules${path.sep}`).length > 2;
  const licence = [license ?? licenses ?? 'not stated'].flat().map((one) => one.type ?? one).join(' or ');
  return { folder, name, version, licence, shown: nested ? `${name}@${version}` : name };
}

/** All files of a folder; a file has itself. */
function sourceFiles(folder) {
  if (fs.statSync(folder).isFile()) {
    return [folder];
  }
  return fs.readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

function filesIn(folder) {
  return fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => entry.name);
}

function digestOf(files) {
  const hash = createHash('sha256');
  files.forEach((file) => hash.update(fs.readFileSync(file)));
  return hash.digest('hex');
}

function readOrEmpty(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
}

function readJson(file) {
  return JSON.parse(fs.readFileSync(file, 'utf8'));
}

function fail(message) {
  throw new Error(message);
}
