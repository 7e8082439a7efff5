/** @file Translations into one language, from `.po` files and JSON; and `.po` files for translators. */
'use strict';

const {CATEGORIES, readPluralForms, ruleOf} = require('./plural-forms');
const {entryText, keyOf, parsePo, withoutEmptyEnd} = require('./po');

/** @typedef {import('./po').Entry} Entry */
/** @typedef {Entry & {categories?: string[], line?: number}} Read with the plural category of each translation, where it was given */
/** @typedef {{entries: Read[], pluralForms?: string, language?: string, where?: string}} Content `where` tells of its header */

/**
 * Reads a catalogue:
 *
 * - the text of a `.po` file, or of JSON;
 * - a Jed catalogue: `{domain, locale_data: {messages: {'': {…}, 'context\u0004message': ['translation']}}}`, or the older
 *   `{messages: {'': {…}, message: [null, 'translation']}}` whose lists start with the plural;
 * - `{message: 'translation', 'one child': {one: '…', other: '…'}, 'one clinic': ['…', '…']}`.
 *
 * Fuzzy and empty translations count as missing. Plural forms are those of the catalogue's Plural-Forms, else of its language.
 *
 * @param {unknown} source
 * @param {string} [language] its code, for catalogues that do not tell
 * @returns {import('../internal').Catalogue}
 * @throws {Error} that says what is wrong, and on which line of a `.po` file
 */
function readCatalogue(source, language = '') {
    const content = contentOf(source);
    const rule = ruleOf(content.language ?? language);
    const byLanguage = readPluralForms(rule.forms);
    const own = content.pluralForms === undefined ? byLanguage : readPluralForms(content.pluralForms, content.where);
    const entries = new Map(content.entries.map((entry) => [keyOf(entry.message, entry.context), entry]));
    return {
        find: (message, context) => entries.get(keyOf(message, context))?.translations[0] || undefined,
        findPlural(message, count, context) {
            const {translations, categories} = entries.get(keyOf(message, context)) ?? {translations: []};
            if (categories === undefined) {
                return translations[own.formOf(Math.abs(count))] || undefined;
            }
            const wanted = [count === 0 ? 'zero' : '', rule.categories[byLanguage.formOf(Math.abs(count))], 'other'];
            return wanted.map((category) => translations[categories.indexOf(category)]).find(Boolean);
        },
    };
}

/**
 * All messages of a catalogue, for tools that check it. Fuzzy entries are left out; translations without empty ones at the end.
 *
 * @param {unknown} source see {@link readCatalogue}
 * @returns {Entry[]} in the catalogue's order
 */
function entriesOf(source) {
    return contentOf(source).entries.map(({categories, line, ...entry}) => entry);
}

/**
 * The same catalogue as an object that is read at once: what is uploaded with an app in place of a `.po` file.
 *
 * @param {string} text of a `.po` file
 * @returns {Record<string, object>}
 * @throws {Error} that names the line
 */
function objectOf(text) {
    const {entries, pluralForms, language, where} = contentOfPo(text);
    readPluralForms(pluralForms ?? ruleOf(language ?? '').forms, where);
    const header = {...pluralForms !== undefined && {plural_forms: pluralForms}, ...language !== undefined && {lang: language}};
    const translated = entries.filter(({translations}) => translations.length > 0);
    return {'': header, ...Object.fromEntries(translated.map(({message, context, translations}) => [keyOf(message, context), translations]))};
}

/**
 * A `.po` file. The same entries give the same text in whatever order they come: sorted by message, then context.
 *
 * @param {Entry[]} entries
 * @param {{language?: string, header?: Record<string, string>}} [about] `header`: fields beside or in place of those that are always there
 * @returns {string}
 */
function writePo(entries, {language = '', header = {}} = {}) {
    const fields = {
        'Language': language,
        'MIME-Version': '1.0',
        'Content-Type': 'text/plain; charset=UTF-8',
        'Content-Transfer-Encoding': '8bit',
        'Plural-Forms': ruleOf(language).forms,
        ...header,
    };
    const {forms} = readPluralForms(fields['Plural-Forms']);
    const first = {message: '', translations: [Object.entries(fields).map(([name, value]) => `${name}: ${value}\n`).join('')]};
    const sorted = [...entries].sort((a, b) => order(a.message, b.message) || order(a.context ?? '', b.context ?? ''));
    return [first, ...sorted].map((entry) => entryText(entry, forms)).join('\n');
}

/**
 * By code units, the same on every machine.
 *
 * @param {string} a
 * @param {string} b
 */
function order(a, b) {
    return Number(a > b) - Number(a < b);
}

/**
 * @param {unknown} source
 * @returns {Content}
 */
function contentOf(source) {
    if (typeof source !== 'string') {
        return contentOfJson(source);
    }
    return /^\ufeff?\s*\{/.test(source) ? contentOfJson(JSON.parse(source.replace(/^\ufeff/, ''))) : contentOfPo(source);
}

/**
 * @param {string} text
 * @returns {Content}
 */
function contentOfPo(text) {
    const all = parsePo(text);
    const isHeader = (/** @type {Read} */ {message, context}) => message === '' && context === undefined;
    const header = all.find(isHeader);
    const fields = headerOf(header?.translations[0] ?? '');
    return {
        entries: all.filter((entry) => !isHeader(entry) && !entry.fuzzy),
        pluralForms: fields.get('plural-forms') || undefined,
        language: fields.get('language') || undefined,
        where: `line ${header?.line}: `,
    };
}

/** @param {string} text lines of `Name: value` */
function headerOf(text) {
    return new Map(text.split('\n').filter((line) => line.includes(':')).map((line) => {
        const at = line.indexOf(':');
        return [line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()];
    }));
}

/**
 * @param {unknown} source
 * @returns {Content}
 */
function contentOfJson(source) {
    if (!isObject(source)) {
        throw new Error(`${JSON.stringify(source)} (expected: the text of a .po file, a Jed catalogue, or {message: 'translation'})`);
    }
    const messages = messagesOf(source);
    const {'': about, ...rest} = messages;
    const header = isObject(about) ? about : {};
    const pluralForms = header['plural_forms'] ?? header['plural-forms'] ?? header['Plural-Forms'];
    const language = header['lang'] ?? header['language'] ?? header['Language'];
    const lists = Object.values(rest).filter(Array.isArray);
    const startsWithPlural = lists.some(([first]) => first === null);
    return {
        entries: Object.entries(rest).map(([key, value]) => jsonEntry(key, value, startsWithPlural)),
        ...typeof pluralForms === 'string' && pluralForms !== '' && {pluralForms},
        ...typeof language === 'string' && language !== '' && {language},
    };
}

/**
 * @param {Record<string, unknown>} source
 * @returns {Record<string, unknown>}
 */
function messagesOf(source) {
    const {domain = 'messages', locale_data: domains} = source;
    if (isObject(domains)) {
        const messages = domains[String(domain)] ?? Object.values(domains)[0];
        if (!isObject(messages)) {
            throw new Error(`locale_data.${domain}: ${JSON.stringify(messages)} (expected: {message: ['translation']})`);
        }
        return messages;
    }
    const older = Object.values(source).find((messages) => isObject(messages) && isObject(messages['']));
    return isObject(older) ? older : source;
}

/**
 * @param {string} key
 * @param {unknown} value
 * @param {boolean} startsWithPlural whether lists have the plural before translations
 * @returns {Read}
 */
function jsonEntry(key, value, startsWithPlural) {
    const at = key.indexOf('\u0004');
    const known = {message: key.slice(at + 1), ...at >= 0 && {context: key.slice(0, at)}};
    if (typeof value === 'string') {
        return {...known, translations: withoutEmptyEnd([value])};
    }
    const list = Array.isArray(value) && startsWithPlural ? value.slice(1) : value;
    if (Array.isArray(list) && list.every((text) => typeof text === 'string')) {
        const plural = startsWithPlural && Array.isArray(value) && typeof value[0] === 'string' ? {plural: value[0]} : {};
        return {...known, ...plural, translations: withoutEmptyEnd(list)};
    }
    if (isObject(value) && typeof value.other === 'string') {
        const categories = Object.keys(value);
        const translations = Object.values(value).filter((text) => typeof text === 'string');
        if (categories.every((category) => CATEGORIES.includes(category)) && translations.length === categories.length) {
            return {...known, translations, categories};
        }
    }
    throw new Error(`'${key}': ${JSON.stringify(value)} (expected: a text, a list of texts, or texts for ${CATEGORIES.join(', ')};`
        + ' other is needed)');
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, unknown>}
 */
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

module.exports = {entriesOf, objectOf, readCatalogue, writePo};
