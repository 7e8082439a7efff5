/** Flows for tests, in the format of an export. */

import {readFileSync} from 'node:fs';

import {importOf} from '../../../tools/import/index.mjs';

export const CLINIC = readFileSync(new URL('clinic.json', import.meta.url), 'utf8');

export const message = (text, more = {}) => ({uuid: `said ${text}`, type: 'send_msg', text, ...more});

/** A node that goes on to another: `node('a', [message('Hello')], 'b')`. */
export const node = (uuid, actions, to = null) => ({uuid, actions, exits: [{uuid: `${uuid} 0`, destination_uuid: to}]});

/**
 * A node with a switch router. Ways are lists `[category, destination, ...cases]`, the last one the default; cases are `[type, ...arguments]`.
 */
export function split(uuid, {operand = '@input.text', actions = [], ...router}, ...ways) {
    return {
        uuid, actions,
        router: {
            type: 'switch', operand, ...router,
            categories: ways.map(([name], at) => ({uuid: `${uuid} ${name}`, name, exit_uuid: `${uuid} ${at}`})),
            cases: ways.flatMap(([name, , ...cases]) => cases.map(([type, ...given]) =>
                ({uuid: `${uuid} ${type} ${given}`, type, arguments: given, category_uuid: `${uuid} ${name}`}))),
            default_category_uuid: `${uuid} ${ways.at(-1)[0]}`,
        },
        exits: ways.map(([, to], at) => ({uuid: `${uuid} ${at}`, destination_uuid: to})),
    };
}

/** The same, waiting for a message. */
export const wait = (uuid, router, ...ways) => split(uuid, {wait: {type: 'msg'}, ...router}, ...ways);

export const exportOf = (nodes, more = {}) => JSON.stringify({
    version: '13',
    flows: [{name: 'Test', uuid: 'test', spec_version: '13.1.0', language: 'eng', type: 'messaging', localization: {}, nodes, ...more}],
});

/** What is made of nodes: states by name, and what was lost as `what: instead`. */
export async function importedOf(nodes, more) {
    const imported = await importOf(exportOf(nodes, more), 'flow.json', {});
    return {
        ...imported,
        states: Object.fromEntries(imported.drafts.map((draft) => [draft.name, draft])),
        lost: imported.findings.map(({what, instead}) => `${what}: ${instead}`),
    };
}
