/** @file Reads an export of flows, and refuses what is none. The format is that of RapidPro, TextIt and Community Connect, version 13. */

import {UsageError} from '../../usage-error.mjs';

/** @typedef {any} Flow of the export, as JSON */
/** @typedef {any} FlowNode */
/** @typedef {any} Action */
/** @typedef {any} Router */

/** Properties of nodes and what is in them, by their types. */
const LISTS = ['actions', 'arguments', 'attachments', 'cases', 'categories', 'exits', 'groups', 'quick_replies'];
const OBJECTS = ['actions', 'cases', 'categories', 'exits', 'groups', 'nodes'];
const TEXTS = ['body', 'category', 'category_uuid', 'default_category_uuid', 'destination_uuid', 'exit_uuid', 'key', 'language', 'method',
    'name', 'operand', 'result_name', 'text', 'type', 'url', 'uuid', 'value'];

/**
 * @param {string} text
 * @param {string} file for errors
 * @param {string} [wanted] the flow's name or uuid; may be left out where there is one flow only
 * @returns {{flow: Flow, beside: string[]}} beside: what of the export belongs to no flow
 */
export function readFlow(text, file, wanted) {
    const content = jsonOf(text, file);
    const flows = flowsOf(content, file);
    const named = wanted === undefined ? flows : flows.filter(({name, uuid}) => name === wanted || uuid === wanted);
    const names = flows.map(({name}) => `'${name}'`).join(', ');
    if (wanted === undefined && flows.length > 1) {
        throw new UsageError(`${file}: ${flows.length} flows (expected: --flow with one of ${names})`);
    }
    if (named.length !== 1) {
        throw new UsageError(`--flow '${wanted}': ${named.length} flows of ${file} are called that (expected one of: ${names})`);
    }
    const [flow] = named;
    refuseVersion(flow.spec_version ?? content.version, `${file}: spec_version of '${flow.name}'`);
    refuseNodes(flow, `${file}: flow '${flow.name}'`);
    refuseTypes(flow.nodes, `${file}: nodes`);
    const beside = ['campaigns', 'triggers'].filter((name) => content[name]?.length > 0);
    return {flow, beside: beside.map((name) => `${content[name].length} ${name}`)};
}

/**
 * Takes what is null for absent, and refuses what is of another type than in all exports.
 *
 * @param {any} value
 * @param {string} where
 */
function refuseTypes(value, where) {
    for (const [key, one] of Object.entries(value)) {
        const place = Array.isArray(value) ? `${where}[${key}]` : `${where}.${key}`;
        if (one === null && !Array.isArray(value)) {
            delete value[key];
            continue;
        }
        const wanted = LISTS.includes(key) ? 'a list' : TEXTS.includes(key) ? 'a text' : null;
        const isWrong = wanted === 'a list' ? !Array.isArray(one) : wanted === 'a text' ? typeof one !== 'string' : one === null;
        if (isWrong) {
            throw new UsageError(`${place}: ${brief(one)} (expected: ${wanted ?? 'something'})`);
        }
        if (OBJECTS.includes(/[^.[\]]*$/.exec(where)?.[0] ?? '') && Object(one) !== one) {
            throw new UsageError(`${place}: ${brief(one)} (expected: an object)`);
        }
        if (Object(one) === one) {
            refuseTypes(one, place);
        }
    }
}

/**
 * @param {string} text
 * @param {string} file
 */
function jsonOf(text, file) {
    try {
        return JSON.parse(text.replace(/^\ufeff/, ''));
    } catch (error) {
        throw new UsageError(`${file} is no JSON: ${/** @type {Error} */ (error).message} (expected: an export of flows)`);
    }
}

/**
 * @param {any} content
 * @param {string} file
 * @returns {Flow[]}
 */
function flowsOf(content, file) {
    if (Array.isArray(content?.nodes)) {
        return [content];
    }
    if (!Array.isArray(content?.flows)) {
        throw new UsageError(`${file}: flows: ${brief(content?.flows)} (expected: an export of flows, {"version": "13", "flows": […]})`);
    }
    refuseVersion(content.version ?? content.flows[0]?.spec_version, `${file}: version`);
    if (content.flows.length === 0) {
        throw new UsageError(`${file}: flows: none (expected: one at least)`);
    }
    return content.flows;
}

/**
 * @param {unknown} version
 * @param {string} where
 */
function refuseVersion(version, where) {
    if (!/^13(\.|$)/.test(String(version))) {
        throw new UsageError(`${where}: ${brief(version)} (expected: 13 or 13.x; RapidPro writes it today)`);
    }
}

/**
 * @param {Flow} flow
 * @param {string} where
 */
function refuseNodes({nodes}, where) {
    if (!Array.isArray(nodes) || nodes.length === 0) {
        throw new UsageError(`${where}: nodes: ${brief(nodes)} (expected: one at least)`);
    }
    const wrong = nodes.findIndex((node) => typeof node?.uuid !== 'string' || !Array.isArray(node.exits));
    if (wrong >= 0) {
        throw new UsageError(`${where}: nodes[${wrong}]: ${brief(nodes[wrong])} (expected: {"uuid": …, "actions": […], "exits": […]})`);
    }
}

/** @param {unknown} value */
function brief(value) {
    return value === undefined ? 'missing' : JSON.stringify(value).slice(0, 60);
}
