/** @file Random texts, and the catalogues that translate them. */

/** @typedef {import('./random.mjs').Random} Random */

/**
 * A text of an app: a plain one, or a lazy one by the method it is made with.
 *
 * @typedef {string | {method: string, args: any[], context?: Record<string, any>}} Text
 */

const PLAIN = [
    'What is your name?', 'Yes', 'No', 'Clinic', 'How many weeks?', 'Ngiyabonga', 'ናይ ትግርኛ ቋንቋ', 'Ε̄', '👩🏽‍⚕️ nurse',
    'été à Nîmes', 'one\ntwo', ' padded ', '', '1', '{{ not lazy }}', 'a & b < c', "it's \"quoted\"", '100%', 'toString', 'More', 'Back',
    'Please choose the clinic that you want to register your pregnancy with, or the one nearest to where you live:',
    'A text that is long enough to need more than one page when a screen has no more than a hundred and sixty characters, '
        + 'and then goes on for some more words so that there are three or four pages even where labels take up room. It ends here. '
        + 'Or does it?\nNo: there is another line, which is as long as the first one was, so that everybody has to turn some pages '
        + 'until this, which is the very end.'
];
const WITH_PLACES = [
    'Hello {{ name }}', '{{ count }} of {{name}}', '{{a.b}} done', '{{ name }}{{ name }}', '{{ obj.count }} {{ true }} {{ Math.max(count, 5) }}',
    '{% if (count) print(name); %}!'
];
const METHODS = ['gettext', 'ngettext', 'pgettext', 'npgettext', 'dgettext', 'dngettext', 'dpgettext', 'dnpgettext'];
const CONTEXT = {name: 'Thandi $& <b>', count: 3, a: {b: 'Ω'}};

/** The plural forms of catalogues: English, French, Russian, Japanese, and none given. */
const PLURALS = [
    'nplurals=2; plural=(n != 1);',
    'nplurals=2; plural=(n > 1);',
    'nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);',
    'nplurals=1; plural=0;',
    undefined
];

export const LANGUAGES = ['af', 'ru', 'jp', 'zz'];

/** @param {Random} random */
export function randomPlain(random) {
    return random.chance(0.3)
        ? random.list(1, 40, () => random.pick(['a', 'Bc', 'de f', ' ', 'Ж', 'longerword', '\n', '😀', 'x.'])).join('')
        : random.pick(PLAIN);
}

/** @param {Random} random @returns {Text} */
export function randomText(random) {
    if (random.chance(0.5)) {
        return randomPlain(random);
    }
    const singular = random.chance(0.4) ? random.pick(WITH_PLACES) : random.pick(PLAIN.slice(0, 10));
    const method = random.weigh([[8, 'gettext'], [2, random.pick(METHODS)]]);
    const args = [];
    if (method.startsWith('d')) {
        args.push('messages');
    }
    if (method.includes('pget')) {
        args.push('menu');
    }
    args.push(singular);
    if (method.endsWith('ngettext') || method.includes('np') || method === 'dnpgettext') {
        args.push(singular + 's', random.pick([0, 1, 2, 5, 11, 21, '3']));
    }
    // A placeholder without a value ends the message: rare, or nothing else would ever happen.
    const context = random.chance(0.97)
        ? {...CONTEXT, ...random.chance(0.3) && {name: {method: 'gettext', args: ['Yes']}}}
        : undefined;
    return {method: method, args: args, context: context};
}

/** @param {Random} random @param {string} text */
function translation(random, text) {
    return random.weigh([
        [5, () => `«${text}»`],
        [2, () => text + ' ' + random.pick(PLAIN.slice(0, 10))],
        [1, () => 'x'],
        [1, () => '']
    ])();
}

/** What the sandbox holds under the key of a language. @param {Random} random @returns {Record<string, any>} */
export function randomCatalogue(random) {
    /** @type {Record<string, any>} */
    const messages = {'': {domain: 'messages', lang: 'xx', plural_forms: random.pick(PLURALS)}};
    for (const text of [...PLAIN.filter(Boolean), ...WITH_PLACES]) {
        for (const key of [text, 'menu\u0004' + text]) {
            if (random.chance(0.5)) {
                messages[key] = [random.chance(0.5) ? null : text + 's', ...random.list(1, 3, () => translation(random, text))];
            }
        }
    }
    return messages;
}
