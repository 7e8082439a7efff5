/** @file Texts with their translations, and the catalogues they go into. */

import {placeholders} from '../../lib/text/template.js';
import {Code, quoted} from './code.mjs';

/** @typedef {import('../../lib/text/po.js').Entry} Entry */

/** A text of the app in all its languages. */
export class ImportedText {
    /**
     * @param {string} source
     * @param {Record<string, string>} [translations] by language
     */
    constructor(source, translations = {}) {
        this.source = source;
        this.translations = translations;
    }

    /** @param {(text: string) => string} change */
    map(change) {
        return new ImportedText(change(this.source),
            Object.fromEntries(Object.entries(this.translations).map(([language, text]) => [language, change(text)])));
    }
}

/**
 * Texts one below the other. Where one of them has no translation, its source stands in for it.
 *
 * @param {ImportedText[]} texts
 */
export function joined(texts) {
    const languages = [...new Set(texts.flatMap(({translations}) => Object.keys(translations)))];
    return new ImportedText(texts.map(({source}) => source).join('\n'), Object.fromEntries(languages.map((language) =>
        [language, texts.map(({source, translations}) => translations[language] ?? source).join('\n')])));
}

/** What becomes of the translations of an app's texts. */
export class Catalogues {
    /** @type {Map<string, Entry & {byLanguage: Record<string, string>}>} */
    #entries = new Map();
    /** Whether `message(…)` is needed. */
    usesContext = false;

    /**
     * The text as it stands in the app: with a context where the same text was translated in another way before.
     *
     * @param {ImportedText} text
     * @param {string} state
     * @returns {string | Code}
     */
    take({source, translations}, state) {
        const known = this.#entries.get(source);
        if (known === undefined || Object.entries(translations).every(([language, one]) => (known.byLanguage[language] ??= one) === one)) {
            this.#entries.set(source, known ?? {message: source, translations: [], note: state, byLanguage: {...translations}});
            return source;
        }
        this.usesContext = true;
        this.#entries.set(`${state}\u0004${source}`,
            {message: source, context: state, translations: [], note: state, byLanguage: {...translations}});
        return new Code(`message(${quoted(source)}, {}, {context: ${quoted(state)}})`);
    }

    /**
     * @param {string} language
     * @returns {Entry[]} those whose placeholders differ are fuzzy: somebody has to look at them
     */
    entriesIn(language) {
        return [...this.#entries.values()].map(({byLanguage, ...entry}) => {
            const translation = byLanguage[language];
            const differs = translation !== undefined && namesIn(translation) !== namesIn(entry.message);
            return {...entry, translations: translation === undefined ? [] : [translation], ...differs ? {fuzzy: true} : {}};
        });
    }
}

/**
 * The placeholders of a text, in an order of their own.
 *
 * @param {string} text
 */
export function namesIn(text) {
    return [...new Set(placeholders(text))].sort().join(' ');
}
