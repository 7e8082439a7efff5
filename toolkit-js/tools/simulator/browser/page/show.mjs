/** @file Shows a view of the simulator. Everything is put in as text: nothing an app says is ever markup. */

/** @typedef {Awaited<ReturnType<import('../desk.mjs').Desk['view']>>} View */
/** @typedef {import('../view.mjs').Entry} Entry */

/** What each part was made from: what did not change stays as people left it. @type {Map<string, string>} */
const shown = new Map();

/** @param {string} id */
export function byId(id) {
    return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * @param {string} tag
 * @param {Record<string, unknown>} properties
 * @param {(Node | string)[]} children
 */
export function element(tag, properties = {}, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
}

/**
 * @param {View} view
 * @param {(address: string) => void} turnTo called with the user that was chosen
 */
export function show(view, turnTo) {
    const {app, clock, phone, dialogue, state, requests, log, trace} = view;
    document.title = `${app.name} · Jukwaa`;
    put('app', app.name);
    put('file', app.file);
    put('loads', app.loads === 1 ? 'read once' : `has changed, read ${app.loads} times`);
    put('clock', clock);
    byId('broken').hidden = app.problem === null;
    put('problem', app.problem?.text ?? '');
    put('excerpt', app.problem?.excerpt ?? '');
    byId('excerpt').hidden = !app.problem?.excerpt;
    showPhone(view);
    showSettings(view);
    put('in', view.users.find(({address}) => address === phone.address)?.state ?? 'none');
    put('state', state);
    put('trace', trace || 'Nothing was sent yet.');
    put('log', log || 'Nothing was sent yet.');
    part('users', [view.users, phone.address], () => userButtons(view, turnTo));
    part('dialogue', dialogue, () => orElse(dialogue.map(entryItem), 'li', 'Dial to begin.'));
    part('inbox', phone.inbox, () => orElse(phone.inbox.map(inboxItem), 'li', 'None.'));
    part('requests', requests, () => orElse(requests.map(requestDetails), 'p', 'None.'));
}

/**
 * @param {Node[]} nodes
 * @param {string} tag
 * @param {string} otherwise what is said where there are none
 */
function orElse(nodes, tag, otherwise) {
    return nodes.length === 0 ? [element(tag, {className: 'note'}, otherwise)] : nodes;
}

/** @param {View} view */
function showPhone({phone, channel}) {
    const {shown: entry, open} = phone;
    put('address', phone.address);
    put('session', open ? 'in a session' : channel.sessions ? 'no session' : channel.name);
    put('screen', entry?.screen ?? '');
    byId('screen').classList.toggle('over', !open);
    put('foot', entry === null ? '' : entry.foot === 'reply' && !open ? 'session lost' : entry.foot);
    showMeasure(entry);
    put('dial', `Dial ${phone.number}`);
    document.querySelectorAll('[data-open]').forEach((button) => {
        /** @type {HTMLButtonElement} */ (button).disabled = !open;
    });
    /** @type {HTMLButtonElement} */ (byId('dial')).disabled = !channel.sessions;
    const field = /** @type {HTMLInputElement} */ (document.querySelector('#type input'));
    field.placeholder = open ? 'Your answer' : channel.sessions ? 'Enter dials' : 'Your message';
}

/** @param {Entry | null} entry */
function showMeasure(entry) {
    // What came too late is not what the screen shows.
    const measure = entry?.late === null ? entry.measure : null;
    const {units, limit, charset} = measure ?? {units: 0, limit: 0, charset: ''};
    const over = units > limit;
    put('measure', charset === '' ? '' : `${units}/${limit} ${charset}${over ? `, ${units - limit} too many` : ''}`);
    byId('measure').classList.toggle('bad', over);
    const less = 'A character is not in GSM-7: there is room for less';
    byId('measure').title = charset === 'UCS-2' ? less : 'Septets of GSM-7';
}

/** @param {View} view */
function showSettings({channel, channels, languages, phone, slow}) {
    const {name, limit, unicodeLimit, sessions, answerWithin, inputWithin} = channel;
    put('slow', slow === 0 ? '' : `The next answer takes ${slow / 1000} s longer.`);
    const waits = sessions ? `waits ${answerWithin} s for an answer and ${inputWithin} s for an input` : 'no sessions';
    put('limits', `${name}: ${limit} units, ${unicodeLimit} where a character is not in GSM-7; ${waits}`);
    const codes = Object.keys(languages ?? {});
    const current = phone.language ?? '';
    const labelOf = (/** @type {string} */ code) => languages?.[code] ?? (code || 'not stored yet');
    options('language', codes.includes(current) ? codes : [current, ...codes], current, labelOf);
    options('channel', channels, name, (one) => one);
    byId('code').hidden = languages !== null;
}

/**
 * @param {string} id
 * @param {string[]} values
 * @param {string} chosen
 * @param {(value: string) => string} labelOf
 */
function options(id, values, chosen, labelOf) {
    part(id, values, () => values.map((value) => element('option', {value}, labelOf(value))));
    /** @type {HTMLSelectElement} */ (byId(id)).value = chosen;
}

/**
 * @param {View} view
 * @param {(address: string) => void} turnTo
 */
function userButtons({users, phone}, turnTo) {
    return users.map(({address, open, state}) => {
        const where = `${open ? 'in a session' : 'no session'}${state === null ? '' : `, ${state}`}`;
        const chosen = {type: 'button', onclick: () => turnTo(address)};
        const button = element('button', chosen, address, element('small', {}, where));
        button.setAttribute('aria-pressed', String(address === phone.address));
        return button;
    });
}

/** @param {Entry} entry */
function entryItem({input, screen, foot, measure, late, sent, errors, clock}) {
    const size = measure === null ? '' : `${measure.units}/${measure.limit} ${measure.charset} · `;
    return element('li', {},
        element('div', {className: 'input'}, `> ${input}`),
        ...screen === null ? [] : [element('div', {className: 'shown'}, screen)],
        element('div', {className: 'note'}, `${size}${foot} · ${clock}`),
        ...late === null ? [] : [element('div', {className: 'error'}, late)],
        ...sent.map((one) => element('div', {className: 'sent'}, one)),
        ...errors.length === 0 ? [] : [element('div', {className: 'error'}, errors.join('\n'))]);
}

/** @param {View['phone']['inbox'][number]} message */
function inboxItem({endpoint, text}) {
    return element('li', {}, element('small', {className: 'note'}, `${endpoint}: `), text);
}

/** @param {View['requests'][number]} request */
function requestDetails({name, fields, reply}) {
    const failed = reply === null || reply.startsWith('{"success":false');
    return element('details', {open: failed},
        element('summary', {className: failed ? 'failed' : ''}, `${name} ${gist(fields)}${failed ? ' – failed' : ''}`),
        element('pre', {}, `${pretty(fields)}\n→ ${reply === null ? 'no reply' : pretty(reply)}`));
}

/** @param {string} fields what of them tells most, in short */
function gist(fields) {
    const [, value = ''] = /"(?:key|url|to_addr|metric|msg)":"((?:[^"\\]|\\.){0,60})/.exec(fields) ?? [];
    return value;
}

/** @param {string} json masked, and so not always JSON any more */
function pretty(json) {
    try {
        return JSON.stringify(JSON.parse(json), null, 2);
    } catch {
        return json;
    }
}

/**
 * @param {string} id
 * @param {string} text
 */
function put(id, text) {
    if (byId(id).textContent !== text) {
        byId(id).textContent = text;
    }
}

/**
 * Makes a part of the page anew if what it is made from has changed, and shows its end where it scrolls.
 *
 * @param {string} id
 * @param {unknown} from
 * @param {() => Node[]} make
 */
function part(id, from, make) {
    const now = JSON.stringify(from);
    if (shown.get(id) !== now) {
        shown.set(id, now);
        byId(id).replaceChildren(...make());
        byId(id).scrollTop = byId(id).scrollHeight;
    }
}
