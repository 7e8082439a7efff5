/**
 * @file Where our toolkit is meant to differ from the published one, and why. Everything else that differs is an error.
 *
 * A difference is excluded in one of three ways, the strictest that is possible: the published toolkit is given the behaviour we decided
 * on, from outside (`adjustPublished`); what is written down is made comparable (`comparable`); or a message that meets the conditions of
 * a decision may come out differently (`EXPLANATIONS`). Numbers are those of compat/README.md.
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
        state.process_choice = (/** @type {any} */ choice) => state.im.user.set_lang(choice.value).then(() => false);
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

/**
 * 2: the text of a BookletState's page is not stored.
 * 13: what is no message stores no user.
 *
 * @param {AppDescription} app
 * @param {Outcome} outcome
 * @returns {Comparable}
 */
export function comparable(app, outcome) {
    const booklets = app.states.filter((state) => state.type === 'BookletState').map((state) => state.name);
    const user = (/** @type {any} */ record) => {
        if (booklets.includes(record?.state?.name) && record.state.metadata) {
            const {page_text, page, ...metadata} = record.state.metadata;
            record.state.metadata = {...metadata, page: Number(page)};
        }
        return record;
    };
    const requests = outcome.requests
        .filter(({name, data}) => !(name === 'kv.set' && data.key === 'users.default.undefined'))
        .map(({name, data}) => {
            if (name === 'kv.set') {
                return name + ' ' + JSON.stringify({...data, value: user(data.value)});
            }
            return name === 'log.info' && data.msg.startsWith(LOADED)
                ? name + ' ' + LOADED + JSON.stringify(user(JSON.parse(data.msg.slice(LOADED.length))))
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
            && published.requests.every((request, index) => request === ours.requests[index])
    },
    {
        row: '5',
        why: 'a PaginatedState cuts a word longer than the page; the published one repeats or loses text, also where there is no room at all',
        holds: ({states, published, ours}) => onlyScreens(published, ours) && states.some(hasTooLongWord)
    },
    {
        row: 'order',
        why: 'where one of several listeners fails, the others go on beside the handling of the error; in which order they ask is open',
        holds: ({app, published, ours}) => JSON.stringify(app).includes('throw')
            && [...published.requests].sort().join('\n') === [...ours.requests].sort().join('\n')
    }
];

/**
 * Whether nothing differs but what the user reads and which page is open.
 *
 * @param {Comparable} published
 * @param {Comparable} ours
 */
function onlyScreens(published, ours) {
    const rest = (/** @type {Comparable} */ side) => side.requests.map((request) => request
        .replace(/"content":"(?:[^"\\]|\\.)*"/, '')
        .replace(/"page(_start)?":\d+/, '')).join('\n');
    return rest(published) === rest(ours);
}

/** @param {any} state @returns {boolean} whether it is a PaginatedState with a word that no page has room for */
function hasTooLongWord(state) {
    if (state.choices === undefined || state.choices.exit === undefined || state.page !== undefined) {
        return false;
    }
    const labels = ['back', 'more', 'exit'].map((name, index) => `\n${index + 1}. ${state.choices[name]}`).join('');
    const room = state.characters_per_page - labels.length;
    return String(state.text).split(/\s/).some((word) => word.length > room);
}
