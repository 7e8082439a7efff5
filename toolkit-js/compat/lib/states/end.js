/** @file The last screen of a session. */
'use strict';

const {State, with_defaults} = require('./state');

/**
 * Shows `text` and ends the session. The next message of its user, whatever it is, goes to `next`.
 *
 * @type {typeof import('../types/states').EndState}
 */
const EndState = State.extend(function (self, name, opts) {
    const options = with_defaults(opts, {next: null});
    options.continue_session = false;
    State.call(self, name, options);
    self.end_text = options.text;
    self.next = options.next;

    self.translate = (i18n) => {
        self.end_text = i18n(self.end_text);
    };

    self.display = () => /** @type {string} */ (self.end_text);

    // On the machine: an app's own listeners there, called after this, may still decide on another state.
    self.on('setup', () => {
        self.im.on('state:resume', () => self.set_next_state(self.next));
    });
});

module.exports = {EndState};
