/** @file What a Gruntfile says about mocha. */

import {existsSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';

/** @typedef {{files: string[], require: string[], timeout: number | null}} MochaTarget */

/**
 * The targets of `mochaTest`, each a run of its own.
 *
 * @param {string} folder
 * @returns {MochaTarget[]} none if there is no Gruntfile, or none in it
 */
export function mochaTargets(folder) {
    const file = ['Gruntfile.js', 'Gruntfile.cjs'].map((name) => path.join(folder, name)).find((name) => existsSync(name));
    const config = file === undefined ? {} : configOf(file);
    const {options = {}, ...targets} = expanded(config.mochaTest ?? {}, config, 0);
    return Object.values(targets).map((target) => {
        const {require = [], timeout = null} = {...options, ...Object(target).options};
        return {files: filesOf(target), require: [require].flat().filter((one) => typeof one === 'string'), timeout};
    }).filter(({files}) => files.length > 0);
}

/**
 * What the Gruntfile configures.
 *
 * @param {string} file
 * @returns {Record<string, any>}
 */
function configOf(file) {
    /** @type {Record<string, any>} */
    let config = {};
    const nothing = () => anything;
    /** Whatever else it calls. @type {any} */
    const anything = new Proxy(nothing, {get: (target, name) => name === Symbol.toPrimitive ? () => '' : anything, apply: nothing});
    const grunt = new Proxy({initConfig: (/** @type {any} */ given) => {
        config = Object(given);
    }}, {get: (own, name) => name in own ? own.initConfig : anything});
    try {
        createRequire(file)(file)(grunt);
    } catch {
        // What it configured before it failed counts.
    }
    return config;
}

/**
 * A value with its templates `<%= paths.test %>` filled.
 *
 * @param {any} value
 * @param {Record<string, any>} config
 * @param {number} depth
 * @returns {any}
 */
function expanded(value, config, depth) {
    if (depth > 20) {
        return value;
    }
    if (Array.isArray(value)) {
        return value.flatMap((one) => expanded(one, config, depth + 1));
    }
    if (typeof value === 'string') {
        const [, whole] = /^<%=\s*([\w.$-]+)\s*%>$/.exec(value) ?? [];
        return whole === undefined
            ? value.replace(/<%=\s*([\w.$-]+)\s*%>/g, (template, name) => String(expanded(at(config, name) ?? template, config, depth + 1)))
            : expanded(at(config, whole) ?? '', config, depth + 1);
    }
    const isPlain = Object(value) === value && typeof value !== 'function';
    return isPlain ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, expanded(one, config, depth + 1)])) : value;
}

/**
 * @param {Record<string, any>} config
 * @param {string} name a path
 */
function at(config, name) {
    return name.split('.').reduce((/** @type {any} */ holder, part) => Object(holder)[part], config);
}

/**
 * @param {any} target `{src: …}`, or the files themselves
 * @returns {string[]}
 */
function filesOf(target) {
    const source = typeof target === 'string' || Array.isArray(target) ? target : Object(target).src;
    return [source ?? []].flat().filter((one) => typeof one === 'string' && one !== '');
}
