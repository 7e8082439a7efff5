/** @file A flow as an app: goes along its ways from the first node and makes a state where something is shown, asked or done. */

import {Code, Target, quoted} from '../code.mjs';
import {Names, keyOf, wordsOf} from '../names.mjs';
import {ImportedText, joined} from '../texts.mjs';
import {effectOf, loss} from './actions.mjs';
import {partsOf, textOf} from './expressions.mjs';
import {FlowMap, placeKey} from './places.mjs';
import {questionOf} from './questions.mjs';
import {assumedOf, categoryOf, chanceOf, splitOf} from './routers.mjs';

/** @typedef {import('../imported.d.ts').Draft} Draft */
/** @typedef {import('../report.mjs').Report} Report */
/** @typedef {import('./actions.mjs').Lost} Lost */
/** @typedef {import('./places.mjs').Place} Place */
/** @typedef {import('./places.mjs').Said} Said */
/** @typedef {import('./read.mjs').FlowNode} FlowNode */

/** Each may be there or not, by the way that was taken: so many states say much the same. */
const MOST_SAID = 6;

export class FlowImport {
    #names = new Names();
    /** Names of states by where they begin. @type {Map<string, string>} */
    #known = new Map();
    /** @type {Map<string, Draft>} */
    #drafts = new Map();
    /** Ways whose states are still to be made. @type {Target[]} */
    #open = [];
    /** @type {Set<string>} */
    #visited = new Set();
    /** @type {Set<string>} */
    functions = new Set();
    /** @type {{name: string, request: object, response: object}[]} */
    fixtures = [];

    /**
     * @param {FlowMap} map
     * @param {Report} report
     * @param {string[]} languages codes the app has
     */
    constructor(map, report, languages) {
        this.map = map;
        this.report = report;
        this.languages = languages;
    }

    /** @returns {{start: string, drafts: Draft[]}} */
    states() {
        const first = this.#way({node: this.map.flow.nodes[0].uuid, at: 0, said: []});
        for (let target = this.#open.shift(); target !== undefined; target = this.#open.shift()) {
            target.name = this.#enter(target.place);
        }
        for (const uuid of this.map.nodes.keys()) {
            if (!this.#visited.has(uuid)) {
                this.report.add(`node ${uuid}`, 'a node no way leads to, of those that could be taken over', 'it is left out');
            }
        }
        return {start: /** @type {string} */ (first.name), drafts: [...this.#drafts.values()]};
    }

    /** @param {Place} place */
    #way(place) {
        const target = new Target(place);
        this.#open.push(target);
        return target;
    }

    /**
     * The state a way comes to, which is made if it is not there yet.
     *
     * @param {Place} from
     * @returns {string}
     */
    #enter(from) {
        /** @type {string[]} */
        const todos = [];
        /** @type {string[]} */
        const passed = [];
        for (let place = from; ; ) {
            const key = placeKey(place);
            const spot = JSON.stringify([place.node, place.at]);
            if (this.#known.has(key)) {
                return this.#arrived(/** @type {string} */ (this.#known.get(key)), todos);
            }
            const isCircle = place.node !== null && passed.includes(spot);
            if (isCircle) {
                todos.push(this.#lose(place.node, ['a circle of nodes that never wait', 'the end']));
            }
            passed.push(spot);
            const step = this.#step(isCircle ? {...place, node: null, at: 0} : place, key, todos);
            if (typeof step === 'string') {
                return this.#arrived(step, todos);
            }
            place = step;
        }
    }

    /**
     * @param {string} name
     * @param {string[]} todos
     */
    #arrived(name, todos) {
        const draft = /** @type {Draft} */ (this.#drafts.get(name));
        draft.todos.push(...todos.filter((todo) => !draft.todos.includes(todo)));
        return name;
    }

    /**
     * Makes a state, or goes on to the next place.
     *
     * @param {Place} place
     * @param {string} key
     * @param {string[]} todos
     * @returns {string | Place} the name of the state
     */
    #step(place, key, todos) {
        const node = place.node === null ? undefined : this.map.nodes.get(place.node);
        if (place.keep !== undefined) {
            const {key: answer, category} = place.keep;
            const run = new Code(`({answers}) => {\n    answers.${answer}_category = ${quoted(category)};\n}`);
            return this.#make(key, `${answer}_${wordsOf(category)}`, 'decide', {run, next: this.#way({...place, keep: undefined})});
        }
        if (node === undefined) {
            if (place.node !== null) {
                todos.push(this.#lose(place.node, ['an exit to a node that is not there', 'the end']));
            }
            return this.#end(place, key, todos);
        }
        this.#visited.add(node.uuid);
        const action = (node.actions ?? [])[place.at];
        return action === undefined ? this.#route(node, place, key, todos) : this.#act(node, action, place, key, todos);
    }

    /**
     * @param {FlowNode} node
     * @param {any} action
     * @param {Place} place
     * @param {string} key
     * @param {string[]} todos
     * @returns {string | Place}
     */
    #act(node, action, place, key, todos) {
        const after = {...place, at: place.at + 1};
        if (action.type === 'send_msg' && place.said.length === MOST_SAID) {
            return this.#show(node, place, key);
        }
        if (action.type === 'send_msg') {
            return {...after, said: [...place.said, this.map.said(action, node.uuid)]};
        }
        const about = {languages: this.languages, values: this.map.values};
        const {builder, hint = '', options = {}, fails = false, lost} = effectOf(action, about);
        const lines = lost.map((one) => this.#lose(node.uuid, one));
        if (builder === undefined) {
            todos.push(...lines);
            return after;
        }
        const {next, fallback} = action.type === 'call_webhook' ? this.#outcomes(node, action, after) : {next: after, fallback: after};
        const ways = {...fails ? {fallback: this.#way(fallback)} : {}, next: this.#way(next)};
        const name = this.#make(key, hint, builder, {...options, ...ways}, lines);
        if (action.type === 'call_webhook') {
            this.#answerRequests(name, action);
        }
        return name;
    }

    /**
     * A screen between messages.
     *
     * @param {FlowNode} node
     * @param {Place} place
     * @param {string} key
     */
    #show(node, place, key) {
        const text = joined(place.said.map((one) => one.text));
        const lost = [...place.said.flatMap((one) => one.lost), loss(`more than ${MOST_SAID} messages in a row`, 'a screen between them')];
        const options = {text, next: this.#way({...place, said: []})};
        return this.#make(key, wordsOf(text.source), 'show', options, lost.map((one) => this.#lose(node.uuid, one)));
    }

    /**
     * Where a request leads, and where it leads if it fails.
     *
     * @param {FlowNode} node
     * @param {any} action
     * @param {Place} after
     * @returns {{next: Place, fallback: Place}}
     */
    #outcomes(node, action, after) {
        const found = after.at === node.actions.length ? this.map.deciderOf(node) : null;
        const result = action.result_name ? keyOf(action.result_name) : null;
        const kept = (/** @type {Place} */ place, /** @type {string} */ category) =>
            result !== null && this.map.categories.has(result) ? {...place, keep: {key: result, category}} : place;
        if (found === null) {
            return {next: kept(after, 'Success'), fallback: kept(after, 'Failure')};
        }
        this.#visited.add(found.decider.uuid);
        return {
            next: kept(this.map.exit(found.decider, found.success, after.said), 'Success'),
            fallback: kept(this.map.exit(found.decider, found.failure, after.said), 'Failure'),
        };
    }

    /**
     * @param {FlowNode} node
     * @param {Place} place
     * @param {string} key
     * @param {string[]} todos
     * @returns {string | Place}
     */
    #route(node, place, key, todos) {
        const {router} = node;
        if (!router) {
            return {node: node.exits[0]?.destination_uuid ?? null, at: 0, said: place.said};
        }
        if (router.wait?.type === 'msg') {
            return this.#ask(node, place, key);
        }
        const to = (/** @type {any} */ category) => this.#way(this.#kept(router, category, this.map.exit(node, category, place.said)));
        const hint = `by_${keyOf(router.result_name || String(router.operand ?? 'chance').replace(/^@/, ''))}`;
        if (router.type === 'random' && router.categories?.length > 0) {
            return this.#make(key, hint, 'decide', chanceOf(router, to));
        }
        const otherwise = categoryOf(router, router.default_category_uuid);
        const split = router.type === 'switch' && !router.wait ? splitOf(router, this.map.casesOf(router), otherwise, to) : null;
        if (split === null) {
            const assumed = assumedOf(router);
            const what = router.wait ? `a wait for ${router.wait.type}` : `a way chosen by ${router.operand ?? router.type}`;
            todos.push(this.#lose(node.uuid, [what, `the way of '${assumed?.name}'`]));
            return this.map.exit(node, assumed, place.said);
        }
        split.uses.forEach((name) => this.functions.add(name));
        return this.#make(key, hint, 'decide', split.options, split.lost.map((one) => this.#lose(node.uuid, one)));
    }

    /**
     * @param {FlowNode} node
     * @param {Place} place
     * @param {string} key
     */
    #ask(node, place, key) {
        const {router} = node;
        const {said} = place;
        const result = router.result_name ? keyOf(router.result_name) : null;
        const name = this.#names.take(result ?? wordsOf(said.at(-1)?.text.source ?? ''), 'question');
        const to = (/** @type {any} */ category) => this.#way(this.#kept(router, category, this.map.exit(node, category)));
        const operand = String(router.operand ?? '@input.text');
        const otherwise = categoryOf(router, router.default_category_uuid);
        const own = /^@\(?input(\.text)?\)?$/i.test(operand);
        const asked = questionOf({
            name: result ?? name, said, otherwise, to, cases: own ? this.map.casesOf(router) : [],
            retry: otherwise === undefined ? null : this.#retry(node, otherwise, said),
        });
        asked.uses.forEach((one) => this.functions.add(one));
        const lost = [...said.flatMap((one) => one.lost), ...asked.lost, ...this.#lostWith(router, asked.builder, result),
            ...own ? [] : [loss(`a question that looks at ${operand}`, `the way of '${otherwise?.name}'`)]];
        const {question, error, ...others} = asked.options;
        const options = {question, error, answer: result === null || result === name ? undefined : result, ...others};
        this.#known.set(key, name);
        const todos = lost.map((one) => this.#lose(node.uuid, one));
        this.#drafts.set(name, {name, builder: asked.builder, options, samples: asked.samples, todos});
        return name;
    }

    /**
     * What a wait has that no question has.
     *
     * @param {any} router
     * @param {string} builder
     * @param {string | null} result
     * @returns {Lost[]}
     */
    #lostWith(router, builder, result) {
        const {timeout, hint} = router.wait;
        const category = categoryOf(router, timeout?.category_uuid);
        return [
            ...timeout ? [loss(`the timeout after ${timeout.seconds} s, which leads to '${category?.name}'`,
                'it waits until the user answers')] : [],
            ...hint && hint.type !== 'digits' ? [loss(`a wait for ${hint.type}`, 'a question for text')] : [],
            ...builder === 'choice' && result !== null && this.map.values.has(result)
                ? [loss(`the value of the result '${router.result_name}', which is what was typed`, 'the name of the choice')] : [],
        ];
    }

    /**
     * How a question is asked again: with a text, or as it is; null if the way goes elsewhere.
     *
     * @param {FlowNode} node
     * @param {any} category
     * @param {Said[]} said
     * @returns {import('./questions.mjs').Retry | null}
     */
    #retry(node, category, said) {
        const way = this.map.wayBack(this.map.exit(node, category).node, node.uuid);
        if (way === null) {
            return null;
        }
        way.passed.forEach((uuid) => this.#visited.add(uuid));
        const texts = way.said;
        const isAsked = said.length > 0 && said.every(({uuid}, at) => texts[texts.length - said.length + at]?.uuid === uuid);
        const errors = isAsked ? texts.slice(0, texts.length - said.length) : texts;
        return {error: errors.length === 0 ? undefined : joined(errors.map(({text}) => text)), lost: errors.flatMap(({lost}) => lost)};
    }

    /**
     * @param {any} router
     * @param {any} category
     * @param {Place} place
     * @returns {Place}
     */
    #kept(router, category, place) {
        const key = router.result_name ? keyOf(router.result_name) : '';
        return this.map.categories.has(key) && category !== undefined ? {...place, keep: {key, category: category.name}} : place;
    }

    /**
     * @param {Place} place
     * @param {string} key
     * @param {string[]} todos
     */
    #end({said}, key, todos) {
        const lost = said.flatMap((one) => one.lost.map((about) => this.#lose(one.node, about)));
        if (said.length === 0) {
            todos.push(this.#lose('', ['an end without a message', 'the text Thank you.']));
        }
        const text = said.length === 0 ? new ImportedText('Thank you.') : joined(said.map((one) => one.text));
        return this.#make(key, said.length === 0 ? 'end' : wordsOf(text.source), 'end', {text}, lost);
    }

    /**
     * @param {string} key
     * @param {string} hint
     * @param {string} builder
     * @param {Record<string, any>} options
     * @param {string[]} [todos]
     */
    #make(key, hint, builder, options, todos = []) {
        const name = this.#names.take(hint, builder);
        this.#known.set(key, name);
        this.#drafts.set(name, {name, builder, options, todos: [...todos], samples: []});
        return name;
    }

    /**
     * @param {string | null} node
     * @param {Lost} lost
     */
    #lose(node, [what, instead]) {
        return this.report.add(node ? `node ${node}` : '', what, instead);
    }

    /**
     * @param {string} state
     * @param {any} action
     */
    #answerRequests(state, {method = 'GET', url = ''}) {
        const address = textOf(partsOf(url, {url: true})).replace(/\{\{.*?\}\}/g, '*').replaceAll('...', '*');
        this.fixtures.push({name: state, request: {method: method.toUpperCase(), url: address}, response: {status: 200, body: {}}});
    }
}
