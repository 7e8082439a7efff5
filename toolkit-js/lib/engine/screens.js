/** @file The screen of the state a user is in, cut to what the channel lets through. */
'use strict';

const {layout} = require('../text/pages');
const {transliterate, unitsOf} = require('../text/gsm7');
const {navigationLines, turningOf} = require('./navigation');
const {OWN_TEXTS} = require('./own-texts');
const {finish, passBy} = require('./walk');

/** @typedef {import('./visit').Visit} Visit */

/**
 * @param {Visit} visit its user is in a state that shows something
 * @returns {Promise<import('./visit').Reply>}
 */
async function show(visit) {
    const {record} = visit;
    const name = /** @type {string} */ (record.state);
    const state = visit.state(name);
    const context = visit.about(name);
    if (state.render === undefined) {
        throw new Error(`state '${name}' of kind '${state.kind}' shows nothing`);
    }
    const {instead, ...made} = await state.render(context, record.slot, visit);
    if (instead) {
        await passBy(visit, instead);
        return show(visit);
    }
    if (instead === null) {
        context.log.warn(`state '${name}': there is nothing to choose (expected: one choice at least, or empty: the state to go to)`);
    }
    const {error} = record.slot;
    const screen = error === undefined ? made : {...made, text: state.options.repeat === false ? error : `${error}\n${made.text}`};
    const page = await pageOf(visit, context, state, screen);
    const metadata = await metadataOf(state, context, screen);
    const goesOn = !state.ends || page.more !== null;
    if (!goesOn) {
        finish(visit);
    }
    return {text: page.text, goesOn, ...metadata};
}

/**
 * @param {Visit} visit
 * @param {import('../index').Context} context
 * @param {import('../internal').StateDefinition} state
 * @param {import('../index').Screen} screen
 */
async function pageOf(visit, context, state, screen) {
    const {app: {profile, options}, record, services} = visit;
    const {slot} = record;
    const labels = options.labels ?? {};
    const footer = [...screen.footer ?? [], ...await linesOf(state.options.footer, context),
        ...state.ends ? [] : await navigationLines(visit, context)];
    const shownOn = (/** @type {string} */ text) => profile.charset === 'gsm-7' ? transliterate(text) : text;
    const pages = layout({
        ...screen,
        text: shownOn(screen.text),
        entries: (screen.entries ?? []).map(shownOn),
        footer: footer.map(shownOn),
    }, {
        profile,
        limit: state.options.limit,
        more: shownOn(await context.translate(labels.more ?? OWN_TEXTS.more)),
        previous: shownOn(await context.translate(labels.previous ?? OWN_TEXTS.previous)),
        ...turningOf(visit.app, state, screen),
    });
    slot.page = Math.max(0, Math.min(slot.page ?? 0, pages.length - 1));
    const page = pages[slot.page];
    const {first, count, more, previous, limit} = page;
    slot.shown = {first, count, more, previous};
    const units = profile.charset === 'unicode' ? page.text.length : unitsOf(page.text);
    services.trace({event: 'screen', state: context.state, page: slot.page, pages: pages.length, text: page.text, units, limit,
        language: record.language});
    if (units > limit) {
        context.log.warn(`state '${context.state}': a screen of ${units} units (limit of ${profile.name}: ${limit})`);
    }
    return page;
}

/**
 * @param {import('../index').Text[] | undefined} texts
 * @param {import('../index').Context} context
 */
function linesOf(texts, context) {
    return Promise.all((texts ?? []).map((text) => context.translate(text)));
}

/**
 * @param {import('../internal').StateDefinition} state
 * @param {import('../index').Context} context
 * @param {import('../index').Screen} screen
 */
async function metadataOf(state, context, screen) {
    const {metadata} = state.options;
    const own = typeof metadata === 'function' ? await metadata(context, screen) : metadata;
    return own === undefined && screen.metadata === undefined ? {} : {metadata: {...screen.metadata, ...own}};
}

module.exports = {show};
