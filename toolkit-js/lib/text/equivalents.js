/** @file What stands in for characters that GSM-7 lacks, beside accents and compatibility forms, which Unicode itself takes apart. */
'use strict';

/** @type {[characters: string, equivalent: string][]} */
const GROUPS = [
    // Punctuation that word processors put in.
    ['‘’‚‛′‵‹›`´ʹʻʼʽˈ＇', '\''],
    ['“”„‟″«»', '"'],
    ['‐‑‒–—―−﹣', '-'],
    ['•‣◦▪▫●○■□◆', '*'],
    ['·∙', '.'],
    ['…', '...'],
    ['¦', '|'],
    ['⁄∕÷', '/'],
    ['\t\u1680', ' '],
    ['\v\u0085\u2028\u2029', '\n'],
    // Zero-width spaces, soft hyphens, marks of direction.
    ['\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff', ''],
    // Letters that Unicode does not take apart: Hausa, Fula, Ewe, Akan, Kanuri, Bambara, Vietnamese, French, Icelandic, Polish, Turkish …
    ['ɓƀ', 'b'], ['ƁɃ', 'B'],
    ['ƈ', 'c'], ['Ƈ', 'C'],
    ['đɗɖðƌ', 'd'], ['ĐƊƉÐƋ', 'D'],
    ['ɛəǝɇ', 'e'], ['ƐƏƎɆ', 'E'],
    ['ƒ', 'f'], ['Ƒ', 'F'],
    ['ɠɣǥ', 'g'], ['ƓƔǤ', 'G'],
    ['ħɦ', 'h'], ['ĦꞪ', 'H'],
    ['ıɩɨ', 'i'], ['ƖƗ', 'I'],
    ['ɉ', 'j'], ['Ɉ', 'J'],
    ['ƙĸ', 'k'], ['Ƙ', 'K'],
    ['łƚ', 'l'], ['ŁȽ', 'L'],
    ['ŋ', 'ng'], ['Ŋ', 'Ng'],
    ['ɲ', 'ny'], ['Ɲ', 'Ny'],
    ['ɔɵ', 'o'], ['ƆƟ', 'O'],
    ['œ', 'oe'], ['Œ', 'OE'],
    ['ƥ', 'p'], ['Ƥ', 'P'],
    ['ɍ', 'r'], ['Ɍ', 'R'],
    ['ʃ', 'sh'], ['Ʃ', 'Sh'],
    ['ŧƭʈ', 't'], ['ŦƬƮ', 'T'],
    ['þ', 'th'], ['Þ', 'Th'],
    ['ʊʉ', 'u'], ['ƱɄ', 'U'],
    ['ʋ', 'v'], ['Ʋ', 'V'],
    ['ƴɏ', 'y'], ['ƳɎ', 'Y'],
    ['ƶʒ', 'z'], ['ƵƷ', 'Z'],
    ['ẞ', 'SS'],
    // Currencies.
    ['₦', 'N'],
    ['₵₡', 'C'],
    ['¢', 'c'],
    ['₹', 'Rs'],
    ['₱', 'P'],
    ['₫', 'd'],
    ['₩', 'W'],
    ['₺', 'TL'],
    ['₽', 'RUB'],
    ['₪', 'NIS'],
    ['฿', 'B'],
    // Other symbols.
    ['©', '(c)'],
    ['®', '(R)'],
    ['°', 'deg'],
    ['×', 'x'],
    ['±', '+/-'],
    ['≤', '<='],
    ['≥', '>='],
    ['≠', '!='],
    ['≈', '~'],
    ['→', '->'],
    ['←', '<-'],
    ['µμ', 'u'],
];

/** @type {ReadonlyMap<string, string>} */
const EQUIVALENTS = new Map(GROUPS.flatMap(([characters, equivalent]) => Array.from(characters, (one) => [one, equivalent])));

module.exports = {EQUIVALENTS};
