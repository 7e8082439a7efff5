/** @file HTTP by name: requests that will come, and what they are answered. */

import {readFileSync} from 'node:fs';
import {isDeepStrictEqual} from 'node:util';

/** @typedef {import('./host.mjs').HttpSource} HttpSource */
/** @typedef {import('./host.mjs').HttpFixture} HttpFixture */
/** @typedef {import('./host.mjs').HttpRequest} HttpRequest */
/** @typedef {import('./host.mjs').HttpAnswer} HttpAnswer */

/** Near misses shown. */
const MOST_SHOWN = 3;

export class HttpFixtures {
    /** @param {HttpSource | HttpSource[]} sources tried in this order */
    constructor(sources) {
        /** @type {(HttpFixture & {name: string, used: number} | Function)[]} */
        this.sources = [];
        /** Requests nothing answered, as lines. @type {string[]} */
        this.unmatched = [];
        /** Why, with what is near. @type {string[]} */
        this.misses = [];
        this.add(sources);
    }

    /** @param {HttpSource | HttpSource[]} sources */
    add(sources) {
        for (const source of Array.isArray(sources) ? sources : [sources]) {
            if (typeof source === 'string') {
                this.add(readFixtures(source));
            } else {
                this.sources.push(typeof source === 'function' ? source : checked(source));
            }
        }
    }

    /** Names of fixtures that were used less often than they say; never, if they do not say. */
    unused() {
        return this.sources.flatMap((source) => typeof source !== 'function' && source.used < (source.times ?? 1) ? [source.name] : []);
    }

    /**
     * @param {HttpRequest} request
     * @returns {HttpAnswer | Promise<HttpAnswer>} `fails` says what is near if nothing answers
     */
    answer(request) {
        return this.from(0, request);
    }

    /**
     * @param {number} first the source to begin with
     * @param {HttpRequest} request
     * @returns {HttpAnswer | Promise<HttpAnswer>}
     */
    from(first, request) {
        for (let at = first; at < this.sources.length; at++) {
            const source = this.sources[at];
            const answer = typeof source === 'function' ? source(request) : usedFor(source, request);
            if (answer instanceof Promise) {
                return answer.then((found) => found ?? this.from(at + 1, request));
            }
            if (answer !== undefined) {
                return answer;
            }
        }
        return {fails: this.miss(request)};
    }

    /** @param {HttpRequest} request */
    miss(request) {
        const line = `${request.method} ${request.url}${request.body === null ? '' : ` ${request.body}`}`;
        this.unmatched.push(line);
        const near = this.sources.flatMap((source) => typeof source === 'function' ? [] : [{source, differs: differences(source, request)}])
            .sort((one, other) => one.differs.length - other.differs.length).slice(0, MOST_SHOWN)
            .map(({source, differs}) => `  '${source.name}' differs: ${differs.join('; ')}`);
        const miss = [`no HTTP fixture for ${line}`, ...near].join('\n');
        this.misses.push(miss);
        return miss;
    }
}

/**
 * @param {string} file JSON: one fixture or a list of them
 * @returns {HttpFixture[]}
 */
export function readFixtures(file) {
    try {
        return [JSON.parse(readFileSync(file, 'utf8'))].flat();
    } catch (error) {
        throw new Error(`${file}: ${/** @type {Error} */ (error).message} (expected: a JSON list of HTTP fixtures)`);
    }
}

/** @param {HttpFixture} fixture */
function checked(fixture) {
    const {request, response} = fixture ?? {};
    if (typeof request?.url !== 'string' || Object(response) !== response) {
        throw new Error(`HTTP fixture ${JSON.stringify(fixture)} (expected: {name, request: {method, url}, response: {status, body}})`);
    }
    return {...fixture, name: fixture.name ?? `${request.method ?? 'GET'} ${request.url}`, used: 0};
}

/**
 * @param {HttpFixture & {used: number}} fixture
 * @param {HttpRequest} request
 */
function usedFor(fixture, request) {
    if (differences(fixture, request).length > 0) {
        return undefined;
    }
    fixture.used++;
    return fixture.response;
}

/**
 * @param {HttpFixture & {used: number}} fixture
 * @param {HttpRequest} request
 * @returns {string[]}
 */
function differences({request: expected, times, used}, request) {
    const [wanted, got] = [partsOf(expected.url, expected.query), partsOf(request.url)];
    const anyQuery = expected.url.endsWith('*') && expected.query === undefined;
    const names = [...wanted.query.keys(), ...anyQuery ? [] : got.query.keys()];
    return [
        ...difference('method', request.method, (expected.method ?? 'GET').toUpperCase()),
        ...difference('url', got.base, wanted.base),
        ...[...new Set(names)].flatMap((name) => difference(`query ${name}`, got.query.get(name), wanted.query.get(name))),
        ...bodyDiffers(request.body, expected.body),
        ...times !== undefined && used >= times ? [`used ${times} times already`] : [],
    ];
}

/**
 * @param {string} what
 * @param {string | undefined} got
 * @param {string | undefined} wanted `*` in it stands for any text
 */
function difference(what, got, wanted) {
    if (got === wanted || (got !== undefined && wanted !== undefined && like(wanted, got))) {
        return [];
    }
    return [`${what} ${JSON.stringify(got) ?? 'missing'} (expected: ${JSON.stringify(wanted) ?? 'none'})`];
}

/**
 * @param {string} pattern
 * @param {string} text
 */
function like(pattern, text) {
    const source = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*');
    return pattern.includes('*') && new RegExp(`^${source}$`, 's').test(text);
}

/**
 * @param {string} url
 * @param {Record<string, string | number | boolean>} [query]
 */
function partsOf(url, query = {}) {
    const at = url.indexOf('?');
    const own = at < 0 ? [] : [...new URLSearchParams(url.slice(at + 1))];
    return {
        base: at < 0 ? url : url.slice(0, at),
        query: new Map([...own, ...Object.entries(query).map(([name, value]) => /** @type {[string, string]} */ ([name, String(value)]))]),
    };
}

/**
 * @param {string | null} got
 * @param {any} wanted
 */
function bodyDiffers(got, wanted) {
    if (wanted === undefined || got === wanted || (typeof wanted !== 'string' && isDeepStrictEqual(jsonOf(got), wanted))) {
        return [];
    }
    return [`body ${got === null ? 'missing' : got} (expected: ${typeof wanted === 'string' ? wanted : JSON.stringify(wanted)})`];
}

/** @param {string | null} text */
function jsonOf(text) {
    try {
        return JSON.parse(String(text));
    } catch {
        return undefined;
    }
}
