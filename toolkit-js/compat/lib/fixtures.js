/** @file Sample data that tests of the toolkit, and of apps, start from. Every call answers with data of its own. */
'use strict';

/** @type {Record<string, {plural_forms: string, texts: Record<string, string>}>} */
const LANGUAGES = {
    af: {
        plural_forms: 'nplurals=2; plural=(n != 1);',
        texts: {
            'yes': 'ja',
            'no': 'nee',
            'yes?': 'ja?',
            'no!': 'nee!',
            'hello': 'hallo',
            'hello?': 'hallo?',
            'goodbye': 'totsiens',
            'yes or no?': 'ja of nee?',
            'red': 'rooi',
            'blue': 'blou',
            'green': 'groen'
        }
    },
    jp: {
        plural_forms: 'nplurals=2; plural=(n != 1);',
        texts: {yes: 'hai', no: 'iie'}
    }
};

/** @type {Record<string, {from_addr: string, content: string}>} */
const MESSAGES = {
    1: {from_addr: '+27987654321', content: 'hallo'},
    2: {from_addr: '+27123456789', content: 'hello'}
};

/**
 * The data of a language, as Jed takes it.
 *
 * @param {string} [code] `af`, which is the default, or `jp`
 */
function lang(code = 'af') {
    const {plural_forms, texts} = LANGUAGES[code];
    /** @type {Record<string, any>} */
    const messages = {'': {domain: 'messages', lang: code, plural_forms: plural_forms}};
    for (const text of Object.keys(texts)) {
        messages[text] = [null, texts[text]];
    }
    return {domain: 'messages', locale_data: {messages: messages}};
}

/**
 * A message that starts a session.
 *
 * @param {string | number} [id] `1`, which is the default and from the user who speaks Afrikaans, or `2`
 */
function msg(id = '1') {
    return {
        from_addr: MESSAGES[id].from_addr,
        content: MESSAGES[id].content,
        message_id: String(id),
        session_event: 'new',
        helper_metadata: {}
    };
}

/** Two users of `test_app`, as the key-value store holds them. */
function kv() {
    return {
        'users.test_app.+27123456789': {
            addr: '+27123456789',
            lang: 'en',
            answers: {start: 'hi'},
            state: {name: 'start', metadata: {}}
        },
        'users.test_app.+27987654321': {
            addr: '+27987654321',
            lang: 'af',
            answers: {start: 'ja'},
            metadata: {name: 'jan'},
            state: {name: 'start', metadata: {foo: 'bar'}}
        }
    };
}

/** What the sandbox is configured with: an app, its translations and something else. */
function config() {
    return {
        'config': {name: 'test_app', lerp: 'larp'},
        'foo': {bar: 'baz'},
        'translation.af': lang('af').locale_data.messages,
        'translation.jp': lang('jp').locale_data.messages
    };
}

module.exports = {kv, lang, msg, config};
