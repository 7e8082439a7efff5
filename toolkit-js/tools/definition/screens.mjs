/** @file Screens as they would be shown, as far as that can be told without running the app: placeholders are filled with samples. */

import {keysOf, turningOf} from '../../lib/engine/navigation.js';
import {OWN_TEXTS} from '../../lib/engine/own-texts.js';
import {transliterate, unitsOf} from '../../lib/text/gsm7.js';
import {layout} from '../../lib/text/pages.js';
import {fill} from '../../lib/text/template.js';

/** @typedef {import('../../lib/internal.d.ts').CompiledApp} CompiledApp */
/** @typedef {import('../../lib/internal.d.ts').StateDefinition} StateDefinition */

/**
 * @typedef {object} SampleScreen
 * @property {string} state
 * @property {string} language
 * @property {string[]} pages their texts; empty if the screen cannot be made
 * @property {boolean} partly whether a function made some of it, for which a sample stands
 * @property {string[]} cut entries that do not fit on a page
 * @property {string | null} failure why it cannot be made at all
 */

/**
 * What stands for placeholders: by path, and how long all others are.
 *
 * @typedef {{byPath: Record<string, string>, length: number}} Samples
 */

/** Numbers that have all plural forms between them. */
const NUMBERS = [0, 1, 2, 3, 5, 8, 11, 100, 1_000_000];

/**
 * The screens of a state in a language; null where only the running app knows what they show.
 *
 * @param {CompiledApp} app
 * @param {string} name
 * @param {string} language
 * @param {Samples} samples
 * @returns {Promise<SampleScreen | null>}
 */
export async function sampleScreen(app, name, language, samples) {
    const state = /** @type {StateDefinition} */ (app.states.get(name));
    const made = {partly: false};
    const context = sampleContext(app, name, language, samples, made);
    const screen = await rendered(app, state, context);
    if (screen === null) {
        return null;
    }
    const footer = [...screen.footer ?? [], ...await navigation(app, name, state, context)];
    const entries = screen.entries ?? [];
    try {
        const pages = await pagesOf(app, state, {...screen, entries, footer}, context);
        const cut = entries.filter((entry) => !pages.some((page) => page.includes(`. ${onChannel(app, entry)}`)));
        return {state: name, language, pages, partly: made.partly, cut, failure: null};
    } catch (error) {
        return {state: name, language, pages: [], partly: made.partly, cut: [], failure: /** @type {Error} */ (error).message};
    }
}

/**
 * The languages of an app; one called `en` if it names none.
 *
 * @param {CompiledApp} app
 */
export function languagesOf(app) {
    return Object.keys(app.options.languages ?? {en: 'English'});
}

/**
 * A text in a language with samples in its placeholders; the longest of its plural forms. A sample where a function makes it.
 *
 * @param {CompiledApp} app
 * @param {string} language
 * @param {any} text see `Text`
 * @param {Samples} samples
 * @param {Record<string, unknown>} [values] of placeholders
 */
export function sampleText(app, language, text, samples, values = {}) {
    if (typeof text === 'function') {
        return sampleOf('', samples);
    }
    const {message, context, plural, values: own} = typeof text === 'object' ? text : {message: String(text)};
    const catalogue = app.catalogues.get(language);
    const forms = plural === undefined
        ? [catalogue?.find(message, context) ?? message]
        : NUMBERS.map((count) => catalogue?.findPlural(message, count, context) ?? (count === 1 ? message : plural));
    const known = {...own, ...values};
    const filled = forms.map((form) => fill(form, (/** @type {string} */ path) => Object.hasOwn(known, path)
        ? String(known[path]) : sampleOf(path, samples)));
    return filled.reduce((longest, one) => unitsOf(one) > unitsOf(longest) ? one : longest);
}

/**
 * @param {string} path
 * @param {Samples} samples
 */
function sampleOf(path, {byPath, length}) {
    return Object.hasOwn(byPath, path) ? byPath[path] : 'x'.repeat(length);
}

/**
 * @param {CompiledApp} app
 * @param {StateDefinition} state
 * @param {any} context
 * @returns {Promise<import('../../lib/index.d.ts').Screen | null>}
 */
async function rendered(app, state, context) {
    const {question, text, choices} = state.options;
    if (state.render === undefined || [question, text, choices].some((one) => typeof one === 'function')) {
        return null;
    }
    try {
        const screen = await state.render(context, {}, {app, services: context});
        const entries = await withConditional(choices, screen.entries ?? [], context);
        return {...screen, entries, footer: [...screen.footer ?? [], ...await translated(state.options.footer, context)]};
    } catch {
        return null;
    }
}

/**
 * The entries, with all choices among them that are only there under a condition.
 *
 * @param {any} choices
 * @param {string[]} entries
 * @param {any} context
 */
async function withConditional(choices, entries, context) {
    if (!Array.isArray(choices) || choices.every(({when}) => when === undefined)) {
        return entries;
    }
    const labels = await translated(choices.map(({label}) => label), context);
    return [...labels, ...entries.filter((entry) => !labels.includes(entry))];
}

/**
 * @param {any[] | undefined} texts
 * @param {any} context
 * @returns {Promise<string[]>}
 */
function translated(texts, context) {
    return Promise.all((texts ?? []).map((text) => context.translate(text)));
}

/**
 * The lines that lead back and home, where there may be somewhere to go back to.
 *
 * @param {CompiledApp} app
 * @param {string} name
 * @param {StateDefinition} state
 * @param {any} context
 * @returns {Promise<string[]>}
 */
async function navigation(app, name, state, context) {
    const {back, home} = keysOf(app);
    const offered = state.ends || name === app.start ? [] : [back, home].filter((key) => key !== null);
    return Promise.all(offered.map(async ({key, label}) => `${key}. ${await context.translate(label)}`));
}

/**
 * @param {CompiledApp} app
 * @param {StateDefinition} state
 * @param {import('../../lib/index.d.ts').Screen} screen
 * @param {any} context
 * @returns {Promise<string[]>}
 */
async function pagesOf(app, state, screen, context) {
    const labels = app.options.labels ?? {};
    const pages = layout({
        ...screen,
        text: onChannel(app, screen.text),
        entries: screen.entries?.map((entry) => onChannel(app, entry)),
        footer: screen.footer?.map((line) => onChannel(app, line)),
    }, {
        profile: app.profile,
        limit: state.options.limit,
        more: onChannel(app, await context.translate(labels.more ?? OWN_TEXTS.more)),
        previous: onChannel(app, await context.translate(labels.previous ?? OWN_TEXTS.previous)),
        ...turningOf(app, state, screen),
    });
    return pages.map(({text}) => text);
}

/**
 * @param {CompiledApp} app
 * @param {string} text
 * @returns {string}
 */
function onChannel({profile}, text) {
    return profile.charset === 'gsm-7' ? transliterate(text) : text;
}

/**
 * A context that knows languages and samples, and nothing that needs a host or a user.
 *
 * @param {CompiledApp} app
 * @param {string} state
 * @param {string} language
 * @param {Samples} samples
 * @param {{partly: boolean}} made
 */
function sampleContext(app, state, language, samples, made) {
    const anything = new Proxy({}, {
        get: (_, name) => typeof name === 'string' ? sampleOf(name, samples) : undefined,
        has: () => true,
        getOwnPropertyDescriptor: (_, name) => ({value: sampleOf(String(name), samples), configurable: true, enumerable: true}),
    });
    const known = {
        state, answers: anything, data: anything, loaded: anything, config: anything,
        user: {address: sampleOf('user.address', samples), language, isNew: false},
        now: () => new Date(0),
        random: () => 0,
        // What is new is what has not been seen yet.
        canary: () => true,
        translate: async (/** @type {any} */ text, /** @type {any} */ values) => {
            made.partly ||= typeof text === 'function';
            return sampleText(app, language, text, samples, values);
        },
    };
    return new Proxy(known, {
        get: (target, name) => {
            if (!Object.hasOwn(target, name)) {
                throw new Error(`${String(name)} is only known while the app runs`);
            }
            return target[/** @type {keyof typeof known} */ (name)];
        },
    });
}
