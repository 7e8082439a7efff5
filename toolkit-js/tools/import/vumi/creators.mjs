/** @file Creators of states as definitions. */

import {isFunction, literalOf} from '../../definition/syntax.mjs';
import {Code, memberText, quoted} from '../code.mjs';
import {chainOf, returnsIn} from './chains.mjs';
import {validatorOf} from './checks.mjs';
import {fixedChoices, languageNext, mapOf, returnsValue} from './choices.mjs';
import {choosing, composed, functionText, targetsOf} from './functions.mjs';
import {lastName, optionsOf, pathFrom} from './read.mjs';
import {NotConverted, Variables} from './variables.mjs';

/** @typedef {import('../../definition/syntax.mjs').Node} Node */
/** @typedef {import('./read.mjs').Added} Added */
/** @typedef {import('./rewriter.mjs').Rewriter} Rewriter */

/**
 * A state as it is made.
 *
 * @typedef {object} Made
 * @property {string} builder
 * @property {Record<string, any>} options
 * @property {string[]} functions options that are still functions
 * @property {any} [after] where an end leads the next time
 */

/** Options of the old states that need nothing in the new ones. */
const IGNORED = ['accept_labels', 'characters_per_page', 'options_per_page', 'more', 'back', 'exit', 'buttons',
    'footer_text', 'name'];
const PAGED = ['PaginatedChoiceState', 'PaginatedState', 'BookletState'];

export class Creator {
    /** @type {string[]} */
    #functions = [];

    /**
     * @param {Rewriter} rewriter
     * @param {Added} added
     * @param {string} state its new name
     */
    constructor(rewriter, added, state) {
        this.rewriter = rewriter;
        this.added = added;
        this.state = state;
        this.variables = new Variables(rewriter, state);
    }

    /**
     * @returns {Made}
     * @throws {NotConverted}
     */
    made() {
        const {creator} = this.added;
        if (creator.type === 'NewExpression') {
            return this.#ofState(creator);
        }
        const [name, options] = creator.params.map((/** @type {Node} */ one) => one.name);
        if (name !== undefined) {
            this.variables.fixed.set(name, quoted(this.state));
        }
        this.variables.options = options ?? null;
        const created = returnsIn(creator.body).map((one) => one.argument);
        if (created.length > 0 && created.every((one) => one !== null && this.#delegates(one))) {
            return this.#ofDelegation(creator);
        }
        const last = creator.body.body.at(-1);
        const before = creator.body.body.slice(0, -1);
        if (created.length !== 1 || last.type !== 'ReturnStatement'
            || !before.every((/** @type {Node} */ one) => one.type === 'VariableDeclaration')) {
            throw new NotConverted(created.length > 1
                ? 'a creator that makes one of several states: make a state of each, and decide between them'
                : 'a creator that does more than make its state: put that into load, done or a state before it');
        }
        before.flatMap((/** @type {Node} */ one) => one.declarations).forEach((/** @type {Node} */ one) => this.variables.keep(one));
        return this.#ofReturned(last.argument);
    }

    /**
     * @param {Node} value
     * @returns {boolean}
     */
    #delegates(value) {
        return value.type === 'ConditionalExpression'
            ? this.#delegates(value.consequent) && this.#delegates(value.alternate)
            : value.type === 'CallExpression'
                && pathFrom(this.rewriter.app, value.callee)?.join('.') === 'states.create';
    }

    /** @param {Node} creator */
    #ofDelegation(creator) {
        const targets = targetsOf(creator, this.rewriter);
        const text = functionText(this.rewriter, creator, this.variables.scope(), {parameters: ['context']});
        const plain = /^\(\) => ('[^']*')$/.exec(text);
        this.#functions.push(...plain === null ? ['next'] : []);
        return {
            builder: 'decide', functions: this.#functions,
            options: {next: plain === null ? choosing(text, targets, this.rewriter) : new Code(plain[1])},
        };
    }

    /** @param {Node} value what the creator returns */
    #ofReturned(value) {
        if (value?.type === 'NewExpression') {
            return this.#ofState(value);
        }
        const {base, links} = chainOf(value);
        const [only, ...more] = links;
        const of = only?.method === 'then' && only.given.length === 1 ? only.given[0] : null;
        const last = of !== null && isFunction(of) && of.body.type === 'BlockStatement' ? of.body.body.at(-1) : null;
        const made = last?.type === 'ReturnStatement' ? last.argument : null;
        if (more.length > 0 || made?.type !== 'NewExpression' || lastName(made.callee) !== 'EndState'
            || returnsIn(of.body).length !== 1) {
            throw new NotConverted('a creator that waits for something before it makes its state: a state of kind call before it, or load');
        }
        this.#waitFor(base, of);
        return this.#ofState(made);
    }

    /**
     * What an end does before it is shown.
     *
     * @param {Node} base what is waited for
     * @param {Node} of the function that gets it
     */
    #waitFor(base, of) {
        const scope = this.variables.scope();
        const [parameter] = of.params;
        const text = this.rewriter.text(base, scope);
        this.variables.waits = true;
        this.variables.before.push(parameter === undefined ? `await ${text};`
            : `const ${parameter.name} = await ${text};`);
        for (const statement of of.body.body.slice(0, -1)) {
            const assigned = statement.expression?.type === 'AssignmentExpression'
                ? pathFrom(this.rewriter.app, statement.expression.left) : null;
            if (assigned?.length !== 1) {
                this.variables.before.push(this.rewriter.text(statement, scope));
            } else if (statement.expression.right.name === parameter?.name) {
                // What was put into the app for this creator is known by its own name.
                this.rewriter.values.set(assigned[0], parameter.name);
            } else {
                throw new NotConverted(`self.${assigned[0]}, which is set while a state is made: use a variable, an answer or data`);
            }
        }
    }

    /** @param {Node} made `new ChoiceState(…)` */
    #ofState(made) {
        const kind = lastName(made.callee) ?? '';
        const options = optionsOf(made);
        if (options === null) {
            throw new NotConverted(`options of ${kind} that are no literal object: write them there`);
        }
        if (PAGED.includes(kind)) {
            this.rewriter.look(made, `pages of ${kind}`,
                'the toolkit cuts pages itself, with its own keys and words for turning them');
        }
        const rest = new Map([...options].filter(([name]) => !IGNORED.includes(name)));
        const take = (/** @type {string} */ name) => {
            const node = rest.get(name);
            rest.delete(name);
            return node;
        };
        const result = this.#ofKind(kind, take);
        const metadata = take('helper_metadata');
        const others = metadata === undefined ? {} : {metadata: this.#value('metadata', metadata)};
        [...rest].forEach(([name, node]) => this.rewriter.todo(node, `${name} of ${kind}`,
            'there is no such option: see what the state may take'));
        return {...result, options: {...result.options, ...others}, functions: this.#functions};
    }

    /**
     * @param {string} kind
     * @param {(name: string) => Node | undefined} take
     * @returns {Omit<Made, 'functions'>}
     */
    #ofKind(kind, take) {
        switch (kind) {
            case 'ChoiceState':
            case 'PaginatedChoiceState':
                return this.#choice(take);
            case 'LanguageChoice':
                return {...this.#choice(take), builder: 'language'};
            case 'MenuState':
                return this.#menu(take);
            case 'FreeText':
                return this.#freeText(take);
            case 'EndState':
                return {builder: 'end', options: {text: this.#text('text', take('text'))},
                    after: this.#after(take('next'))};
            case 'PaginatedState':
                return {builder: 'show', options: {text: this.#text('text', take('text')),
                    next: this.#next(take('next'), null)}};
            default:
                throw new NotConverted(`${kind}: no state of the toolkit is known to be the same`);
        }
    }

    /** @param {(name: string) => Node | undefined} take */
    #choice(take) {
        take('check');
        const question = take('question');
        const error = take('error') ?? question;
        const listed = take('choices');
        const fixed = fixedChoices(listed, this.variables);
        const next = take('next');
        const asked = {question: this.#text('question', question)};
        const options = {...asked, error: error === question ? asked.question : this.#text('error', error),
            repeat: false};
        const language = languageNext(next, this.rewriter);
        if (language !== null) {
            return {builder: 'language', options: {...options, choices: this.#choices(listed, fixed), next: language}};
        }
        if (fixed !== null && returnsValue(next) && fixed.every(({value}) => this.rewriter.states.has(value))) {
            return {builder: 'menu', options: {...options, choices: this.#choices(listed, fixed)}};
        }
        return {builder: 'choice', options: {...options, choices: this.#choices(listed, fixed),
            next: this.#next(next, 'choice', fixed)}};
    }

    /** @param {(name: string) => Node | undefined} take */
    #menu(take) {
        const question = take('question');
        const error = take('error') ?? question;
        const listed = take('choices');
        const fixed = fixedChoices(listed, this.variables);
        if (fixed === null || !fixed.every(({value}) => this.rewriter.states.has(value))) {
            throw new NotConverted('choices of a menu that are not all names of states: a choice whose next is a function');
        }
        const asked = this.#text('question', question);
        return {builder: 'menu', options: {question: asked, error: error === question ? asked
            : this.#text('error', error), repeat: false, choices: this.#choices(listed, fixed)}};
    }

    /** @param {(name: string) => Node | undefined} take */
    #freeText(take) {
        const question = this.#text('question', take('question'));
        const check = take('check');
        const checked = check === undefined ? {} : {check: this.#check(check)};
        return {builder: 'freeText', options: {question, shortest: 0, ...checked, ...check === undefined ? {}
            : {repeat: false}, next: this.#next(take('next'), 'content')}};
    }

    /** @param {Node} check */
    #check(check) {
        if (!isFunction(check)) {
            const path = pathFrom(this.rewriter.app, check);
            const own = path?.length === 1 ? this.rewriter.functions.get(path[0]) : undefined;
            if (own !== undefined) {
                return new Code(own.context ? `(content, context) => ${own.name}(context, content)` : own.name);
            }
            return this.#value('check', check);
        }
        const known = validatorOf(check, this.rewriter, this.variables.scope());
        if (known !== null) {
            this.rewriter.look(check, `the copied function ${known.name}`, `${/validators\.\w+(?=\W*\)*$|\()/.exec(known.text.replace(/^validators\.saying\(/, ''))?.[0]
                ?? 'a validator'}: see whether it takes the same inputs`);
            return new Code(known.text);
        }
        this.#functions.push('check');
        const [input = 'content'] = check.params.map((/** @type {Node} */ one) => one.name);
        const own = this.rewriter.scopeWithin(check, this.variables.scope());
        return new Code(functionText(this.rewriter, check, own,
            {parameters: [input, 'context'], prelude: this.variables.prelude(check)}));
    }

    /**
     * @param {Node | undefined} listed
     * @param {{value: string, label: Node}[] | null} fixed
     */
    #choices(listed, fixed) {
        if (fixed === null) {
            return listed === undefined ? [] : this.#value('choices', listed);
        }
        const labels = fixed.map(({value, label}) => ({value: this.rewriter.states.get(value) ?? value,
            label: new Code(this.rewriter.texts.value(label, this.variables.scope()))}));
        // An object would put numbers first.
        const isList = labels.some(({value}) => /^\d+$/.test(value))
            || new Set(labels.map(({value}) => value)).size < labels.length;
        return isList ? labels : Object.fromEntries(labels.map(({value, label}) => [value, label]));
    }

    /**
     * @param {Node | undefined} given
     * @param {'choice' | 'content' | null} parameter what the function gets
     * @param {{value: string, label: Node}[] | null} [choices]
     * @returns {any}
     */
    #next(given, parameter, choices = null) {
        const node = given?.type === 'Identifier' ? this.variables.nodes.get(given.name) ?? given : given;
        if (node === undefined || node.raw === 'null') {
            return this.state;
        }
        const name = literalOf(node);
        if (name !== undefined) {
            return this.#named(node, name);
        }
        this.#functions.push('next');
        if (!isFunction(node)) {
            return this.#nextValue(node);
        }
        const map = mapOf(node, choices, this.rewriter);
        if (map !== null) {
            this.#functions.pop();
            return map;
        }
        return choosing(this.#nextFunction(node, parameter), targetsOf(node, this.rewriter), this.rewriter);
    }

    /**
     * @param {Node} node
     * @param {string} name
     */
    #named(node, name) {
        const state = this.rewriter.states.get(name);
        if (state === undefined) {
            this.rewriter.todo(node, `the state '${name}', which is not there`, 'it leads back to its own question');
        }
        return state ?? this.state;
    }

    /** @param {Node} node of no function */
    #nextValue(node) {
        const path = pathFrom(this.rewriter.app, node);
        const own = path?.length === 1 ? this.rewriter.functions.get(path[0]) : undefined;
        if (own !== undefined) {
            const given = [...own.context ? ['context'] : [], memberText('context.answers', [this.state])].join(', ');
            return new Code(`(context) => ${own.name}(${given})`);
        }
        const scope = this.variables.scope();
        const text = composed([...this.variables.prelude(node), ...this.rewriter.returnLines(node, scope)], scope,
            ['context']);
        return choosing(text, targetsOf({body: node}, this.rewriter), this.rewriter);
    }

    /**
     * @param {Node} node a function
     * @param {'choice' | 'content' | null} parameter
     */
    #nextFunction(node, parameter) {
        const own = this.rewriter.scopeWithin(node, this.variables.scope());
        const [name] = node.params.map((/** @type {Node} */ one) => one.name);
        const prelude = this.variables.prelude(node);
        const value = memberText('context.answers', [this.state]);
        if (name !== undefined && parameter === 'content') {
            own.names = this.rewriter.isAssigned(name) ? own.names : new Map([...own.names, [name, value]]);
            prelude.push(...this.rewriter.isAssigned(name) ? [`let ${name} = ${value};`] : []);
        }
        return functionText(this.rewriter, node, {...own, choice: parameter === 'choice' ? name ?? null : null},
            {parameters: ['context'], prelude});
    }

    /** @param {Node | undefined} next of an end */
    #after(next) {
        return next === undefined ? this.state : this.#next(next, null);
    }

    /**
     * @param {string} name of the option
     * @param {Node | undefined} node
     */
    #text(name, node) {
        if (node === undefined) {
            throw new NotConverted(`a state without ${name}: give it one`);
        }
        return this.#value(name, node, true);
    }

    /**
     * @param {string} name of the option
     * @param {Node} node
     * @param {boolean} [isText]
     */
    #value(name, node, isText = false) {
        if (isFunction(node)) {
            this.#functions.push(name);
            return new Code(functionText(this.rewriter, node, this.rewriter.scopeWithin(node, this.variables.scope()),
                {parameters: ['context'], prelude: this.variables.prelude(node)}));
        }
        const scope = this.variables.scope();
        const text = isText ? this.rewriter.texts.value(node, scope) : this.rewriter.text(node, scope);
        const prelude = this.variables.prelude(node);
        if (prelude.length === 0 && !scope.needs.contact && !/\bcontext\b/.test(text)) {
            return new Code(text);
        }
        this.#functions.push(name);
        return new Code(composed([...prelude, `return ${text};`], scope, ['context']));
    }
}
