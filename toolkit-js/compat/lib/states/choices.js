/** @file Questions that are answered by a number. */
'use strict';

const promises = require('../promise');
const {Extendable} = require('../utils');
const {State, trimmed, with_defaults} = require('./state');

/** @typedef {import('../types/states').Choice} Choice */
/** @typedef {import('../types/states').ChoiceState} ChoiceState */

/**
 * One of the answers to a question: `value` is stored, `label` is shown.
 *
 * @type {typeof import('../types/states').Choice}
 */
const Choice = Extendable.extend(function (self, value, label) {
    self.value = value;
    self.label = label;
});

/** @type {any} what all of them have: some questions have dozens */
const methods = {
    /** Whether a user who sent this text means this choice. */
    label_matches(/** @type {string} */ text) {
        return String(this.label).toLowerCase() === text.trim().toLowerCase();
    },

    serialize() {
        return {value: this.value, label: this.label};
    },

    toJSON() {
        return this.serialize();
    }
};
Object.assign(Choice.prototype, methods);

/** @param {ChoiceState} self @param {string | null} content */
function choose(self, content) {
    const choice = /** @type {Choice} */ (self.choice_from_content(content));
    return self.validate(choice)
        .then(() => self.error ? true : self.process_choice(choice))
        .then((done) => {
            if (done) {
                return undefined;
            }
            return promises.after(self.save_response(choice.value), () => self.set_next_state(self.next, choice));
        });
}

/** @param {ChoiceState} self gets the ways from what a user sent to a choice, each null if it leads to none */
function add_selection(self) {
    /** Those on the screen; to be overridden by states that show a part of them. */
    self.current_choices = () => self.choices;

    self.choice_from_number = (/** @type {number} */ number) => found(self.current_choices()[number - 1]);

    self.choice_from_label = (/** @type {string} */ text) => found(self.current_choices().find(
        // An app's own copy of a choice may lack the method.
        (choice) => (choice.label_matches || methods.label_matches).call(choice, text)));

    self.choice_from_content = (/** @type {string | null} */ content) => {
        const text = trimmed(content);
        const number = Number(text);
        if (Number.isInteger(number)) {
            return self.choice_from_number(number);
        }
        return self.accept_labels ? self.choice_from_label(text) : null;
    };

    /** Called with a valid choice; true, or a promise of it, says that nothing is left to be done. To be overridden. */
    self.process_choice = () => false;

    // It gets a choice. An app's own check never got anything here, so there may be apps it would stop.
    self.check = (choice) => choice ? undefined : self.error_text;
}

/** @param {any} choice */
const found = (choice) => choice === undefined ? null : choice;

/**
 * Asks `question` and lists `choices`. The value of the one that is chosen by its number, or with `accept_labels` by
 * its label, is stored under the state's name; then the user goes to `next`, which may be a function of the choice.
 * After anything else the user reads `error` instead of the question.
 *
 * @type {typeof import('../types/states').ChoiceState}
 */
const ChoiceState = State.extend(function (self, name, opts) {
    const options = with_defaults(opts, {error: null, next: null, accept_labels: false});
    State.call(self, name, options);
    self.question_text = options.question;
    self.error_text = options.error || options.question;
    self.choices = options.choices;
    self.accept_labels = options.accept_labels;
    self.next = options.next;
    add_selection(self);

    self.translate = (i18n) => {
        self.question_text = i18n(self.question_text);
        if (self.error) {
            self.error.translate(i18n);
        }
        for (const choice of self.choices) {
            choice.label = i18n(choice.label);
        }
    };

    /** One line of the screen, the end of the line before it included. */
    self.format_choice = (choice, /** @type {number} */ index) => `\n${index + 1}. ${choice.label}`;

    /** Choices as they fit below a text; to be overridden. */
    self.shorten_choices = (/** @type {string} */ text, choices) => choices;

    self.display = () => {
        const text = /** @type {string} */ (self.error ? self.error.response : self.question_text);
        const lines = self.shorten_choices(text, self.current_choices()).map(
            (choice, /** @type {number} */ index) => self.format_choice(choice, index));
        return text + lines.join('');
    };

    self.on('state:input', (event) => choose(self, event.content));
});

/**
 * A ChoiceState whose choices have as values where they lead to, names or objects as `next` takes them.
 *
 * @type {typeof import('../types/states').MenuState}
 */
const MenuState = ChoiceState.extend(function (self, name, opts) {
    /** @type {import('../types/states').ChoiceOptions} */ (opts).next = (choice) => choice.value;
    ChoiceState.call(self, name, opts);
});

/**
 * A ChoiceState whose choices have languages as values. From the next screen on everything is in the one chosen.
 *
 * @type {typeof import('../types/states').LanguageChoice}
 */
const LanguageChoice = ChoiceState.extend(function (self, name, opts) {
    ChoiceState.call(self, name, opts);
    const save_response = self.save_response;

    self.save_response = (lang) => {
        save_response(lang);
        return self.im.user.set_lang(lang);
    };
});

module.exports = {Choice, ChoiceState, MenuState, LanguageChoice};
