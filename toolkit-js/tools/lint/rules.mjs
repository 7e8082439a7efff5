/** @file What lint looks for. */

/** @typedef {'error' | 'warning' | 'info'} Severity */

/**
 * Something that was found. `place` is where in the state: `question`, `choices.yes` …; `language` is set where it is about one.
 *
 * @typedef {object} Finding
 * @property {string} rule
 * @property {Severity} severity
 * @property {string | null} state
 * @property {string | null} place
 * @property {string} message
 * @property {string} [language]
 * @property {string} [file]
 * @property {number} [line]
 */

/**
 * A finding before its rule's severity is looked up. `severity` where it differs from the rule's.
 *
 * @typedef {{rule: keyof typeof RULES, state: string | null, place?: string | null, message: string, language?: string,
 *     severity?: Severity, position?: import('../definition/source.mjs').Position | null}} Found
 */

/** Rules with what they are about, and how bad it is. */
export const RULES = {
    'definition': rule('error', 'the app is defined in a way that cannot work'),
    'unknown-target': rule('error', 'a state leads to one that is not there'),
    'unknown-answer': rule('warning', 'a way depends on an answer that nothing stores'),
    'unreachable': rule('warning', 'no way leads to a state'),
    'dead-end': rule('warning', 'no way leads from a state to an end'),
    'circle': rule('error', 'states without a screen lead to each other for ever'),
    'function-next': rule('warning', 'next is a plain function: graph and coverage cannot see where it leads'),
    'duplicate-value': rule('error', 'two choices have the same value'),
    'duplicate-label': rule('warning', 'two choices read the same'),
    'duplicate-state': rule('error', 'a state is added twice, in an app on vumigo_v02 or by objects that are spread'),
    'too-long': rule('error', 'a line that must fit on one page is longer'),
    'many-pages': rule('warning', 'a screen takes many pages'),
    'non-gsm': rule('warning', 'a character that is not in GSM-7'),
    'missing-translation': rule('warning', 'a text has no translation'),
    'unused-translation': rule('warning', 'a translation belongs to no text'),
    'translation-placeholder': rule('error', 'the placeholders of a translation differ from those of its text'),
    'plural-forms': rule('warning', 'a translation does not have all plural forms of its language'),
    'bad-placeholder': rule('error', 'a placeholder that is neither a name nor a path'),
    'unknown-placeholder': rule('info', 'a placeholder that nothing is known to fill'),
    'text-function': rule('info', 'a text is made by a function and cannot be checked'),
    'not-awaited': rule('error', 'a promise is dropped: of a call of the toolkit, or of an async function of the app'),
    'not-there': rule('error', 'a global of Node or browsers that hosts do not have'),
    'effect-in-text': rule('warning', 'a function that makes a text does something that is done again with each screen'),
    'no-error-text': rule('warning', 'an answer may be refused without a word on why'),
    'not-json': rule('warning', 'something is kept that is not stored as it is'),
    'own-clock': rule('warning', 'the clock or chance is not the context’s, so that tests cannot choose it'),
    'unversioned': rule('warning', 'what users have stored is gone since the file of --since, and version is the same'),
    'sensitive': rule('warning', 'a state that seems to ask for a secret is not marked as sensitive'),
};

/**
 * @param {Severity} severity
 * @param {string} summary
 */
function rule(severity, summary) {
    return {severity, summary};
}
