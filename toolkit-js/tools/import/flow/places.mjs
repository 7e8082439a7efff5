/** @file Where a way through a flow has come to, and what its texts are in all languages. */

import {keyOf} from '../names.mjs';
import {ImportedText, namesIn} from '../texts.mjs';
import {globalsIn, loss, lostIn} from './actions.mjs';
import {partsOf, textOf} from './expressions.mjs';
import {categoryOf, outcomesOf} from './routers.mjs';

/** @typedef {import('./read.mjs').Flow} Flow */
/** @typedef {import('./read.mjs').FlowNode} FlowNode */
/** @typedef {import('./actions.mjs').Lost} Lost */

/**
 * Something that was said and is not on a screen yet.
 *
 * @typedef {{uuid: string, node: string, text: ImportedText, replies: ImportedText[], lost: Lost[]}} Said
 */

/**
 * @typedef {object} Place
 * @property {string | null} node null at the end of the flow
 * @property {number} at the action it goes on with; the router behind the last one
 * @property {Said[]} said
 * @property {{key: string, category: string}} [keep] a category that is to be kept first
 */

/** A flow's nodes, its translations, and what its expressions ask for. */
export class FlowMap {
    /** @param {Flow} flow */
    constructor(flow) {
        this.flow = flow;
        /** @type {Map<string, FlowNode>} */
        this.nodes = new Map(flow.nodes.map((/** @type {FlowNode} */ node) => [node.uuid, node]));
        const deciders = new Set(flow.nodes.map((/** @type {FlowNode} */ node) => this.deciderOf(node)?.decider.uuid));
        const text = JSON.stringify([flow.localization, flow.nodes.map((/** @type {FlowNode} */ node) =>
            deciders.has(node.uuid) ? {...node, router: null} : node)]);
        const refs = [...text.matchAll(/results\.(\w+)(?:\.(\w+))?/gi)].map(([, name, part = 'value']) => ({key: keyOf(name), part}));
        /** Results whose category something asks for. */
        this.categories = new Set([...refs.filter(({part}) => part === 'category').map(({key}) => key), ...this.#testedCategories()]);
        /** Results whose value something asks for. */
        this.values = new Set(refs.filter(({part}) => part === 'value' || part === 'input').map(({key}) => key));
    }

    /**
     * The node that decides whether the request a node ends with has succeeded, itself or the next one; null if none does.
     *
     * @param {FlowNode} node
     * @returns {{decider: FlowNode, success: any, failure: any} | null}
     */
    deciderOf(node) {
        const action = node.actions?.at(-1);
        const following = node.router ? node : this.nodes.get(node.exits[0]?.destination_uuid);
        const decider = following !== node && following?.actions?.length ? undefined : following;
        const found = action?.type === 'call_webhook' ? outcomesOf(decider?.router, action) : null;
        return found === null ? null : {decider, ...found};
    }

    /** @returns {Record<string, Record<string, Record<string, string[]>>>} */
    get localization() {
        return this.flow.localization ?? {};
    }

    /**
     * What stands in an object of the flow in other languages.
     *
     * @param {string} uuid
     * @param {string} property
     * @returns {[language: string, texts: string[]][]}
     */
    translationsOf(uuid, property) {
        return Object.entries(this.localization).flatMap(([language, items]) => {
            const texts = items[uuid]?.[property];
            return Array.isArray(texts) && texts.some((text) => text !== '') ? [/** @type {[string, string[]]} */ ([language, texts])] : [];
        });
    }

    /**
     * @param {any} action send_msg
     * @param {string} node
     * @returns {Said}
     */
    said(action, node) {
        const text = this.#text(action.uuid, 'text', action.text ?? '', 0);
        const replies = (action.quick_replies ?? []).map((/** @type {any} */ reply, /** @type {number} */ at) =>
            this.#text(action.uuid, 'quick_replies', String(reply?.text ?? reply), at));
        const attachments = (action.attachments ?? [])
            .map((/** @type {string} */ one) => loss(`the attachment ${one}`, 'the text alone'));
        const everywhere = action.all_urns ? [loss('a message to all addresses of the contact', 'one on the screen')] : [];
        const template = action.templating || action.template ? [loss('the message template', 'the text alone')] : [];
        return {
            uuid: action.uuid, node, text: text.text, replies: replies.map((/** @type {{text: ImportedText}} */ one) => one.text),
            lost: [
                ...text.lost, ...replies.flatMap((/** @type {{lost: Lost[]}} */ one) => one.lost),
                ...attachments, ...everywhere, ...template,
            ],
        };
    }

    /**
     * @param {FlowNode} node
     * @param {any} category of its router
     * @param {Said[]} [said] what was not shown yet
     * @returns {Place}
     */
    exit(node, category, said = []) {
        const exit = node.exits.find((/** @type {any} */ {uuid}) => uuid === category?.exit_uuid);
        return {node: exit?.destination_uuid ?? null, at: 0, said};
    }

    /**
     * @param {any} router
     * @returns {import('./questions.mjs').Case[]} without those of categories that are not there
     */
    casesOf(router) {
        return (router.cases ?? []).flatMap((/** @type {any} */ {uuid, type, arguments: own = [], category_uuid: wanted}) => {
            const category = categoryOf(router, wanted);
            const others = this.translationsOf(uuid, 'arguments')
                .map(([, texts]) => own.map((/** @type {string} */ text, /** @type {number} */ at) => texts[at] || text));
            const given = [own, ...others].filter((list, at, all) => all.findIndex((other) => String(other) === String(list)) === at);
            return category === undefined ? [] : [{type: String(type).toLowerCase(), given, category}];
        });
    }

    /**
     * What is said on the way back to a node where nothing else is done there; null if it leads elsewhere.
     *
     * @param {string | null} from
     * @param {string} wanted
     * @returns {{said: Said[], passed: string[]} | null} passed: the nodes
     */
    wayBack(from, wanted) {
        /** @type {Said[]} */
        const said = [];
        /** @type {string[]} */
        const passed = [];
        for (let uuid = from; uuid !== null && !passed.includes(uuid); ) {
            passed.push(uuid);
            const {actions = [], router, exits} = this.nodes.get(uuid) ?? {exits: []};
            if (actions.some((/** @type {any} */ {type}) => type !== 'send_msg')) {
                return null;
            }
            for (const action of actions) {
                said.push(this.said(action, uuid));
            }
            if (uuid === wanted) {
                return {said, passed};
            }
            uuid = router ? null : exits[0]?.destination_uuid ?? null;
        }
        return null;
    }

    /**
     * @param {string} uuid
     * @param {string} property
     * @param {string} source
     * @param {number} at
     */
    #text(uuid, property, source, at) {
        const translations = this.translationsOf(uuid, property).flatMap(([language, texts]) =>
            texts[at] ? [/** @type {const} */ ([language, partsOf(texts[at])])] : []);
        const all = [partsOf(source), ...translations.map(([, parts]) => parts)];
        const differing = translations.filter(([, parts]) => namesIn(textOf(parts)) !== namesIn(textOf(all[0])));
        return {
            text: new ImportedText(textOf(all[0]), Object.fromEntries(translations.map(([language, parts]) => [language, textOf(parts)]))),
            lost: [...all.flatMap(lostIn), ...globalsIn(all), ...differing.map(([language]) =>
                loss(`the translation into '${language}', which has other expressions than the text`, 'it is marked fuzzy'))],
        };
    }

    /** Results that `has_category` tests. */
    #testedCategories() {
        return [...this.nodes.values()].flatMap(({router}) => router?.cases?.some((/** @type {any} */ {type}) => type === 'has_category')
            ? [keyOf(/^@\(?results\.(\w+)/i.exec(router.operand ?? '')?.[1] ?? '')] : []);
    }
}

/**
 * @param {Place} place
 */
export function placeKey({node, at, said, keep}) {
    return JSON.stringify([node, at, said.map(({uuid}) => uuid), keep ?? null]);
}
