/** @file Texts longer than a screen. */
'use strict';

const promises = require('../promise');
const {State, with_defaults} = require('./state');

/** @typedef {import('../types/states').PaginatedState} PaginatedState */
/** @typedef {'back' | 'more' | 'exit'} Label */

/** @type {readonly Label[]} */
const LABELS = ['back', 'more', 'exit'];

/**
 * Where a page of a text ends: at a space if there is one, else at the end of a line; after as many characters as there
 * may be if there is neither.
 *
 * @param {string} text from the page's start
 * @param {number} limit
 */
function page_end(text, limit) {
    if (text.length <= limit) {
        return text.length;
    }
    const end = [' ', '\n'].map((separator) => text.lastIndexOf(separator, limit)).find((place) => place > 0);
    return end === undefined ? Math.max(limit, 1) : end;
}

/**
 * The words of a text that stand on one of its pages; an empty text if there is no such page.
 *
 * @param {number} index
 * @param {string} text
 * @param {number} limit
 */
function words_on_page(index, text, limit) {
    let rest = text;
    for (let page = 0; page < index; page++) {
        const end = page_end(rest, limit);
        // What separates two pages is on neither of them.
        rest = rest.slice(rest[end] === ' ' || rest[end] === '\n' ? end + 1 : end);
    }
    return index === 0 || rest.trim() ? rest.slice(0, page_end(rest, limit)) : '';
}

/** @param {PaginatedState} self gets what its screen is made of */
function add_pages(self) {
    const line = (/** @type {Label} */ label, /** @type {number} */ index) => `\n${index + 1}. ${self.choices[label]}`;

    const page = (/** @type {number} */ index) => {
        const room = self.characters_per_page - LABELS.map(line).join('').length;
        const text = /** @type {string} */ (self.text);
        return self.page ? self.page(index, text, room) : words_on_page(index, text, room);
    };

    const current = () => Number(self.metadata.page) || 0;

    /** A promise of the choices there are, in their order on the screen. */
    const available = () => promises.fcall(page, current() + 1).then((next) => {
        /** @type {Label[]} */
        const labels = ['exit'];
        if (current() > 0) {
            labels.unshift('back');
        }
        if (next) {
            labels.unshift('more');
        }
        return labels;
    });

    self.display = () => promises.all([promises.fcall(page, current()), available()]).then(([text, labels]) =>
        (text || '') + labels.map(line).join(''));

    return (/** @type {string | null} */ content) => available().then((labels) => {
        switch (labels[Number(content) - 1]) {
            case 'more':
                self.metadata.page = current() + 1;
                return undefined;
            case 'back':
                self.metadata.page = current() - 1;
                return undefined;
            case 'exit':
                return self.set_next_state(self.next, /** @type {string} */ (content));
            default:
                return undefined;
        }
    });
}

/**
 * Shows `text` in pages, with `more`, `back` and `exit` to turn them and to go to `next`. What stands on a page may be
 * decided by `page`, a function of its number, counted from 0, the text and the number of characters there is room for;
 * it returns nothing for a page that is not there. A screen has at most `characters_per_page`.
 *
 * @type {typeof import('../types/states').PaginatedState}
 */
const PaginatedState = State.extend(function (self, name, opts) {
    const options = with_defaults(opts, {back: 'Back', more: 'More', exit: 'Exit', characters_per_page: 160});
    State.call(self, name, options);
    self.text = options.text;
    self.page = options.page;
    self.next = options.next;
    self.characters_per_page = options.characters_per_page;
    self.choices = {back: options.back, more: options.more, exit: options.exit};

    self.init = () => {
        if (self.metadata.page === undefined) {
            self.metadata.page = 0;
        }
    };

    self.translate = (i18n) => {
        self.text = i18n(self.text);
        for (const choice of LABELS) {
            self.choices[choice] = i18n(self.choices[choice]);
        }
    };

    const take = add_pages(self);
    self.on('state:input', (event) => take(event.content));
});

module.exports = {PaginatedState};
