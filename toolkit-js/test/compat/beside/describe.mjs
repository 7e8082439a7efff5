/** @file Random apps, as data that either toolkit can be told to build, and what users send them. */

import { LANGUAGES, randomCatalogue, randomPlain, randomText } from './texts.mjs';

/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {import('./texts.mjs').Text} Text */

/**
 * Something a state or an app decides or does: a value itself, or a function that returns it, throws it or promises it.
 *
 * @typedef {{how: 'value' | 'function' | 'promise' | 'late' | 'throw', value: any}} Answer
 *
 * @typedef {{name: string, type: string, creator: Creator, options: Record<string, any>, events: Listener[]}} StateDescription
 * @typedef {{how: string, to?: string, options?: any}} Creator
 * @typedef {{event: string, how: Answer['how'], actions: any[]}} Listener
 *
 * @typedef {object} AppDescription
 * @property {string} start
 * @property {Record<string, any>} config
 * @property {Record<string, any>} catalogues by language
 * @property {StateDescription[]} states
 * @property {Listener[]} events
 * @property {{init?: Listener, exit?: Listener, error_state?: boolean}} hooks
 */

const STATE_EVENTS = ['setup', 'state:enter', 'state:resume', 'state:exit', 'state:input', 'state:show', 'state:invalid'];
const APP_EVENTS = [
    'setup', 'teardown', 'app:error', 'im setup', 'im teardown', 'im inbound_message', 'im inbound_event', 'im unknown_command',
    'im session:new', 'im session:resume', 'im session:close', 'im reply', 'im im:error', 'im im:shutdown', 'im state:enter',
    'im state:resume', 'im state:exit', 'im.user user:new', 'im.user user:load', 'im.user user:reset', 'im.user user:save',
    'im.user setup', 'im.config.do setup', 'im.outbound setup', 'im.metrics setup', 'im.contacts setup', 'im.groups setup'
];
// At these the user may not be known yet.
const EARLY = ['im inbound_message', 'im inbound_event', 'im unknown_command', 'im.user setup', 'im.config.do setup', 'im.outbound setup',
    'im.metrics setup', 'im.contacts setup', 'im.groups setup'];
const TYPES = [
    'FreeText', 'ChoiceState', 'MenuState', 'LanguageChoice', 'PaginatedChoiceState', 'PaginatedState', 'BookletState', 'EndState', 'State'
];

/** @param {Random} random @param {any} value @param {boolean} [functionsOnly] @returns {Answer} */
function answer(random, value, functionsOnly = false) {
    const how = random.weigh(/** @type {[number, Answer['how']][]} */ ([
        [functionsOnly ? 0 : 8, 'value'], [6, 'function'], [3, 'promise'], [1, 'late'], [0.1, 'throw']
    ]));
    return {how: how, value: value};
}

/** Where to go. @param {Random} random @param {string[]} names */
function destination(random, names) {
    const name = random.chance(0.97) ? random.pick(names) : random.pick(['nowhere', 'nowhere else', '__error__']);
    return random.weigh([
        [8, () => name],
        [3, () => ({
            name: name,
            ...random.chance(0.5) && {metadata: randomMetadata(random)},
            ...random.chance(0.5) && {creator_opts: randomMetadata(random)}
        })],
        [0.7, () => null],
        [0.3, () => undefined],
        [0.1, () => ({})],
        [0.1, () => '']
    ])();
}

/** @param {Random} random @returns {Record<string, any>} */
export function randomMetadata(random) {
    return random.weigh([
        [3, () => ({})],
        [3, () => ({note: randomPlain(random)})],
        [2, () => ({list: [1, null, {deep: 'ü'}]})],
        [1, () => ({page: random.pick([0, 1, 2, 7])})],
        [1, () => ({page_start: random.pick([0, 1, 2, 4, 8, 30])})]
    ])();
}

/** @param {Random} random @returns {any} */
function helperMetadata(random) {
    return random.pick([null, {}, {voice: {speech_url: 'http://x/é'}}, undefined, {ussd: [1]}]);
}

/** @param {Random} random @param {string[]} names */
function common(random, names) {
    /** @type {Record<string, any>} */
    const options = {};
    if (random.chance(0.9)) {
        options.next = answer(random, destination(random, names));
    }
    if (random.chance(0.15)) {
        options.continue_session = answer(random, random.weigh([[5, true], [5, false], [0.3, null], [0.3, 0], [0.3, undefined]]));
    }
    if (random.chance(0.1)) {
        options.send_reply = answer(random, random.chance(0.5));
    }
    if (random.chance(0.15)) {
        options.helper_metadata = answer(random, helperMetadata(random));
    }
    return options;
}

/** @param {Random} random */
function check(random) {
    const verdict = random.weigh([
        [4, () => undefined], [1, () => null], [5, () => randomText(random)], [2, () => ({invalid: randomText(random)})],
        [0.2, () => random.pick([false, 0, 1, true, {}])]
    ])();
    return {...answer(random, verdict, true), shortest: random.integer(0, 4)};
}

/** @param {Random} random @param {string[]} names @param {string} type */
function choices(random, names, type) {
    const many = type === 'PaginatedChoiceState' ? random.pick([0, 3, 9, 12, 25]) : random.pick([1, 3, 5, 10]);
    return random.list(Math.min(1, many), Math.max(many, 1), () => ({
        value: type === 'MenuState'
            ? destination(random, names)
            : type === 'LanguageChoice'
                ? random.weigh([[9, random.pick(LANGUAGES)], [1, null]])
                : random.pick(['yes', 'no', 'Ж', 1, 0, true, {deep: [1]}, null, randomPlain(random)]),
        label: random.weigh([[7, () => randomText(random)], [2, () => randomPlain(random).slice(0, 12)]])()
    }));
}

/** @type {Record<string, (random: Random, names: string[], type: string) => Record<string, any>>} */
const OPTIONS = {
    FreeText: (random) => ({question: randomText(random), ...random.chance(0.6) && {check: check(random)}}),

    ChoiceState: (random, names, type) => ({
        question: randomText(random),
        choices: choices(random, names, type),
        ...random.chance(0.5) && {error: randomText(random)},
        ...random.chance(0.4) && {accept_labels: random.chance(0.8)},
        ...random.chance(0.1) && {check: check(random)},
        ...random.chance(0.1) && {process_choice: answer(random, random.chance(0.5), true)},
        ...random.chance(0.1) && {format_choice: true}
    }),

    MenuState: (random, names, type) => OPTIONS.ChoiceState(random, names, type),
    LanguageChoice: (random, names, type) => OPTIONS.ChoiceState(random, names, type),

    PaginatedChoiceState: (random, names, type) => ({
        ...OPTIONS.ChoiceState(random, names, type),
        ...random.chance(0.7) && {options_per_page: random.pick([1, 2, 3, 5, 8, null])},
        ...random.chance(0.5) && {characters_per_page: random.pick([40, 60, 100, 140, 160, 182, 320, null])},
        ...random.chance(0.3) && {back: randomText(random)},
        ...random.chance(0.3) && {more: randomText(random)}
    }),

    PaginatedState: (random) => ({
        text: randomText(random),
        ...random.chance(0.4) && {characters_per_page: random.pick([40, 60, 100, 160, 182, 640])},
        ...random.chance(0.25) && {page: answer(random, random.list(1, 4, () => randomPlain(random)), true)},
        ...random.chance(0.3) && {back: randomText(random)},
        ...random.chance(0.3) && {more: randomText(random)},
        ...random.chance(0.3) && {exit: randomText(random)}
    }),

    BookletState: (random) => ({
        pages: random.integer(1, 4),
        page_text: answer(random, random.list(4, 4, () => randomText(random)), true),
        ...random.chance(0.2) && {initial_page: random.integer(0, 3)},
        ...random.chance(0.3) && {footer_text: randomText(random)},
        ...random.chance(0.3) && {buttons: random.pick([{1: -1, 2: 1, 3: 'exit'}, {'*': -1, '#': 1, x: 'exit', 9: 2}])}
    }),

    EndState: (random) => ({text: randomText(random)}),
    State: () => ({})
};

/** @param {Random} random @param {string[]} names @returns {any} */
function action(random, names) {
    return random.weigh([
        [6, () => ({do: 'log'})],
        [1, () => ({do: 'user_metadata', value: randomMetadata(random)})],
        [1, () => ({do: 'answer', name: random.pick([...names, 'extra']), value: random.pick(['x', 5, null, {a: 1}])})],
        [0.7, () => ({do: 'metric', name: 'm.' + random.integer(1, 3), agg: random.pick(['sum', 'avg', 'min', 'max', 'last', 'inc'])})],
        [0.5, () => ({
            do: 'send', endpoint: random.pick(['sms', 'none']), content: randomText(random), lang: random.pick([undefined, 'af'])
        })],
        [0.5, () => ({do: 'contact', opts: random.pick([undefined, {}, {create: true}, {create: false}, {delivery_class: 'gtalk'}])})],
        [0.5, () => ({do: 'http', json: random.chance(0.5), method: random.pick(['get', 'post', 'put', 'delete']),
            data: random.pick([undefined, {a: ['é']}, 'text', 0])})],
        [0.4, () => ({do: 'language', value: random.pick(LANGUAGES)})],
        [0.3, () => ({do: 'state_metadata', value: random.pick(['kept', {a: 1}])})],
        [0.3, () => ({do: 'config', key: random.pick(['config', 'missing', 'text'])})],
        [0.05, () => ({do: 'throw'})]
    ])();
}

/** @param {Random} random @param {string} event @param {string[]} names @returns {Listener} */
function listener(random, event, names) {
    const how = answer(random, null, true).how;
    const one = () => EARLY.includes(event) ? {do: 'log'} : action(random, names);
    return {event: event, how: how, actions: random.list(1, 2, one)};
}

/**
 * @param {Random} random
 * @param {string[]} later states that this one may lead to without a user; with earlier ones that might never end
 * @returns {Creator}
 */
function creator(random, later) {
    const delegates = later.length ? 2 : 0;
    return random.weigh([
        [14, () => ({how: 'function'})],
        [3, () => ({how: 'promise'})],
        [2, () => ({how: 'late'})],
        [1.5, () => ({how: 'object'})],
        [delegates, () => ({how: 'delegate', to: random.pick(later), options: random.pick([undefined, {from: 'delegate'}, {}])})],
        [delegates, () => ({how: 'once', to: random.pick(later)})],
        [0.1, () => ({how: 'throw'})],
        [0.1, () => ({how: random.pick(['undefined', 'text'])})]
    ])();
}

/** @param {Random} random @returns {AppDescription} */
export function randomApp(random) {
    const names = Array.from({length: random.integer(2, 6)}, (_, index) => 's' + index);
    if (random.chance(0.1)) {
        names.push(random.pick(['naam é', 'states:dots.and:colons']));
    }
    const states = names.map((name, index) => {
        const type = random.pick(TYPES);
        const how = creator(random, names.slice(index + 1));
        return {
            name: name,
            type: type,
            creator: how,
            options: {...common(random, names), ...OPTIONS[type](random, names, type)},
            events: random.list(0, random.pick([0, 1, 4]), () => listener(random, random.pick(STATE_EVENTS), names))
        };
    });
    return {
        start: random.chance(0.98) ? 's0' : 'missing',
        config: {
            name: 'app' + random.integer(1, 2),
            log_users: true,
            endpoints: {sms: {delivery_class: 'sms'}},
            ...random.chance(0.3) && {default_lang: random.pick(LANGUAGES)},
            ...random.chance(0.1) && {user_store: 'shared'},
            ...random.chance(0.1) && {user_ttl: random.pick([null, 60, 0])},
            ...random.chance(0.1) && {metric_store: 'metrics'},
            ...random.chance(0.1) && {delivery_class: random.pick(['sms', 'gtalk', 'unknown'])}
        },
        catalogues: Object.fromEntries(LANGUAGES.slice(0, 3).map((lang) => [lang, randomCatalogue(random)])),
        states: states,
        events: random.list(0, random.pick([0, 1, 6]), () => listener(random, random.pick(APP_EVENTS), names)),
        hooks: {
            ...random.chance(0.2) && {init: listener(random, 'init', names)},
            ...random.chance(0.2) && {exit: listener(random, 'exit', names)},
            ...random.chance(0.1) && {error_state: true}
        }
    };
}

/** @param {Random} random @param {AppDescription} app */
function randomContent(random, app) {
    const labels = app.states.flatMap((state) => state.options.choices || []).map((choice) => typeof choice.label === 'object'
        ? choice.label.args[0]
        : choice.label);
    return random.weigh([
        [14, () => String(random.integer(1, 4))],
        [3, () => String(random.integer(0, 12))],
        [2, () => random.pick([' 2 ', '1.', '0x1', '1e0', '1.5', '-1', '', ' ', '٢', '２', 'NaN', 'Infinity', '\t1\n'])],
        [2, () => String(random.pick(labels.concat('No'))).toUpperCase()],
        [3, () => randomPlain(random)],
        [0.7, () => random.pick(['!reset', '!RESET', 'exit', '__proto__', 'constructor', 'x', '#', '*', '9'])],
        [1.5, () => random.pick([null, undefined])]
    ])();
}

/**
 * What the sandbox tells an app.
 *
 * @typedef {{kind: 'message' | 'event' | 'unknown', cmd: Record<string, any>, refuses?: string}} Command
 */

/** @param {Random} random @param {AppDescription} app @returns {Command[]} */
export function randomSession(random, app) {
    const length = random.integer(1, 14);
    return Array.from({length: length}, (_, index) => {
        const refuses = random.chance(0.015)
            ? random.pick(['kv.get', 'kv.set', 'outbound.reply_to', 'config.get', 'log.info', 'metrics.fire', 'http.get'])
            : undefined;
        if (random.chance(0.02)) {
            const kind = random.pick(/** @type {const} */ (['event', 'unknown']));
            return {kind: kind, cmd: {cmd: 'x', cmd_id: 'c' + index, msg: {event_type: 'ack', user_message_id: 'm'}}, refuses: refuses};
        }
        const event = index === 0 ? 'new' : random.weigh([
            [20, 'resume'], [2, 'new'], [2, 'close'], [1.5, undefined], [0.5, null], [0.2, 'strange']
        ]);
        const msg = {
            from_addr: random.chance(0.9) ? '+27001' : '+27002',
            to_addr: '*120*1#',
            content: event === 'new' && random.chance(0.8) ? null : randomContent(random, app),
            message_id: 'm' + index,
            session_event: event,
            transport_type: 'ussd',
            helper_metadata: {}
        };
        return {kind: 'message', cmd: {cmd: 'inbound-message', cmd_id: 'c' + index, msg: msg}, refuses: refuses};
    });
}
