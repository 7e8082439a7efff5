/** @file Languages and translations of an app on vumigo_v02, which has them in its configuration. */

import {entriesOf} from '../../../lib/text/catalogue.js';
import {nameOf} from '../../scaffold/files.mjs';
import {Code} from '../code.mjs';

/** @typedef {import('../imported.d.ts').Draft} Draft */
/** @typedef {import('../../../lib/text/po.js').Entry} Entry */

const WRITTEN = 'en';

/**
 * @param {Record<string, any>} settings what `config.get` serves
 * @param {Draft[]} drafts
 * @returns {{languages: Record<string, string>, catalogues: Record<string, Entry[]>}} languages: empty if there is but one
 */
export function languagesOf(settings, drafts) {
    const translated = Object.entries(settings).flatMap(([key, value]) => {
        const language = /^translation\.(\w+)$/.exec(key)?.[1];
        return language === undefined ? [] : [/** @type {const} */ ([language, entriesOf(value)])];
    });
    const chosen = drafts.filter(({builder}) => builder === 'language').flatMap(({options: {choices}}) => namesIn(choices));
    const first = settings.config?.default_lang ?? WRITTEN;
    const codes = new Set([first, ...chosen.map(([code]) => code), ...translated.map(([language]) => language)]);
    const names = new Map(chosen);
    return {
        languages: codes.size === 1 ? {} : Object.fromEntries([...codes].map((code) => [code,
            names.get(code) ?? nameOf(code)])),
        catalogues: Object.fromEntries(translated),
    };
}

/**
 * @param {any} choices of a state
 * @returns {[code: string, name: string][]}
 */
function namesIn(choices) {
    const pairs = Array.isArray(choices) ? choices.map(({value, label}) => [value, label])
        : choices instanceof Code ? [] : Object.entries(choices);
    return pairs.map(([code, label]) => [code, /^'(.*)'$/.exec(label.text)?.[1] ?? nameOf(code)]);
}
