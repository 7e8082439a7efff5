/** @file Texts that are translated when it is known for whom. */
'use strict';

const {Extendable} = require('./utils');
const {Gettext} = require('./gettext');

const METHODS = ['gettext', 'dgettext', 'ngettext', 'dngettext', 'pgettext', 'dpgettext', 'npgettext', 'dnpgettext'];
const PLAIN_NAME = /\{\{\s*([A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*)\s*\}\}/g;
const TEMPLATE = /\{\{|\{%/;
const PLACEHOLDER = /\{\{-([\s\S]+?)\}\}|\{\{([\s\S]+?)\}\}|\{%([\s\S]+?)%\}/g;

/**
 * A text with its placeholders filled in. Names and dotted names of the context are looked up; anything else is run.
 *
 * @param {string} text
 * @param {Record<string, any>} context
 */
function filled(text, context) {
    if (!text.includes('{{') && !text.includes('{%')) {
        return text;
    }
    const is_known = (/** @type {string} */ path) => path.split('.', 1)[0] in context;
    const others = text.replace(PLAIN_NAME, (place, path) => is_known(path) ? '' : place);
    return TEMPLATE.test(others)
        ? run(text, context)
        : text.replace(PLAIN_NAME, (_, path) => shown(looked_up(path, context)));
}

/** @param {any} value */
function shown(value) {
    // Not String(value): a moment is shown as a number, as it always was.
    return value === null || value === undefined ? '' : '' + value;
}

/** @type {Record<string, string>} */
const ENTITIES = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'};

/** @param {any} value */
function escaped(value) {
    return shown(value).replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

/** What templates find beside the context: lodash, if they ask for it. */
const SURROUNDINGS = {
    get _() {
        return require('lodash');
    }
};

/**
 * Runs a text as a template: `{{ }}` shows the value of an expression, `{{- }}` shows it safe for HTML, and statements
 * are between `{% %}`. The context is also `obj`, and `print` shows its arguments. Catalogues have always been able to
 * do this, and some do.
 *
 * @param {string} text
 * @param {Record<string, any>} context
 */
function run(text, context) {
    let source = '';
    let after = 0;
    for (const found of text.matchAll(PLACEHOLDER)) {
        const [whole, safe, plain, statement] = found;
        source += `__out += ${JSON.stringify(text.slice(after, found.index))};\n`;
        if (statement !== undefined) {
            source += statement + '\n';
        } else {
            source += safe === undefined ? `__out += __shown(${plain});\n` : `__out += __escaped(${safe});\n`;
        }
        after = found.index + whole.length;
    }
    source += `__out += ${JSON.stringify(text.slice(after))};`;
    return new Function('__surroundings', 'obj', '__shown', '__escaped', `var __out = '';
        function print() { __out += Array.prototype.join.call(arguments, ''); }
        with (__surroundings) with (obj) {\n${source}\n}
        return __out;`)(SURROUNDINGS, context, shown, escaped);
}

/**
 * @param {string} path
 * @param {Record<string, any>} context which has the first name
 */
function looked_up(path, context) {
    const [name, ...rest] = path.split('.');
    return rest.reduce((value, step) => value[step], context[name]);
}

/** A text in no language yet. @type {typeof import('./types/translate').LazyText} */
const LazyText = Extendable.extend(function (self, method, args) {
    self.method = method;
    self.ctx = {};
    self.args = args;

    /** What its placeholders stand for, lazy texts too. */
    self.context = (/** @type {Record<string, any>} */ context) => {
        self.ctx = context;
        return self;
    };

    /** The text in the language of a Jed, or of anything with its methods. */
    self.apply_translation = (jed) => {
        /** @type {Record<string, any>} */
        const context = {};
        for (const name in self.ctx) {
            context[name] = apply_translation(jed, self.ctx[name]);
        }
        return filled(/** @type {any} */ (jed)[self.method](...self.args), context);
    };
});

/**
 * @param {any} jed
 * @param {any} text anything but a lazy text is returned as it is
 */
function apply_translation(jed, text) {
    return text instanceof LazyText ? text.apply_translation(jed) : text;
}

/**
 * What apps call `$`: makes lazy texts.
 *
 * @constructor
 */
function LazyTranslator() {
    /** @type {any} */
    const translator = (/** @type {any[]} */ ...args) => translator.gettext(...args);
    return Object.setPrototypeOf(translator, LazyTranslator.prototype);
}
LazyTranslator.prototype = Object.create(Function.prototype, {constructor: {value: LazyTranslator}});

/**
 * @this {any}
 * @param {string} method of a Jed, that gets a namesake here
 */
LazyTranslator.prototype.support = function (method) {
    this[method] = (/** @type {any[]} */ ...args) => new LazyText(method, args);
    return this;
};
METHODS.forEach((method) => LazyTranslator.prototype.support(method));

/**
 * Translates lazy texts into one language and leaves everything else as it is.
 *
 * @constructor
 * @param {any} [language] a Jed, or anything with its methods, or the data one is made from
 */
function Translator(language) {
    /** @type {any} */
    const translator = (/** @type {unknown} */ text) => text instanceof LazyText
        ? text.apply_translation(translator.jed)
        : text;
    translator.language = language;
    return Object.setPrototypeOf(translator, Translator.prototype);
}
Translator.prototype = Object.create(Function.prototype, {
    constructor: {value: Translator},
    jed: {
        /** @this {any} */
        get() {
            if (!this.language || typeof this.language.gettext !== 'function') {
                this.language = new Gettext(this.language);
            }
            return this.language;
        }
    }
});

module.exports = {
    LazyText,
    /** @type {typeof import('./types/translate').LazyTranslator} */
    LazyTranslator: /** @type {any} */ (LazyTranslator),
    /** @type {typeof import('./types/translate').Translator} */
    Translator: /** @type {any} */ (Translator),
    apply_translation
};
