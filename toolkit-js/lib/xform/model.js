/** @file What an XForm asks, as data: nodes, binds, texts and questions. */
'use strict';

const {compile} = require('./expression');
const {elementsOf, readXml} = require('./xml');

/** @typedef {import('./xml').Element} Element */
/** @typedef {import('./expression').Evaluate} Evaluate */
/** @typedef {{type: string, readonly: boolean, relevant?: Evaluate, constraint?: Evaluate, calculate?: Evaluate, message?: XText}} Bind */

/**
 * A text by language; `''` is the default one. References to nodes are in it as `{path: '/test/name'}`.
 *
 * @typedef {Map<string, (string | {path: string})[]>} XText
 */

/** @typedef {{value: string, label: XText}} Item */
/** @typedef {{kind: 'input' | 'select1' | 'select', path: string, label: XText, hint?: XText, items: Item[]}} Question */
/** @typedef {{instance: Element, binds: Map<string, Bind>, questions: Question[]}} Model */

/**
 * @param {string} xml
 * @returns {Model}
 * @throws {Error} if something in it is not known here
 */
function readForm(xml) {
    const root = readXml(xml);
    const model = found(root, 'head', 'model');
    const instance = elementsOf(found(model, 'instance'))[0];
    if (instance === undefined) {
        throw new Error('XForm: an instance without an element (expected: the answers\' elements)');
    }
    const texts = translationsOf(model);
    const binds = new Map(elementsOf(model, 'bind').map((bind) => [attribute(bind, 'nodeset'), bindOf(bind, texts)]));
    const body = found(root, 'body');
    return {instance, binds, questions: elementsOf(body).flatMap((control) => questionsOf(control, texts))};
}

/**
 * @param {Element} element
 * @param {...string} path
 * @returns {Element}
 */
function found(element, ...path) {
    return path.reduce((parent, name) => {
        const child = elementsOf(parent, name)[0];
        if (child === undefined) {
            throw new Error(`XForm: <${parent.name}> without <${name}> (expected: html with head, model, instance and body)`);
        }
        return child;
    }, element);
}

/**
 * @param {Element} element
 * @param {string} name
 */
function attribute({name: tag, attributes}, name) {
    const value = attributes[name]?.trim();
    if (value === undefined || !value.startsWith('/')) {
        throw new Error(`XForm: <${tag}> with ${name} '${value}' (expected: a path that starts with /)`);
    }
    return value;
}

/**
 * @param {Element} bind
 * @param {Map<string, XText>} texts
 * @returns {Bind}
 */
function bindOf(bind, texts) {
    const node = attribute(bind, 'nodeset');
    const given = bind.attributes;
    const expression = (/** @type {string} */ name) => given[name] === undefined ? {} : {[name]: compile(given[name], node)};
    const message = given['jr:constraintMsg'];
    return {
        type: (given.type ?? 'string').replace(/^.*:/, ''),
        readonly: given.readonly === 'true()',
        ...expression('relevant'), ...expression('constraint'), ...expression('calculate'), ...preload(given),
        ...message === undefined ? {} : {message: textOf(message, texts) ?? new Map([['', [message]]])},
    };
}

/** @param {Record<string, string>} attributes */
function preload(attributes) {
    /** @type {Record<string, string>} */
    const known = {uid: 'concat("uuid:", uuid())', date: 'today()', timestamp: 'now()'};
    const kind = attributes['jr:preload'];
    return kind === undefined ? {} : {calculate: compile(known[kind] ?? '""', attributes.nodeset)};
}

/**
 * @param {Element} model
 * @returns {Map<string, XText>}
 */
function translationsOf(model) {
    /** @type {Map<string, XText>} */
    const texts = new Map();
    const languages = elementsOf(model, 'itext').flatMap((itext) => elementsOf(itext, 'translation'));
    const first = languages.find(({attributes}) => attributes.default !== undefined) ?? languages[0];
    for (const language of languages) {
        for (const text of elementsOf(language, 'text')) {
            const value = elementsOf(text, 'value').find(({attributes}) => attributes.form === undefined);
            const known = texts.get(text.attributes.id) ?? new Map();
            const content = value === undefined ? [] : contentOf(value);
            known.set(language.attributes.lang, content);
            if (language === first) {
                known.set('', content);
            }
            texts.set(text.attributes.id, known);
        }
    }
    return texts;
}

/**
 * @param {Element} element with text, and `<output value="…"/>` in it
 * @returns {(string | {path: string})[]}
 */
function contentOf({children}) {
    const parts = children.map((one) => typeof one === 'string' ? one.replace(/\s+/g, ' ') : {path: attribute(one, 'value')});
    return parts.map((part, at) => typeof part !== 'string' ? part
        : (at === 0 ? part.trimStart() : part).replace(at === parts.length - 1 ? / $/ : /$^/, ''));
}

/**
 * The text that `jr:itext('id')` refers to.
 *
 * @param {string | undefined} reference
 * @param {Map<string, XText>} texts
 */
function textOf(reference, texts) {
    const [, id] = /^jr:itext\(\s*['"](.*)['"]\s*\)$/.exec(reference ?? '') ?? [];
    if (id === undefined) {
        return undefined;
    }
    const text = texts.get(id);
    if (text === undefined) {
        throw new Error(`XForm: there is no text '${id}' (asked for in: ${reference})`);
    }
    return text;
}

/**
 * @param {Element} control
 * @param {Map<string, XText>} texts
 * @returns {Question[]}
 */
function questionsOf(control, texts) {
    const {name} = control;
    if (name === 'group') {
        return elementsOf(control).filter((one) => one.name !== 'label').flatMap((one) => questionsOf(one, texts));
    }
    if (name !== 'input' && name !== 'select1' && name !== 'select') {
        throw new Error(`XForm: <${name}> (expected one of: input, select1, select, group)`);
    }
    const text = (/** @type {Element} */ parent, /** @type {string} */ tag) => {
        const element = elementsOf(parent, tag)[0];
        return element && (textOf(element.attributes.ref, texts) ?? new Map([['', contentOf(element)]]));
    };
    const path = attribute(control, 'ref');
    const items = elementsOf(control, 'item').map((item) => {
        const value = String(elementsOf(item, 'value')[0]?.children[0] ?? '').trim();
        return {value, label: text(item, 'label') ?? new Map([['', [value]]])};
    });
    if (name !== 'input' && items.length === 0) {
        throw new Error(`XForm: <${name}> of ${path} without items (expected: item elements; itemset is not known)`);
    }
    return [{kind: name, path, label: text(control, 'label') ?? new Map([['', [path]]]), hint: text(control, 'hint'), items}];
}

module.exports = {readForm};
