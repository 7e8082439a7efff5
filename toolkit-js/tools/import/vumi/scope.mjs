/** @file What names stand for, where code of an app on vumigo_v02 is rewritten. */

/**
 * What names stand for where code is rewritten.
 *
 * @typedef {object} Scope
 * @property {Map<string, string>} names what is put in their places
 * @property {string[]} declared names the function that is made has for itself
 * @property {string | null} state the new name of the state it is about
 * @property {string | null} choice the parameter that is a choice
 * @property {string | null} options the parameter that is `creator_opts`
 * @property {Set<string>} responses names of what HTTP requests gave
 * @property {Set<string>} failures names of errors of HTTP requests
 * @property {boolean} tail whether a `return` here is that of the function that is made
 * @property {boolean} guarded whether it stands in a `try`
 * @property {{awaits: boolean, contact: boolean}} needs what the function that is made needs
 */

/** @returns {Scope} */
export function emptyScope() {
    return {
        names: new Map(), declared: [], state: null, choice: null, options: null, responses: new Set(),
            failures: new Set(), tail: false, guarded: false,
        needs: {awaits: false, contact: false},
    };
}
