/** @file Copied functions that check inputs, and the validators that do the same. */

import {literalOf} from '../../definition/syntax.mjs';
import {pathFrom} from './read.mjs';

/** @typedef {import('../../definition/syntax.mjs').Node} Node */
/** @typedef {import('./rewriter.mjs').Rewriter} Rewriter */
/** @typedef {import('./scope.mjs').Scope} Scope */

/** Countries by the prefix of their numbers, as copied functions have it. @type {Record<string, string>} */
const REGIONS = {27: 'ZA', 233: 'GH', 234: 'NG', 250: 'RW', 254: 'KE', 255: 'TZ', 256: 'UG', 260: 'ZM'};

/**
 * Kinds of functions, by their names and by what has to be in them. The first that fits counts.
 *
 * @type {{name: RegExp, body: RegExp, validator: (body: string, limits: string[]) => string | null}[]}
 */
const KINDS = [
    {name: /msisdn|phone|cell/i, body: /\\d|0-9|length/, validator: (body) => `phone(${regionIn(body)})`},
    {name: /luhn|(^|_)id($|_)|id_?num|identity|said/i, body: /% ?10/, validator: (body) => /13/.test(body)
        ? "identityNumber('za')" : 'luhn'},
    {name: /date|dob|birth/i, body: /Date|moment/, validator: () => 'date()'},
    {
        name: /number|numeric|int(eger)?$|range/i, body: /Number|parseInt|parseFloat|isNaN|\\d|0-9/,
        validator: (body, limits) => limits.length === 2 ? `number({least: ${limits[0]}, most: ${limits[1]}})`
            : limits.length === 0 ? 'number()' : null,
    },
    {name: /alpha|letters/i, body: /a-z/i, validator: () => 'letters'},
];

/** @param {string} body */
function regionIn(body) {
    const prefix = Object.keys(REGIONS).find((one) => new RegExp(`(?<!\\d)\\+?${one}(?!\\d)`).test(body));
    return prefix === undefined ? '' : `{region: '${REGIONS[prefix]}'}`;
}

/**
 * The validator that stands for `check: function(content) { if (!self.is_valid_phone(content)) { return $('…'); } }`.
 *
 * @param {Node} check a function
 * @param {Rewriter} rewriter
 * @param {Scope} scope
 * @returns {{text: string, name: string} | null} name: of the copied function
 */
export function validatorOf(check, rewriter, scope) {
    const {call, error} = refusal(check) ?? {};
    const input = check.params[0]?.name;
    if (call === undefined || error === undefined || call.arguments[0]?.name !== input || check.params.length !== 1) {
        return null;
    }
    const copied = functionOf(call.callee, rewriter);
    const limits = call.arguments.slice(1).map((/** @type {Node} */ one) => typeof one.value === 'number'
        ? String(one.value) : null);
    const kind = copied === null || limits.includes(null) ? undefined
        : KINDS.find(({name, body}) => name.test(copied.name) && body.test(rewriter.sourceOf(copied.node)));
    const validator = copied === null ? null : kind?.validator(rewriter.sourceOf(copied.node), limits) ?? null;
    const says = rewriter.texts.value(error, scope);
    if (copied === null || validator === null || /\bcontext\b/.test(says)) {
        return null;
    }
    rewriter.used.add('validators');
    return {text: `validators.saying(${says}, validators.${validator})`, name: copied.name};
}

/**
 * The call that has to hold, and what is said where it does not.
 *
 * @param {Node} check
 * @returns {{call: Node, error: Node} | null}
 */
function refusal({body}) {
    const [only, last, ...more] = body.type === 'BlockStatement' ? body.body : [];
    const isRest = last === undefined || (last.type === 'ReturnStatement'
        && (last.argument === null || ['null', 'undefined'].includes(last.argument.raw ?? last.argument.name)));
    if (only?.type !== 'IfStatement' || only.alternate !== null || more.length > 0 || !isRest) {
        return null;
    }
    const then = only.consequent.type === 'BlockStatement' && only.consequent.body.length === 1
        ? only.consequent.body[0] : only.consequent;
    const call = only.test.type === 'UnaryExpression' && only.test.operator === '!' ? only.test.argument : null;
    return then.type === 'ReturnStatement' && then.argument !== null && call?.type === 'CallExpression'
        ? {call, error: then.argument} : null;
}

/**
 * @param {Node} callee
 * @param {Rewriter} rewriter
 * @returns {{name: string, node: Node} | null}
 */
function functionOf(callee, {app}) {
    const path = pathFrom(app, callee);
    const own = path?.length === 1 ? app.functions.get(path[0]) : undefined;
    if (path !== null && own !== undefined) {
        return {name: path[0], node: own};
    }
    const plain = app.statements.find((one) => one.type === 'FunctionDeclaration' && one.id.name === callee.name);
    return plain === undefined || literalOf(callee) !== undefined ? null : {name: callee.name, node: plain};
}
