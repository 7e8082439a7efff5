/** @file Findings as people read them. */

/** @typedef {import('./rules.mjs').Finding} Finding */

/**
 * @param {Finding} finding
 * @returns {string} `app.js:12  error  state 'age': … (unknown-target)`
 */
export function lineOf({file, line, severity, state, place, language, message, rule}) {
    const where = [file, line].filter((part) => part !== undefined).join(':');
    const what = state === null ? place ?? '' : `state '${state}'${place === null || place === 'code' ? '' : ` ${place}`}`;
    const about = [what, language === undefined ? '' : `[${language}]`].filter((part) => part !== '').join(' ');
    return `${where}  ${severity}  ${about === '' ? '' : `${about}: `}${message}  (${rule})`;
}

/** Missing translations of a language that are shown each; others are counted. */
const FIRST = 3;

/**
 * Lines of all findings; of texts a language has no translation of the first ones, and a line that counts the others.
 *
 * @param {Finding[]} findings
 * @param {{verbose: boolean}} options whether all of those are shown too
 * @returns {string[]}
 */
export function linesOf(findings, {verbose}) {
    /** @type {Map<string, Finding[]>} */
    const missing = new Map();
    for (const one of findings.filter(({rule, language}) => rule === 'missing-translation' && language !== undefined && !verbose)) {
        missing.set(String(one.language), [...missing.get(String(one.language)) ?? [], one]);
    }
    const counted = new Set([...missing.values()].flatMap((all) => all.slice(FIRST)));
    const others = [...missing.values()].filter(({length}) => length > FIRST).map((all) => lineOf({
        ...all[FIRST], state: null, place: null, line: undefined,
        message: `${numbered(all.length - FIRST, 'more text')} ${all.length - FIRST === 1 ? 'has' : 'have'} no translation (all: --verbose)`,
    }));
    return [...findings.filter((one) => !counted.has(one)).map(lineOf), ...others];
}

/** @param {Finding[]} findings */
export function countsOf(findings) {
    const count = (/** @type {string} */ severity) => findings.filter((one) => one.severity === severity).length;
    return {errors: count('error'), warnings: count('warning'), infos: count('info')};
}

/** @param {ReturnType<typeof countsOf>} counts */
export function summaryOf({errors, warnings, infos}) {
    return errors + warnings + infos === 0
        ? 'nothing found'
        : [numbered(errors, 'error'), numbered(warnings, 'warning'), numbered(infos, 'note')].join(', ');
}

/**
 * @param {number} count
 * @param {string} noun
 */
function numbered(count, noun) {
    return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
