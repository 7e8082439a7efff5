/** @file Tests of what people typed, as the flow this app was imported from made them: words whatever their case, numbers within a text. */

const LETTER = "[\\p{L}\\p{M}\\p{N}_']";
const GAP = "[^\\p{L}\\p{M}\\p{N}\\p{S}_']+";

/**
 * Texts with one of these words at least.
 *
 * @param {string[]} words
 */
export function anyWord(...words) {
    return new RegExp(words.map(wholeWord).join('|'), 'iu');
}

/**
 * Texts with all of these words, in any order.
 *
 * @param {string[]} words
 */
export function allWords(...words) {
    return new RegExp(`^${words.map((word) => `(?=[^]*${wholeWord(word)})`).join('')}`, 'iu');
}

/**
 * Texts with these words one after the other.
 *
 * @param {string[]} words
 */
export function phrase(...words) {
    return new RegExp(words.map(wholeWord).join(GAP), 'iu');
}

/**
 * Texts with these words one after the other, and no others.
 *
 * @param {string[]} words
 */
export function onlyPhrase(...words) {
    return new RegExp(`^(?:${GAP})?${words.map(wholeWord).join(GAP)}(?:${GAP})?$`, 'iu');
}

/**
 * All numbers in a text or another answer: `3 of 1,200` has 3 and 1200.
 *
 * @param {unknown} answer
 */
export function numbersIn(answer) {
    const found = String(answer ?? '').match(/[-+]?(?:[\d,]*\d(?:\.\d+)?|\.\d+)/g) ?? [];
    return found.map((one) => Number(one.replaceAll(',', ''))).filter((number) => !Number.isNaN(number));
}

/**
 * Whether the user's contact is in the group of that name.
 *
 * @param {import('jukwaa').Context} context
 * @param {string} name
 */
export async function isInGroup({contacts, request}, name) {
    const {group} = await request('groups.get_or_create_by_name', {name});
    const {groups = []} = await contacts.get();
    return groups.includes(group.key);
}

/** @param {string} word */
function wholeWord(word) {
    return `(?<!${LETTER})${word.replace(/[$^+|]/g, '\\$&')}(?!${LETTER})`;
}
