/** @file An app whose file may change while it is tried. */

import {existsSync, readFileSync, statSync} from 'node:fs';
import path from 'node:path';

import {loadApp, problemText} from '../definition/load.mjs';
import {evaluator} from '../host/sandbox.mjs';
import {UsageError} from '../usage-error.mjs';

/** @typedef {import('../host/host.mjs').Attach} Attach */
/** @typedef {import('../../lib/index.js').ChannelProfile} ChannelProfile */

/** The app's configuration by key, as hosts are given it. */
const CONFIGURATION = 'config.json';

export class LiveApp {
    /** @param {string} file */
    constructor(file) {
        this.file = file;
        /** Null for an app on vumigo_v02. @type {import('../../lib/internal.js').CompiledApp | null} */
        this.definition = null;
        /** @type {Attach} */
        this.attach = () => {};
        /** When each file was changed last. @type {Map<string, number>} */
        this.changes = new Map();
        /** How often it was read. */
        this.loads = 0;
        /** Why it could not be read the last time; null if it could. @type {string | null} */
        this.problem = null;
    }

    /** The app's name; its file's for an app on vumigo_v02. */
    get name() {
        return this.definition?.name ?? path.basename(this.file).replace(/\.\w+$/, '');
    }

    /**
     * Reads the app, or reads it again.
     *
     * @returns {Promise<this>}
     * @throws {Error} if it cannot work; the app stays what it was
     */
    async load() {
        try {
            await this.read();
        } catch (error) {
            this.problem = /** @type {Error} */ (error).message;
            throw error;
        }
        this.problem = null;
        this.loads++;
        return this;
    }

    async read() {
        // A file that changes while it is read has to be read again.
        const before = new Map([...this.changes.keys()].map((input) => [input, changedAt(input)]));
        const {app, bundle, problems, source} = await loadApp(this.file);
        if (problems.length > 0) {
            throw new Error(problemText(this.file, problems.map((problem) => placed(problem, source))));
        }
        const name = bundle.map === null ? path.basename(this.file) : undefined;
        this.attach = evaluator(bundle, {folder: path.dirname(path.resolve(this.file)), name});
        this.definition = app;
        this.changes = new Map(bundle.inputs.map((input) => [input, before.get(input) ?? changedAt(input)]));
    }

    /** Whether one of its files is not what it was. */
    get changed() {
        return [...this.changes].some(([file, at]) => changedAt(file) !== at);
    }

    /**
     * Whether what is entered in a state is for nobody's eyes.
     *
     * @param {string | null} state
     */
    isSensitive(state) {
        return state !== null && this.definition?.states.get(state)?.options.sensitive === true;
    }
}

/**
 * What `config.get` serves.
 *
 * @param {string} app its file
 * @param {string} [file] `config.json` beside the app without it
 * @returns {Record<string, any>}
 */
export function settingsOf(app, file) {
    const beside = path.join(path.dirname(app), CONFIGURATION);
    const source = file ?? (existsSync(beside) ? beside : null);
    const settings = source === null ? {} : readJson(source);
    if (Object(settings) !== settings || Array.isArray(settings)) {
        throw new UsageError(`${source}: (expected: a JSON object, what config.get serves by key)`);
    }
    return settings;
}

/**
 * The app on another channel than its own.
 *
 * @param {Attach} attach
 * @param {ChannelProfile | null} profile null for its own
 * @returns {Attach}
 */
export function onChannel(attach, profile) {
    if (profile === null) {
        return attach;
    }
    const {mapped} = attach;
    return Object.assign((/** @type {any} */ api) => attach(Object.assign(api, {profile})), {mapped});
}

/**
 * A problem of a state's definition, with where the state is.
 *
 * @param {string} problem
 * @param {import('../definition/source.mjs').Source} source
 */
function placed(problem, source) {
    const place = source.positionOfState(/^states\.([^:]+): /.exec(problem)?.[1] ?? null);
    return place === null ? problem : `${place.file}:${place.line}:${place.column}: ${problem}`;
}

/** @param {string} file */
function readJson(file) {
    try {
        return JSON.parse(readFileSync(file, 'utf8'));
    } catch (error) {
        throw new UsageError(`${file}: ${/** @type {Error} */ (error).message}`);
    }
}

/** @param {string} file */
function changedAt(file) {
    return statSync(file, {throwIfNoEntry: false})?.mtimeMs ?? 0;
}
