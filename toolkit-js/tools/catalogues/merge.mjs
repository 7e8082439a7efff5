/** @file New messages put into what translators have done so far. */

import {entriesOf, writePo} from '../../lib/text/catalogue.js';
import {readPluralForms, ruleOf} from '../../lib/text/plural-forms.js';
import {entryText, keyOf, parsePo} from '../../lib/text/po.js';

/** @typedef {import('../../lib/text/po.js').Entry} Entry */

/**
 * What a catalogue has become: its text, and how many messages are new, still there and gone.
 *
 * @typedef {{text: string, added: number, kept: number, gone: number}} Merged
 */

/** Fields of the header that are written anew. */
const FIXED = ['Content-Transfer-Encoding', 'Content-Type', 'MIME-Version'];

/**
 * A `.po` file with these messages. Translations, comments and flags of the file so far stay; translations of messages that are gone
 * become obsolete (`#~`), and come back with their message.
 *
 * @param {Map<string, Entry>} messages by gettext's key
 * @param {string} before the file so far; empty if there is none
 * @param {string} language
 * @returns {Merged}
 */
export function mergedPo(messages, before, language) {
    const all = parsePo(before);
    const header = all.find(({message, context}) => message === '' && context === undefined);
    const known = mapOf(all.filter((entry) => entry !== header));
    const obsolete = mapOf(parsePo(obsoleteIn(before)));
    const entries = [...messages].map(([key, entry]) => withTranslations(entry, known.get(key) ?? obsolete.get(key)));
    const gone = [...known].filter(([key]) => !messages.has(key)).map(([, entry]) => entry);
    const kept = [...gone.filter(({translations}) => translations.length > 0), ...[...obsolete].filter(([key]) =>
        !messages.has(key) && !known.has(key)).map(([, entry]) => entry)].sort((a, b) => order(a.message, b.message));
    const fields = headerOf(header?.translations[0] ?? '');
    const {forms} = readPluralForms(fields['Plural-Forms'] ?? ruleOf(language).forms);
    const text = [
        ...commentLines(header?.comment),
        writePo(entries, {language, header: fields}),
        ...kept.map((entry) => `\n${obsoleteText(entry, forms)}`),
    ].join('');
    return {text, ...counts(messages, known, gone)};
}

/**
 * A plain JSON catalogue with these messages: `{message: 'translation'}`, lists for plurals. Translations of messages that are gone are
 * dropped.
 *
 * @param {Map<string, Entry>} messages by gettext's key
 * @param {string} before the file so far; empty if there is none
 * @param {string} language
 * @returns {Merged}
 */
export function mergedJson(messages, before, language) {
    const known = mapOf(before === '' ? [] : entriesOf(before));
    const {forms} = readPluralForms(ruleOf(language).forms);
    const pairs = [...messages].sort(([a], [b]) => order(a, b)).map(([key, {plural}]) => {
        const {translations = []} = known.get(key) ?? {};
        return [key, plural === undefined ? translations[0] ?? '' : Array.from({length: forms}, (_, at) => translations[at] ?? '')];
    });
    const gone = [...known].filter(([key]) => !messages.has(key));
    return {text: `${JSON.stringify(Object.fromEntries(pairs), null, 4)}\n`, ...counts(messages, known, gone)};
}

/**
 * @param {Map<string, Entry>} messages
 * @param {Map<string, Entry>} known
 * @param {unknown[]} gone
 */
function counts(messages, known, gone) {
    const kept = known.size - gone.length;
    return {added: messages.size - kept, kept, gone: gone.length};
}

/**
 * @param {Entry} entry
 * @param {Entry | undefined} before
 * @returns {Entry}
 */
function withTranslations(entry, before) {
    if (before === undefined) {
        return entry;
    }
    const {translations, comment, fuzzy, plural} = before;
    // One text where there are two now, or the other way round: somebody has to look at it.
    const changed = translations.length > 0 && plural !== entry.plural;
    return {...entry, translations, ...comment === undefined ? {} : {comment}, ...fuzzy || changed ? {fuzzy: true} : {}};
}

/**
 * @param {Entry[]} entries
 * @returns {Map<string, Entry>}
 */
function mapOf(entries) {
    return new Map(entries.map((entry) => [keyOf(entry.message, entry.context), entry]));
}

/**
 * The obsolete part of a `.po` file as it was before it became that.
 *
 * @param {string} text
 */
function obsoleteIn(text) {
    return text.split(/\r\n|\n|\r/).filter((line) => line.startsWith('#~') && !line.startsWith('#~|'))
        .map((line) => line.slice(2).trim()).join('\n');
}

/**
 * @param {Entry} entry
 * @param {number} forms
 */
function obsoleteText({message, context, plural, translations}, forms) {
    return entryText({message, context, plural, translations}, forms).split('\n').map((line) => line === '' ? '' : `#~ ${line}`).join('\n');
}

/**
 * @param {string} text lines of `Name: value`
 * @returns {Record<string, string>} without those that are always the same
 */
function headerOf(text) {
    const pairs = text.split('\n').filter((line) => line.includes(':')).map((line) => {
        const at = line.indexOf(':');
        return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    });
    return Object.fromEntries(pairs.filter(([name, value]) => !FIXED.includes(name) && value !== ''));
}

/** @param {string | undefined} comment */
function commentLines(comment) {
    return comment === undefined ? [] : comment.split('\n').map((line) => `# ${line}`.trimEnd() + '\n');
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
