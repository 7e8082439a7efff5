/** @file An XForm, as survey tools export it, as a form. */
'use strict';

const {message} = require('../engine/texts');
const {truth} = require('../xform/expression');
const {readForm} = require('../xform/model');
const {writeXml} = require('../xform/xml');
const {choice} = require('./choice');
const {date} = require('./date');
const {form} = require('./form');
const {multiSelect} = require('./multi-select');
const {number} = require('./number');
const {step} = require('./step');
const {freeText, show} = require('./text');
const {time} = require('./time');

/** @typedef {import('../index').Context} Context */
/** @typedef {import('../internal').StateDefinition} StateDefinition */
/** @typedef {import('../xform/model').Model} Model */
/** @typedef {import('../xform/model').Question} Question */
/** @typedef {import('../xform/model').XText} XText */

/** Names of states a form has beside its fields. */
const TAKEN = ['confirm', 'check', 'result'];

/**
 * Asks what an XForm asks. The answer is the completed instance, as XML.
 *
 * @param {Record<string, any>} options see `XFormOptions`
 * @returns {StateDefinition & import('../index').State<any, any>}
 */
function xform(options) {
    const {form: xml, next, keep, encrypted, sensitive, ...others} = options;
    const hidden = {encrypted, sensitive};
    const model = readForm(xml);
    const names = namesOf(model.questions);
    const fields = Object.fromEntries(model.questions.map((question) => {
        const field = fieldOf(question, model, names, hidden);
        return [names.get(question.path), {...field, options: {...field.options, keep}}];
    }));
    const when = Object.fromEntries(model.questions.flatMap(({path}) => {
        const relevant = relevanceOf(path, model);
        return relevant.length === 0 ? [] : [[names.get(path), (/** @type {Context} */ context) => {
            const scope = scopeOf(model, names, context);
            return relevant.every((holds) => truth(holds(scope)));
        }]];
    }));
    const asked = form({...others, fields, when});
    return {
        ...asked,
        kind: 'xform',
        options,
        children(name) {
            const result = {answer: this.options.answer ?? name, next: this.options.next, keep, ...hidden};
            const inside = {...asked, options: {...this.options, next: `${name}.result`}};
            return {
                .../** @type {NonNullable<StateDefinition['children']>} */ (inside.children)(name),
                result: step('result', result, {
                    pass: (context) => ({outcome: 'answered', value: completed(model, scopeOf(model, names, context))}),
                }),
            };
        },
    };
}

/**
 * A short name for each question: the last part of its path where that is not taken.
 *
 * @param {Question[]} questions
 * @returns {Map<string, string>}
 */
function namesOf(questions) {
    /** @type {Map<string, string>} */
    const names = new Map();
    for (const {path} of questions) {
        const last = path.slice(path.lastIndexOf('/') + 1);
        const used = [...TAKEN, ...names.values()];
        names.set(path, used.includes(last) ? path.slice(1).replace(/\//g, '_') : last);
    }
    return names;
}

/**
 * @param {Question} question
 * @param {Model} model
 * @param {Map<string, string>} names
 * @param {Record<string, any>} hidden options of all questions
 * @returns {StateDefinition}
 */
function fieldOf({kind, path, label, hint, items}, model, names, hidden) {
    const {type = 'string', readonly = false, constraint, message: wrong} = model.binds.get(path) ?? {};
    const asked = textIn(hint === undefined ? [label] : [label, hint], model, names);
    const check = constraint === undefined ? undefined : (/** @type {any} */ value, /** @type {Context} */ context) =>
        truth(constraint({...scopeOf(model, names, context), self: written(value)}))
            || (wrong === undefined ? false : textIn([wrong], model, names));
    const common = {...hidden, question: asked, check};
    const choices = items.map((item) => ({value: item.value, label: textIn([item.label], model, names)}));
    if (kind !== 'input') {
        return kind === 'select' ? multiSelect({...common, choices, least: 1}) : choice({...common, choices});
    }
    if (readonly) {
        return show(/** @type {any} */ ({text: asked}));
    }
    /** @type {Record<string, () => StateDefinition>} */
    const inputs = {
        string: () => freeText(common),
        int: () => number(common), integer: () => number(common), decimal: () => number({...common, decimals: 6}),
        date: () => date(common), time: () => time(common),
    };
    if (!Object.hasOwn(inputs, type)) {
        throw new Error(`XForm: ${path} of type '${type}' (expected one of: ${Object.keys(inputs).join(', ')})`);
    }
    return inputs[type]();
}

/**
 * The text in the user's language: that of the translation named like the language or its code, else the default one.
 *
 * @param {XText[]} texts
 * @param {Model} model
 * @param {Map<string, string>} names
 * @returns {import('../index').Text}
 */
function textIn(texts, model, names) {
    const calculated = texts.flatMap((text) => [...text.values()].flat())
        .flatMap((part) => typeof part === 'string' || names.has(part.path) ? [] : [part.path]);
    const placeholder = (/** @type {string} */ path) => names.get(path) ?? path.slice(1).replace(/\W/g, '_');
    const line = (/** @type {(string | {path: string})[]} */ parts) =>
        parts.map((part) => typeof part === 'string' ? part : `{{${placeholder(part.path)}}}`).join('');
    const inLanguage = (/** @type {string} */ code) => texts.map((text) => {
        const language = [...text.keys()].find((one) => one === code || one.endsWith(`(${code})`)) ?? '';
        return line(text.get(language) ?? []);
    }).join('\n');
    const languages = new Set(texts.flatMap((text) => [...text.keys()]));
    return languages.size <= 2 && calculated.length === 0 ? inLanguage('') : (context) => {
        const scope = scopeOf(model, names, context);
        const values = Object.fromEntries(calculated.map((path) => [placeholder(path), scope.value(path)]));
        return message(inLanguage(context.user.language), values);
    };
}

/**
 * The conditions of a node and of all groups around it.
 *
 * @param {string} path
 * @param {Model} model
 */
function relevanceOf(path, {binds}) {
    const steps = path.split('/');
    return steps.map((_, at) => binds.get(steps.slice(0, at + 1).join('/'))?.relevant).filter((one) => one !== undefined);
}

/**
 * @param {Model} model
 * @param {Map<string, string>} names
 * @param {Context} context
 * @returns {import('../xform/expression').Scope}
 */
function scopeOf({binds}, names, context) {
    /** @type {Map<string, string>} */
    const calculated = new Map();
    /** @type {import('../xform/expression').Scope} */
    const scope = {
        now: () => context.now(),
        random: () => context.random(),
        value: (path) => {
            const {calculate, readonly} = binds.get(path) ?? {};
            const name = readonly ? undefined : names.get(path);
            if (name !== undefined) {
                return written(context.answers[name] ?? '');
            }
            if (!calculated.has(path)) {
                // A circle ends here with nothing.
                calculated.set(path, '');
                calculated.set(path, calculate === undefined ? '' : written(calculate(scope)));
            }
            return /** @type {string} */ (calculated.get(path));
        },
    };
    return scope;
}

/**
 * A value as instances have it.
 *
 * @param {any} value
 * @returns {string}
 */
function written(value) {
    return Array.isArray(value) ? value.join(' ') : Number.isNaN(value) ? '' : String(value);
}

/**
 * @param {Model} model
 * @param {import('../xform/expression').Scope} scope
 */
function completed({instance}, scope) {
    /** @type {(element: import('../xform/xml').Element, path: string) => import('../xform/xml').Element} */
    const filled = (element, path) => {
        const children = element.children.filter((one) => typeof one !== 'string');
        return children.length > 0
            ? {...element, children: children.map((one) => filled(one, `${path}/${one.name}`))}
            : {...element, children: [scope.value(path) || element.children.join('').trim()].filter((text) => text !== '')};
    };
    return `<?xml version="1.0"?>${writeXml(filled(instance, `/${instance.name}`))}`;
}

module.exports = {xform};
