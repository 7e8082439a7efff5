/** @file Apps on vumigo_v02 as apps of definitions. */

import path from 'node:path';

import {Code, quoted} from '../code.mjs';
import {Names} from '../names.mjs';
import {Creator} from './creators.mjs';
import {functionText, needingContext} from './functions.mjs';
import {languagesOf} from './languages.mjs';
import {readVumiApp} from './read.mjs';
import {Rewriter} from './rewriter.mjs';
import {emptyScope} from './scope.mjs';
import {NotConverted} from './variables.mjs';

/** @typedef {import('../../definition/syntax.mjs').Node} Node */
/** @typedef {import('./read.mjs').VumiApp} VumiApp */
/** @typedef {import('../imported.d.ts').Imported} Imported */
/** @typedef {import('../imported.d.ts').Draft} Draft */
/** @typedef {import('../report.mjs').Report} Report */

/** The name of the state that a flow begins with where ends lead to different ones. */
const BEGIN = 'begin';

/**
 * @param {string} code
 * @param {Report} report
 * @param {{title: string, settings: Record<string, any>}} about settings: what `config.get` serves the app
 * @returns {Promise<Imported>}
 */
export async function importVumi(code, report, {title, settings}) {
    const app = await readVumiApp(code, report.file);
    return new Conversion(app, report, settings).done(title);
}

/** One app on its way from one face to the other. */
class Conversion {
    /** Behind `TODO` where it was found, by the state or the function it is in. @type {Map<string, string[]>} */
    #todos = new Map();
    #place = '';

    /**
     * @param {VumiApp} app
     * @param {Report} report
     * @param {Record<string, any>} settings
     */
    constructor(app, report, settings) {
        this.app = app;
        this.report = report;
        this.settings = settings;
        const names = new Names();
        names.take(BEGIN, BEGIN);
        this.states = new Map(app.added.map(({name}) => [name, names.take(shortName(name), 'state')]));
        const needing = needingContext(app);
        const functions = new Map([...app.functions.keys()].map((name) => [name,
            {name: own(name), context: needing.has(name)}]));
        this.rewriter = new Rewriter(app, {
            states: this.states, functions, values: new Map([...app.values.keys()].map((name) => [name, own(name)])),
            found: (kind, node, what, instead) => this.#found(kind, node, what, instead),
        });
    }

    /**
     * @param {string} title
     * @returns {Imported}
     */
    done(title) {
        const made = this.app.added.map((added) => this.#state(added));
        const drafts = made.map(({draft}) => draft);
        const start = this.states.get(this.app.start ?? '') ?? drafts[0]?.name ?? BEGIN;
        const begin = this.#begin(made, start);
        const before = this.#before(drafts);
        const error = this.#error();
        this.app.left.forEach((node) => this.#leave(node));
        const {languages, catalogues} = languagesOf(this.settings, drafts);
        return {
            title, start: begin === null ? start : BEGIN, languages, catalogues, functions: [], fixtures: [],
                drafts: [...begin ?? [], ...drafts],
            options: {resume: undefined, navigation: null, ...error}, findings: this.report.findings, before,
            imports: [...this.rewriter.used], modules: this.#modules(before, drafts), name: this.settings.config?.name,
            converted: made.map(({draft, node, functions}) => ({
                node: draft.name, line: node.loc.start.line, builder: draft.builder, functions,
                    left: draft.todos.length > 0,
            })),
        };
    }

    /**
     * @param {'todo' | 'look'} kind
     * @param {Node} node
     * @param {string} what
     * @param {string} instead
     */
    #found(kind, node, what, instead) {
        const plain = what.replace(/\s+/g, ' ');
        const told = plain.length > 90 ? `${plain.slice(0, 87)}...` : plain;
        const {line} = node.loc.start;
        if (this.report.isKnown(this.#place, told, line)) {
            return;
        }
        this.report.findings.push({file: this.report.file, line, node: this.#place, what: told, instead, kind});
        if (kind === 'todo') {
            this.#todos.set(this.#place, [...this.#todos.get(this.#place) ?? [],
                `jukwaa: ${path.basename(this.report.file)}:${line}: ${told}: ${instead}`]);
        }
    }

    /**
     * @param {import('./read.mjs').Added} added
     * @returns {{draft: Draft, node: Node, functions: string[], after: any}}
     */
    #state(added) {
        const name = this.states.get(added.name) ?? added.name;
        this.#place = name;
        if (added.by !== null) {
            this.#found('todo', added.node, `the state is added by ${added.by}, which may do more`,
                'resume, navigation or load do what such functions did');
        }
        try {
            const {builder, options, functions, after} = new Creator(this.rewriter, added, name).made();
            return {draft: {name, builder, options, todos: this.#todos.get(name) ?? [], samples: []},
                node: added.node, functions, after};
        } catch (error) {
            if (!(error instanceof NotConverted)) {
                throw error;
            }
            const [what, ...instead] = error.message.split(': ');
            this.#found('todo', added.node, what, instead.join(': '));
            const options = {text: new Code(quoted(`TODO: ${name}`))};
            const was = dedented(this.rewriter.sourceOf(added.node));
            return {draft: {name, builder: 'end', options, todos: this.#todos.get(name) ?? [], samples: [], was},
                node: added.node, functions: [], after: undefined};
        }
    }

    /**
     * Where ends lead to other states than the first one, the flow begins where the last end says.
     *
     * @param {{draft: Draft, after: any}[]} made
     * @param {string} start
     * @returns {Draft[] | null}
     */
    #begin(made, start) {
        const ends = made.filter(({after}) => after !== undefined);
        if (ends.every(({after}) => after === start)) {
            return null;
        }
        for (const {draft, after} of ends) {
            const load = typeof after === 'string' ? `({data}) => {\ndata.begin = ${quoted(after)};\n}`
                : `async (context) => {\ncontext.data.begin = await (${after.text.replace(/^oneOf\(\[.*?\], ([\s\S]*)\)$/, '$1')})(context);\n}`;
            Object.assign(draft.options, {load: new Code(load)});
        }
        this.rewriter.used.add('oneOf');
        const known = ends.map(({after}) => typeof after === 'string' ? [after]
            : /^oneOf\(\[(.*?)\]/.exec(after.text)?.[1].split(', ').map((one) => one.slice(1, -1)) ?? null);
        const targets = known.some((one) => one === null)
            ? this.app.added.map(({name}) => this.states.get(name) ?? name)
            : [...new Set([start, ...known.flatMap((one) => one ?? [])])];
        const next = new Code(`oneOf([${targets.map(quoted).join(', ')}], ({data}) => data.begin ?? ${quoted(start)})`);
        return [{name: BEGIN, builder: 'decide', options: {next}, todos: [], samples: []}];
    }

    /**
     * What stands before the app: its own functions and values, as far as something uses them.
     *
     * @param {Draft[]} drafts
     * @returns {string[]}
     */
    #before(drafts) {
        const values = [...this.app.values].map(([name, node]) => this.#part(name, node,
            () => `const ${own(name)} = ${this.rewriter.text(node, emptyScope())};`));
        const others = this.app.statements.map((node) => this.#part(namesOf(node)[0] ?? '', node,
            () => this.rewriter.text(node, emptyScope())));
        const functions = [...this.app.functions].map(([name, node]) => this.#part(name, node,
            () => this.#function(name, node)));
        const parts = [...others, ...values, ...functions];
        const used = usedOf(parts, drafts.map(({options}) => codesIn(options).join('\n')).join('\n'));
        const unused = parts.filter((part) => !used.has(part));
        const lost = unused.map(({name}) => name);
        unused.forEach(({name, node}) => {
            this.#place = '';
            this.report.findings = this.report.findings.filter((one) => one.node !== name);
            this.#found('look', node, name === '' ? this.rewriter.sourceOf(node) : name,
                'left out: nothing uses it any more');
        });
        return parts.filter((part) => used.has(part)).map(({name, text}) =>
            [...(lost.includes(name) ? [] : this.#todos.get(name) ?? []).map((todo) => `// TODO ${todo}`),
                text].join('\n'));
    }

    /**
     * @param {string} name
     * @param {Node} node
     * @param {() => string} make
     */
    #part(name, node, make) {
        this.#place = name;
        return {name, node, text: make(), own: namesOf(node).length > 0 ? namesOf(node) : [own(name)]};
    }

    /**
     * @param {string} name
     * @param {Node} node
     */
    #function(name, node) {
        const parameters = node.params.map((/** @type {Node} */ one) => this.rewriter.sourceOf(one));
        const isContext = this.rewriter.functions.get(name)?.context;
        return functionText(this.rewriter, node, this.rewriter.scopeWithin(node, emptyScope()),
            {parameters: [...isContext ? ['context'] : [], ...parameters], name: own(name)});
    }

    /** What is shown when something went wrong. */
    #error() {
        if (this.app.error === null) {
            return {};
        }
        this.#place = '__error__';
        try {
            const creator = this.app.error;
            const {options} = new Creator(this.rewriter, {name: '__error__', node: creator, creator, by: null},
                'error').made();
            return {error: options.text};
        } catch {
            this.#found('todo', this.app.error, 'the creator of __error__', 'error: a text');
            return {};
        }
    }

    /** @param {Node} node */
    #leave(node) {
        this.#place = '';
        this.#found('todo', node, this.rewriter.sourceOf(node).replace(/;$/, ''),
            insteadOf(this.rewriter.sourceOf(node)));
    }

    /**
     * Modules beside the toolkit that are still used.
     *
     * @param {string[]} before
     * @param {Draft[]} drafts
     * @returns {Record<string, string>}
     */
    #modules(before, drafts) {
        const code = [...before, ...drafts.flatMap(({options}) => codesIn(options))].join('\n');
        return Object.fromEntries([...this.app.modules].filter(([name,
            module]) => !/^(\.|vumigo_v0[12]$|q$)/.test(module) && new RegExp(`(?<![\\w$.'])${name.replace('$', '\\$')}\\b`).test(code)));
    }
}

/**
 * @param {string} source
 * @returns {string[]} its lines, the last one as far left as the first
 */
function dedented(source) {
    const lines = source.split('\n').map((line) => line.trimEnd());
    const depth = /^ */.exec(lines.at(-1) ?? '')?.[0].length ?? 0;
    return lines.map((line) => line.startsWith(' '.repeat(depth)) ? line.slice(depth) : line);
}

/** @param {string} source of what has no place */
function insteadOf(source) {
    if (/\.metrics\b/.test(source)) {
        return 'metrics of the app count sessions and states; metrics of the context count what you like';
    }
    return /\.on\(|events/.test(source) ? 'load and done of states, onEvent of the app'
        : 'load or done of a state, or data';
}

/** @param {string} name */
function shortName(name) {
    return name.replace(/^states?[:_.-]/, '').replace(/\W+/g, '_');
}

/**
 * A name for something of the app that stands alone.
 *
 * @param {string} name
 */
function own(name) {
    return TAKEN.has(name) ? `own_${name}` : name;
}

/** What apps import, and names of JavaScript that may not be declared. */
const TAKEN = new Set(['assign', 'call', 'choice', 'confirm', 'contact', 'context', 'date', 'decide', 'defineApp',
    'delete', 'end', 'form', 'freeText',
    'identityNumber', 'keywords', 'language', 'location', 'menu', 'message', 'multiSelect', 'number', 'oneOf',
        'phone', 'pin', 'plural', 'quiz',
    'rating', 'search', 'send', 'show', 'start', 'terms', 'time', 'validators', 'xform', 'yesNo']);

/**
 * @param {Node} node
 * @returns {string[]} what it declares
 */
function namesOf(node) {
    return node.type === 'FunctionDeclaration' ? [node.id.name]
        : node.type === 'VariableDeclaration' ? node.declarations.map((/** @type {Node} */ {id}) => id.name ?? '') : [];
}

/**
 * @param {any} value options of a state
 * @returns {string[]}
 */
function codesIn(value) {
    return value instanceof Code ? [value.text] : Object(value) === value ? Object.values(value).flatMap(codesIn) : [];
}

/**
 * Parts that the code uses, also by others of them; and those that declare nothing, as they may do something.
 *
 * @template {{own: string[], text: string, name: string}} Part
 * @param {Part[]} parts
 * @param {string} code
 * @returns {Set<Part>}
 */
function usedOf(parts, code) {
    const used = new Set(parts.filter(({own: names}) => names.every((name) => name === '')));
    for (let size = -1; size !== used.size;) {
        size = used.size;
        const all = [code, ...[...used].map(({text}) => text)].join('\n');
        parts.filter(({own: names}) => names.some((name) => name !== ''
            && new RegExp(`(?<![\\w$.'])${name.replace('$', '\\$')}(?![\\w$'])`).test(all)))
            .forEach((part) => used.add(part));
    }
    return used;
}

