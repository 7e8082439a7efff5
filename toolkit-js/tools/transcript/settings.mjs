/** @file The settings of a test as options of a host. */

import {readFileSync} from 'node:fs';
import path from 'node:path';

import {millisecondsOf} from '../host/clock.mjs';
import {readFixtures} from '../host/http-fixtures.mjs';
import {TranscriptError} from './parse.mjs';

const ADDRESS = '+254700000001';

/**
 * @param {import('./parse.mjs').Test} test
 * @param {string} file the transcript; names of files in it are seen from its folder
 * @param {import('./run.mjs').AppUnderTest} app
 */
export function hostOptions({settings}, file, app) {
    const folder = path.dirname(file);
    /**
     * @template T
     * @param {string} name
     * @param {(value: string) => T} read
     * @param {T} otherwise
     */
    const value = (name, read, otherwise) => {
        const given = settings.get(name);
        try {
            return given === undefined ? otherwise : read(given.value);
        } catch (error) {
            throw new TranscriptError(file, given?.line ?? 1, `${name}: ${/** @type {Error} */ (error).message}`);
        }
    };
    const text = (/** @type {string} */ given) => given;
    const json = (/** @type {string} */ given) => jsonOf(given, folder);
    const files = value('http', listed, []).map((name) => path.resolve(folder, name));
    const fixtures = value('http', () => files.flatMap((one) => readFixtures(one).map((fixture) => ({file: one, fixture}))), []);
    const own = {...app.settings, ...value('settings', json, {})};
    return {
        user: value('user', text, ADDRESS),
        number: value('number', text, undefined),
        transport: value('transport', text, 'ussd'),
        host: {
            now: value('now', millisecondsOf, undefined),
            random: value('random', numberOf, undefined),
            endpoints: value('endpoints', listed, undefined),
            config: {...objectOf(own.config), ...value('config', json, {})},
            settings: own,
            http: fixtures.map(({fixture}) => fixture),
        },
        fixtures: fixtures.map(({file: source, fixture: {name, request}}) => {
            const known = name ?? `${request?.method ?? 'GET'} ${request?.url}`;
            return {key: `${source}\n${known}`, name: known};
        }),
    };
}

/** @param {string} text */
function listed(text) {
    return text.split(',').map((one) => one.trim()).filter((one) => one !== '');
}

/** @param {string} text */
function numberOf(text) {
    const number = Number(text);
    if (text === '' || !Number.isFinite(number)) {
        throw new Error(`'${text}' (expected: a number)`);
    }
    return number;
}

/**
 * @param {string} text JSON, or the name of a file of it
 * @param {string} folder
 * @returns {Record<string, any>}
 */
function jsonOf(text, folder) {
    const object = JSON.parse(text.startsWith('{') ? text : readFileSync(path.resolve(folder, text), 'utf8'));
    if (Object(object) !== object || Array.isArray(object)) {
        throw new Error(`${text} (expected: a JSON object, or a file with one)`);
    }
    return object;
}

/** @param {any} value the app's own configuration, which may stand as text */
function objectOf(value) {
    return typeof value === 'string' ? JSON.parse(value) : value ?? {};
}
