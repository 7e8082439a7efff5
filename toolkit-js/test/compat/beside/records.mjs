/** @file Random users as they may be stored: by either toolkit, by older versions of one, or by hand. */

import { LANGUAGES, randomPlain } from './texts.mjs';
import { randomMetadata } from './describe.mjs';

/** @typedef {import('./random.mjs').Random} Random */

/**
 * @param {Random} random
 * @param {boolean} isBooklet only those have ever stored texts for numbers of pages
 * @returns {any} what different versions have left in the metadata of states
 */
function stateMetadata(random, isBooklet) {
    return random.weigh([
        [4, () => undefined],
        [2, () => ({})],
        [3, () => randomMetadata(random)],
        [4, () => ({page: isBooklet ? random.pick([0, 1, '0', '1', '2', null, -1, 99]) : random.pick([0, 1, 2, 3, -1, 99])})],
        [2, () => ({page: isBooklet ? random.pick([0, 1, '1']) : 1, page_text: randomPlain(random)})],
        [4, () => ({page_start: random.pick([0, 1, 2, 4, 8, 16, 40])})],
        [0.5, () => null]
    ])();
}

/** @param {Random} random @param {import('./describe.mjs').AppDescription} app @returns {any} */
function state(random, app) {
    const known = random.pick(app.states);
    const name = random.weigh([[12, known.name], [1, 'gone'], [1, '__error__'], [0.5, undefined], [0.3, null]]);
    return random.weigh([
        [20, () => ({
            name: name,
            metadata: stateMetadata(random, known.type === 'BookletState' && !['delegate', 'once'].includes(known.creator.how)),
            creator_opts: random.weigh([[5, {}], [2, undefined], [2, {again: true}], [1, {from: 'record'}], [0.5, null]])
        })],
        [1, () => undefined],
        [1, () => ({})],
        [0.3, () => null]
    ])();
}

/**
 * @param {Random} random
 * @param {import('./describe.mjs').AppDescription} app
 * @param {string} addr
 * @returns {any}
 */
export function randomRecord(random, app, addr) {
    return {
        addr: addr,
        lang: random.weigh([[4, null], [4, random.pick(LANGUAGES)], [1, undefined], [0.3, '']]),
        answers: random.weigh([[4, {}], [4, {s0: 'yes', s1: {deep: [1]}, old: null}], [1, undefined]]),
        metadata: random.weigh([[4, {}], [4, {note: randomPlain(random)}], [1, undefined]]),
        in_session: random.weigh([[5, true], [4, false], [1, undefined], [0.3, null]]),
        state: state(random, app),
        ...random.chance(0.1) && {extra: 'of another version'}
    };
}
