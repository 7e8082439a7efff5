import assert from 'node:assert/strict';
import {test} from 'node:test';

import channelList from '../../lib/channels.js';
import gsm7 from '../../lib/text/gsm7.js';
import pagesModule from '../../lib/text/pages.js';

const {isGsm7, unitsOf} = gsm7;
const {layout} = pagesModule;
const LAYOUTS = 2000;

/** Numbers from a seed, the same on every machine: at least 0, below the given one. */
function randomFrom(/** @type {number} */ seed) {
    let state = seed;
    return (/** @type {number} */ below) => {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        return Math.floor(state / 2 ** 32 * below);
    };
}

const ALPHABETS = [[...'abcdefghij'], [...'abcdefghij'], [...'abéñÄö'], [...'ab{}€'], [...'abжш'], [...'a👋b😀']];
const PROFILES = ['ussd', 'ussd-160', 'sms', 'sms-long', 'chat'].map((name) => channelList.channels[name]);
const FOOTERS = [[], [], ['0. Back'], ['0. Back', '00. Home'], ['0. Назад']];

/** A screen and a channel that give every shape of page: short and long words, many and long entries, narrow and wide limits. */
function caseOf(/** @type {(below: number) => number} */ random) {
    const alphabet = ALPHABETS[random(ALPHABETS.length)];
    const word = (/** @type {number} */ most) => Array.from({length: 1 + random(most)}, () => alphabet[random(alphabet.length)]).join('');
    const words = (/** @type {number} */ most, /** @type {string[]} */ blanks) => Array.from({length: random(most)},
        () => word(random(15) === 0 ? 120 : 10) + blanks[random(blanks.length)]).join('') + word(5);
    const profile = PROFILES[random(PROFILES.length)];
    return {
        screen: {
            text: random(6) === 0 ? '' : words([4, 12, 80][random(3)], [' ', ' ', '  ', '\n', '\n\n  ']),
            entries: Array.from({length: random(3) === 0 ? 0 : random(25)}, () => words(random(12) === 0 ? 40 : 4, [' '])),
            footer: FOOTERS[random(FOOTERS.length)],
            breakAt: /** @type {'word' | 'line'} */ (['word', 'line'][random(2)]),
        },
        channel: {
            profile,
            limit: profile.name === 'chat' || random(2) === 0 ? 20 + random(120) : undefined,
            more: random(8) === 0 ? 'Ещё' : 'More',
            previous: 'Back',
        },
    };
}

/** @typedef {ReturnType<typeof caseOf>} Case */
/** @typedef {ReturnType<typeof layout>[number]} Page */

/** @param {Case} given @param {string} text */
function fits({channel: {profile, limit = Infinity}}, text) {
    const [size, most] = profile.charset === 'unicode' ? [text.length, profile.limit]
        : [unitsOf(text), isGsm7(text) ? profile.limit : profile.unicodeLimit];
    return size <= Math.min(limit, most);
}

/**
 * What a page has to look like.
 *
 * @param {Case} given @param {string} text @param {string[]} entries @param {boolean} more @param {boolean} previous
 */
function written({screen, channel}, text, entries, more, previous) {
    const numbered = [...entries, ...more ? [channel.more] : [], ...previous ? [channel.previous] : []];
    return [...text === '' ? [] : [text], ...numbered.map((label, at) => `${at + 1}. ${label}`), ...screen.footer].join('\n');
}

/** The part of a page above its entries; its entries are checked. @param {Case} given @param {Page} page */
function textOn(given, page) {
    const {entries} = given.screen;
    const [more, previous] = [page.more !== null, page.previous !== null];
    const whole = written(given, '', entries.slice(page.first, page.first + page.count), more, previous);
    if (page.text === whole || whole === '') {
        return page.text === whole ? '' : page.text;
    }
    if (page.text.endsWith(`\n${whole}`)) {
        return page.text.slice(0, -whole.length - 1);
    }
    const entry = entries[page.first];
    const cut = Array.from({length: entry.length}, (_, end) => `${entry.slice(0, end).trimEnd()}...`)
        .filter((label) => page.text === written(given, '', [label], more, previous));
    assert.equal(cut.length > 0 && page.count, 1, 'shows its entries, or one that is cut');
    assert.ok(!fits(given, whole), 'only an entry longer than a page is cut');
    assert.ok(cut[0].isWellFormed());
    return '';
}

/** @param {Case} given @param {Page[]} pages */
function checkNumbers(given, pages) {
    let first = 0;
    pages.forEach((page, at) => {
        const [more, previous] = [at < pages.length - 1, at > 0];
        assert.equal(page.first, first);
        assert.equal(page.more, more ? String(page.count + 1) : null);
        assert.equal(page.previous, previous ? String(page.count + (more ? 2 : 1)) : null);
        assert.ok(fits(given, page.text), `page ${at} fits`);
        first += page.count;
    });
    assert.equal(first, given.screen.entries.length, 'every entry is on a page');
}

/**
 * A text on one page, and again where two entries have room beside it.
 *
 * @param {Case} given @param {Page[]} pages @param {string[]} texts
 */
function checkRepeated(given, pages, texts) {
    const {entries} = given.screen;
    pages.forEach(({first, count}, at) => {
        const left = entries.length - first;
        const wanted = Math.min(2, left);
        assert.ok(at === 0 || count > 0, 'no page is empty');
        if (at > 0 && texts[0] !== '' && texts[at] === texts[0]) {
            assert.ok(count >= wanted);
        } else if (at > 0 && texts[0] !== '') {
            assert.equal(texts[at], '');
            const repeating = written(given, texts[0], entries.slice(first, first + wanted), left > wanted, true);
            assert.ok(!fits(given, repeating), `page ${at} has no room for the text and two entries`);
        }
    });
}

/** A text on several pages. @param {Case} given @param {Page[]} pages @param {string[]} texts */
function checkCut(given, pages, texts) {
    const {text, breakAt} = given.screen;
    const parts = texts.filter((part) => part !== '');
    assert.deepEqual(texts.slice(0, parts.length), parts, 'text comes before entries');
    let rest = text.trimStart();
    parts.forEach((part, at) => {
        assert.ok(rest.startsWith(part) && part.isWellFormed() && part === part.trim(), `page ${at} goes on where the one before ends`);
        const after = rest.slice(part.length);
        rest = after.trimStart();
        const fitting = (/** @type {string} */ piece) => fits(given, written(given, piece, [], true, at > 0));
        const [cutWord] = /** @type {string[]} */ (/^\S+/.exec(part.split(/\s/).at(-1) + rest));
        assert.ok(rest === '' || after !== rest || !fitting(cutWord), 'only a word longer than a page is cut');
        const isLineEnd = rest === '' || /^\s*\n/.test(after);
        assert.ok(breakAt !== 'line' || isLineEnd || !part.includes('\n'), 'cut at a line where one ends on the page');
        const next = /^\s*\S+/.exec(after)?.[0];
        assert.ok(rest === '' || breakAt === 'line' || !isGsm7(text) || after === rest || !fitting(part + next), 'no word less than fits');
    });
    assert.equal(rest, '', 'no text is lost');
    assert.ok(pages.slice(0, parts.length - 1).every(({count}) => count === 0), 'entries come after the end of the text');
    assert.ok(pages.slice(parts.length).every(({count}) => count > 0), 'no page is empty');
}

/** A page has as many entries as fit on it. @param {Case} given @param {Page} page @param {string} text */
function checkFull(given, {first, count, more, previous}, text) {
    const {entries} = given.screen;
    if (more !== null && first + count < entries.length) {
        const bigger = entries.slice(first, first + count + 1);
        const fuller = written(given, text, bigger, first + count + 1 < entries.length, previous !== null);
        assert.ok(!fits(given, fuller), 'one entry more has no room');
    }
}

/** The pages; null where there is too little room for any. @param {Case} given */
function pagesOf(given) {
    try {
        return layout(given.screen, given.channel);
    } catch (error) {
        assert.match(String(error), /^Error: a page of \d+ units .* has \d+ units left/);
        const [ten, ofUnicode] = ['x'.repeat(10), `ж${'x'.repeat(9)}`].map((text) => written(given, text, [], true, true));
        assert.ok(!fits(given, ten) || !fits(given, ofUnicode), 'refuses only where 10 units have no room');
        return null;
    }
}

/** @param {Case} given @returns {'single' | 'repeated' | 'cut' | 'refused'} */
function check(given) {
    const pages = pagesOf(given);
    if (pages === null) {
        return 'refused';
    }
    checkNumbers(given, pages);
    const {text, entries} = given.screen;
    const all = written(given, text, entries, false, false);
    assert.ok(!fits(given, all) || pages.length === 1 && pages[0].text === all, 'one page where one is enough');
    const texts = pages.map((page) => textOn(given, page));
    const isWhole = texts[0] === text || texts[0] === text.trim();
    (isWhole ? checkRepeated : checkCut)(given, pages, texts);
    const lastOfText = texts.findLastIndex((one) => one !== '');
    pages.forEach((page, at) => isWhole || at >= lastOfText ? checkFull(given, page, texts[at]) : undefined);
    return pages.length === 1 ? 'single' : isWhole ? 'repeated' : 'cut';
}

test(`${LAYOUTS} random screens: every page fits, nothing is lost or shown twice, and pages turn both ways`, () => {
    const random = randomFrom(20240229);
    const seen = {single: 0, repeated: 0, cut: 0, refused: 0};
    for (let number = 0; number < LAYOUTS; number += 1) {
        const given = caseOf(random);
        try {
            seen[check(given)] += 1;
        } catch (error) {
            throw new Error(`layout ${number}: ${JSON.stringify(given)}`, {cause: error});
        }
    }
    assert.ok(Object.values(seen).every((count) => count > LAYOUTS / 100), `all shapes come up: ${JSON.stringify(seen)}`);
});
