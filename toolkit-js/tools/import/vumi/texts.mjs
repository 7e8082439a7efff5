/** @file Texts for users, in code of an app on vumigo_v02: `$('…')` and what is put together of it. */

import {placeholders} from '../../../lib/text/template.js';
import {keyOf, literalOf, propertyOf} from '../../definition/syntax.mjs';
import {keyText, memberText, quoted} from '../code.mjs';
import {lastName, pathFrom} from './read.mjs';

/** @typedef {import('../../definition/syntax.mjs').Node} Node */
/** @typedef {import('./rewriter.mjs').Rewriter} Rewriter */
/** @typedef {import('./scope.mjs').Scope} Scope */

export class Texts {
    /** @param {Rewriter} rewriter */
    constructor(rewriter) {
        this.rewriter = rewriter;
    }

    /**
     * Whether something is `$('…')`, also with `.context(…)`.
     *
     * @param {Node} node
     * @returns {boolean}
     */
    isMarked(node) {
        if (node.type !== 'CallExpression') {
            return false;
        }
        return node.callee.type === 'MemberExpression'
            ? propertyOf(node.callee) === 'context' && this.isMarked(node.callee.object)
            : node.callee.name === this.rewriter.app.dollar
                || pathFrom(this.rewriter.app, node.callee)?.join('.') === '$';
    }

    /**
     * A text for users.
     *
     * @param {Node} node
     * @param {Scope} scope
     * @returns {string}
     */
    value(node, scope) {
        if (node.type === 'ConditionalExpression') {
            return `${this.rewriter.text(node.test, scope)} ? ${this.value(node.consequent, scope)} : ${this.value(node.alternate, scope)}`;
        }
        const parts = this.#template(node, scope);
        if (parts === null) {
            return this.rewriter.text(node, scope);
        }
        const {text, values} = parts;
        const ill = text.replace(/\{\{\s*[\w.$-]+\s*\}\}/g, '').includes('{{');
        if (ill) {
            this.rewriter.todo(node, `the text ${quoted(text.slice(0, 40))}`,
                'placeholders are names and paths: give it its value by a name');
        }
        const known = values.filter(([name, code]) => code !== memberText('context.answers', [name])
            || !placeholders(text).includes(name));
        if (known.length === 0) {
            return quoted(text);
        }
        this.rewriter.used.add('message');
        return `message(${quoted(text)}, {${known.map(([name, code]) => name === code ? name : `${keyText(name)}: ${code}`).join(', ')}})`;
    }

    /**
     * @param {Node} node
     * @param {Scope} scope
     * @returns {{text: string, values: [name: string, code: string][]} | null} null if no part of it is literal
     */
    #template(node, scope) {
        const literal = literalOf(node);
        if (literal !== undefined) {
            return {text: literal, values: []};
        }
        if (this.isMarked(node)) {
            const inner = node.callee.type === 'MemberExpression' && propertyOf(node.callee) === 'context'
                ? this.#template(node.callee.object, scope)
                : node.arguments.length === 1 ? this.#template(node.arguments[0], scope) : null;
            const [given] = node.callee.type === 'MemberExpression' && propertyOf(node.callee) === 'context'
                ? node.arguments : [];
            return given === undefined || inner === null ? inner : this.#withContext(inner.text, given, scope);
        }
        const isJoin = node.type === 'CallExpression' && node.callee.type === 'MemberExpression'
            && propertyOf(node.callee) === 'join'
            && node.callee.object.type === 'ArrayExpression';
        if (isJoin) {
            const by = literalOf(node.arguments[0]) ?? ',';
            return this.#joined(node.callee.object.elements, by, scope);
        }
        return node.type === 'BinaryExpression' && node.operator === '+'
            ? this.#joined([node.left, node.right], '', scope) : null;
    }

    /**
     * @param {string} text
     * @param {Node} given what placeholders stand for
     * @param {Scope} scope
     * @returns {{text: string, values: [string, string][]} | null}
     */
    #withContext(text, given, scope) {
        if (given.type === 'ObjectExpression'
            && given.properties.every((/** @type {Node} */ one) => one.type === 'Property' && keyOf(one) !== null)) {
            given.properties.forEach((/** @type {Node} */ one) => this.#refuseText(one.value, scope));
            return {text, values: given.properties.map((/** @type {Node} */ one) => [keyOf(one) ?? '',
                this.rewriter.text(one.value, scope)])};
        }
        const holder = this.rewriter.text(given, scope);
        return {text, values: [...new Set(placeholders(text))].map((name) => [name,
            memberText(holder, name.split('.'))])};
    }

    /**
     * A value of a placeholder may be another text, which the old face translates.
     *
     * @param {Node} value
     * @param {Scope} scope
     */
    #refuseText(value, scope) {
        const isParameter = value.type === 'Identifier' && scope.declared.includes(value.name) && scope.state === null;
        if (this.isMarked(value) || isParameter) {
            this.rewriter.todo(value, `${this.rewriter.sourceOf(value)} within a text`,
                'if it is a text too, write one text: values are not translated');
        }
    }

    /**
     * @param {Node[]} nodes
     * @param {string} by
     * @param {Scope} scope
     * @returns {{text: string, values: [string, string][]} | null}
     */
    #joined(nodes, by, scope) {
        const parts = nodes.map((node) => this.#template(node, scope));
        if (parts.every((part) => part === null)) {
            return null;
        }
        /** @type {[string, string][]} */
        const values = [];
        const texts = parts.map((part, at) => {
            if (part !== null) {
                values.push(...part.values);
                return part.text;
            }
            const wanted = (lastName(nodes[at]) ?? 'value').replace(/\W/g, '_');
            const name = values.some(([one]) => one === wanted) ? `${wanted}_${values.length + 1}` : wanted;
            values.push([name, this.rewriter.text(nodes[at], scope)]);
            return `{{${name}}}`;
        });
        return {text: texts.join(by), values};
    }
}
