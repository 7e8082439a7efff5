/** @file The keys that go back and home, and where they are offered. */
'use strict';

const {RESUME} = require('./resume');

const {OWN_TEXTS} = require('./own-texts');

/** @typedef {import('./visit').Visit} Visit */

const BACK = {key: '0', label: OWN_TEXTS.back};
const HOME = {key: '00', label: OWN_TEXTS.home};

/**
 * @param {Pick<import('../internal').CompiledApp, 'options'>} app
 * @returns {{back: import('../index').Key | null, home: import('../index').Key | null}}
 */
function keysOf(app) {
    const {navigation} = app.options;
    if (navigation === null) {
        return {back: null, home: null};
    }
    const {back = BACK, home = HOME} = navigation ?? {};
    return {back, home};
}

/** @param {Visit} visit its user is in a state */
function backOffered(visit) {
    const {record, app} = visit;
    return record.state !== RESUME && (record.history.length > 0 || screenBefore(visit) !== null) && !isAnswer(visit, keysOf(app).back);
}

/**
 * The memory of the state the user is in one screen ago; null on its first screen.
 *
 * @param {Visit} visit its user is in a state
 */
function screenBefore({record, state}) {
    return state(/** @type {string} */ (record.state)).undo?.(record.slot) ?? null;
}

/** @param {Visit} visit its user is in a state */
function homeOffered(visit) {
    const {record, app} = visit;
    // Where one step back is home, one line is enough.
    const steps = record.history.length - Number(backOffered(visit) && screenBefore(visit) === null);
    return record.state !== RESUME && record.state !== app.start && steps > 0 && !isAnswer(visit, keysOf(app).home);
}

/**
 * Whether the state takes a key for an answer: 0 children are a number of children.
 *
 * @param {Visit} visit its user is in a state
 * @param {import('../index').Key | null} key
 */
function isAnswer({record, state}, key) {
    return key !== null && state(/** @type {string} */ (record.state)).claims?.(key.key) === true;
}

/**
 * The lines that tell of them.
 *
 * @param {Visit} visit
 * @param {import('../index').Context} context
 * @returns {Promise<string[]>}
 */
async function navigationLines(visit, context) {
    const {back, home} = keysOf(visit.app);
    const offered = [backOffered(visit) ? back : null, homeOffered(visit) ? home : null].filter((key) => key !== null);
    return Promise.all(offered.map(async ({key, label}) => `${key}. ${await context.translate(label)}`));
}

/**
 * How pages of a screen are turned. Where an answer is typed, a number may be one: `#` and `*` turn them, or `##` and `**` where the app has those
 * for going back and home.
 *
 * @param {import('../internal').CompiledApp} app
 * @param {import('../internal').StateDefinition} state
 * @param {import('../index').Screen} screen
 * @returns {Pick<import('../text/pages').Channel, 'keys' | 'ends'>}
 */
function turningOf(app, {ends = false}, {entries = []}) {
    if (ends || entries.length > 0) {
        return {ends};
    }
    const {back, home} = keysOf(app);
    const free = (/** @type {string} */ key) => [back?.key, home?.key].includes(key) ? key + key : key;
    return {ends, keys: {more: free('#'), previous: free('*')}};
}

module.exports = {backOffered, homeOffered, keysOf, navigationLines, screenBefore, turningOf};
