/** @file What some channels take beside the text, for the option `metadata` of states. */
'use strict';

/** What Messenger's button template lets through. */
const MESSENGER = {buttons: 3, title: 20, text: 640};

/**
 * What a caller hears and how digits are read.
 *
 * @param {import('./index').VoicePrompt} prompt
 */
function voice(prompt) {
    return {voice: prompt};
}

/** A screen's entries as buttons of Facebook Messenger, where it can show them. */
function buttons() {
    return (/** @type {import('./index').Context} */ context, /** @type {import('./index').Screen} */ {text, entries = []}) => {
        const fitting = entries.length > 0 && entries.length <= MESSENGER.buttons && text.length <= MESSENGER.text
            && entries.every((title) => title.length <= MESSENGER.title);
        return fitting ? {messenger: {template_type: 'button', text, buttons: entries.map(buttonOf)}} : {};
    };
}

/**
 * @param {string} title
 * @param {number} at
 */
function buttonOf(title, at) {
    return {type: 'postback', title, payload: {content: String(at + 1)}};
}

module.exports = {buttons, voice};
