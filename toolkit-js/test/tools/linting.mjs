/** @file Apps that are linted in tests. */

import assert from 'node:assert/strict';
import path from 'node:path';
import {it} from 'node:test';

import {loadApp} from '../../tools/definition/load.mjs';
import {lint} from '../../tools/lint/index.mjs';
import {RULES} from '../../tools/lint/rules.mjs';
import {workspace} from './workspace.mjs';

export const IMPORTS = `import * as jukwaa from 'jukwaa';
const {call, choice, confirm, decide, defineApp, end, form, freeText, language, menu, message, number, oneOf, plural, show} = jukwaa;
`;

/** An app of these states; the first one starts. */
export function app(states, options = '') {
    const start = /^\s*(\w+)/.exec(states)[1];
    return `${IMPORTS}export default defineApp({name: 'x', start: '${start}', ${options} states: {\n${states}\n}});\n`;
}

export async function found(test, source, {name = 'app.js', files = {}, ...options} = {}) {
    const folder = workspace(test, {[name]: source, ...files});
    const loaded = await loadApp(path.join(folder, name));
    return lint(loaded, {samples: {byPath: {}, length: 20}, mostPages: 2, severities: {}, ...options});
}

/** Each rule: an app that breaks it with what is said, and one that does not. */
export function rule(name, {breaks, says, fine, options = {}}) {
    it(`finds ${name}: ${RULES[name].summary}`, async (test) => {
        const findings = (await found(test, breaks, options)).filter((one) => one.rule === name);
        assert.deepEqual(findings.map(({severity, state, line, message}) => [severity, state, line, message]), says);
    });
    it(`lets pass what keeps ${name}`, async (test) => {
        const findings = (await found(test, fine, options)).filter((one) => one.rule === name);
        assert.deepEqual(findings, []);
    });
}

export const BYE = "bye: end({text: 'Bye'}),";
