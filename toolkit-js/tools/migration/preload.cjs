/**
 * @file Loaded before an app's tests (`NODE_OPTIONS=--require`): tells what became of each test, and puts another toolkit in the place of
 * vumigo_v02.
 *
 * JUKWAA_RESULTS is the file that results are added to, one JSON object a line; JUKWAA_TOOLKIT the folder of the other toolkit, empty for
 * none.
 */
'use strict';

const fs = require('node:fs');
const Module = require('node:module');
const path = require('node:path');

const PUBLISHED = 'vumigo_v02';

const results = /** @type {string} */ (process.env.JUKWAA_RESULTS);
const toolkit = process.env.JUKWAA_TOOLKIT ?? '';
/** Not in the types of Node. @type {any} */
const loader = Module;

/** @param {object} line */
function tell(line) {
    fs.appendFileSync(results, `${JSON.stringify(line)}\n`);
}

// ---- the toolkit

const resolve = loader._resolveFilename;
let isTold = false;

/**
 * @this {unknown}
 * @param {string} request
 * @param {...unknown} rest
 */
loader._resolveFilename = function (request, ...rest) {
    const [name, ...inside] = request.split('/');
    if (toolkit !== '' && name === PUBLISHED) {
        return used(resolve.call(this, path.join(toolkit, ...inside), ...rest));
    }
    const file = isNeededByToolkit(request, rest[0])
        ? resolve.call(this, request, rest[0], false, {paths: [path.join(process.cwd(), 'node_modules', PUBLISHED), process.cwd()]})
        : resolve.call(this, request, ...rest);
    const within = folderOf(file);
    if (within === null) {
        return file;
    }
    return used(toolkit === '' ? file : resolve.call(this, path.join(toolkit, within), ...rest));
};

/**
 * Whether the toolkit asks for a package: it gets those that are installed for the published one.
 *
 * @param {string} request
 * @param {any} parent the module that asks
 */
function isNeededByToolkit(request, parent) {
    const isInside = toolkit !== '' && typeof parent?.filename === 'string' && parent.filename.startsWith(toolkit + path.sep);
    return isInside && !request.startsWith('.') && !Module.isBuiltin(request);
}

/**
 * The path of a file inside an installed vumigo_v02; null for any other file.
 *
 * @param {string} file
 */
function folderOf(file) {
    const parts = file.split(path.sep);
    const at = parts.lastIndexOf('node_modules');
    // What the published toolkit has installed for itself is not the toolkit.
    return at >= 0 && parts[at + 1] === PUBLISHED && parts.length > at + 2 ? parts.slice(at + 2).join(path.sep) : null;
}

/** @param {string} file */
function used(file) {
    if (!isTold) {
        isTold = true;
        tell({event: 'toolkit', file});
    }
    return file;
}

// ---- the tests

const load = loader._load;
/** @type {WeakSet<object>} */
const watched = new WeakSet();

/**
 * @this {unknown}
 * @param {...unknown} args
 */
loader._load = function (...args) {
    const loaded = load.apply(this, args);
    if (typeof loaded === 'function' && loaded.name === 'Mocha' && typeof loaded.prototype?.run === 'function' && !watched.has(loaded)) {
        watched.add(loaded);
        watch(loaded);
    }
    return loaded;
};

/**
 * Listens to every run of this mocha, whichever reporter it has.
 *
 * @param {any} Mocha
 */
function watch(Mocha) {
    const run = Mocha.prototype.run;
    /** @param {...unknown} args */
    Mocha.prototype.run = function (...args) {
        const Reporter = this._reporter;
        this._reporter = function (/** @type {any} */ runner, /** @type {unknown} */ options) {
            listen(runner);
            return new Reporter(runner, options);
        };
        return run.apply(this, args);
    };
}

/** @param {import('node:events').EventEmitter} runner */
function listen(runner) {
    tell({event: 'begin'});
    runner.on('pass', (test) => tell({event: 'passed', ...named(test)}));
    runner.on('pending', (test) => tell({event: 'pending', ...named(test)}));
    runner.on('fail', (test, error) => tell({event: 'failed', ...named(test), error: problem(error)}));
    runner.on('end', () => tell({event: 'end'}));
}

/** @param {any} test */
function named(test) {
    const file = test.file ?? test.parent?.file;
    return {title: test.fullTitle(), file: typeof file === 'string' ? path.relative(process.cwd(), file) : null};
}

/** @param {any} error */
function problem(error) {
    const {message, stack, expected, actual} = Object(error);
    const shows = expected !== undefined || actual !== undefined;
    const texts = [textOf(expected), textOf(actual)];
    const areTold = texts[0] !== texts[1] || typeof expected === typeof actual;
    const [wanted, seen] = areTold ? texts : [`${texts[0]} (${typeof expected})`, `${texts[1]} (${typeof actual})`];
    return {
        message: String(message ?? error),
        stack: typeof stack === 'string' ? stack : null,
        ...shows ? {expected: wanted, actual: seen} : {},
    };
}

/** @param {unknown} value */
function textOf(value) {
    try {
        return typeof value === 'string' ? value : JSON.stringify(value, null, 2) ?? String(value);
    } catch {
        return String(value);
    }
}
