/** @file What a creator's variables become: their values where they are used, or constants of the functions that use them. */

import {isFunction, walk} from '../../definition/syntax.mjs';
import {declaredIn} from './chains.mjs';
import {emptyScope} from './scope.mjs';

/** @typedef {import('../../definition/syntax.mjs').Node} Node */
/** @typedef {import('./rewriter.mjs').Rewriter} Rewriter */
/** @typedef {import('./scope.mjs').Scope} Scope */

/** What could not be made; its message says why, and what to do. */
export class NotConverted extends Error {}

export class Variables {
    /** Those that need a context, by name. @type {Map<string, string>} */
    late = new Map();
    /** Those that do not, by name: what they are. @type {Map<string, string>} */
    fixed = new Map();
    /** Those that do not, as they were. @type {Map<string, Node>} */
    nodes = new Map();
    /** Statements before everything else, of an end that waits for something. @type {string[]} */
    before = [];
    waits = false;
    /** The parameter that is `creator_opts`. @type {string | null} */
    options = null;

    /**
     * @param {Rewriter} rewriter
     * @param {string} state its new name
     */
    constructor(rewriter, state) {
        this.rewriter = rewriter;
        this.state = state;
    }

    /** @param {Node} declaration of a variable of the creator */
    keep({id, init}) {
        if (id.type !== 'Identifier' || init === null || this.rewriter.isAssigned(id.name)) {
            throw new NotConverted(`the variable ${this.rewriter.sourceOf(id)} of the creator, which changes: make it in load`);
        }
        const scope = this.scope();
        const text = this.rewriter.texts.isMarked(init) ? this.rewriter.texts.value(init, scope)
            : this.rewriter.text(init, scope);
        if (scope.needs.contact || /\bcontext\b/.test(text) || this.lateIn(init).length > 0) {
            this.late.set(id.name, text);
        } else {
            this.fixed.set(id.name, /^('|\[|\{|[\w.]+$)/.test(text) ? text : `(${text})`);
            this.nodes.set(id.name, init);
        }
    }

    /**
     * @param {Node} node
     * @returns {string[]} variables it uses that need a context, those they use first
     */
    lateIn(node) {
        /** @type {Set<string>} */
        const named = new Set();
        walk(node, (one) => {
            if (one.type === 'Identifier' && this.late.has(one.name)) {
                named.add(one.name);
            }
        });
        const names = [...this.late.keys()];
        names.toReversed().filter((name) => named.has(name)).forEach((name) => names
            .filter((other) => new RegExp(`\\b${other}\\b`).test(this.late.get(name) ?? '')).forEach((other) => named.add(other)));
        return names.filter((name) => named.has(name));
    }

    /** @returns {Scope} */
    scope() {
        const needs = {awaits: this.waits, contact: false};
        return {...emptyScope(), names: new Map(this.fixed), state: this.state, options: this.options, needs};
    }

    /** @param {Node} node */
    needsContext(node) {
        const scope = this.scope();
        return /\bcontext\b/.test(this.rewriter.texts.value(node, scope)) || scope.needs.contact
            || this.lateIn(node).length > 0;
    }

    /** @param {Node} node */
    prelude(node) {
        const own = isFunction(node) ? [...declaredIn(node.body),
            ...node.params.map((/** @type {Node} */ one) => one.name)] : [];
        return [...this.before, ...this.lateIn(node).filter((name) => !own.includes(name)).map((name) => `const ${name} = ${this.late.get(name)};`)];
    }
}
