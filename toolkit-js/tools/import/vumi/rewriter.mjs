/** @file Code of an app on vumigo_v02 as code of the new face: what is read, called and returned there, by its new name. */

import {keyOf, literalOf, propertyOf, walk} from '../../definition/syntax.mjs';
import {keyText, memberText, quoted} from '../code.mjs';
import {callText} from './calls.mjs';
import {inlined} from './chains.mjs';
import {READ, RESPONSE} from './platform.mjs';
import {lastName, pathFrom, rootOf} from './read.mjs';
import {Texts} from './texts.mjs';

/** @typedef {import('../../definition/syntax.mjs').Node} Node */
/** @typedef {import('./read.mjs').VumiApp} VumiApp */
/** @typedef {import('./scope.mjs').Scope} Scope */

export class Rewriter {
    /** Functions of the toolkit the code calls. @type {Set<string>} */
    used = new Set();
    /** @type {WeakMap<Node, Node>} */
    #parents = new WeakMap();
    /** Names something is assigned to later. @type {Set<string>} */
    #assigned = new Set();

    /**
     * @param {VumiApp} app
     * @param {object} about
     * @param {Map<string, string>} about.states new names of states by the old ones
     * @param {Map<string, {name: string, context: boolean}>} about.functions of the app, by their names there
     * @param {Map<string, string>} about.values other things of the app, likewise
     * @param {(kind: 'todo' | 'look', node: Node, what: string, instead: string) => void} about.found
     */
    constructor(app, {states, functions, values, found}) {
        this.app = app;
        this.states = states;
        this.functions = functions;
        this.values = values;
        this.found = found;
        this.texts = new Texts(this);
        const {statements, added, functions: all, values: others, left, error} = app;
        [...statements, ...added.map(({node}) => node), ...all.values(), ...others.values(), ...left,
            ...error === null ? [] : [error]]
            .forEach((node) => walk(node, (one, ancestors) => this.#know(one, ancestors.at(-1))));
    }

    /**
     * @param {Node} node
     * @param {Node | undefined} parent
     */
    #know(node, parent) {
        if (parent !== undefined) {
            this.#parents.set(node, parent);
        }
        const target = node.type === 'AssignmentExpression' ? node.left : node.type === 'UpdateExpression'
            ? node.argument : null;
        if (target?.type === 'Identifier') {
            this.#assigned.add(target.name);
        }
    }

    /**
     * @param {Node} node
     * @param {string} what
     * @param {string} instead
     */
    todo(node, what, instead) {
        this.found('todo', node, what, instead);
    }

    /**
     * @param {Node} node
     * @param {string} what
     * @param {string} instead
     */
    look(node, what, instead) {
        this.found('look', node, what, instead);
    }

    /** @param {Node} node */
    parentOf(node) {
        return this.#parents.get(node);
    }

    /** @param {string} name */
    isAssigned(name) {
        return this.#assigned.has(name);
    }

    /** @param {Node} node */
    sourceOf({start, end}) {
        return this.app.code.slice(start, end);
    }

    /**
     * @param {Node} node
     * @param {Scope} scope
     * @returns {string}
     */
    text(node, scope) {
        return this.#replaced(node, scope) ?? this.#spliced(node, scope);
    }

    /**
     * @param {Node[]} nodes
     * @param {Scope} scope
     */
    list(nodes, scope) {
        return nodes.map((node) => this.text(node, scope)).join(', ');
    }

    /**
     * The source with the parts of a node rewritten.
     *
     * @param {Node} node
     * @param {Scope} scope
     */
    #spliced(node, scope) {
        const parts = Object.keys(node).flatMap((key) => node[key]).filter((one) => typeof one?.type === 'string')
            .sort((one, other) => one.start - other.start);
        let at = node.start;
        let text = '';
        for (const part of parts) {
            text += this.app.code.slice(at, part.start) + this.text(part, scope);
            at = part.end;
        }
        return text + this.app.code.slice(at, node.end);
    }

    /**
     * @param {Node} node
     * @param {Scope} scope
     * @returns {string | undefined} undefined for what is only the sum of its parts
     */
    #replaced(node, scope) {
        switch (node.type) {
            case 'Literal':
                return typeof node.value === 'string' && this.states.has(node.value)
                    ? quoted(this.states.get(node.value) ?? '') : undefined;
            case 'Identifier':
                return this.#name(node, scope);
            case 'Property':
                return this.#property(node, scope);
            case 'MemberExpression':
                return this.#member(node, scope);
            case 'CallExpression':
                return callText(node, this, scope);
            case 'NewExpression':
                return this.#made(node, scope);
            case 'ReturnStatement':
                return this.#returned(node, scope);
            case 'FunctionExpression':
            case 'ArrowFunctionExpression':
                return this.#inner(node, scope);
            case 'VariableDeclaration':
                return this.#declared(node, scope);
            default:
                return undefined;
        }
    }

    /**
     * @param {Node} node
     * @param {Scope} scope
     */
    #name(node, scope) {
        if (node.name === scope.choice) {
            return `{value: ${memberText('context.answers', [scope.state ?? ''])}}`;
        }
        if (node.name === scope.options) {
            this.todo(node, `the options ${node.name}, as a whole`,
                'states have no options: put what is needed into data, by name');
            return memberText('context.data', [scope.state ?? '']);
        }
        return scope.names.get(node.name);
    }

    /**
     * @param {Node} node
     * @param {Scope} scope
     */
    #property(node, scope) {
        if (node.computed || node.method || node.kind !== 'init') {
            return undefined;
        }
        const value = this.text(node.value, scope);
        return node.shorthand ? value === node.key.name ? value : `${keyText(node.key.name)}: ${value}`
            : this.app.code.slice(node.start, node.value.start) + value;
    }

    /**
     * @param {Node} node
     * @param {Scope} scope
     */
    #member(node, scope) {
        const name = propertyOf(node);
        const known = name === null ? undefined
            : this.#ofParameter(node, name, scope) ?? this.#ofApp(node, name, scope);
        if (known !== undefined) {
            return known;
        }
        const between = this.app.code.slice(node.object.end, node.property.start);
        return `${this.text(node.object, scope)}${between}${node.computed ? this.text(node.property, scope) : node.property.name}${
            this.app.code.slice(node.property.end, node.end)}`;
    }

    /**
     * @param {Node} node
     * @param {string} name
     * @param {Scope} scope
     */
    #ofParameter({object}, name, scope) {
        if (object.type === 'Identifier' && object.name === scope.choice) {
            if (name !== 'value') {
                this.todo(object, `the choice's ${name}`, 'look it up by its value');
            }
            return memberText('context.answers', [scope.state ?? '']);
        }
        if (object.type === 'Identifier' && object.name === scope.options) {
            return memberText(memberText('context.data', [scope.state ?? '']), [name], '?.');
        }
        if (object.type === 'Identifier' && scope.responses.has(object.name) && Object.hasOwn(RESPONSE, name)) {
            return `${object.name}${RESPONSE[name]}`;
        }
        const isResponse = object.type === 'MemberExpression' && propertyOf(object) === 'response'
            && scope.failures.has(rootOf(object)?.name);
        return isResponse && Object.hasOwn(RESPONSE, name) ? `${this.text(object, scope)}${RESPONSE[name]}` : undefined;
    }

    /**
     * @param {Node} node
     * @param {string} name its last
     * @param {Scope} scope
     */
    #ofApp(node, name, scope) {
        const path = pathFrom(this.app, node);
        if (path === null) {
            return undefined;
        }
        const known = READ[path.join('.')];
        if (known !== undefined) {
            return known;
        }
        if (path.slice(0, -1).join('.') === 'im.user.answers') {
            return memberText('context.answers', [this.states.get(name) ?? name]);
        }
        if (path.length === 1) {
            return this.#ownThing(node, name, scope);
        }
        const isKnown = path.some((_, at) => READ[path.slice(0, at).join('.')] !== undefined)
            || path[0] === this.app.contact || this.values.has(path[0]);
        if (!isKnown) {
            this.todo(node, this.sourceOf(node),
                'there is no such thing: see the table of docs/how-to/move-a-vumi-app-to-the-toolkit.md');
            return this.sourceOf(node);
        }
        return undefined;
    }

    /**
     * @param {Node} node
     * @param {string} name
     * @param {Scope} scope
     */
    #ownThing(node, name, scope) {
        if (name === this.app.contact) {
            scope.needs.contact = true;
            return 'contact';
        }
        const called = this.functions.get(name);
        if (called !== undefined) {
            return called.context ? `(...given) => ${called.name}(context, ...given)` : called.name;
        }
        const value = this.values.get(name);
        if (value === undefined) {
            this.todo(node, this.sourceOf(node), 'nothing of that name is kept: use an answer, data or a variable');
        }
        return value ?? this.sourceOf(node);
    }

    /**
     * @param {Node} node
     * @param {Scope} scope
     */
    #made(node, scope) {
        if (lastName(node.callee) !== 'Choice' || node.arguments.length !== 2) {
            return undefined;
        }
        const [value, label] = node.arguments;
        return `{value: ${this.text(value, scope)}, label: ${this.texts.value(label, scope)}}`;
    }

    /**
     * @param {Node} node
     * @param {Scope} scope
     */
    #returned(node, scope) {
        if (node.argument === null) {
            return undefined;
        }
        const lines = (scope.tail ? inlined(node.argument, this, scope) : null) ?? this.returnLines(node.argument,
            scope);
        const isAlone = this.#parents.get(node)?.type === 'IfStatement' && lines.length > 1;
        return isAlone ? `{\n${lines.join('\n')}\n}` : lines.join('\n');
    }

    /**
     * Statements that return a value.
     *
     * @param {Node} value
     * @param {Scope} scope
     */
    returnLines(value, scope) {
        const target = this.target(value, scope);
        if (target !== null) {
            return [...target.slice(0, -1).map((line) => `${line};`), `return ${target.at(-1)};`];
        }
        const isCall = value.type === 'CallExpression';
        scope.needs.awaits ||= scope.guarded && isCall;
        return [`return ${scope.guarded && isCall ? 'await ' : ''}${this.text(value, scope)};`];
    }

    /**
     * The state that `{name: …, creator_opts: …}` or `states.create(name, opts)` leads to: what is done before, and its name.
     *
     * @param {Node} node
     * @param {Scope} scope
     * @returns {string[] | null}
     */
    target(node, scope) {
        const isCreate = node.type === 'CallExpression'
            && pathFrom(this.app, node.callee)?.join('.') === 'states.create';
        const fields = node.type === 'ObjectExpression'
            ? new Map(node.properties.map((/** @type {Node} */ one) => [one.type === 'Property' ? keyOf(one) : null, one.value])) : null;
        const [name, options] = isCreate ? node.arguments : [fields?.get('name'), fields?.get('creator_opts')];
        const state = this.states.get(literalOf(name) ?? '');
        const isOther = fields !== null && [...fields.keys()].some((one) => one !== 'name' && one !== 'creator_opts');
        if (state === undefined || isOther) {
            if (fields?.has('name') && (fields.has('creator_opts') || fields.has('metadata'))) {
                this.todo(node, this.sourceOf(node),
                    'states have no options: put them into data, and return the name alone');
            }
            return null;
        }
        return options === undefined ? [quoted(state)]
            : [`${memberText('context.data', [state])} = ${this.text(options, scope)}`, quoted(state)];
    }

    /**
     * A function within the one that is made.
     *
     * @param {Node} node
     * @param {Scope} scope
     */
    #inner(node, scope) {
        const own = this.scopeWithin(node, scope);
        const parameters = this.list(node.params, own);
        const isThis = node.type === 'FunctionExpression' && /\b(this|arguments)\b/.test(this.sourceOf(node.body));
        const body = this.text(node.body, own);
        return isThis ? `function(${parameters}) ${body}` : `(${parameters}) => ${body}`;
    }

    /**
     * @param {Node} of a function
     * @param {Scope} scope
     * @returns {Scope} without names that the function has for itself
     */
    scopeWithin(of, scope) {
        const own = of.params.map((/** @type {Node} */ one) => one.name);
        const free = (/** @type {string | null} */ name) => own.includes(name) ? null : name;
        return {
            ...scope, names: new Map([...scope.names].filter(([name]) => !own.includes(name))),
                choice: free(scope.choice),
            options: free(scope.options), tail: false, guarded: false,
        };
    }

    /**
     * @param {Node} node
     * @param {Scope} scope
     */
    #declared(node, scope) {
        const isFixed = node.declarations.every((/** @type {Node} */ {id, init}) => init !== null
            && !this.#assigned.has(id.name));
        const parent = this.#parents.get(node)?.type ?? 'Program';
        const kind = node.kind === 'var' && isFixed && ['BlockStatement', 'Program'].includes(parent) ? 'const'
            : node.kind;
        const list = node.declarations.map((/** @type {Node} */ one) => this.text(one, scope)).join(', ');
        return `${kind} ${list}${parent.startsWith('For') ? '' : ';'}`;
    }

    /**
     * @param {Node | undefined} name
     * @param {Scope} scope
     */
    answerText(name, scope) {
        const text = name === undefined ? '' : this.text(name, scope);
        const plain = /^'([^'\\]*)'$/.exec(text);
        return plain === null ? `context.answers[${text}]` : memberText('context.answers', [plain[1]]);
    }
}
