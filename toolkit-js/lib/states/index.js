/** @file All kinds of states, by name. */
'use strict';

const {problemsWith} = require('../define/options');
const {textOf} = require('../engine/errors');
const {hiding, problemsOfEncrypted} = require('../engine/sealing');
const {call} = require('./call');
const {choice, language, menu, rating, terms, yesNo} = require('./choice');
const {confirm} = require('./confirm');
const {date} = require('./date');
const {form} = require('./form');
const {identityNumber} = require('./identity');
const {keywords} = require('./keywords');
const {multiSelect} = require('./multi-select');
const {number} = require('./number');
const {phone} = require('./phone');
const {pin} = require('./pin');
const {quiz} = require('./quiz');
const {location, search} = require('./search');
const {assign, decide, send} = require('./steps');
const {end, freeText, show} = require('./text');
const {time} = require('./time');
const {xform} = require('./xform');

const BUILDERS = {
    assign, call, choice, confirm, date, decide, end, form, freeText, identityNumber, keywords, language, location, menu, multiSelect,
    number, phone, pin, quiz, rating, search, send, show, terms, time, xform, yesNo,
};

/** @typedef {import('../internal').StateDefinition} StateDefinition */

/**
 * A builder that looks at the names of its options, and throws nothing. What is wrong with them is told when the app is defined, by state.
 *
 * @template {(options: any) => any} Builder
 * @param {string} name
 * @param {Builder} build
 * @returns {Builder}
 */
function checked(name, build) {
    return /** @type {Builder} */ ((/** @type {any} */ options) => {
        const {missing, unknown} = problemsWith(name, options);
        const problems = [...missing, ...unknown, ...problemsOfEncrypted(Object(options))];
        if (missing.length > 0) {
            return {...NOTHING, kind: name, problems};
        }
        try {
            const built = build(hiding(options));
            return problems.length > 0 ? {...built, problems: [...problems, ...built.problems ?? []]} : built;
        } catch (error) {
            return {...NOTHING, kind: name, problems: [...problems, textOf(error)]};
        }
    });
}

/** Stands for a state that cannot be built. @type {StateDefinition} */
const NOTHING = {kind: '', options: {}, interactive: true, ends: true, texts: () => [], edges: () => []};

module.exports = /** @type {typeof BUILDERS} */ (Object.fromEntries(Object.entries(BUILDERS).map(([name, build]) => [name, checked(name, build)])));
