/** @file A question that is answered in the user's own words. */
'use strict';

const {State, trimmed, with_defaults} = require('./state');

/** @param {import('../types/states').FreeText} self @param {string | null} content */
function answer(self, content) {
    const text = trimmed(content);
    return self.validate(text).then(() => {
        if (self.error) {
            return undefined;
        }
        self.save_response(text);
        return self.set_next_state(self.next, text);
    });
}

/**
 * Asks `question`, takes any text that passes `check`, stores it under the state's name and goes to `next`, which may
 * be a function of the text.
 *
 * @type {typeof import('../types/states').FreeText}
 */
const FreeText = State.extend(function (self, name, opts) {
    const options = with_defaults(opts, {next: null});
    State.call(self, name, options);
    self.question_text = options.question;
    self.next = options.next;

    self.translate = (i18n) => {
        self.question_text = i18n(self.question_text);
        if (self.error) {
            self.error.translate(i18n);
        }
    };

    self.display = () => /** @type {string} */ (self.error ? self.error.response : self.question_text);

    self.on('state:input', (event) => answer(self, event.content));
});

module.exports = {FreeText};
