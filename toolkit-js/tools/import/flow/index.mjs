/** @file Flows of RapidPro, TextIt and Community Connect. */

import {Code, keyText} from '../code.mjs';
import {FlowImport} from './flow.mjs';
import {FlowMap} from './places.mjs';
import {readFlow} from './read.mjs';

/** @typedef {import('../imported.d.ts').Imported} Imported */
/** @typedef {import('../imported.d.ts').Draft} Draft */

/** Of flows whose language nobody chose. */
const UNKNOWN_LANGUAGES = ['base', 'und', ''];
const LOADER = 'load_contact';

/**
 * @param {string} text of the export
 * @param {import('../report.mjs').Report} report
 * @param {{flow?: string, nameOf: (language: string) => string}} options flow: which one
 * @returns {Imported}
 */
export function importFlow(text, report, {flow: wanted, nameOf}) {
    const {flow, beside} = readFlow(text, report.file, wanted);
    const map = new FlowMap(flow);
    const base = flow.language ?? '';
    const known = UNKNOWN_LANGUAGES.includes(base) ? 'en' : base;
    const others = Object.keys(map.localization).filter((language) => language !== base && language !== known);
    const languages = [known, ...others];
    const walk = new FlowImport(map, report, languages);
    const {start, drafts} = walk.states();
    beside.forEach((what) => report.add('', what, 'the app begins when somebody dials'));
    if (known !== base) {
        report.add('', `the language '${base}' of the texts`, `'${known}'`);
    }
    if (others.length > 0 && !drafts.some(({name}) => name.startsWith('speak_'))) {
        report.add('', 'the languages of contacts', `everybody begins in ${nameOf(known)}; add a state language({…})`);
    }
    const loader = loaderOf(drafts, start);
    const minutes = flow.expire_after_minutes;
    return {
        title: String(flow.name),
        start: loader?.name ?? start,
        languages: Object.fromEntries(languages.map((language) => [language, nameOf(language)])),
        options: {navigation: null, ...minutes > 0 ? {resume: {policy: 'continue', maxAge: `${minutes}m`}} : {}},
        drafts: loader === null ? drafts : [loader, ...drafts],
        functions: [...walk.functions].sort(),
        fixtures: walk.fixtures,
        findings: report.findings,
    };
}

/**
 * A state that reads the contact, if anything of the app asks for it.
 *
 * @param {Draft[]} drafts
 * @param {string} start
 * @returns {Draft | null}
 */
function loaderOf(drafts, start) {
    const text = JSON.stringify(drafts.map(({options}) => options));
    const fields = [...new Set([...text.matchAll(/(?:\{\{|data\.)fields\.(\w+)/g)].map(([, name]) => name))].sort();
    if (fields.length === 0 && !/(?:\{\{|data\.)(?:contact|fields)\b/.test(text)) {
        return null;
    }
    const empty = fields.map((name) => `${keyText(name)}: '', `).join('');
    const run = new Code(`async ({contacts, data}) => {
    const {name, extra} = await contacts.get();
    data.contact = {name: name ?? '', first_name: (name ?? '').split(' ')[0]};
    data.fields = {${empty}...extra};
}`);
    return {name: LOADER, builder: 'call', options: {run, fallback: start, next: start}, todos: [], samples: []};
}
