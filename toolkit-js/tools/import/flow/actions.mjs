/** @file What the actions of nodes become. */

import {Code, keyText, quoted} from '../code.mjs';
import {keyOf} from '../names.mjs';
import {codeOf, partsOf, textOf, unknownIn} from './expressions.mjs';

/** @typedef {import('./read.mjs').Action} Action */
/** @typedef {import('./expressions.mjs').Part} Part */

/** @typedef {[what: string, instead: string]} Lost */
/** @typedef {{languages: string[], values: Set<string>}} About languages: codes the app has; values: results whose value is asked for */

/**
 * A step of the app, or nothing. `next` and `fallback` are added to the options where it is put in.
 *
 * @typedef {object} Effect
 * @property {string} [builder] nothing is done without it
 * @property {string} [hint] what its state may be called
 * @property {Record<string, any>} [options]
 * @property {boolean} [fails] whether it may, and goes on then
 * @property {Lost[]} lost
 */

const NOTHING = 'nothing is done';
/** Methods `call` has an option for. */
const PLAIN_METHODS = ['get', 'post'];

/**
 * @param {Action} action any but `send_msg`
 * @param {About} about
 * @returns {Effect}
 */
export function effectOf(action, about) {
    return Object.hasOwn(EFFECTS, action.type) ? EFFECTS[action.type](action, about) : {lost: [[detailOf(action), NOTHING]]};
}

/**
 * @param {string} what
 * @param {string} instead
 * @returns {Lost}
 */
export function loss(what, instead) {
    return [what, instead];
}

/**
 * What is lost of a text whose expressions are not known.
 *
 * @param {Part[]} parts
 * @returns {Lost[]}
 */
export function lostIn(parts) {
    const braces = parts.some((part) => 'text' in part && part.text.includes('{{'));
    return [
        ...unknownIn(parts).map((expression) => loss(`the expression ${expression}`, 'three dots')),
        ...braces ? [loss('double braces in the text', 'they are read as a placeholder')] : [],
    ];
}

/** @type {Record<string, (action: Action, about: About) => Effect>} */
const EFFECTS = {
    set_run_result({name, value = '', category = ''}) {
        const key = keyOf(name);
        const parts = partsOf(value);
        const kept = category === '' ? [] : [`answers.${key}_category = ${quoted(category)};`];
        return {
            builder: 'decide', hint: `set_${key}`, lost: lostIn(parts),
            options: {run: functionOf(['answers', ...codeOf(parts).reads], [`answers.${key} = ${codeOf(parts).code};`, ...kept])},
        };
    },
    set_contact_field({field, value = ''}) {
        const parts = partsOf(value);
        const name = keyText(field.key);
        return contactEffect(`set_${keyOf(field.key)}`, parts, [
            `data.fields = {...data.fields, ${name}: ${stringCode(parts)}};`,
            `await contacts.setExtras({${name}: data.fields${name === field.key ? `.${name}` : `[${name}]`}});`,
        ]);
    },
    set_contact_name({name = ''}) {
        const parts = partsOf(name);
        return contactEffect('set_name', parts, [
            `const name = ${stringCode(parts)};`,
            'data.contact = {name, first_name: name.split(\' \')[0]};',
            'await contacts.save({...await contacts.get(), name});',
        ]);
    },
    set_contact_language({language = ''}, {languages}) {
        const code = language === '' ? languages[0] : language;
        return languages.includes(code)
            ? {builder: 'decide', hint: `speak_${code}`, lost: [],
                options: {run: new Code(`({user}) => {\n    user.language = ${quoted(code)};\n}`)}}
            : {lost: [[`set_contact_language '${language}'`, `${NOTHING}: the flow has ${languages.join(', ')}`]]};
    },
    add_contact_groups({groups = []}) {
        const named = groups.filter((/** @type {any} */ {name}) => typeof name === 'string');
        const lines = named.map((/** @type {any} */ {name}) => `await contacts.addToGroup(${quoted(name)});`);
        const others = groups.length - named.length;
        return {
            ...lines.length === 0 ? {} : contactEffect(`join_${keyOf(named[0].name)}`, [], lines),
            lost: others === 0 ? [] : [['add_contact_groups by an expression', NOTHING]],
        };
    },
    call_webhook: webhook,
};

/**
 * Contacts have texts only; answers may be numbers.
 *
 * @param {Part[]} parts
 */
function stringCode(parts) {
    const {code} = codeOf(parts);
    return parts.length === 1 && 'path' in parts[0] ? `String(${code})` : code;
}

/**
 * @param {Action} action
 * @param {About} about
 * @returns {Effect}
 */
function webhook({method = 'GET', url = '', headers = {}, body = '', result_name: result = ''}, {values}) {
    const address = partsOf(url, {url: true});
    const content = partsOf(body);
    const heads = Object.entries(headers).map(([name, value]) => /** @type {[string, Part[]]} */ ([name, partsOf(String(value))]));
    const all = [address, content, ...heads.map(([, parts]) => parts)];
    const verb = method.toLowerCase();
    const asText = {
        headers: heads.length === 0 ? undefined : Object.fromEntries(heads.map(([name, parts]) => [name, textOf(parts)])),
        body: body === '' || verb === 'get' ? undefined : textOf(content),
    };
    const request = PLAIN_METHODS.includes(verb) ? {[verb]: textOf(address), ...asText} : {run: requestCode(verb, address, heads, content)};
    const value = result !== '' && values.has(keyOf(result)) ? [loss(`the value of the result '${result}'`, 'nothing')] : [];
    return {
        builder: 'call', hint: 'request', fails: true, options: {...request, answer: 'webhook'},
        lost: [...all.flatMap(lostIn), ...globalsIn(all), ...value],
    };
}

/**
 * A request by a method `call` has no option for.
 *
 * @param {string} verb
 * @param {Part[]} address
 * @param {[string, Part[]][]} heads
 * @param {Part[]} content
 */
function requestCode(verb, address, heads, content) {
    const url = codeOf(address, {encoded: true});
    const named = heads.map(([name, parts]) => ({name, ...codeOf(parts)}));
    const headers = named.map(({name, code}) => `${keyText(name)}: ${code}`).join(', ');
    const body = codeOf(content);
    const reads = ['http', ...url.reads, ...named.flatMap((one) => one.reads), ...body.reads];
    const options = [...headers === '' ? [] : [`headers: {${headers}}`], ...textOf(content) === '' ? [] : [`body: ${body.code}`]];
    return functionOf(reads, [
        `const response = await http.${verb}(${[url.code, ...options.length === 0 ? [] : [`{${options.join(', ')}}`]].join(', ')});`,
        "return response.body === '' ? null : response.json();",
    ], true);
}

/**
 * @param {Part[][]} texts
 * @returns {Lost[]}
 */
export function globalsIn(texts) {
    const names = texts.flat().flatMap((part) => 'path' in part && part.path[0] === 'config' ? [part.path[1]] : []);
    return [...new Set(names)].map((name) => [`the value of @globals.${name}`, `config.${name} of the app's configuration`]);
}

/**
 * @param {string} hint
 * @param {Part[]} parts
 * @param {string[]} lines
 * @returns {Effect}
 */
function contactEffect(hint, parts, lines) {
    const ownData = lines.some((line) => line.includes('data.')) ? ['data'] : [];
    return {
        builder: 'call', hint, fails: true, lost: lostIn(parts),
        options: {run: functionOf(['contacts', ...ownData, ...codeOf(parts).reads], lines, true)},
    };
}

/**
 * @param {string[]} reads what of the context
 * @param {string[]} lines
 * @param {boolean} [waits]
 */
export function functionOf(reads, lines, waits = false) {
    const inner = lines.map((line) => `    ${line}\n`).join('');
    return new Code(`${waits ? 'async ' : ''}({${[...new Set(reads)].join(', ')}}) => {\n${inner}}`);
}

/** @param {Action} action */
function detailOf({type, flow, groups, subject, addresses, text}) {
    const about = flow?.name ?? groups?.map((/** @type {any} */ {name}) => name).join(', ') ?? subject ?? addresses?.join(', ') ?? text;
    return about === undefined ? String(type) : `${type} '${about}'`;
}
