/** @file A screen cut into pages that a channel lets through. */
'use strict';

const {isGsm7, unitsOf} = require('./gsm7');

/**
 * @typedef {object} Page
 * @property {string} text all that is shown
 * @property {number} first the first entry on it, counted from 0 over all pages
 * @property {number} count the entries on it
 * @property {string | null} more the input that shows the next page; null on the last one
 * @property {string | null} previous the input that shows the page before; null on the first one
 * @property {number} limit the units this page may have
 */

/**
 * @typedef {object} Channel
 * @property {import('../index').ChannelProfile} profile
 * @property {number} [limit] units, where less than the profile's limits
 * @property {string} more the label of the entry that shows the next page
 * @property {string} previous the label of the entry that shows the page before
 * @property {{more: string, previous: string}} [keys] the inputs that turn pages; the numbers after the entries without it
 * @property {boolean} [ends] whether nothing can be entered any more on the last page
 */

/** @typedef {{text: string, entries: string[], hasMore: boolean, hasPrevious: boolean}} Parts of a page */
/** @typedef {Channel & {footer: string[], breakAt?: 'word' | 'line'}} Frame what is the same on all pages */

const CUT = '...';
const SHORTEST_ENTRY = '1. '.length;

/**
 * Cuts a screen into pages. All of it is on one page if that fits. A text that fits is shown with the first entries, and again on each page
 * where it leaves room for two entries. A longer text is cut at words or lines and comes before the entries. Blanks at cuts are dropped.
 * An entry that is too long for a page is cut short.
 *
 * @param {import('../index').Screen} screen
 * @param {Channel} channel
 * @returns {Page[]} at least one
 * @throws {Error} if the footer and the entries for turning pages leave no room
 */
function layout({text, entries = [], footer = [], breakAt}, channel) {
    const frame = {...channel, footer, breakAt};
    const whole = pageOf(frame, {text, entries, hasMore: false, hasPrevious: false}, 0);
    if (fits(frame, whole.text)) {
        return [whole];
    }
    const trimmed = text.trim();
    const pages = textPages(frame, trimmed, entries);
    entryPages(frame, pages, pages.length > 1 ? '' : trimmed, entries);
    if (pages.length === 0) {
        throw noRoom(frame, {text: '', entries, hasMore: false, hasPrevious: false}, '');
    }
    return pages;
}

/**
 * The pages that show the text; the last one with the first entries.
 *
 * @param {Frame} frame
 * @param {string} text
 * @param {string[]} entries
 */
function textPages(frame, text, entries) {
    /** @type {Page[]} */
    const pages = [];
    let rest = text;
    while (rest !== '') {
        const parts = {text: rest, entries, hasMore: false, hasPrevious: pages.length > 0};
        const last = fullest(frame, parts, 0);
        if (last !== null) {
            pages.push(last);
            break;
        }
        const end = cutOf(frame, {...parts, entries: [], hasMore: true});
        pages.push(pageOf(frame, {...parts, text: rest.slice(0, end), entries: [], hasMore: true}, 0));
        rest = rest.slice(end).trimStart();
    }
    return pages;
}

/**
 * Adds the pages for the entries that are on none yet.
 *
 * @param {Frame} frame
 * @param {Page[]} pages
 * @param {string} text repeated where two entries fit beside it
 * @param {string[]} all
 */
function entryPages(frame, pages, text, all) {
    const last = pages.at(-1);
    for (let first = last === undefined ? 0 : last.first + last.count; first < all.length;) {
        const entries = all.slice(first);
        const parts = {entries, hasMore: false, hasPrevious: pages.length > 0};
        const repeating = text === '' ? null : fullest(frame, {...parts, text}, first);
        const page = repeating !== null && repeating.count >= Math.min(2, entries.length)
            ? repeating
            : fullest(frame, {...parts, text: ''}, first);
        pages.push(page !== null && page.count > 0 ? page : shortened(frame, {...parts, text: ''}, first));
        first += /** @type {Page} */ (pages.at(-1)).count;
    }
}

/**
 * The page with as many of the entries as fit beside the text; null if the text does not fit even without.
 *
 * @param {Frame} frame
 * @param {Parts} parts with all entries that are left
 * @param {number} first
 */
function fullest(frame, parts, first) {
    const {entries} = parts;
    if (entries.length * SHORTEST_ENTRY <= mostUnits(frame)) {
        const all = pageOf(frame, parts, first);
        if (fits(frame, all.text)) {
            return all;
        }
    }
    let best = null;
    for (let count = 0; count < entries.length; count += 1) {
        const page = pageOf(frame, {...parts, entries: entries.slice(0, count), hasMore: true}, first);
        if (!fits(frame, page.text)) {
            return best;
        }
        best = page;
    }
    return best;
}

/**
 * The page with the first entry alone, cut so that it fits.
 *
 * @param {Frame} frame
 * @param {Parts} parts with all entries that are left
 * @param {number} first
 */
function shortened(frame, parts, first) {
    const [entry] = parts.entries;
    const hasMore = parts.entries.length > 1;
    const page = (/** @type {number} */ end) =>
        pageOf(frame, {...parts, entries: [entry.slice(0, end).trimEnd() + CUT], hasMore}, first);
    const end = longest(charactersOf(entry, mostUnits(frame)), (at) => fits(frame, page(at).text));
    if (end === 0) {
        throw noRoom(frame, {...parts, entries: [], hasMore}, entry);
    }
    return page(end);
}

/**
 * Where to cut a text so that what is before the cut fits on a page.
 *
 * @param {Frame} frame
 * @param {Parts} parts with all text that is left
 */
function cutOf(frame, parts) {
    const {text} = parts;
    const most = mostUnits(frame);
    const fitting = (/** @type {number} */ end) => fits(frame, pageOf(frame, {...parts, text: text.slice(0, end)}, 0).text);
    const blanks = blanksOf(text, most);
    const end = (frame.breakAt === 'line' && longest(blanks.filter(({isLine}) => isLine).map(({at}) => at), fitting))
        || longest(blanks.map(({at}) => at), fitting)
        || longest(charactersOf(text, most), fitting);
    if (end === 0) {
        throw noRoom(frame, {...parts, text: ''}, text);
    }
    return end;
}

/**
 * The last of the positions up to which a text fits; 0 if there is none.
 *
 * @param {number[]} positions ascending
 * @param {(end: number) => boolean} fitting
 */
function longest(positions, fitting) {
    let best = 0;
    let low = 0;
    let high = positions.length - 1;
    while (low <= high) {
        const middle = (low + high) >> 1;
        if (fitting(positions[middle])) {
            best = positions[middle];
            low = middle + 1;
        } else {
            high = middle - 1;
        }
    }
    return best;
}

/**
 * The positions of blanks inside a text that does not start with one.
 *
 * @param {string} text
 * @param {number} most the last position looked at
 */
function blanksOf(text, most) {
    const found = [];
    for (const {0: blanks, index} of text.matchAll(/\s+/g)) {
        if (index > most) {
            break;
        }
        found.push({at: index, isLine: blanks.includes('\n')});
    }
    return found;
}

/**
 * The positions between characters; accents stay with their letters.
 *
 * @param {string} text
 * @param {number} most the last position looked at
 */
function charactersOf(text, most) {
    const found = [];
    let at = 0;
    for (const character of text.slice(0, most + 2)) {
        if (at > 0 && !/^\p{M}/u.test(character)) {
            found.push(at);
        }
        at += character.length;
    }
    return found;
}

/**
 * @param {Frame} frame
 * @param {Parts} parts
 * @param {number} first
 * @returns {Page}
 */
function pageOf(frame, {text, entries, hasMore, hasPrevious}, first) {
    const count = entries.length;
    const {keys, ends = false} = frame;
    const more = hasMore ? keys?.more ?? String(count + 1) : null;
    const previous = hasPrevious && (hasMore || !ends) ? keys?.previous ?? String(count + (hasMore ? 2 : 1)) : null;
    const lines = [
        ...text === '' ? [] : [text],
        ...entries.map((entry, at) => `${at + 1}. ${entry}`),
        ...more === null ? [] : [`${more}. ${frame.more}`],
        ...previous === null ? [] : [`${previous}. ${frame.previous}`],
        ...frame.footer,
    ];
    const shown = lines.join('\n');
    return {text: shown, first, count, more, previous, limit: limitOf(frame, shown)};
}

/**
 * @param {Frame} frame
 * @param {string} text
 */
function limitOf({profile, limit = Infinity}, text) {
    return Math.min(limit, profile.charset === 'unicode' || isGsm7(text) ? profile.limit : profile.unicodeLimit);
}

/**
 * @param {Frame} frame
 * @param {string} text
 */
function sizeOf({profile}, text) {
    return profile.charset === 'unicode' ? text.length : unitsOf(text);
}

/**
 * @param {Frame} frame
 * @param {string} text
 */
function fits(frame, text) {
    return sizeOf(frame, text) <= limitOf(frame, text);
}

/** @param {Frame} frame */
function mostUnits({profile, limit = Infinity}) {
    return Math.min(limit, Math.max(profile.limit, profile.unicodeLimit));
}

/**
 * @param {Frame} frame
 * @param {Parts} around what the page has beside it
 * @param {string} content what found no room
 */
function noRoom(frame, around, content) {
    const [character = ''] = content;
    const smallest = pageOf(frame, {...around, text: character}, 0);
    const taken = Math.max(0, sizeOf(frame, smallest.text) - sizeOf(frame, character));
    const left = Math.max(0, smallest.limit - taken);
    return new Error(`a page of ${smallest.limit} units (channel '${frame.profile.name}') has ${left} units left`
        + ` beside footer and page numbers (expected: at least 10): ${JSON.stringify(content.slice(0, 20))}`);
}

module.exports = {layout};
