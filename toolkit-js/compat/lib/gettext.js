/** @file Looks translations up, as Jed 0.5 did and with the same data. */
'use strict';

const CONTEXT_SEPARATOR = '\u0004';
const ENGLISH = 'nplurals=2; plural=(n != 1);';
const TOKEN = /\s*(\d+|n|[?:()]|\|\||&&|[=!<>]=|[<>+\-*/%!])/y;

/** Operators of two operands in plural rules, those that bind least first. @type {string[][]} */
const LEVELS = [['||'], ['&&'], ['==', '!='], ['<', '>', '<=', '>='], ['+', '-'], ['*', '/', '%']];

/** @type {Record<string, (left: number, right: number) => number>} */
const OPERATIONS = {
    '||': (left, right) => left || right,
    '&&': (left, right) => left && right,
    '==': (left, right) => Number(left === right),
    '!=': (left, right) => Number(left !== right),
    '<': (left, right) => Number(left < right),
    '>': (left, right) => Number(left > right),
    '<=': (left, right) => Number(left <= right),
    '>=': (left, right) => Number(left >= right),
    '+': (left, right) => left + right,
    '-': (left, right) => left - right,
    '*': (left, right) => left * right,
    '/': (left, right) => Math.trunc(left / right),
    '%': (left, right) => left % right
};

/** @typedef {(n: number) => number} Rule */

/** @type {Map<string, Rule>} */
const rules = new Map();

/**
 * Which form a number takes, counted from 0.
 *
 * @param {string} header `nplurals=…; plural=…;` of a catalogue, GNU gettext's manual, "Plural forms"
 * @returns {Rule}
 */
function plural_rule(header) {
    let rule = rules.get(header);
    if (rule === undefined) {
        const expression = /plural\s*=([^;]*)/.exec(header);
        if (expression === null) {
            throw new Error(`plural forms: ${header} (expected: nplurals=…; plural=…;)`);
        }
        rule = parsed(expression[1]);
        rules.set(header, rule);
    }
    return rule;
}

/** @param {string} text an expression over `n` in the language of C @returns {Rule} */
function parsed(text) {
    const tokens = tokens_of(text);
    let at = 0;
    const is = (/** @type {string} */ token) => tokens[at] === token && ++at > 0;
    const expect = (/** @type {string} */ token) => {
        if (!is(token)) {
            throw new Error(`plural forms: ${text} (expected: '${token}' at '${tokens.slice(at).join(' ')}')`);
        }
    };

    /** @returns {Rule} */
    const choice = () => {
        const condition = level(0);
        if (!is('?')) {
            return condition;
        }
        const yes = choice();
        expect(':');
        const no = choice();
        return (n) => condition(n) ? yes(n) : no(n);
    };

    /** @param {number} depth @returns {Rule} */
    const level = (depth) => {
        if (depth === LEVELS.length) {
            return operand();
        }
        let result = level(depth + 1);
        while (LEVELS[depth].includes(tokens[at])) {
            const operation = OPERATIONS[tokens[at++]];
            const left = result;
            const right = level(depth + 1);
            result = (n) => operation(left(n), right(n));
        }
        return result;
    };

    /** @returns {Rule} */
    const operand = () => {
        if (is('!')) {
            const denied = operand();
            return (n) => Number(!denied(n));
        }
        if (is('(')) {
            const inner = choice();
            expect(')');
            return inner;
        }
        if (is('n')) {
            return (n) => n;
        }
        const number = Number(tokens[at++]);
        return () => number;
    };

    const result = choice();
    if (at !== tokens.length) {
        throw new Error(`plural forms: ${text} (expected: one expression)`);
    }
    return result;
}

/** @param {string} text */
function tokens_of(text) {
    const tokens = [];
    TOKEN.lastIndex = 0;
    while (text.slice(TOKEN.lastIndex).trim() !== '') {
        const start = TOKEN.lastIndex;
        const found = TOKEN.exec(text);
        if (found === null) {
            throw new Error(`plural forms: ${text} (expected: an expression over n, not '${text.slice(start)}')`);
        }
        tokens.push(found[1]);
    }
    return tokens;
}

/** @param {any} n @returns {number} what a plural is chosen by */
function counted(n) {
    const number = typeof n === 'number' ? n : parseInt(n, 10);
    if (typeof n !== 'number' && Number.isNaN(number)) {
        throw new Error('The number that was passed in is not a number.');
    }
    return number;
}

/**
 * The translations of one language: `locale_data` holds a catalogue for each `domain`, and that a key and its forms as
 * `[null, singular, plural, …]`. The entry of the empty key has `plural_forms`.
 */
class Gettext {
    /** @param {any} [options] */
    constructor(options) {
        const given = options || {};
        this.domain = given.domain || 'messages';
        this.locale_data = given.locale_data || {[this.domain]: {'': {}}};
        if (!this.locale_data[this.domain]) {
            throw new Error(`Text domain set to non-existent domain: \`${this.domain}\``);
        }
    }

    /** @param {string} key */
    gettext(key) {
        return this.translated(undefined, undefined, key);
    }

    /** @param {string} domain @param {string} key */
    dgettext(domain, key) {
        return this.translated(domain, undefined, key);
    }

    /** @param {string} singular @param {string} plural @param {any} n */
    ngettext(singular, plural, n) {
        return this.translated(undefined, undefined, singular, plural, n);
    }

    /** @param {string} domain @param {string} singular @param {string} plural @param {any} n */
    dngettext(domain, singular, plural, n) {
        return this.translated(domain, undefined, singular, plural, n);
    }

    /** @param {string} context @param {string} key */
    pgettext(context, key) {
        return this.translated(undefined, context, key);
    }

    /** @param {string} domain @param {string} context @param {string} key */
    dpgettext(domain, context, key) {
        return this.translated(domain, context, key);
    }

    /** @param {string} context @param {string} singular @param {string} plural @param {any} n */
    npgettext(context, singular, plural, n) {
        return this.translated(undefined, context, singular, plural, n);
    }

    /** @param {string} domain @param {string} context @param {string} singular @param {string} plural @param {any} n */
    dnpgettext(domain, context, singular, plural, n) {
        return this.translated(domain, context, singular, plural, n);
    }

    /**
     * @param {string | undefined} domain
     * @param {string | undefined} context
     * @param {string} singular
     * @param {string} [plural]
     * @param {any} [n]
     */
    translated(domain, context, singular, plural, n) {
        if (!singular) {
            throw new Error('No translation key found.');
        }
        const catalogue = this.catalogue(domain || this.domain);
        const number = n === undefined ? 1 : counted(n);
        const key = context ? context + CONTEXT_SEPARATOR + singular : singular;
        const one = n === undefined && plural === undefined;
        const form = one ? 0 : plural_rule(catalogue[''].plural_forms || ENGLISH)(number);
        const entry = Object.hasOwn(catalogue, key) ? catalogue[key] : undefined;
        const translation = entry && entry[form + 1];
        if (translation) {
            return translation;
        }
        return String([singular, plural || singular][plural_rule(ENGLISH)(number)]);
    }

    /** @param {string} domain */
    catalogue(domain) {
        const catalogue = this.locale_data[domain];
        if (!catalogue) {
            throw new Error(`Domain \`${domain}\` was not found.`);
        }
        if (!catalogue['']) {
            throw new Error('No locale meta information provided.');
        }
        return catalogue;
    }
}

/** What else a Jed has, and few apps use: one of Jed's own answers it. */
const RARE = [
    'translate', 'sprintf', 'textdomain', 'dcgettext', 'dcngettext', 'dcpgettext', 'dcnpgettext', 'options'
];

/** @type {WeakMap<Gettext, any>} */
const jeds = new WeakMap();

/** @param {Gettext} gettext @returns {any} a Jed with the same translations */
function jed_of(gettext) {
    if (!jeds.has(gettext)) {
        const Jed = require('jed');
        jeds.set(gettext, new Jed({domain: gettext.domain, locale_data: gettext.locale_data}));
    }
    return jeds.get(gettext);
}

for (const name of RARE) {
    Object.defineProperty(Gettext.prototype, name, {
        configurable: true,
        /** @this {Gettext} */
        get() {
            const member = jed_of(this)[name];
            return typeof member === 'function' ? member.bind(jed_of(this)) : member;
        }
    });
}

module.exports = {Gettext};
