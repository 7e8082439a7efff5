/** @file What translators get of an app: each text once, with where it stands. */

import path from 'node:path';

import {byMessage, textsOf} from '../definition/texts.mjs';

/** @typedef {import('../../lib/text/po.js').Entry} Entry */
/** @typedef {import('../definition/texts.mjs').Use} Use */

/**
 * All messages of an app that can be translated, without translations.
 *
 * @param {{file: string, app: import('../../lib/internal.d.ts').CompiledApp, source: import('../definition/source.mjs').Source}} loaded
 * @returns {Map<string, Entry>} by gettext's key
 */
export function messagesOf(loaded) {
    const folder = path.dirname(path.resolve(loaded.file));
    const found = [...byMessage(textsOf(loaded).uses)].filter(([, [use]]) => isForTranslators(use));
    return new Map(found.map(([key, uses]) => [key, entryOf(uses, folder)]));
}

/**
 * Whether there is something in it to translate, beside signs, numbers and placeholders.
 *
 * @param {{message: string}} use
 */
export function isForTranslators({message}) {
    return /\p{L}/u.test(message.replace(/\{\{[^}]*\}\}/g, ''));
}

/**
 * @param {Use[]} uses of one message
 * @param {string} folder places are relative to it
 * @returns {Entry}
 */
function entryOf(uses, folder) {
    const {message, context} = uses[0];
    const plural = uses.find((use) => use.plural !== undefined)?.plural;
    const places = uses.flatMap(({position}) => position === null
        ? [] : `${path.relative(folder, path.resolve(position.file)).split(path.sep).join('/')}:${position.line}`);
    const notes = uses.map(({state, place}) => [state, place].filter((part) => part !== null).join(' '));
    return {
        message,
        ...context === undefined ? {} : {context},
        ...plural === undefined ? {} : {plural},
        translations: [],
        places: [...new Set(places)],
        note: [...new Set(notes)].join('\n'),
    };
}
