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
