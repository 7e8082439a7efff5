/** @file What an app asks for that a log of messages does not have. */

import {NOT_RECORDED} from './recorded-http.mjs';

/** Requests that read what others stored. */
const READS = /^(contacts|groups|messagestore)\.|^optout\.status$/;

export class Untold {
    /** Keys that were stored in the session. @type {Set<unknown>} */
    #stored = new Set();
    /** What was told of. @type {Set<string>} */
    #told = new Set();

    /**
     * @param {import('../host/host.mjs').Run} run
     * @param {import('./recording.mjs').Exchange[]} http
     * @returns {string[]} lines, each once
     */
    in({requests}, http) {
        const lines = [
            ...http.flatMap(({answer: {fails = ''}}) => fails.startsWith(NOT_RECORDED)
                ? [`? ${fails.slice(NOT_RECORDED.length)}: the log has no HTTP (expected: --http FILE with the answer)`] : []),
            ...requests.flatMap((request) => this.#asked(request)),
        ].filter((line) => !this.#told.has(line));
        lines.forEach((line) => this.#told.add(line));
        return lines;
    }

    /** @param {import('../host/host.mjs').RequestRecord} request */
    #asked({name, fields: {key}, reply}) {
        if (name === 'kv.set' || name === 'kv.incr') {
            this.#stored.add(key);
        }
        const isEmpty = name === 'kv.get' && reply !== null && (reply.value === null || reply.value === undefined);
        if (isEmpty && !this.#stored.has(key) && !String(key).startsWith('users.')) {
            return [`? kv.get ${key}: the log has no store, so there is nothing under it`];
        }
        return READS.test(name) ? [`? ${name}: the log has none of what others stored, so it begins empty`] : [];
    }
}
