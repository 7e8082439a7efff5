/** @file One state asked through the simulated host: what it takes, what it says to everything else, and whether translators get that. */

import assert from 'node:assert/strict';

import {defineApp, end} from 'jukwaa';
import {phone} from 'jukwaa/testing';


/** When it is in all tests here: a Saturday. */
export const NOW = '2026-11-21T10:00:00Z';

const MARK = '~';

/**
 * A user who dialled and is asked.
 *
 * @param {any} state asks `Q?`
 * @param {string} [now]
 */
export async function asked(state, now = NOW) {
    const texts = state.texts().map((/** @type {any} */ {text}) => text).filter((/** @type {any} */ text) => typeof text !== 'function');
    const app = defineApp({
        name: 'asked',
        start: 'ask',
        languages: {en: 'English', xx: 'Marked'},
        catalogues: {xx: Object.fromEntries(texts.map(marked))},
        states: {ask: state, bye: end({text: 'Bye'}), locked: end({text: 'Locked'})},
    });
    const user = phone(app, {now});
    await user.dial();
    return user;
}

/**
 * A text that is a message, with its translation: the same with a mark before it.
 *
 * @param {any} text
 */
function marked(text) {
    const {message, plural, context} = typeof text === 'string' ? {message: text} : text;
    const key = context === undefined ? message : `${context}\u0004${message}`;
    return [key, plural === undefined ? MARK + message : {one: MARK + message, other: MARK + plural}];
}

/**
 * Every input gives the answer beside it.
 *
 * @param {() => any} make
 * @param {[input: string, answer: unknown][]} table
 * @param {string} [now]
 */
export async function takes(make, table, now) {
    for (const [input, answer] of table) {
        const user = await asked(make(), now);
        assert.equal(await user.reply(input), 'Bye', `input '${input}'`);
        assert.deepEqual(user.answers.ask, answer, `input '${input}'`);
    }
}

/**
 * Every input is refused with the text before it, in English and in the language that shows what translators were given.
 *
 * @param {() => any} make
 * @param {Record<string, string[]>} table
 * @param {string} [now]
 */
export async function refuses(make, table, now) {
    for (const [text, inputs] of Object.entries(table)) {
        for (const input of inputs) {
            const user = await asked(make(), now);
            assert.equal(await user.reply(input), `${text}\nQ?`, `input '${input}'`);
            user.language = 'xx';
            assert.equal(await user.reply(input), `${MARK}${text}\n${MARK}Q?`, `input '${input}', translated`);
        }
    }
}

/**
 * An app with such a state is refused.
 *
 * @param {() => any} make
 * @param {string | RegExp} problem what is said of the state
 */
export function cannotWork(make, problem) {
    const define = () => defineApp({name: 'asked', start: 'ask', states: {ask: make(), bye: end({text: 'Bye'}), locked: end({text: 'Locked'})}});
    assert.throws(define, (/** @type {any} */ {name, problems}) => {
        assert.equal(name, 'DefinitionError');
        const said = problems.map((/** @type {string} */ line) => line.replace(/^states\.ask: /, ''));
        assert.ok(said.some((/** @type {string} */ line) => typeof problem === 'string' ? line === problem : problem.test(line)), said.join('\n'));
        return true;
    });
}

/**
 * The input that the state itself gives for tests is one it takes.
 *
 * @param {any} state
 */
export async function takesItsSample(state) {
    const sample = state.sample({to: 'bye', by: ''}, new Date(NOW));
    const user = await asked(state);
    assert.equal(await user.reply(sample), 'Bye', `sample '${sample}'`);
    assert.equal(state.sample({to: 'bye', by: 'attempts'}), undefined);
}
