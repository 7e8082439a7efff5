/** @file An app's code as it is bundled: where its states stand, which calls of the toolkit it makes, and where all that was written. */

import {SourceMap} from 'node:module';
import path from 'node:path';

import {isFunction, keyOf, originOf, parse, valueOf, walk} from './syntax.mjs';

/** @typedef {import('./syntax.mjs').Node} Node */
/** @typedef {{file: string, line: number, column: number}} Position file as people would type it; line and column from 1 */
/** @typedef {{name: string, node: Node, ancestors: Node[]}} ToolkitCall */

export class Source {
    /** @type {Map<string, Node>} */
    #states = new Map();
    /** States that another of the same name takes the place of, in objects that are spread. @type {{name: string, node: Node}[]} */
    replaced = [];
    /** @type {(line: number, column: number) => Position | null} */
    #original;

    /**
     * @param {Node} program
     * @param {(line: number, column: number) => Position | null} original of a place in the program; line and column from 0
     */
    constructor(program, original) {
        this.program = program;
        this.#original = original;
        for (const {name, node, ancestors} of this.toolkitCalls()) {
            if (name === 'defineApp' && node.arguments.length > 0) {
                this.#readStates(node.arguments[0], ancestors);
            }
        }
    }

    /**
     * Where a node was written; null for what is not the app's own: packages it uses, and what the bundler adds.
     *
     * @param {Node} node
     * @returns {Position | null}
     */
    positionOf({loc: {start}}) {
        return this.#original(start.line - 1, start.column);
    }

    /**
     * Where a state was written. States that others bring with them stand where those do.
     *
     * @param {string | null} name
     * @returns {Position | null}
     */
    positionOfState(name) {
        const node = name === null ? undefined : this.#states.get(name) ?? this.#states.get(name.split('.')[0]);
        return node === undefined ? null : this.positionOf(node);
    }

    /**
     * The state whose definition a node is part of.
     *
     * @param {Node} inner
     * @returns {string | null}
     */
    stateOf(inner) {
        const found = [...this.#states].find(([, node]) => node.start <= inner.start && inner.end <= node.end);
        return found === undefined ? null : found[0];
    }

    /** Calls of what the toolkit exports, in the app's own code. */
    toolkitCalls() {
        /** @type {ToolkitCall[]} */
        const calls = [];
        walk(this.program, (node, ancestors) => {
            const origin = node.type === 'CallExpression' ? originOf(node.callee, ancestors) : null;
            if (origin?.from === 'module' && origin.module === 'jukwaa' && this.positionOf(node) !== null) {
                calls.push({name: origin.path.join('.'), node, ancestors: [...ancestors]});
            }
        });
        return calls;
    }

    /**
     * Whether something stands in a function of those the definition of an app is made of.
     *
     * @param {Node[]} ancestors
     */
    inDefinition(ancestors) {
        const call = this.#toolkitCallAround(ancestors);
        return call >= 0 && ancestors.slice(call).some(isFunction);
    }

    /**
     * Whether something is passed to the toolkit: to `defineApp`, `choice` …
     *
     * @param {Node[]} ancestors
     */
    inToolkitCall(ancestors) {
        return this.#toolkitCallAround(ancestors) >= 0;
    }

    /** @param {Node[]} ancestors */
    #toolkitCallAround(ancestors) {
        return ancestors.findIndex((node, at) => {
            const origin = node.type === 'CallExpression' ? originOf(node.callee, ancestors.slice(0, at)) : null;
            return origin?.from === 'module' && origin.module === 'jukwaa';
        });
    }

    /**
     * @param {Node} definition what defineApp is called with
     * @param {Node[]} ancestors
     */
    #readStates(definition, ancestors) {
        const {node, ancestors: around} = valueOf(definition, ancestors);
        const states = (node.properties ?? []).find((/** @type {Node} */ one) => one.type === 'Property' && keyOf(one) === 'states');
        if (states !== undefined) {
            this.#readObject(states.value, around);
        }
    }

    /**
     * @param {Node} expression
     * @param {Node[]} ancestors
     */
    #readObject(expression, ancestors) {
        const {node, ancestors: around} = valueOf(expression, ancestors);
        for (const one of node.properties ?? []) {
            if (one.type === 'SpreadElement') {
                this.#readObject(one.argument, around);
            } else if (keyOf(one) !== null) {
                const {node: value} = valueOf(one.value, around);
                this.#keepState(/** @type {string} */ (keyOf(one)), value === one.value ? one : value);
            }
        }
    }

    /**
     * @param {string} name
     * @param {Node} node
     */
    #keepState(name, node) {
        const before = this.#states.get(name);
        if (before !== undefined && before !== node) {
            this.replaced.push({name, node: before});
        }
        this.#states.set(name, node);
    }
}

/**
 * Reads bundled code.
 *
 * @param {string} code
 * @param {any} map its source map, as an object; sources relative to `folder`
 * @param {string} folder
 * @param {string[]} inputs the files it was made of, with absolute paths
 */
export async function readSource(code, map, folder, inputs) {
    const sources = new SourceMap(map);
    return new Source(await parse(code), (line, column) => {
        const {originalSource, originalLine, originalColumn} = /** @type {any} */ (sources.findEntry(line, column));
        const file = path.resolve(folder, originalSource ?? '');
        return !inputs.includes(file) || file.split(path.sep).includes('node_modules') ? null : {
            file: shownPath(file),
            line: originalLine + 1,
            column: originalColumn + 1,
        };
    });
}

/**
 * Reads a file that is no bundle.
 *
 * @param {string} code
 * @param {string} file
 */
export async function readScript(code, file) {
    return new Source(await parse(code), (line, column) => ({file: shownPath(file), line: line + 1, column: column + 1}));
}

/**
 * A path as somebody in the current folder would type it.
 *
 * @param {string} file
 */
export function shownPath(file) {
    const relative = path.relative(process.cwd(), path.resolve(file));
    return relative.startsWith('..') ? path.resolve(file) : relative;
}
