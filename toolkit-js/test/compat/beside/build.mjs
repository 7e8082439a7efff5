/** @file Builds a described app with one of the toolkits, either in the same way. */

/** @typedef {import('./describe.mjs').AppDescription} AppDescription */
/** @typedef {import('./describe.mjs').StateDescription} StateDescription */
/** @typedef {import('./describe.mjs').Listener} Listener */

/** A toolkit: ours or the published one, whose types are those we have declared. @typedef {any} Toolkit */

/**
 * What an answer comes to when a function has to give it.
 *
 * @param {string} how
 * @param {() => any} make
 * @returns {any}
 */
function given(how, make) {
    switch (how) {
        case 'throw':
            throw new Error('thrown on purpose');
        case 'promise':
            return Promise.resolve().then(make);
        case 'late':
            return Promise.resolve().then(() => undefined).then(() => undefined).then(make);
        default:
            return make();
    }
}

/** A copy, so that nothing done by one toolkit is seen by the other. @param {any} value @returns {any} */
function copy(value) {
    return value === undefined ? undefined : structuredClone(value);
}

/** @param {any} app @param {import('./texts.mjs').Text | number} text @returns {any} */
function textOf(app, text) {
    if (typeof text !== 'object') {
        return text;
    }
    const lazy = app.$[text.method](...text.args);
    return text.context
        ? lazy.context(Object.fromEntries(Object.entries(text.context).map(
            ([name, value]) => [name, value.method ? textOf(app, value) : value])))
        : lazy;
}

/** @param {Toolkit} toolkit @param {any} app @param {any} state @param {any} check @param {any} content */
function verdict(toolkit, app, state, check, content) {
    if (String(content).length >= check.shortest) {
        return undefined;
    }
    const value = check.value;
    if (value !== null && typeof value === 'object' && value.invalid !== undefined) {
        return new toolkit.states.StateInvalidError(state(), textOf(app, value.invalid));
    }
    return value !== null && typeof value === 'object' && value.method ? textOf(app, value) : copy(value);
}

/** @type {Record<string, (context: {toolkit: Toolkit, app: any, event: any}, action: any) => any>} */
const ACTIONS = {
    log: ({app, event}) => {
        const {error, state} = event;
        return app.im.log.info(['on', event.name, event.content, error && (error.response || error.message), event.user_terminated,
            event.continue_session, state && state.name, state && state.metadata && state.metadata.note, app.im.state && app.im.state.name,
            // Those who listen beside the state may hear of these before or after the state has decided.
            ['state:input', 'state:resume'].includes(event.name) || app.im.next_state.name, app.im.user.in_session,
            app.im.user.created].map((value) => JSON.stringify(value)).join());
    },
    user_metadata: ({app}, {value}) => Object.assign(app.im.user.metadata, copy(value)),
    answer: ({app}, {name, value}) => app.im.user.set_answer(name, copy(value)),
    metric: ({app}, {name, agg}) => agg === 'inc' ? app.im.metrics.fire.inc(name) : app.im.metrics.fire[agg](name, 2),
    send: ({app}, {content, endpoint, lang}) => app.im.outbound.send_to_user({
        endpoint: endpoint, content: textOf(app, content), lang: lang
    }),
    contact: ({app}, {opts}) => app.im.contacts.for_user(copy(opts))
        .then((/** @type {any} */ contact) => {
            contact.extra.seen = 'yes';
            return app.im.contacts.save(contact);
        }),
    http: ({toolkit, app}, {json, method, data}) => new toolkit.http.api[json ? 'JsonApi' : 'HttpApi'](
        app.im, {headers: {X: ['1']}})[method]('http://Example.com/a b', {params: {q: 'é', n: [1, 2]}, data: copy(data)})
        .then((/** @type {any} */ response) => app.im.log.info(JSON.stringify([response.code, response.body, response.data]))),
    language: ({app}, {value}) => app.im.user.set_lang(value),
    state_metadata: ({app}, {value}) => {
        if (app.im.state) {
            app.im.state.metadata.noted = copy(value);
        }
    },
    config: ({app}, {key}) => app.im.sandbox_config.get(key, {json: key !== 'text'})
        .then((/** @type {any} */ value) => app.im.log.debug(JSON.stringify(value))),
    throw: () => {
        throw new Error('thrown by a listener');
    }
};

/** @param {Toolkit} toolkit @param {any} app @param {Listener} described */
function listenerOf(toolkit, app, described) {
    return (/** @type {any} */ event) => given(described.how, () => described.actions.reduce(
        (before, action) => before.then(() => ACTIONS[action.do]({toolkit, app, event}, action)), Promise.resolve()));
}

/** @param {Toolkit} toolkit @param {any} app @param {Listener[]} described */
function listenersOf(toolkit, app, described) {
    return Object.fromEntries(described.map((each) => [each.event, listenerOf(toolkit, app, each)]));
}

/**
 * A state's options, as the app of either toolkit would have written them.
 *
 * @param {Toolkit} toolkit
 * @param {any} app
 * @param {StateDescription} described
 * @param {() => any} state the one that is being made
 * @returns {Record<string, any>}
 */
function optionsOf(toolkit, app, described, state) {
    /** @type {Record<string, any>} */
    const options = {events: listenersOf(toolkit, app, described.events)};
    const one = (/** @type {any} */ answer) => answer.how === 'value'
        ? copy(answer.value)
        : () => given(answer.how, () => copy(answer.value));
    for (const [name, value] of Object.entries(described.options)) {
        switch (name) {
            case 'next':
            case 'continue_session':
            case 'send_reply':
            case 'helper_metadata':
                options[name] = one(value);
                break;
            case 'check':
                options[name] = (/** @type {any} */ content) => given(value.how, () => verdict(toolkit, app, state, value, content));
                break;
            case 'choices':
                options[name] = value.map((/** @type {any} */ choice) => new toolkit.states.Choice(
                    copy(choice.value), textOf(app, choice.label)));
                break;
            case 'page':
                options[name] = (/** @type {number} */ index, /** @type {string} */ text, /** @type {number} */ room) =>
                    given(value.how, () => index < value.value.length ? value.value[index] + room : undefined);
                break;
            case 'page_text':
                options[name] = (/** @type {number} */ index) => given(value.how, () => textOf(app, value.value[index]) || 'no page');
                break;
            case 'process_choice':
            case 'format_choice':
                break;
            default:
                options[name] = value !== null && typeof value === 'object' && !value.method ? copy(value) : textOf(app, value);
        }
    }
    return options;
}

/**
 * @param {Toolkit} toolkit
 * @param {any} app
 * @param {StateDescription} described
 * @param {string} name
 * @param {(state: any) => void} adjust
 */
function stateOf(toolkit, app, described, name, adjust) {
    /** @type {any} */
    let state = null;
    state = new toolkit.states[described.type](name, optionsOf(toolkit, app, described, () => state));
    adjust(state);
    const {process_choice, format_choice} = described.options;
    if (process_choice) {
        const usual = state.process_choice;
        state.process_choice = (/** @type {any} */ choice) => given(process_choice.how, () => process_choice.value || usual(choice));
    }
    if (format_choice) {
        state.format_choice = (/** @type {any} */ choice, /** @type {number} */ index) => `\n${index + 1}) ${choice.label}`;
    }
    return state;
}

/** @param {Toolkit} toolkit @param {any} app @param {StateDescription} described @param {(state: any) => void} adjust */
function creatorOf(toolkit, app, described, adjust) {
    const {how, to, options} = described.creator;
    return (/** @type {string} */ name, /** @type {any} */ opts) => {
        const make = () => stateOf(toolkit, app, described, name, adjust);
        switch (how) {
            case 'delegate':
                return app.states.create(to, copy(options));
            case 'once':
                return opts.again ? make() : app.states.create(to, {...opts, again: true});
            case 'undefined':
                return undefined;
            case 'text':
                return 'no state';
            default:
                return given(how, make);
        }
    };
}

/**
 * @param {Toolkit} toolkit
 * @param {AppDescription} description
 * @param {(state: any) => void} adjust gets every state that is made
 * @returns {any} the app
 */
export function buildApp(toolkit, description, adjust) {
    const {App} = toolkit;
    const DescribedApp = App.extend(function (/** @type {any} */ self) {
        App.call(self, description.start, {events: listenersOf(toolkit, self, description.events)});
        for (const hook of /** @type {const} */ (['init', 'exit'])) {
            const described = description.hooks[hook];
            if (described) {
                self[hook] = () => listenerOf(toolkit, self, described)({name: hook});
            }
        }
        if (description.hooks.error_state) {
            self.states.creators.__error__ = (/** @type {string} */ name) => new toolkit.states.EndState(name, {
                text: 'Sorry', next: description.start
            });
        }
        for (const state of description.states) {
            if (state.creator.how === 'object') {
                self.states.add(stateOf(toolkit, self, state, state.name, adjust));
            } else {
                self.states.add(state.name, creatorOf(toolkit, self, state, adjust));
            }
        }
    });
    return new DescribedApp();
}
