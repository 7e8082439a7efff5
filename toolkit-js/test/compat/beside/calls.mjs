/** @file Calls what apps and their tests use directly, with random arguments: helpers, models, requests, the sandbox of tests. */

import { randomTest } from './testers.mjs';
import { randomPlain } from './texts.mjs';

/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {any} Toolkit */
/** @typedef {{what: string, run: (toolkit: Toolkit) => any}} Call `what` is for people; the result may be a promise */

const URLS = [
    'http://example.com', 'http://Example.com/A b?x=1&x=2&y=%20é', 'https://u:p@host:8080/a?b#c', 'http://a.b/c?', 'http://a.b/ü/{x}',
    'a/b?c=d', 'http://a.b?q=1', 'HTTP://A.B/c', 'http://a.b/c#d?e'
];
const NUMBERS = [
    '0821234567', '+27821234567', '27821234567', '0027821234567', '082 123-4567', '12345', '*120#', '', '+', '00', '2782', '(0)82 123 4567',
    '082123', '٠٨٢', 'abc'
];

/** @param {Random} random @param {number} [depth] @returns {any} data such as JSON holds */
function data(random, depth = 2) {
    return random.weigh([
        [3, () => randomPlain(random).slice(0, 20)],
        [2, () => random.integer(-2, 99)],
        [1, () => random.pick([null, true, false, 0, ''])],
        [depth * 1.5, () => random.list(0, 3, () => data(random, depth - 1))],
        [depth * 2, () => Object.fromEntries(random.list(0, 3, () => [random.pick(['a', 'b', 'key', 'é']), data(random, depth - 1)]))]
    ])();
}

/** @param {Random} random */
function params(random) {
    return Object.fromEntries(random.list(0, 3, () => [
        random.pick(['a', 'b c', 'é']), random.pick(['1', 'x&y', 'é', ['1', '2'], 5, '', true])]));
}

/** @type {[string, (random: Random) => any[]][]} */
const ARGUMENTS = [
    ['indent', (random) => [random.pick(['a', 'a\nb', '', '\n']), ...random.chance(0.5) ? [{indent: random.pick([0, 1, 4, 6, null])}] : []]],
    ['pretty', (random) => [data(random, 3)]],
    ['normalize_msisdn', (random) => [random.pick(NUMBERS), random.pick(['27', '+27', undefined, '234'])]],
    ['url_params', (random) => [random.pick(URLS)]],
    ['url_without_params', (random) => [random.pick(URLS)]],
    ['url_with_params', (random) => [random.pick(URLS), params(random)]],
    ['basic_auth', (random) => [random.pick(['user', 'é', '']), random.pick(['pass:word', 'ß', ''])]],
    ['vumi_utc', (random) => [random.pick([new Date(1366802095678), 1366802095600, '2013-04-24T11:14:55.678Z', 0, new Date(NaN)])]],
    ['starts_with', (random) => [random.pick(['abc', '', 'b', undefined, null]), random.pick(['a', '', 'abcd', undefined])]],
    ['exists', (random) => [random.pick([null, undefined, 0, '', false, {}])]],
    ['is_integer', (random) => [random.pick([1, 1.5, '1', NaN, Infinity, null, -0, 1e20])]],
    ['infer_addr_type', (random) => [random.pick(['sms', 'ussd', 'gtalk', 'twitter', 'mxit', 'wechat', 'none', undefined])]],
    ['format_addr', (random) => [random.pick(['27', '+27', '2+7', 'a@b/c', '']), random.pick(['msisdn', 'gtalk_id', 'other', undefined])]],
    ['maybe_call', (random) => [random.pick([5, null, (/** @type {number} */ a) => [a]]), null, [1]]]
];

/** @param {Random} random @returns {Call} */
function helper(random) {
    const [name, args] = random.pick(ARGUMENTS);
    const given = args(random);
    return {
        what: `utils.${name}(${given.map((each) => JSON.stringify(each)).join(', ')})`,
        run: (toolkit) => toolkit.utils[name](...structuredCloneOr(given))
    };
}

/** @param {any[]} args @returns {any[]} copies, where they can be copied */
function structuredCloneOr(args) {
    return args.map((each) => typeof each === 'function' ? each : structuredClone(each));
}

/** @param {Random} random @returns {Call} */
function httpRequest(random) {
    const method = random.pick(['get', 'POST', 'Put', 'delete', 'head', 'patch']);
    // The query of a URL is the decision 15.
    const url = random.pick(URLS.filter((each) => !each.includes('?')));
    const opts = random.weigh([[5, {params: params(random), data: data(random), headers: {X: ['1']}}], [1, undefined], [1, {}]]);
    const json = random.chance(0.6);
    const reply = random.pick([
        {success: true, code: 200, body: '{"a": 1}'}, {success: true, code: 201, body: 'text'}, {success: true, code: 500},
        {success: true, code: 404, body: '"é"'}, {success: true, code: 302, body: 'null'}, {success: true, code: 200, body: null},
        {success: false, reason: 'no way'}
    ]);
    const defaults = random.pick([
        undefined, {}, {headers: {Y: ['2']}}, {auth: {username: 'ü', password: 'p'}}, {verify_options: ['VERIFY_NONE']}, {params: {k: 'v'}},
        {headers: {'Content-Type': ['text/plain'], Authorization: ['Token t']}, auth: {username: 'u', password: 'p'}}
    ]);
    return {
        what: `http ${json} ${JSON.stringify([method, url, opts, reply, defaults])}`,
        async run(toolkit) {
            /** @type {any[]} */
            const asked = [];
            const im = await toolkit.test_utils.make_im();
            im.api.request = (/** @type {string} */ name, /** @type {any} */ cmd, /** @type {(reply: any) => void} */ callback) => {
                asked.push(name, JSON.parse(JSON.stringify(cmd)));
                setImmediate(() => callback(reply));
            };
            const client = new toolkit.http.api[json ? 'JsonApi' : 'HttpApi'](im, structuredClone(defaults));
            const result = await client.request(method, url, structuredClone(opts)).catch((/** @type {any} */ error) => [
                error.name, error.message, error.reason,
                error.response && [error.response.code, error.response.body, error.response.data]]);
            return [asked, result, result.code, result.body, result.data];
        }
    };
}

/** @param {Random} random @returns {Call} */
function stateData(random) {
    const forms = [
        undefined, null, 'name', '', {}, {name: 'x'}, {name: 'x', metadata: {a: 1}, creator_opts: {b: 2}}, {name: null}, {metadata: {a: 1}},
        {creator_opts: {c: 3}}, {name: 'x', metadata: null, creator_opts: null}, 5, []
    ];
    const [first, second] = [random.pick(forms), random.pick(forms)];
    const opts = random.pick([undefined, {metadata: {m: 1}}, {creator_opts: {o: 1}}, {}]);
    const other = random.pick(['name', 'x', undefined, null, {name: 'x'}, {}]);
    return {
        what: 'StateData ' + JSON.stringify([first, opts, second, other]),
        run(toolkit) {
            const known = new toolkit.states.StateData(structuredClone(first), structuredClone(opts));
            const before = [JSON.stringify(known), known.exists(), Boolean(known.is(other))];
            known.reset(structuredClone(second), structuredClone(opts));
            return [before, known.serialize(), known.exists(), Boolean(known.is(other)), known.name, known.metadata];
        }
    };
}

/** @param {Random} random @returns {Call} */
function contact(random) {
    const attributes = Object.fromEntries(random.list(0, 7, () => [
        random.pick(['key', 'user_account', 'msisdn', 'extra', 'groups', 'extras-a', 'subscription-b', 'name', 'subscription', 'query']),
        random.weigh([[6, 'text'], [1, 5], [1, null], [2, {a: 'b'}]])]));
    // These are objects and lists wherever they come from.
    Object.assign(attributes, 'extra' in attributes && {extra: random.pick([{a: 'b'}, {a: 1}, {}])},
        'subscription' in attributes && {subscription: random.pick([{a: 'b'}, {a: null}])},
        'groups' in attributes && {groups: random.pick([[], ['g', 'h'], [5]])});
    const kind = random.pick(['Contact', 'Group']);
    const whole = random.chance(0.6) ? {key: 'k', user_account: 'u', msisdn: '+1', name: 'n', ...attributes} : attributes;
    return {
        what: kind + ' ' + JSON.stringify(whole),
        run(toolkit) {
            const made = new toolkit.contacts.api[kind](structuredClone(whole));
            return [JSON.stringify(made), made.do.serialize()];
        }
    };
}

const CONTACT_COMMANDS = ['get', 'get_or_create', 'get_by_key', 'update', 'update_extras', 'search', 'save'];

/** @param {Random} random @returns {{name: string, cmd: any}} */
function command(random) {
    const key = random.pick(['k1', 'k2', 'n', '']);
    const addr = random.pick(['+27001', '27001', 'a@b/c', 'x']);
    return random.weigh([
        [3, () => ({name: 'kv.' + random.pick(['get', 'set', 'incr', 'delete']), cmd: {
            key: key, value: data(random), amount: random.pick([1, 2, undefined, 'x', -1]), seconds: random.pick([undefined, 5, null])
        }})],
        [1, () => ({name: 'config.get', cmd: {key: random.pick(['config', 'text', 'none'])}})],
        [1, () => ({name: random.pick(['log.info', 'log.error', 'log.debug', 'log.nothing']), cmd: {msg: randomPlain(random)}})],
        [2, () => ({name: 'metrics.fire', cmd: {
            store: 's', metric: random.pick(['a', 'a.b', '1a', 'a b', '']), value: random.integer(0, 5), agg: random.pick(['sum', 'last'])
        }})],
        [3, () => ({name: 'contacts.' + random.pick(CONTACT_COMMANDS), cmd: {
            addr: addr, delivery_class: random.pick(['sms', 'gtalk', 'twitter', 'none']), key: random.pick(['c1', 'none']), query: 'q',
            fields: random.pick([{name: 'é'}, {name: ''}, {surname: 'x'}]),
            contact: random.pick([{key: 'c1', user_account: 'u', msisdn: '+1', extra: {a: 'b'}}, {key: 'none'}])
        }})],
        [2, () => ({name: 'groups.' + random.pick(['get', 'get_by_name', 'search', 'list', 'count_members', 'update']), cmd: {
            key: random.pick(['g1', 'none']), name: random.pick(['first', 'none']), query: random.pick(['q', 'none'])
        }})],
        [3, () => ({name: 'outbound.' + random.pick(['reply_to', 'reply_to_group', 'send_to_endpoint', 'send_to_tag']), cmd: {
            content: random.pick(['é', null, undefined, 5]), in_reply_to: random.pick(['1', undefined]),
            continue_session: random.pick([true, false, undefined, 'x']), to_addr: random.pick(['+1', null]),
            endpoint: random.pick(['sms', 'none', undefined]), helper_metadata: random.pick([null, {a: 1}, undefined])
        }})],
        [2, () => ({name: random.pick(['http.get', 'http.post']), cmd: {
            url: random.pick(['http://a.b/', 'http://a.b/c?x=1', 'http://none/']), data: random.pick([undefined, '{"a":1}']),
            headers: random.pick([undefined, {'Content-Type': ['application/json']}])
        }})],
        [0.5, () => ({name: random.pick(['nothing.get', 'kv', 'kv.nothing']), cmd: {}})]
    ])();
}

/** @param {Random} random @returns {Call} */
function dummyApi(random) {
    const commands = random.list(1, 8, () => command(random));
    return {
        what: 'DummyApi ' + JSON.stringify(commands),
        async run(toolkit) {
            const api = new toolkit.DummyApi({config: {config: {name: 'x', endpoints: {sms: {}}}, text: 't'}, kv: {n: 3}});
            api.contacts.add({key: 'c1', user_account: 'u', msisdn: '+27001', extra: {was: 'here'}, groups: ['g1']});
            api.contacts.search_results.q = ['c1'];
            api.groups.add({key: 'g1', user_account: 'u', name: 'first'});
            api.http.fixtures.add({request: {method: 'GET', url: 'http://a.b/'}, response: {data: {ok: 1}}, repeatable: true});
            api.http.fixtures.add({
                request: {method: 'GET', url: 'http://a.b/c', params: {x: '1'}}, responses: [{code: 404}, {body: '"b"'}]
            });
            api.http.fixtures.add({request: {method: 'POST', url: /a\.b/, data: {a: 1}}, response: {code: 201, data: ['é']}});
            const replies = [];
            for (const {name, cmd} of commands) {
                const reply = await new Promise((resolve) => api.request(name, structuredClone(cmd), resolve));
                replies.push(comparableReply(name, reply));
            }
            const {kv, log, metrics, outbound, contacts} = api;
            const sent = outbound.store.map((/** @type {any} */ each) => ({...each, cmd: undefined}));
            return [replies, kv.store, kv.ttl, log.store, metrics.stores, sent,
                contacts.store.length, api.http.requests.map((/** @type {any} */ request) => request.serialize())];
        }
    };
}

/** @param {string} name @param {any} reply @returns {any} without random keys */
function comparableReply(name, reply) {
    const {cmd, cmd_id, reply: isReply, reason, contact: found, ...rest} = JSON.parse(JSON.stringify(reply, (key, value) =>
        key === 'created_at' ? typeof value : value));
    return {name, ...rest, reason: reason,
        contact: found && (found.key === 'c1' ? found : {...found, key: 'new', user_account: 'new'})};
}

/** @param {Random} random @returns {Call} */
function options(random) {
    const steps = random.list(1, 4, () => [
        random.pick(['get', 'set', 'update', 'call']), random.pick(['a', 'b', 'none']), data(random, 1)]);
    return {
        what: 'Opts ' + JSON.stringify(steps),
        run(toolkit) {
            const Known = toolkit.structs.Opts.extend().support('a', {default: 1}).support('b');
            const opts = new Known({b: () => 'called'});
            return steps.map(([how, name, value]) => {
                try {
                    const done = how === 'get' ? opts.do.get(name) : how === 'set' ? opts.do.set(name, value)
                        : how === 'update' ? opts.do.update({[name]: value}) : opts[name](value);
                    return done === opts ? 'itself' : done;
                } catch (error) {
                    return how === 'call' ? 'failed' : String(error);
                }
            }).concat(opts.a(), opts.b());
        }
    };
}

/** @param {Random} random @returns {Call} */
export function randomCall(random) {
    return random.weigh([
        [6, helper], [3, httpRequest], [2, stateData], [2, contact], [3, dummyApi], [1, options], [5, randomTest]
    ])(random);
}

/** Objects with their keys in order: that of the toolkits is nobody's concern here. @param {string} _ @param {any} value */
function sorted(_, value) {
    return value !== null && typeof value === 'object' && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => left < right ? -1 : 1))
        : value;
}

/** @param {Call} call @param {Toolkit} toolkit @returns {Promise<string>} what came of it */
export async function outcomeOf(call, toolkit) {
    try {
        return JSON.stringify(await call.run(toolkit), sorted) ?? 'undefined';
    } catch (error) {
        return 'throws ' + (error instanceof TypeError ? 'TypeError' : String(error));
    }
}
