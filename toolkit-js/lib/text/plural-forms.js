/** @file Which plural form a number takes: rules of languages, and gettext's Plural-Forms, read without running them as code. */
'use strict';

/** @typedef {(count: number) => number} Expression */
/** @typedef {{forms: string, categories: string[]}} LanguageRule the Plural-Forms, and the Unicode category of each form */
/** @typedef {{tokens: string[], wrong: (expected: string) => Error}} Reader with the tokens that are left */
/** @typedef {{forms: number, formOf: Expression}} PluralForms how many forms there are, and which of them a number takes, from 0 */

const CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'];
const SLAVIC = 'n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2';

/** Rules by language codes of two and three letters. Languages that are not here have one form for 1 and another for the rest. */
/** @type {[codes: string, rule: LanguageRule][]} */
const RULES = [
    ['bm bam id ind ig ibo ja jpn km khm ko kor lo lao ms msa my mya sg sag th tha vi vie wo wol yo yor zh zho',
        {forms: 'nplurals=1; plural=0;', categories: ['other']}],
    ['ak aka am amh bn ben fa fas ff ful fr fra fre gu guj hi hin kn kan ln lin mg mlg nso pa pan pcm pt por si sin ti tir tw twi zu zul',
        {forms: 'nplurals=2; plural=n > 1;', categories: ['one', 'other']}],
    ['ar ara arb', {
        forms: 'nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;',
        categories: CATEGORIES,
    }],
    ['be bel bs bos hr hrv ru rus sr srp uk ukr', {forms: `nplurals=3; plural=${SLAVIC};`, categories: ['one', 'few', 'many']}],
    ['pl pol', {
        forms: 'nplurals=3; plural=n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2;',
        categories: ['one', 'few', 'many'],
    }],
    ['cs ces cze sk slk slo', {forms: 'nplurals=3; plural=n==1 ? 0 : n>=2 && n<=4 ? 1 : 2;', categories: ['one', 'few', 'other']}],
];
/** @type {LanguageRule} */
const USUAL = {forms: 'nplurals=2; plural=n != 1;', categories: ['one', 'other']};
const BY_CODE = new Map(RULES.flatMap(([codes, rule]) => codes.split(' ').map((code) => [code, rule])));

/**
 * @param {string} language its code: `fr`, `eng_ZA`, `pt-BR`
 * @returns {LanguageRule}
 */
function ruleOf(language) {
    const [code, region = ''] = language.toLowerCase().split(/[-_@.]/);
    return code === 'pt' && region === 'pt' ? USUAL : BY_CODE.get(code) ?? USUAL;
}

/**
 * Reads `nplurals=2; plural=n != 1;`. The expression may have n, whole numbers, parentheses and C's operators for them.
 *
 * @param {string} text
 * @param {string} [where] what errors start with
 * @returns {PluralForms}
 * @throws {Error} if it is not one, or gives a form there is not for a number below 200
 */
function readPluralForms(text, where = '') {
    const wrong = (/** @type {string} */ expected) => new Error(`${where}Plural-Forms '${text}' (expected: ${expected})`);
    const [, count, expression] = /^\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=([^;]*);?\s*$/.exec(text) ?? [];
    const forms = Number(count);
    if (count === undefined || forms < 1) {
        throw wrong('nplurals=2; plural=n != 1;');
    }
    const reader = {tokens: tokensOf(expression, wrong), wrong};
    const formOf = readChoice(reader);
    if (reader.tokens.length > 0) {
        throw wrong(`an operator in place of '${reader.tokens[0]}'`);
    }
    for (let number = 0; number < 200; number += 1) {
        const form = formOf(number);
        if (!(form >= 0 && form < forms)) {
            throw wrong(`forms from 0 to ${forms - 1}, but it gives ${form} for n = ${number}`);
        }
    }
    return {forms, formOf};
}

const TOKEN = /\s*(\d+|n\b|\|\||&&|[=!<>]=|[<>+\-*/%!?:()])\s*/y;
/** Characters; what is nested deeper than these allow could fill the stack. */
const LONGEST = 500;

/**
 * @param {string} expression
 * @param {(expected: string) => Error} wrong
 */
function tokensOf(expression, wrong) {
    if (expression.length > LONGEST) {
        throw wrong(`an expression of at most ${LONGEST} characters`);
    }
    const tokens = [];
    const text = expression.trim();
    let at = 0;
    while (at < text.length) {
        TOKEN.lastIndex = at;
        const found = TOKEN.exec(text);
        if (found === null) {
            throw wrong(`n, numbers, operators and parentheses in place of '${text[at]}'`);
        }
        tokens.push(found[1]);
        at = TOKEN.lastIndex;
    }
    return tokens;
}

/** From the loosest to the tightest. */
/** @type {Record<string, (left: number, right: number) => number | boolean>[]} */
const OPERATORS = [
    {'||': (left, right) => left !== 0 || right !== 0},
    {'&&': (left, right) => left !== 0 && right !== 0},
    {'==': (left, right) => left === right, '!=': (left, right) => left !== right},
    {'<=': (left, right) => left <= right, '>=': (left, right) => left >= right,
        '<': (left, right) => left < right, '>': (left, right) => left > right},
    {'+': (left, right) => left + right, '-': (left, right) => left - right},
    {'*': (left, right) => left * right, '/': (left, right) => Math.trunc(left / right), '%': (left, right) => left % right},
];

/**
 * @param {Reader} reader
 * @returns {Expression}
 */
function readChoice(reader) {
    const condition = readBinary(reader, 0);
    if (reader.tokens[0] !== '?') {
        return condition;
    }
    expect(reader, '?');
    const yes = readChoice(reader);
    expect(reader, ':');
    const no = readChoice(reader);
    return (count) => condition(count) !== 0 ? yes(count) : no(count);
}

/**
 * @param {Reader} reader
 * @param {number} level of {@link OPERATORS}
 * @returns {Expression}
 */
function readBinary(reader, level) {
    if (level === OPERATORS.length) {
        return readOperand(reader);
    }
    let expression = readBinary(reader, level + 1);
    while (reader.tokens.length > 0 && Object.hasOwn(OPERATORS[level], reader.tokens[0])) {
        const operator = OPERATORS[level][/** @type {string} */ (reader.tokens.shift())];
        const left = expression;
        const right = readBinary(reader, level + 1);
        expression = (count) => Number(operator(left(count), right(count)));
    }
    return expression;
}

/**
 * @param {Reader} reader
 * @returns {Expression}
 */
function readOperand(reader) {
    const token = reader.tokens.shift() ?? 'the end';
    if (token === '!') {
        const negated = readOperand(reader);
        return (count) => Number(negated(count) === 0);
    }
    if (token === '(') {
        const inner = readChoice(reader);
        expect(reader, ')');
        return inner;
    }
    if (token !== 'n' && !/^\d/.test(token)) {
        throw reader.wrong(`n, a number or '(' in place of '${token}'`);
    }
    return token === 'n' ? (count) => count : () => Number(token);
}

/**
 * @param {Reader} reader
 * @param {string} token
 */
function expect({tokens, wrong}, token) {
    const found = tokens.shift();
    if (found !== token) {
        throw wrong(`'${token}' in place of '${found ?? 'the end'}'`);
    }
}

module.exports = {CATEGORIES, readPluralForms, ruleOf};
