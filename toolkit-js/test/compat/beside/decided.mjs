/**
 * @file Where our toolkit is meant to differ from the published one, and why. Everything else that differs is an error.
 *
 * A difference is excluded in one of three ways, the strictest that is possible: the published toolkit is given the behaviour we decided
 * on, from outside (`adjustPublished`); what is written down is made comparable (`comparable`); or a message that meets the conditions of
 * a decision may come out differently (`EXPLANATIONS`). Numbers are those of docs/reference/toolkit-differences.md.
 *
 * What is not played at all, since it differs by decision or was never of use: 17, users in the log (apps here log them, which is what
 * the published toolkit does); 15, requests to URLs with a query; 14, responses without a body to JsonApi; 19, `user_store` in testers;
 * states that are called as members of all objects are, such as `constructor`, which the published toolkit takes for states that are
 * there; texts such as `{{- name }}` and catalogues of Arabic; contents of messages that are no texts, and labels that are none;
 * answers given before the user has been loaded, which the published toolkit keeps, as it keeps those of a new user who is reset; a
 * PaginatedState whose stored page is a text, which it adds to as to one; paged states whose user comes to `__start__`.
 */

/** @typedef {import('./describe.mjs').AppDescription} AppDescription */
/** @typedef {import('./describe.mjs').Command} Command */
/** @typedef {import('./sandbox.mjs').Outcome} Outcome */

/**
 * 1: the screen after LanguageChoice is in the new language. The published one does not wait for it.
 * 2: a BookletState counts its pages right from its `initial_page`. The published one begins with the text '0'.
 *
 * @param {any} toolkit the published one
 * @returns {(state: any) => void} gets every state of it
 */
export const adjustPublished = (toolkit) => (state) => {
    if (state instanceof toolkit.states.LanguageChoice) {
        state.process_choice = async (/** @type {any} */ choice) => {
            await state.im.user.set_lang(choice.value);
            return false;
        };
    }
    if (state.footer_text !== undefined) {
        const page = () => {
            const known = parseInt(state.metadata.page, 10);
            return Number.isNaN(known) ? Math.min(Math.max(state.initial_page || 0, 0), state.pages - 1) : known;
        };
        const init = state.init;
        state.init = () => {
            state.metadata.page = page();
            return init && init.call(state);
        };
    }
};

const LOADED = 'Loaded user: ';

/** @typedef {{requests: string[], done: number}} Comparable */

/** @param {any} value a stored user, or a part of one @returns {any} */
function withoutPageTexts(value) {
    if (Array.isArray(value)) {
        return value.map(withoutPageTexts);
    }
    if (typeof value !== 'object' || value === null) {
        return value;
    }
    const {page_text, ...kept} = value;
    return Object.fromEntries(Object.entries(kept).map(([name, each]) => [name, withoutPageTexts(each)]));
}

/**
 * 2: the text of a BookletState's page is not stored.
 * 13: what is no message stores no user.
 *
 * @param {Outcome} outcome
 * @returns {Comparable}
 */
export function comparable(outcome) {
    const requests = outcome.requests
        .filter(({name, data}) => !(name === 'kv.set' && data.key === 'users.default.undefined'))
        .map(({name, data}) => {
            if (name === 'kv.set') {
                return name + ' ' + JSON.stringify({...data, value: withoutPageTexts(data.value)});
            }
            return name === 'log.info' && data.msg.startsWith(LOADED)
                ? name + ' ' + LOADED + JSON.stringify(withoutPageTexts(JSON.parse(data.msg.slice(LOADED.length))))
                : name + ' ' + JSON.stringify(data);
        });
    return {requests, done: outcome.done};
}

/**
 * @typedef {object} Difference
 * @property {AppDescription} app
 * @property {Command} command
 * @property {Comparable} published
 * @property {Comparable} ours
 * @property {string[]} thrown what the published toolkit threw where nobody caught it
 * @property {any[]} states those that ours made
 */

/** @type {{row: string, why: string, holds: (difference: Difference) => boolean}[]} */
export const EXPLANATIONS = [
    {
        row: 'errors at the end',
        why: 'an error after the reply (in exit, or when the user cannot be stored) is thrown where nobody catches it, and the message has '
            + 'no end; ours logs it and ends the message',
        holds: ({thrown, published, ours}) => published.done === 0 && thrown.length > 0 && ours.done === 1
            && published.requests.every((request) => ours.requests.includes(request))
    },
    {
        row: '5',
        why: 'a PaginatedState cuts a word longer than the page, and goes on to the end of the text; the published one repeats or loses '
            + 'some of it',
        holds: ({states}) => states.some(losesText)
    },
    {
        row: '2',
        why: 'the published BookletState asks for the text of a page also before it takes the input; ours asks once, for the screen',
        holds: ({app, published}) => app.states.some((state) => state.type === 'BookletState')
            && /^log.error .*(is not defined|on purpose)/.test(published.requests.at(-1) || '')
    },
    {
        row: '3',
        why: 'labels not longer than the dots stay where shortening cannot help; the published one shows dots for some of them',
        holds: ({states}) => states.some(cannotBeShortened)
    },
    {
        row: '13',
        why: 'what is no message stores no user, and so announces none',
        holds: ({app, command}) => command.kind !== 'message' && app.events.some(({event}) => event === 'im.user user:save')
    },
    {
        row: 'order',
        why: 'several listeners of one event run beside each other, and beside the handling of an error; in which order they ask is open',
        holds: ({app, published, ours}) => own(published) === own(ours) && hasSlowListeners(app)
            && [...published.requests].sort().join('\n') === [...ours.requests].sort().join('\n')
    }
];

/** Whether listeners do more than what is done at once. @param {AppDescription} app */
function hasSlowListeners(app) {
    const listeners = [...app.events, ...app.states.flatMap((state) => state.events), app.hooks.init, app.hooks.exit];
    return listeners.some((each) => each && (each.how !== 'function' || each.actions.some((action) => action.do !== 'log')));
}

/** @param {Comparable} side @returns {string} what the toolkit itself asks for, in order */
function own(side) {
    const usual = /^(kv\.[gs]et|outbound\.reply_to|log\.info (Loaded|.{8}(Received|Switched)))/;
    return side.requests.filter((request) => usual.test(request)).join('\n');
}

/** Whether a state is a PaginatedChoiceState whose screen is too long even with the shortest labels there are. @param {any} state */
function cannotBeShortened(state) {
    if (state.shorten_choices === undefined || !state.characters_per_page || state.options_per_page === null) {
        return false;
    }
    const shortest = state.current_choices().map((/** @type {any} */ choice, /** @type {number} */ index) => state.format_choice(
        ['__more__', '__back__'].includes(choice.value) ? choice : {...choice, label: '...'}, index));
    return String(state.question_text).length + shortest.join('').length >= state.characters_per_page;
}

/**
 * Whether a state is a PaginatedState whose pages the published toolkit gets wrong: with a word that no page has room for, or with so much
 * room left at the ends of pages that there are more of them than the length of the text tells.
 *
 * @param {any} state
 */
function losesText(state) {
    if (state.choices === undefined || state.choices.exit === undefined || state.page !== undefined) {
        return false;
    }
    const labels = ['back', 'more', 'exit'].map((name, index) => `\n${index + 1}. ${state.choices[name]}`).join('');
    const room = state.characters_per_page - labels.length;
    const text = String(state.text);
    let pages = 1;
    let used = 0;
    for (const word of text.split(' ')) {
        if (word.length > room) {
            return true;
        }
        used += word.length + 1;
        if (used > room + 1) {
            pages++;
            used = word.length + 1;
        }
    }
    return (pages - 1) * room >= text.length;
}
