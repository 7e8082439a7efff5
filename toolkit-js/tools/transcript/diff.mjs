/** @file What is seen beside what is expected, line by line. */

/** Stands for any lines. */
const ANY = '…';

/**
 * Whether lines are what is expected.
 *
 * @param {string[]} actual
 * @param {string[]} expected `…` for any lines
 * @returns {boolean}
 */
export function same(actual, expected) {
    if (expected.length === 0) {
        return actual.length === 0;
    }
    const [first, ...rest] = expected;
    return first === ANY
        ? actual.concat('').some((_, skipped) => same(actual.slice(skipped), rest))
        : actual.length > 0 && actual[0] === first && same(actual.slice(1), rest);
}

/**
 * Lines of both: `  ` what is the same, `- ` what is expected only, `+ ` what is seen only.
 *
 * @param {string[]} actual
 * @param {string[]} expected
 * @returns {string[]}
 */
export function diff(actual, expected) {
    // Lengths of the longest common rest, by positions in both.
    const common = expected.map(() => actual.map(() => 0).concat(0)).concat([actual.map(() => 0).concat(0)]);
    for (let i = expected.length - 1; i >= 0; i--) {
        for (let j = actual.length - 1; j >= 0; j--) {
            common[i][j] = expected[i] === actual[j] ? common[i + 1][j + 1] + 1 : Math.max(common[i + 1][j], common[i][j + 1]);
        }
    }
    const lines = [];
    let [i, j] = [0, 0];
    while (i < expected.length || j < actual.length) {
        if (i < expected.length && j < actual.length && expected[i] === actual[j]) {
            lines.push(`  ${shown(actual[j])}`);
            i++;
            j++;
        } else if (i < expected.length && (j >= actual.length || common[i + 1][j] >= common[i][j + 1])) {
            lines.push(`- ${shown(expected[i++])}`);
        } else {
            lines.push(`+ ${shown(actual[j++])}`);
        }
    }
    return lines;
}

/**
 * A line in which nothing is hidden.
 *
 * @param {string} line
 */
function shown(line) {
    return line.replace(/[\p{Cc}\p{Cf}\u00a0]/gu, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
