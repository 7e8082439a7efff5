/** @file gettext's `.po` files, read and written. */
'use strict';

/**
 * @typedef {object} Entry a message and its translations
 * @property {string} message
 * @property {string} [context]
 * @property {string} [plural] the message for other numbers
 * @property {string[]} translations one for each plural form; without empty ones at the end, so none at all if it is not translated
 * @property {string[]} [places] where the message stands in the source; one line each
 * @property {string} [note] for translators, from the source
 * @property {string} [comment] of translators
 * @property {boolean} [fuzzy] whether someone has to look at the translation before it can be used
 */

/** @typedef {Entry & {line: number}} PoEntry with the line its message starts on, from 1 */
/** @typedef {ReturnType<typeof newDraft>} Draft */

const ESCAPES = new Map(Object.entries({n: '\n', t: '\t', r: '\r', a: '\x07', b: '\b', f: '\f', v: '\v', '\\': '\\', '"': '"'}));
const WRITTEN = new Map(Array.from(ESCAPES, ([name, character]) => [character, `\\${name}`]));
const KEYWORD = /^(msgctxt|msgid_plural|msgid|msgstr(?:\[\d{1,2}\])?)\s*(".*)$/;
const COMMENTS = new Map([['#:', 'places'], ['#.', 'notes'], ['#,', 'flags'], ['#', 'comments']]);

/**
 * All entries but obsolete ones (`#~`). The header is the entry of the message `''`.
 *
 * @param {string} text
 * @returns {PoEntry[]}
 * @throws {Error} that names the line
 */
function parsePo(text) {
    /** @type {PoEntry[]} */
    const entries = [];
    let draft = newDraft();
    const finish = () => {
        if (draft.line > 0) {
            entries.push(entryOf(draft));
            draft = newDraft();
        }
    };
    text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/).forEach((whole, index) => {
        const line = whole.trim();
        const number = index + 1;
        if (line.startsWith('#')) {
            if (draft.last.startsWith('msgstr')) {
                finish();
            }
            addComment(draft, line);
        } else if (line.startsWith('"')) {
            addString(draft, draft.last, line, number);
        } else if (line !== '') {
            const [, keyword, string] = KEYWORD.exec(line) ?? [];
            if (keyword === undefined) {
                throw wrong(number, line, 'msgctxt, msgid, msgid_plural, msgstr or msgstr[n] and a string in double quotes, or a comment');
            }
            if (startsNext(draft, keyword)) {
                finish();
            }
            addField(draft, keyword, string, number);
        }
    });
    finish();
    refuseRepeated(entries);
    return entries;
}

function newDraft() {
    return {
        /** The line of the first keyword; 0 before it. */
        line: 0,
        /** The keyword strings belong to. */
        last: '',
        /** @type {Map<string, string>} */
        fields: new Map(),
        /** @type {Record<string, string[]>} */
        about: {places: [], notes: [], flags: [], comments: []},
    };
}

/**
 * @param {Draft} draft
 * @param {string} keyword
 */
function startsNext({last}, keyword) {
    return last.startsWith('msgstr') && (keyword === 'msgctxt' || keyword === 'msgid');
}

/**
 * @param {Draft} draft
 * @param {string} line
 */
function addComment(draft, line) {
    const mark = line.slice(0, 2);
    if (mark === '#~') {
        // What stands above an obsolete entry is about that.
        draft.about = newDraft().about;
    }
    if (mark === '#~' || mark === '#|') {
        return;
    }
    const {about} = draft;
    const kind = COMMENTS.get(mark);
    about[kind ?? 'comments'].push(line.slice(kind === undefined ? 1 : mark.length).replace(/^ /, ''));
}

/**
 * @param {Draft} draft
 * @param {string} keyword
 * @param {string} string in its quotes
 * @param {number} line
 */
function addField(draft, keyword, string, line) {
    const {fields} = draft;
    const name = keyword.replace(/\[0*(?=\d)/, '[');
    if (fields.has(name)) {
        throw wrong(line, name, 'once in each entry');
    }
    if (name !== 'msgctxt' && name !== 'msgid' && !fields.has('msgid')) {
        throw wrong(line, name, 'msgid before it');
    }
    if (name.startsWith('msgstr') && name.endsWith(']') !== fields.has('msgid_plural')) {
        throw wrong(line, name, fields.has('msgid_plural') ? 'msgstr[0], msgstr[1] … after msgid_plural' : 'msgid_plural before it');
    }
    draft.line ||= line;
    draft.last = name;
    fields.set(name, '');
    addString(draft, name, string, line);
}

/**
 * @param {Draft} draft
 * @param {string} name
 * @param {string} string in its quotes
 * @param {number} line
 */
function addString({fields}, name, string, line) {
    if (name === '') {
        throw wrong(line, string, 'msgid before it');
    }
    if (!/^"(?:[^"\\]|\\.)*"$/.test(string)) {
        throw wrong(line, string, 'a string in double quotes, with \\" for a quote in it');
    }
    const text = string.slice(1, -1).replace(/\\(x[\da-fA-F]{1,2}|[0-7]{1,3}|.)/gu, (_, escape) => {
        const known = ESCAPES.get(escape);
        if (known !== undefined) {
            return known;
        }
        if (!/^(x[\da-fA-F]|[0-7])/.test(escape)) {
            throw wrong(line, `\\${escape}`, 'one of \\n \\t \\r \\a \\b \\f \\v \\\\ \\" \\x1b \\033');
        }
        return String.fromCharCode(escape.startsWith('x') ? parseInt(escape.slice(1), 16) : parseInt(escape, 8));
    });
    fields.set(name, fields.get(name) + text);
}

/**
 * @param {Draft} draft
 * @returns {PoEntry}
 */
function entryOf({line, fields, about}) {
    const message = fields.get('msgid');
    if (message === undefined) {
        throw wrong(line, `msgctxt ${JSON.stringify(fields.get('msgctxt'))}`, 'msgid after it');
    }
    const forms = [...fields].filter(([name]) => name.startsWith('msgstr'));
    if (forms.length === 0) {
        throw wrong(line, `msgid ${JSON.stringify(message)}`, 'msgstr after it');
    }
    /** @type {string[]} */
    const translations = [];
    for (const [name, text] of forms) {
        translations[Number(/\d+/.exec(name)?.[0] ?? 0)] = text;
    }
    const flags = about.flags.join(',').split(',').map((flag) => flag.trim());
    return {
        message,
        ...fields.has('msgctxt') && {context: fields.get('msgctxt')},
        ...fields.has('msgid_plural') && {plural: fields.get('msgid_plural')},
        translations: withoutEmptyEnd(Array.from(translations, (text) => text ?? '')),
        ...about.places.length > 0 && {places: about.places},
        ...about.notes.length > 0 && {note: about.notes.join('\n')},
        ...about.comments.length > 0 && {comment: about.comments.join('\n')},
        ...flags.includes('fuzzy') && {fuzzy: true},
        line,
    };
}

/** @param {string[]} translations */
function withoutEmptyEnd(translations) {
    return translations.slice(0, translations.findLastIndex((text) => text !== '') + 1);
}

/** @param {PoEntry[]} entries */
function refuseRepeated(entries) {
    /** @type {Map<string, number>} */
    const lines = new Map();
    for (const entry of entries) {
        const key = keyOf(entry.message, entry.context);
        const before = lines.get(key);
        if (before !== undefined) {
            throw wrong(entry.line, `msgid ${JSON.stringify(entry.message)}`, `once; it is on line ${before} too`);
        }
        lines.set(key, entry.line);
    }
}

/**
 * What an entry is found by: gettext's own way to put the context before the message.
 *
 * @param {string} message
 * @param {string} [context]
 */
function keyOf(message, context) {
    return context === undefined ? message : `${context}\u0004${message}`;
}

/**
 * @param {Entry} entry
 * @param {number} forms how many plural forms the language has
 * @returns {string}
 */
function entryText({message, context, plural, translations, places = [], note, comment, fuzzy}, forms) {
    const length = Math.max(forms, translations.length);
    const numbered = Array.from({length}, (_, at) => `msgstr[${at}] ${quoted(translations[at] ?? '')}`);
    return [
        ...linesOf('#', comment),
        ...linesOf('#.', note),
        ...places.flatMap((place) => linesOf('#:', place)),
        ...fuzzy ? ['#, fuzzy'] : [],
        ...context === undefined ? [] : [`msgctxt ${quoted(context)}`],
        `msgid ${quoted(message)}`,
        ...plural === undefined ? [`msgstr ${quoted(translations[0] ?? '')}`] : [`msgid_plural ${quoted(plural)}`, ...numbered],
        '',
    ].join('\n');
}

/**
 * @param {string} mark
 * @param {string} [text]
 */
function linesOf(mark, text) {
    return text === undefined ? [] : text.split(/\r\n|\n|\r/).map((line) => `${mark} ${line}`.trimEnd());
}

/** @param {string} text */
function quoted(text) {
    const lines = text.split(/(?<=\n)/).map((line) => `"${line.replace(/[\x00-\x1f\x7f"\\]/g, escaped)}"`);
    return lines.length > 1 ? ['""', ...lines].join('\n') : lines[0];
}

/** @param {string} character */
function escaped(character) {
    return WRITTEN.get(character) ?? `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`;
}

/**
 * @param {number} line
 * @param {string} found
 * @param {string} expected
 */
function wrong(line, found, expected) {
    return new Error(`line ${line}: ${found} (expected: ${expected})`);
}

module.exports = {entryText, keyOf, parsePo, withoutEmptyEnd};
