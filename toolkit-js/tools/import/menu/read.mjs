/** @file Reads the states of a menu made with ussd-menu-builder. */

import {isFunction, parse, walk} from '../../definition/syntax.mjs';
import {UsageError} from '../../usage-error.mjs';
import {codeText, literalText} from './literals.mjs';

/** @typedef {import('../../definition/syntax.mjs').Node} Node */

/**
 * @typedef {object} MenuState
 * @property {string} name
 * @property {'con' | 'end' | null} shows whether the session goes on; null if it does neither in a way that is known
 * @property {string} text
 * @property {Map<string, string>} next names of states by keys
 * @property {string | null} otherwise
 * @property {string[]} lost what could not be read
 */

/** What the loss of a part of a text begins with. */
export const VALUE = 'the value of';
/** The name of the first state, which has none in the source. */
export const START = 'start';

/**
 * @param {string} code
 * @param {string} file for errors
 * @returns {Promise<MenuState[]>}
 */
export async function readMenu(code, file) {
    const program = await programOf(code, file);
    /** @type {MenuState[]} */
    const states = [];
    walk(program, (node) => {
        const method = node.type === 'CallExpression' && node.callee.type === 'MemberExpression' ? node.callee.property.name : null;
        const [first, second] = node.arguments ?? [];
        if (method === 'startState' && first?.type === 'ObjectExpression') {
            states.push(stateOf(START, first, code));
        } else if (method === 'state' && second?.type === 'ObjectExpression') {
            const {text, unknown} = literalText(first, code);
            states.push({...stateOf(text, second, code), ...unknown.length > 0 ? {lost: [`the name ${unknown.join(', ')}`]} : {}});
        }
    });
    if (!states.some(({name}) => name === START)) {
        throw new UsageError(`${file}: no startState({…}) is called (expected: a menu of ussd-menu-builder; flows are *.json)`);
    }
    // Calls are found from the outermost in: a chain's last state comes first.
    return states.sort((one, other) => Number(other.name === START) - Number(one.name === START));
}

/**
 * @param {string} code
 * @param {string} file
 * @returns {Promise<Node>}
 */
async function programOf(code, file) {
    try {
        return await parse(code, 'module');
    } catch {
        // A script, which may have names modules reserve.
    }
    try {
        return await parse(code, 'script');
    } catch (error) {
        throw new UsageError(`${file} is no JavaScript: ${/** @type {Error} */ (error).message} (expected: a menu of ussd-menu-builder)`);
    }
}

/**
 * @param {string} name
 * @param {Node} definition
 * @param {string} code
 * @returns {MenuState}
 */
function stateOf(name, definition, code) {
    const parts = new Map(definition.properties.map((/** @type {Node} */ one) => [one.key?.name ?? one.key?.value, one.value]));
    const shown = shownBy(parts.get('run'), code);
    /** @type {string[]} */
    const lost = [...shown.lost];
    const next = new Map();
    for (const way of parts.get('next')?.properties ?? []) {
        const key = way.computed ? null : way.key?.value ?? way.key?.name;
        if (way.value?.type === 'Literal' && key !== null && key !== undefined) {
            next.set(String(key), String(way.value.value));
        } else {
            lost.push(`the way ${codeText(way, code)}`);
        }
    }
    const otherwise = parts.get('defaultNext');
    if (otherwise !== undefined && otherwise.type !== 'Literal') {
        lost.push(`defaultNext ${codeText(otherwise, code)}`);
    }
    const known = otherwise?.type === 'Literal' ? String(otherwise.value) : null;
    return {name, shows: shown.shows, text: shown.text, next, otherwise: known, lost};
}

/**
 * What a state's `run` shows.
 *
 * @param {Node | undefined} run
 * @param {string} code
 * @returns {{shows: 'con' | 'end' | null, text: string, lost: string[]}}
 */
function shownBy(run, code) {
    /** @type {Node[]} */
    const calls = [];
    if (run !== undefined && isFunction(run)) {
        walk(run.body, (node) => {
            if (node.type === 'CallExpression' && ['con', 'end'].includes(node.callee.property?.name) && node.arguments.length === 1) {
                calls.push(node);
            }
        });
    }
    const statements = run === undefined ? [] : run.body?.type === 'BlockStatement' ? run.body.body : [run.body ?? run];
    const others = statements.filter((/** @type {Node} */ one) => !calls.includes(one.expression ?? one.argument ?? one))
        .map((/** @type {Node} */ one) => `the code ${codeText(one, code)}`);
    if (calls.length === 0) {
        return {shows: null, text: '', lost: others};
    }
    const [first, ...more] = calls;
    const {text, unknown} = literalText(first.arguments[0], code);
    return {
        shows: first.callee.property.name, text,
        lost: [...others, ...unknown.map((one) => `${VALUE} ${one}`), ...more.map((one) => `the other screen ${codeText(one, code)}`)],
    };
}
