/** @file How far the translations into a language are, and what is wrong with them. */

import {entriesOf} from '../../lib/text/catalogue.js';
import {keyOf, parsePo} from '../../lib/text/po.js';
import {screensTooLong} from '../lint/screens.mjs';
import {translationFindings} from '../lint/texts.mjs';
import {byMessage, textsOf} from '../definition/texts.mjs';
import {messagesOf} from './messages.mjs';

/** @typedef {import('../lint/rules.mjs').Found} Found */
/** @typedef {import('../../lib/internal.d.ts').CompiledApp} CompiledApp */

/**
 * @typedef {object} LanguageReport
 * @property {string} language
 * @property {number} messages that can be translated
 * @property {number} translated
 * @property {number} fuzzy translations somebody has to look at; they count as missing
 * @property {number} percent of messages that are translated, rounded down
 * @property {Found[]} findings
 */

/**
 * @param {{file: string, app: CompiledApp, source: import('../definition/source.mjs').Source}} loaded
 * @param {string} language
 * @param {{samples: import('../definition/screens.mjs').Samples, mostPages: number}} options
 * @returns {Promise<LanguageReport>}
 */
export async function checkLanguage(loaded, language, {samples, mostPages}) {
    const {app, source} = loaded;
    const catalogue = app.options.catalogues?.[language];
    const messages = messagesOf(loaded);
    const entries = catalogue === undefined ? [] : entriesOf(catalogue);
    const translated = entries.filter(({message, context, translations}) =>
        translations.length > 0 && messages.has(keyOf(message, context)));
    return {
        language,
        messages: messages.size,
        translated: translated.length,
        fuzzy: isPo(catalogue) ? parsePo(catalogue).filter(({fuzzy, message}) => fuzzy && message !== '').length : 0,
        percent: messages.size === 0 ? 100 : Math.floor(translated.length / messages.size * 100),
        findings: [
            ...translationFindings(app, source, language, byMessage(textsOf(loaded).uses)),
            ...await screensTooLong(app, language, samples, mostPages),
        ],
    };
}

/**
 * @param {unknown} catalogue
 * @returns {catalogue is string}
 */
function isPo(catalogue) {
    return typeof catalogue === 'string' && !/^\ufeff?\s*\{/.test(catalogue);
}
