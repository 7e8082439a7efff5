/** @file A simulator that several pages look at: one thing after the other, and everybody is told of it. */

import {asTranscript} from '../save.mjs';
import {entryOf, viewOf} from './view.mjs';

/** @typedef {import('../simulator.mjs').Simulator} Simulator */
/** @typedef {import('./view.mjs').Entry} Entry */

/** The name of the file a transcript is meant for. */
const TRANSCRIPT = 'from-the-browser';
/** What lines from a page may not do: end the command, and write files. */
const NOT_HERE = /^\s*\/(quit|save)\b/;

export class Desk {
    /** @type {Promise<unknown>} */
    #turn = Promise.resolve();
    /** @type {Set<(changes: number) => void>} */
    #listeners = new Set();

    /** @param {Simulator} simulator what it tells comes here, in place of lines for a terminal */
    constructor(simulator) {
        this.simulator = simulator;
        /** All that users did and saw. @type {Entry[]} */
        this.entries = [];
        /** How often something changed. */
        this.changes = 0;
        simulator.tell = (_, shown) => {
            this.entries.push(entryOf(simulator, shown));
            return [];
        };
    }

    /**
     * @param {(changes: number) => void} listener told after each change
     * @returns {() => void} what stops that
     */
    listen(listener) {
        this.#listeners.add(listener);
        return () => this.#listeners.delete(listener);
    }

    /**
     * What a line does on the phone of a user; see `Simulator.take`.
     *
     * @param {string} address
     * @param {string} line
     * @returns {Promise<{lines: string[], problem: boolean}>}
     */
    take(address, line) {
        return this.#inTurn(async () => {
            if (NOT_HERE.test(line)) {
                const refused = `'${line.trim()}' is for the terminal (expected: another command, or what is typed)`;
                return {lines: [refused], problem: true};
            }
            this.simulator.phoneOf(this.#known(address));
            const {lines, problem} = await this.simulator.take(line);
            this.#changed();
            return {lines, problem};
        });
    }

    /**
     * What a page shows.
     *
     * @param {string | null} address null for the user who was there first
     */
    view(address) {
        return this.#inTurn(() => {
            this.simulator.phoneOf(this.#known(address ?? [...this.simulator.phones.keys()][0]));
            return viewOf(this);
        });
    }

    /** Everything that was done, as a transcript test. */
    transcript() {
        return this.#inTurn(() => asTranscript(this.simulator, TRANSCRIPT));
    }

    /**
     * Reads the app again if its files have changed.
     *
     * @returns {Promise<boolean>} whether they had, and something else came of it than before
     */
    reload() {
        return this.#inTurn(async () => {
            const {app} = this.simulator;
            if (!app.changed) {
                return false;
            }
            const before = app.problem;
            await app.load().catch(() => {});
            const news = app.problem === null || app.problem !== before;
            if (news) {
                this.#changed();
            }
            return news;
        });
    }

    /** @param {string} address */
    #known(address) {
        const {phones} = this.simulator;
        if (!phones.has(address)) {
            throw new RangeError(`user '${address}' (expected one of: ${[...phones.keys()].join(', ')})`);
        }
        return address;
    }

    #changed() {
        this.changes++;
        this.#listeners.forEach((listener) => listener(this.changes));
    }

    /**
     * @template T
     * @param {() => T | Promise<T>} work
     * @returns {Promise<T>}
     */
    #inTurn(work) {
        const done = this.#turn.then(work);
        this.#turn = done.catch(() => {});
        return done;
    }
}
