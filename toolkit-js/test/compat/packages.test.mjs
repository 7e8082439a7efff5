import { packagesMissing, sameInBoth } from './as-published.mjs';

const SKIP = {skip: packagesMissing};

/** @param {any} toolkit @param {any} result @returns {Promise<any>} one that the toolkit made */
const promised = async (toolkit, result) => {
    const app = new toolkit.App('start');
    app.on('setup', () => result);
    return {promise: app.emit.setup().then((/** @type {any[]} */ results) => results[0])};
};

/** @param {string} words @param {any} result @param {(promise: any) => any} use @param {any} expected */
const answers = (words, result, use, expected) => sameInBoth(`promises have Q's ${words}`, async (toolkit) => use(
    (await promised(toolkit, result)).promise), expected, SKIP);

const WORDS = ['timeout', 'allSettled', 'allResolved', 'any', 'race', 'join', 'progress', 'keys', 'set', 'delete', 'del', 'post', 'send',
    'mapply', 'mcall', 'fbind', 'nfapply', 'nfcall', 'nfbind', 'denodeify', 'nbind', 'npost', 'nsend', 'nmapply',
    'nmcall', 'ninvoke', 'dispatch'];

sameInBoth('promises have all words of Q', async (toolkit) => {
    const {promise} = await promised(toolkit, 1);
    return WORDS.filter((word) => typeof promise[word] !== 'function');
}, []);
answers('timeout', 1, (promise) => promise.timeout(1000).get('toFixed').then(() => 'in time'), 'in time');
answers('timeout of what never ends', new Promise(() => {}), (promise) => promise.timeout(1, 'late').catch((/** @type {Error} */ error) =>
    error.message), 'late');
answers('allSettled', [1, {then: (/** @type {any} */ _, /** @type {any} */ reject) => reject(1)}],
    (promise) => promise.allSettled().then((/** @type {any[]} */ all) => all.map(({state}) => state)), ['fulfilled', 'rejected']);
answers('set, keys and del', {a: 1}, (promise) => promise.set('b', 2).then(() => promise.del('a')).then(() => promise.keys()), ['b']);
answers('ninvoke', {read: (/** @type {string} */ name, /** @type {any} */ callback) => callback(null, 'read ' + name)},
    (promise) => promise.ninvoke('read', 'x'), 'read x');
answers('fbind', (/** @type {number} */ a, /** @type {number} */ b) => a + b, (promise) => promise.fbind(1)(2), 3);

sameInBoth('translators have what a Jed has', ({translate: {Translator}}) => {
    const {jed} = new Translator({locale_data: {messages: {'': {}, apple: ['apples', 'appel', 'appels']}}});
    return [
        jed.translate('apple').ifPlural(2, 'apples').fetch(), jed.sprintf('%s!', 'a'), jed.textdomain(), jed.options.domain,
        jed.dcnpgettext('messages', undefined, 'apple', 'apples', 1)
    ];
}, ['appels', 'a!', 'messages', 'messages', 'appel'], SKIP);

sameInBoth('the sandbox of tests refuses with the words it always had', async ({DummyApi}) => {
    const api = new DummyApi();
    api.http.fixtures.add({request: {url: 'http://a.b/'}, response: {data: 1}});
    api.http.fixtures.add({request: {url: 'http://a.b/c'}});
    api.http.fixtures.add({request: {url: /c/}});
    const reasons = [];
    for (const [name, cmd] of [['no.get'], ['kv.no'], ['kv'], ['http.get', {url: 'http://a.b/'}], ['http.get', {url: 'http://a.b/'}],
        ['http.get', {url: 'http://a.b/c'}]]) {
        reasons.push(await new Promise((resolve) => api.request(
            name, Object.assign({}, cmd), (/** @type {any} */ reply) => resolve(reply.reason))));
    }
    return reasons.map((reason) => reason && reason.split('\n').slice(0, 2).join('\n'));
}, [
    "Resource 'no' does not exist", "Resource 'kv' has no handler 'no'", "Resource 'kv' has no handler 'undefined'", undefined,
    "All of the fixture's responses have been used up: uses: 1\nrequest:", 'Found 2 matching fixtures, expected 1:\n    - uses: 0'
]);
