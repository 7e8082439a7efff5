/** @file Pages to be turned. */
'use strict';

const promises = require('../promise');
const {State, trimmed, with_defaults} = require('./state');

/** @param {import('../types/states').BookletState} self gets what moves it from page to page */
function add_pages(self) {
    const limited = (/** @type {number} */ page) => Math.min(Math.max(page, 0), self.pages - 1);

    /** The number of the page that is open, counted from 0. */
    self.get_current_page = () => {
        const page = self.metadata.page;
        // Users stored by other versions of the toolkit have texts here, and null for what was not a number.
        const known = typeof page === 'string' ? parseInt(page, 10) : page;
        return Number.isInteger(known) ? known : limited(self.initial_page);
    };

    /** Opens a page, or the nearest one there is. */
    self.set_current_page = (/** @type {number} */ page) => {
        self.metadata.page = limited(page);
    };

    /** Turns a number of pages, backwards if it is negative. */
    self.inc_current_page = (/** @type {number} */ count) => self.set_current_page(self.get_current_page() + count);
}

/**
 * Shows one of a number of `pages`, whose text is what `page_text` returns, or promises, for its number counted from 0,
 * above `footer_text`. `buttons` has for each input the number of pages it turns, or `'exit'` if it leads to `next`.
 * The first page shown is `initial_page`.
 *
 * @type {typeof import('../types/states').BookletState}
 */
const BookletState = State.extend(function (self, name, opts) {
    const options = with_defaults(opts, {
        initial_page: 0,
        buttons: {1: -1, 2: 1, 0: 'exit'},
        footer_text: '1 for prev, 2 for next, 0 to end.'
    });
    State.call(self, name, options);
    self.pages = options.pages;
    self.page_text = options.page_text;
    self.initial_page = options.initial_page;
    self.buttons = options.buttons;
    self.footer_text = options.footer_text;
    self.next = options.next;
    add_pages(self);

    self.init = () => {
        self.metadata.page = self.get_current_page();
    };

    self.translate = (i18n) => {
        self.footer_text = i18n(self.footer_text);
    };

    self.display = () => promises.after(self.page_text(self.get_current_page()), (text) =>
        self.im.user.i18n(text) + '\n' + self.footer_text);

    self.on('state:input', (event) => {
        const content = trimmed(event.content);
        const button = Object.hasOwn(self.buttons, content) ? self.buttons[content] : undefined;
        if (button === 'exit') {
            return self.set_next_state(self.next, content);
        }
        const count = Number(button);
        return Number.isNaN(count) ? undefined : self.inc_current_page(count);
    });
});

module.exports = {BookletState};
