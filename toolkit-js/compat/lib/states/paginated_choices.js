/** @file Questions with more choices than there is room for. */
'use strict';

const {ChoiceState, Choice} = require('./choices');
const {with_defaults} = require('./state');

/** @typedef {import('../types/states').Choice} Choice */
/** @typedef {import('../types/states').PaginatedChoiceState} PaginatedChoiceState */

const MORE = '__more__';
const BACK = '__back__';
const USUAL_CHARACTERS = 160;
const ELLIPSIS = '...';

/** @param {string} text @param {number} length at which it ends, which is told by dots */
function cut(text, length) {
    return text.length <= length ? text : text.slice(0, Math.max(length - ELLIPSIS.length, 0)) + ELLIPSIS;
}

/**
 * How long labels may be so that together they are a number of characters shorter, or as short as they can get: the
 * longest lose most.
 *
 * @param {string[]} labels
 * @param {number} excess
 */
function shortened_lengths(labels, excess) {
    const lengths = labels.map((label) => label.length);
    for (let remaining = excess; remaining > 0; remaining--) {
        const longest = Math.max(...lengths);
        if (!(longest > ELLIPSIS.length)) {
            break;
        }
        lengths[lengths.indexOf(longest)]--;
    }
    return lengths;
}

/** @param {PaginatedChoiceState} self gets how its choices are spread over pages */
function add_pages(self) {
    const length_of = (/** @type {Choice} */ choice, /** @type {number} */ index) =>
        self.format_choice(choice, index).length;

    // Apps' tests know which choices are on which page, so room is reserved as it always was: for numbers that may be
    // a digit longer than those shown in the end, and for the end of the question's line besides that of the first
    // choice's. The question counts, not an error: numbers must mean the same on both screens.
    const fitting = (/** @type {number} */ start) => {
        const remaining = Math.max(self.choices.length - start, 0);
        let room = Number(self.characters_per_page) - String(self.question_text).length - 1;
        if (start > 0) {
            room -= length_of(self.back, self.choices.length);
        }
        const reserved = length_of(self.more, self.choices.length);
        let count = 0;
        for (; count < remaining; count++) {
            const length = length_of(self.choices[start + count], count + 1);
            // The last of all does not need more after it.
            if (length > (count === remaining - 1 ? room : room - reserved)) {
                break;
            }
            room -= length;
        }
        return count;
    };

    const page_size = (/** @type {number} */ start) => self.options_per_page === null
        // One too long for any page is shown too, shortened.
        ? Math.max(fitting(start), 1)
        : self.options_per_page;

    const previous = (/** @type {number} */ start) => {
        if (self.options_per_page !== null) {
            return Math.max(start - self.options_per_page, 0);
        }
        let size = page_size(0);
        for (let next = size; next < start; next += size) {
            size = page_size(next);
        }
        return Math.max(start - size, 0);
    };

    self.current_choices = () => {
        const start = self.metadata.page_start;
        const end = start + page_size(start);
        const choices = self.choices.slice(start, end);
        if (end < self.choices.length) {
            choices.push(self.more);
        }
        if (start > 0) {
            choices.push(self.back);
        }
        return choices;
    };

    self.process_choice = (choice) => {
        const start = self.metadata.page_start;
        if (choice.value === MORE) {
            self.metadata.page_start = start + page_size(start);
        } else if (choice.value === BACK) {
            self.metadata.page_start = previous(start);
        } else {
            return false;
        }
        return true;
    };
}

/** @param {PaginatedChoiceState} self gets how its screen is made to fit */
function add_shortening(self) {
    const lines = (/** @type {Choice[]} */ choices) => choices.map(
        (choice, index) => self.format_choice(choice, index)).join('');

    self.shorten_choices = (/** @type {string} */ text, choices) => {
        const excess = self.characters_per_page === null
            ? 0
            : text.length + lines(choices).length - self.characters_per_page;
        if (!(excess > 0) || text.length > Number(self.characters_per_page)) {
            return choices;
        }
        const own = choices.filter((choice) => choice.value !== MORE && choice.value !== BACK);
        const lengths = shortened_lengths(own.map((choice) => String(choice.label)), excess);
        return choices.map((choice) => {
            const place = own.indexOf(choice);
            return place < 0 ? choice : Object.assign(Object.create(Object.getPrototypeOf(choice)), choice, {
                label: cut(String(choice.label), lengths[place])
            });
        });
    };

    const display = self.display;

    self.display = () => {
        const error = self.error;
        if (!error || self.options_per_page !== null || typeof error.response !== 'string') {
            return display();
        }
        // The page was made for the question: where there is no room for a longer error, that is cut, no choice.
        const question = String(self.question_text);
        const below = lines(self.shorten_choices(question, self.current_choices()));
        const room = Math.max(Number(self.characters_per_page) - below.length, question.length);
        return (room > ELLIPSIS.length ? cut(error.response, room) : question) + below;
    };
}

/**
 * A ChoiceState that shows its choices in pages, with `more` and `back` to go from one to the next. A page has
 * `options_per_page` choices, whose labels are shortened if the screen is longer than `characters_per_page`; if that is
 * null, as many as fit.
 *
 * @type {typeof import('../types/states').PaginatedChoiceState}
 */
const PaginatedChoiceState = ChoiceState.extend(function (self, name, opts) {
    const options = with_defaults(opts, {back: 'Back', more: 'More', options_per_page: 8});
    with_defaults(options, {characters_per_page: options.options_per_page === null ? USUAL_CHARACTERS : null});
    ChoiceState.call(self, name, options);
    self.back = new Choice(BACK, options.back);
    self.more = new Choice(MORE, options.more);
    self.options_per_page = options.options_per_page;
    self.characters_per_page = options.characters_per_page;

    self.init = () => {
        if (self.metadata.page_start === undefined) {
            self.metadata.page_start = 0;
        }
    };

    const translate = self.translate;

    self.translate = (i18n) => {
        translate(i18n);
        self.back.label = i18n(self.back.label);
        self.more.label = i18n(self.more.label);
    };

    add_pages(self);
    add_shortening(self);
});

module.exports = {PaginatedChoiceState};
