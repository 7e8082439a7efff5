/** @file Rules about texts: placeholders, characters, translations. */

import {entriesOf} from '../../lib/text/catalogue.js';
import {offenders} from '../../lib/text/gsm7.js';
import {readPluralForms, ruleOf} from '../../lib/text/plural-forms.js';
import {keyOf} from '../../lib/text/po.js';
import {badPlaceholders, placeholders} from '../../lib/text/template.js';
import {isForTranslators} from '../catalogues/messages.mjs';
import {languagesOf} from '../definition/screens.mjs';
import {byMessage, positions, textsOf} from '../definition/texts.mjs';
import {answerNames, dataNames} from './names.mjs';

/** @typedef {import('../../lib/internal.d.ts').CompiledApp} CompiledApp */
/** @typedef {import('../../lib/text/po.js').Entry} Entry */
/** @typedef {import('../definition/source.mjs').Source} Source */
/** @typedef {import('../definition/texts.mjs').Use} Use */
/** @typedef {import('./rules.mjs').Found} Found */

/** What the engine itself offers to placeholders. */
const ALWAYS_KNOWN = ['answers', 'config', 'data', 'failure', 'loaded', 'rest', 'user'];

/**
 * @param {{app: CompiledApp, source: Source}} loaded
 * @returns {Found[]}
 */
export function textFindings({app, source}) {
    const {uses, made} = textsOf({app, source});
    const messages = byMessage(uses);
    const [first, ...others] = languagesOf(app);
    return [
        ...made.map(({state, place}) => found('text-function', {state, place}, 'made by a function: it cannot be checked')),
        ...uses.flatMap((use) => placeholderFindings(use, app, source)),
        ...[...messages.values()].flatMap(([use]) => charactersIn(app, use, first, [use.message, use.plural ?? ''])),
        ...others.flatMap((language) => translationFindings(app, source, language, messages)),
    ];
}

/**
 * @param {Found['rule']} rule
 * @param {Partial<Use>} use
 * @param {string} message
 * @param {Partial<Found>} [about]
 * @returns {Found}
 */
function found(rule, {state = null, place, position = null}, message, about = {}) {
    return {rule, state, place, message, position, ...about};
}

/**
 * @param {Use} use
 * @param {CompiledApp} app
 * @param {Source} source
 * @returns {Found[]}
 */
function placeholderFindings(use, app, source) {
    const texts = [use.message, use.plural ?? ''];
    const bad = texts.flatMap(badPlaceholders).map((one) =>
        found('bad-placeholder', use, `${one} is shown as it is (expected: a name or a path such as {{clinic.name}})`));
    const unknown = texts.flatMap(placeholders).filter((path) => !isKnown(path, use, app, source));
    return [...bad, ...[...new Set(unknown)].map((path) =>
        found('unknown-placeholder', use, `nothing is known that fills {{${path}}}: no answer, no value, no data`))];
}

/**
 * @param {string} path
 * @param {Use} use
 * @param {CompiledApp} app
 * @param {Source} source
 */
function isKnown(path, use, app, source) {
    const [name] = path.split('.');
    const loads = use.state === null || use.place === 'code' || app.states.get(use.state)?.options.load !== undefined;
    // Texts the engine shows with values of its own do not say so in the definition.
    return loads || use.known.includes(name) || ALWAYS_KNOWN.includes(name) || dataNames(source).has(name)
        || answerNames(app).has(name) || use.position === null;
}

/**
 * @param {CompiledApp} app
 * @param {Use} use
 * @param {string} language
 * @param {string[]} texts
 * @returns {Found[]}
 */
function charactersIn(app, use, language, texts) {
    if (app.profile.charset !== 'gsm-7') {
        return [];
    }
    const all = texts.flatMap(offenders).map(({character, suggestion}) => `${character} (${codePoint(character)}) ${suggestion === null
        ? 'makes the whole screen Unicode: it holds less than half as much'
        : `is shown as ${JSON.stringify(suggestion)}`}`);
    return all.length === 0 ? [] : [found('non-gsm', use, `${shown(texts[0])}: ${[...new Set(all)].join('; ')}`, {language})];
}

/** @param {string} character */
function codePoint(character) {
    return Array.from(character, (one) => `U+${Number(one.codePointAt(0)).toString(16).toUpperCase().padStart(4, '0')}`).join(' ');
}

/**
 * @param {CompiledApp} app
 * @param {Source} source
 * @param {string} language
 * @param {Map<string, Use[]>} messages
 * @returns {Found[]}
 */
export function translationFindings(app, source, language, messages) {
    const catalogue = app.options.catalogues?.[language];
    if (catalogue === undefined) {
        return [found('missing-translation', {}, `there is no catalogue for '${language}': all is shown as it was written`, {language})];
    }
    const entries = new Map(entriesOf(catalogue).map((entry) => [keyOf(entry.message, entry.context), entry]));
    const untranslated = [...messages].filter(([key, [use]]) => isForTranslators(use)
        && !entries.get(key)?.translations.length).map(([, [use]]) => use);
    const missing = untranslated.filter(({position}) => position !== null)
        .map((use) => found('missing-translation', use, `${shown(use.message)} has no translation`, {language}));
    const ofEngine = untranslated.filter(({position}) => position === null).map(({message}) => shown(message));
    const literals = positions(source);
    const unused = [...entries].filter(([key, {message}]) => !messages.has(key) && !literals.has(message))
        .map(([, {message}]) => found('unused-translation', {}, `${shown(message)} is a text of the app no more`, {language}));
    const engine = ofEngine.length === 0 ? [] : [found('missing-translation', {},
        `texts of the engine have no translation: ${ofEngine.join(', ')} (jukwaa i18n extract adds them)`, {language})];
    return [...missing, ...engine, ...unused, ...[...messages].flatMap(([key, [use]]) => {
        const entry = entries.get(key);
        return entry === undefined ? [] : [
            ...charactersIn(app, use, language, entry.translations),
            ...placeholdersOf(use, entry, language),
            ...pluralsOf(use, entry, language),
        ];
    })];
}

/**
 * @param {Use} use
 * @param {Entry} entry
 * @param {string} language
 * @returns {Found[]}
 */
function placeholdersOf(use, {translations}, language) {
    const wanted = new Set([use.message, use.plural ?? ''].flatMap(placeholders));
    const there = new Set(translations.flatMap(placeholders));
    const unknown = [...there].filter((path) => !wanted.has(path)).map((path) => `{{${path}}} is not in the text`);
    const missing = [...wanted].filter((path) => !there.has(path)).map((path) => `{{${path}}} is missing`);
    const bad = translations.flatMap(badPlaceholders).map((one) => `${one} is no placeholder`);
    const wrong = translations.length === 0 ? [] : [...unknown, ...missing, ...bad];
    return wrong.length === 0 ? [] : [
        found('translation-placeholder', use, `translation of ${shown(use.message)}: ${wrong.join(', ')}`, {language}),
    ];
}

/**
 * @param {Use} use
 * @param {Entry} entry
 * @param {string} language
 * @returns {Found[]}
 */
function pluralsOf(use, {translations}, language) {
    const {forms} = readPluralForms(ruleOf(language).forms);
    const filled = translations.filter((text) => text !== '').length;
    return use.plural === undefined || filled === 0 || filled >= forms
        ? []
        : [found('plural-forms', use, `translation of ${shown(use.message)} has ${filled} of ${forms} plural forms`, {language})];
}

/** @param {string} text as part of a line */
export function shown(text) {
    const line = text.replace(/\s+/g, ' ');
    return `'${line.length > 50 ? `${line.slice(0, 47)}...` : line}'`;
}
