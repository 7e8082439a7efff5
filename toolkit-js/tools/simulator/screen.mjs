/** @file A screen as it looks on a handset, in characters. */

import {charsetOf, unitsOf} from '../../lib/text/gsm7.js';

/** @typedef {import('../../lib/index.js').ChannelProfile} ChannelProfile */
/** @typedef {(style: Style, text: string) => string} Paint */
/** @typedef {'dim' | 'bold' | 'red' | 'green'} Style */

export const COLUMNS = 40;

/** @type {Record<Style, number>} */
const STYLES = {dim: 2, bold: 1, red: 31, green: 32};
const SEGMENTS = new Intl.Segmenter();
/** Characters that take two columns. */
const WIDE = /\p{Emoji_Presentation}|[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6]/u;

/**
 * @param {boolean} colours
 * @returns {Paint}
 */
export function painter(colours) {
    return (style, text) => colours ? `\x1b[${STYLES[style]}m${text}\x1b[0m` : text;
}

/**
 * @param {string} text
 * @param {{title: string, foot: string, columns?: number, paint?: Paint}} options foot: what stands in the lower border
 * @returns {string[]} lines
 */
export function handset(text, {title, foot, columns = COLUMNS, paint = painter(false)}) {
    const inside = Math.max(8, Math.min(COLUMNS, columns) - 4);
    const side = paint('dim', '│');
    const row = (/** @type {string} */ line) => `${side} ${line}${' '.repeat(inside - widthOf(line))} ${side}`;
    return [
        paint('dim', border('╭', title, '╮', inside)),
        ...plain(text).split('\n').flatMap((line) => wrapped(line, inside)).map(row),
        paint('dim', border('╰', foot, '╯', inside)),
    ];
}

/**
 * Text that cannot steer a terminal.
 *
 * @param {string} text
 */
export function plain(text) {
    return text.replace(/\r\n?/g, '\n').replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '?').replace(/\t/g, ' ');
}

/**
 * Units against what the channel lets through.
 *
 * @param {string} text
 * @param {ChannelProfile} profile
 * @returns {{line: string, units: number, limit: number}} `142/182 GSM-7`
 */
export function measured(text, {limit, unicodeLimit}) {
    const units = unitsOf(text);
    const plain = charsetOf(text) === 'gsm-7';
    const most = plain ? limit : unicodeLimit;
    const over = units > most ? `, ${units - most} too many` : '';
    return {line: `${units}/${most} ${plain ? 'GSM-7' : 'UCS-2'}${over}`, units, limit: most};
}

/**
 * The host's clock.
 *
 * @param {number} now
 */
export function clockText(now) {
    return new Date(now).toISOString().slice(0, 19).replace('T', ' ');
}

/**
 * @param {string} left
 * @param {string} text
 * @param {string} right
 * @param {number} inside
 */
function border(left, text, right, inside) {
    const label = widthOf(text) > inside - 2 ? `${text.slice(0, inside - 3)}…` : text;
    return `${left}─ ${label} ${'─'.repeat(Math.max(0, inside - widthOf(label) - 1))}${right}`;
}

/**
 * @param {string} line
 * @param {number} columns
 * @returns {string[]} broken at words where there are some
 */
function wrapped(line, columns) {
    if (widthOf(line) <= columns) {
        return [line];
    }
    const fitting = lengthThatFits(line, columns);
    const blank = line.lastIndexOf(' ', fitting);
    const cut = blank > 0 ? blank : fitting;
    return [line.slice(0, cut), ...wrapped(line.slice(blank > 0 ? cut + 1 : cut), columns)];
}

/**
 * @param {string} line
 * @param {number} columns
 */
function lengthThatFits(line, columns) {
    let width = 0;
    for (const {segment, index} of SEGMENTS.segment(line)) {
        width += widthOf(segment);
        if (width > columns) {
            return Math.max(index, 1);
        }
    }
    return line.length;
}

/** @param {string} text */
function widthOf(text) {
    let width = 0;
    for (const {segment} of SEGMENTS.segment(text)) {
        width += WIDE.test(segment) ? 2 : 1;
    }
    return width;
}
