/**
 * @file Transcripts: what users do and what they see, as plain text.
 *
 * A test begins with `# title`. Then come settings (`user: +254…`), what the user does (`> dial`), the screen that is expected after
 * it, and checks (`= answers.district "Kisumu"`). Settings before the first title are those of all tests of the file. Lines that begin
 * with `##` are notes. A line of a screen that looks like something else has a `\` before it; `…` stands for any lines; `> ?` for an
 * input nobody has chosen yet.
 */

import {UsageError} from '../usage-error.mjs';

/** @typedef {{kind: 'dial' | 'drop' | 'wait' | 'sms' | 'language' | 'user' | 'type' | 'unknown', text: string}} Act */

/**
 * @typedef {object} ActStep
 * @property {'act'} step
 * @property {number} line counted from 1
 * @property {Act} act
 * @property {string[]} expected the lines after it, as they stand there
 * @property {{from: number, to: number}} range their lines, counted from 0; `to` is the first one that is not theirs
 *
 * @typedef {object} CheckStep
 * @property {'check'} step
 * @property {number} line
 * @property {string} text what stands after `= `
 *
 * @typedef {object} Test
 * @property {string} title
 * @property {number} line
 * @property {Map<string, {value: string, line: number}>} settings
 * @property {Record<string, string>[]} rows values of `with` lines; the test is run for each of them
 * @property {(ActStep | CheckStep)[]} steps
 */

const SETTINGS = ['user', 'now', 'config', 'settings', 'http', 'random', 'transport', 'number', 'endpoints'];
const ACTS = new Set(['wait', 'sms', 'language', 'user']);
/** What is typed where nobody has chosen it yet. */
export const UNKNOWN = '?';
const SPECIAL = /^(>|= |#|\\|\[end\]$|\[no reply\]$|…$)/;

/** A transcript that cannot be read. Its message begins with `file:line:`. */
export class TranscriptError extends UsageError {
    /**
     * @param {string} file
     * @param {number} line
     * @param {string} problem
     */
    constructor(file, line, problem) {
        super(`${file}:${line}: ${problem}`);
        this.name = 'TranscriptError';
    }
}

/**
 * @param {string} text
 * @param {string} file for errors
 * @returns {Test[]}
 */
export function parse(text, file) {
    const lines = text.split(/\r?\n/);
    /** @type {Test} */
    let test = {title: '', line: 1, settings: new Map(), rows: [], steps: []};
    const shared = test.settings;
    /** @type {Test[]} */
    const tests = [];
    lines.forEach((line, at) => {
        if (line.startsWith('##')) {
            return;
        }
        if (line.startsWith('#')) {
            test = {title: line.slice(1).trim(), line: at + 1, settings: new Map(shared), rows: [], steps: []};
            tests.push(test);
        } else {
            readLine(test, line, at, (problem) => new TranscriptError(file, at + 1, problem), tests.length > 0);
        }
    });
    refuseEmpty(tests, file);
    return tests;
}

/**
 * What tests nothing would pass.
 *
 * @param {Test[]} tests
 * @param {string} file
 */
function refuseEmpty(tests, file) {
    if (tests.length === 0) {
        throw new TranscriptError(file, 1, 'no test is here (expected: # what the test is about, and below it what the user does: > dial)');
    }
    for (const {title, line, steps} of tests) {
        if (title === '') {
            throw new TranscriptError(file, line, 'a title without words (expected: # what the test is about)');
        }
        if (steps.length === 0) {
            throw new TranscriptError(file, line, `nothing is done in the test '${title}' (expected: what the user does: > dial)`);
        }
    }
}

/**
 * @param {Test} test
 * @param {string} line
 * @param {number} at
 * @param {(problem: string) => Error} wrong
 * @param {boolean} titled
 */
function readLine(test, line, at, wrong, titled) {
    const last = test.steps.at(-1);
    if (line.startsWith('>')) {
        if (!titled) {
            throw wrong('something is done before the first title (expected: # what the test is about)');
        }
        test.steps.push({step: 'act', line: at + 1, act: actOf(line.slice(1).trim()), expected: [], range: {from: at + 1, to: at + 1}});
    } else if (line.startsWith('= ') && last !== undefined) {
        test.steps.push({step: 'check', line: at + 1, text: line.slice(2).trim()});
    } else if (last === undefined) {
        readSetting(test, line, at, wrong);
    } else if (last.step === 'act') {
        last.expected.push(line);
        // Blank lines at the end are not the screen's.
        last.range.to = line.trim() === '' ? last.range.to : at + 1;
    } else if (line.trim() !== '') {
        throw wrong(`'${line}' after a check (expected: what the user does, a check, or a title)`);
    }
}

/**
 * @param {Test} test
 * @param {string} line
 * @param {number} at
 * @param {(problem: string) => Error} wrong
 */
function readSetting(test, line, at, wrong) {
    if (line.trim() === '') {
        return;
    }
    if (line.startsWith('with ')) {
        test.rows.push(rowOf(line.slice(5), wrong));
        return;
    }
    const [, name, value] = /^(\w+):\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined || !SETTINGS.includes(name)) {
        throw wrong(`'${line}' (expected: a setting, one of ${SETTINGS.join(', ')}; or what the user does: > dial)`);
    }
    test.settings.set(name, {value, line: at + 1});
}

/**
 * @param {string} text `name=value`, values with spaces in quotes
 * @param {(problem: string) => Error} wrong
 */
function rowOf(text, wrong) {
    const pairs = [...text.matchAll(/(\w+)=(?:"([^"]*)"|(\S+))\s*/g)];
    if (pairs.map(([whole]) => whole).join('').trim() !== text.trim()) {
        throw wrong(`with ${text} (expected: name=value or name="some words")`);
    }
    return Object.fromEntries(pairs.map(([, name, quoted, bare]) => [name, quoted ?? bare]));
}

/**
 * @param {string} text
 * @returns {Act}
 */
function actOf(text) {
    const [word, ...rest] = text.split(' ');
    if (text === 'dial' || text === 'drop') {
        return {kind: text, text: ''};
    }
    if (text === UNKNOWN) {
        return {kind: 'unknown', text};
    }
    if (ACTS.has(word) && rest.length > 0) {
        return {kind: /** @type {Act['kind']} */ (word), text: rest.join(' ').trim()};
    }
    const [, quoted] = /^"(.*)"$/.exec(text) ?? [];
    return {kind: 'type', text: quoted ?? text};
}

/**
 * A line of a screen as it stands in a transcript.
 *
 * @param {string} line
 */
export function escaped(line) {
    return SPECIAL.test(line) ? `\\${line}` : line;
}

/**
 * What a user types, as it stands in a transcript.
 *
 * @param {string} text
 */
export function typed(text) {
    const {kind} = actOf(text);
    return kind === 'type' && text === text.trim() && text !== '' && !/^".*"$/.test(text) ? `> ${text}` : `> "${text}"`;
}

/**
 * Lines without spaces at their ends and without blank lines at the end.
 *
 * @param {string[]} lines
 */
export function trimmed(lines) {
    const all = lines.map((line) => line.trimEnd());
    return all.slice(0, all.findLastIndex((line) => line !== '') + 1);
}

/**
 * The test of one row.
 *
 * @param {Test} test
 * @param {Record<string, string>} row
 * @returns {Test}
 */
export function filled(test, row) {
    const fill = (/** @type {string} */ text) => text.replace(/<(\w+)>/g, (whole, name) => row[name] ?? whole);
    const named = Object.entries(row).map(([name, value]) => `${name}=${value}`).join(', ');
    return {...test, title: `${test.title} (${named})`, steps: test.steps.map((step) => step.step === 'check'
        ? {...step, text: fill(step.text)}
        : {...step, act: {...step.act, text: fill(step.act.text)}, expected: step.expected.map(fill)})};
}
