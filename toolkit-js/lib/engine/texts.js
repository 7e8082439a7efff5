/** @file Texts as a user reads them: translated, with their placeholders filled. */
'use strict';

const {fill} = require('../text/template');

/** @typedef {import('../index').Context} Context */

/**
 * @param {string} text
 * @param {Record<string, unknown>} [values]
 * @param {{context?: string}} [options]
 * @returns {import('../index').Message}
 */
const message = (text, values, options) => ({message: text, values, ...options});

/**
 * @param {string} count
 * @param {string} one
 * @param {string} other
 * @param {Record<string, unknown>} [values]
 * @returns {import('../index').Message}
 */
const plural = (count, one, other, values) => ({message: one, plural: other, count, values});

/**
 * A text in the user's language.
 *
 * @param {import('../internal').CompiledApp} app
 * @param {Context} context
 * @param {import('../index').Text} text
 * @param {Record<string, unknown>} [values] for placeholders, before everything else
 * @returns {Promise<string>}
 */
async function translate(app, context, text, values = {}) {
    const given = typeof text === 'function' ? await text(context) : text;
    if (given === undefined || given === null) {
        throw new Error(`a text is ${given} (expected: a string, message(…), plural(…) or a function that returns one)`);
    }
    const {message: source, ...about} = typeof given === 'object' ? given : {message: String(given)};
    const scope = scopeOf(context, {...about.values, ...values});
    const catalogue = app.catalogues.get(context.user.language);
    return fill(inLanguage(catalogue, source, about, scope), (path) => {
        const found = lookUp(scope, path);
        if (found === undefined || found === null) {
            context.log.warn(`state '${context.state}': nothing is called '${path}' (asked for in: ${source})`);
            return '';
        }
        return String(found);
    });
}

/**
 * @param {import('../internal').Catalogue | undefined} catalogue
 * @param {string} source
 * @param {{context?: string, plural?: string, count?: string}} about
 * @param {Record<string, unknown>[]} scope
 */
function inLanguage(catalogue, source, {context, plural: other, count}, scope) {
    if (other === undefined || count === undefined) {
        return catalogue?.find(source, context) ?? source;
    }
    const number = Number(lookUp(scope, count));
    return catalogue?.findPlural(source, number, context) ?? (number === 1 ? source : other);
}

/**
 * What a placeholder stands for, outside texts: in URLs and the like.
 *
 * @param {Context} context
 * @param {string} path
 * @param {Record<string, unknown>} [values] looked at before everything else
 */
function valueAt(context, path, values = {}) {
    return lookUp(scopeOf(context, values), path);
}

/**
 * Where names are looked for, in this order.
 *
 * @param {Context} context
 * @param {Record<string, unknown>} values
 * @returns {Record<string, any>[]}
 */
function scopeOf(context, values) {
    const {answers, data, loaded, user, config} = context;
    return [values, answers, data, Object(loaded) === loaded ? loaded : {}, {answers, data, loaded, user, config}];
}

/**
 * @param {Record<string, any>[]} scope
 * @param {string} path names with dots between them
 */
function lookUp(scope, path) {
    const [first, ...rest] = path.split('.');
    const holder = scope.find((one) => Object.hasOwn(one, first));
    return rest.reduce((value, name) => Object(value) === value && Object.hasOwn(value, name) ? value[name] : undefined, holder?.[first]);
}

module.exports = {message, plural, translate, valueAt};
