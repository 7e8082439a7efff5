/** @file Takes what people do on the page to the simulator, and shows what comes back. */

import {byId, element, show} from './show.mjs';

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'];
const UNREACHABLE = 'no answer from the simulator';

/** Whose phone this page is; null for the first user's. @type {string | null} */
let user = sessionStorage.getItem('user');
/** @type {import('./show.mjs').View | null} */
let view = null;
/** How often a view was asked for: only the last one is shown. */
let asked = 0;

const text = /** @type {HTMLInputElement} */ (typing().elements.namedItem('text'));

byId('keypad').append(...KEYS.map((key) => element('button', {type: 'button', onclick: () => press(key)}, key)));
byId('delete').onclick = () => {
    text.value = text.value.slice(0, -1);
};
typing().onsubmit = (event) => {
    event.preventDefault();
    const typed = text.value;
    text.value = '';
    text.focus();
    // A slash begins a command of the simulator, two are one for the phone.
    take(typed.trim().startsWith('/') ? `/${typed.trim()}` : typed).then((well) => {
        text.value ||= well ? '' : typed;
    });
};
form('add').onsubmit = (event) => {
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (form('add').elements.namedItem('address'));
    const address = field.value.trim();
    take(`/user ${address}`).then((well) => {
        if (well) {
            field.value = '';
            turnTo(address);
        }
    });
};
byId('copy').onclick = copy;
document.querySelectorAll('[data-line]').forEach((button) => {
    button.addEventListener('click', () => take(String(/** @type {HTMLElement} */ (button).dataset.line)));
});
document.querySelectorAll('form[data-command]').forEach((one) => {
    one.addEventListener('submit', (event) => {
        event.preventDefault();
        const {elements, dataset} = /** @type {HTMLFormElement} */ (one);
        take(`/${dataset.command} ${/** @type {HTMLInputElement} */ (elements.namedItem('given')).value}`);
    });
});
document.querySelectorAll('select[data-choice]').forEach((one) => {
    one.addEventListener('change', () => {
        const {value, dataset} = /** @type {HTMLSelectElement} */ (one);
        take(`/${dataset.choice} ${value}`);
    });
});

const events = new EventSource('events');
events.onmessage = refresh;
events.onopen = () => {
    byId('gone').hidden = true;
};
events.onerror = () => {
    byId('gone').hidden = false;
};
text.focus();

function typing() {
    return form('type');
}

/** @param {string} id */
function form(id) {
    return /** @type {HTMLFormElement} */ (byId(id));
}

/** @param {string} key */
function press(key) {
    text.value += key;
}

/** @param {string} address */
function turnTo(address) {
    user = address;
    sessionStorage.setItem('user', address);
    say([]);
    refresh();
}

async function refresh() {
    const own = ++asked;
    const {value, error} = await ask(`view${user === null ? '' : `?user=${encodeURIComponent(user)}`}`);
    if (own !== asked) {
        return;
    }
    if (value !== undefined) {
        if (view?.app.problem && !value.app.problem) {
            say([]);
        }
        view = value;
        show(value, turnTo);
    } else if (user !== null && error !== UNREACHABLE) {
        // Another simulator runs here now, which does not know this user.
        sessionStorage.removeItem('user');
        user = null;
        refresh();
    }
}

/**
 * @param {string} line for the simulator
 * @returns {Promise<boolean>} whether it was understood
 */
async function take(line) {
    if (view === null) {
        return false;
    }
    document.body.setAttribute('aria-busy', 'true');
    const {value, error} = await ask('take', {user: view.phone.address, line});
    document.body.removeAttribute('aria-busy');
    const failed = error !== undefined || value.problem;
    say(error !== undefined ? [error] : value.lines, failed);
    return !failed;
}

/**
 * @param {string[]} lines
 * @param {boolean} [bad]
 */
function say(lines, bad = false) {
    byId('said').textContent = lines.join('\n');
    byId('said').classList.toggle('bad', bad);
}

/**
 * @param {string} where
 * @param {object} [body] of a POST
 * @returns {Promise<{value?: any, error?: string}>}
 */
async function ask(where, body) {
    try {
        const headers = {'content-type': 'application/json'};
        const response = await fetch(where, body && {method: 'POST', headers, body: JSON.stringify(body)});
        const value = await response.json();
        return response.ok ? {value} : {error: value.error};
    } catch {
        return {error: UNREACHABLE};
    }
}

async function copy() {
    const {value, error} = await ask('transcript', {});
    const status = byId('copied');
    byId('files').replaceChildren();
    if (error !== undefined) {
        status.textContent = error;
        return;
    }
    const {transcript, fixtures, messages, notes} = value;
    const copied = await navigator.clipboard.writeText(transcript).then(() => true, () => false);
    status.textContent = [
        `${copied ? 'Copied' : 'Select and copy'}: ${messages} of all users.`,
        `Save it as NAME.transcript beside the app${fixtures === null ? '' : `, with ${fixtures.file} beside it`}.`,
        ...notes,
    ].join('\n');
    byId('files').append(fileField('Transcript', transcript));
    if (fixtures !== null) {
        byId('files').append(fileField(fixtures.file, fixtures.text));
    }
}

/**
 * @param {string} name
 * @param {string} value
 */
function fileField(name, value) {
    return element('label', {}, name, element('textarea', {readOnly: true, value, spellcheck: false}));
}
