import { requestsOf, sameInBoth } from './as-published.mjs';

const CONFIG = {config: {name: 'app', endpoints: {
    sms: {delivery_class: 'sms'}, chat: {delivery_class: 'gtalk'}, tweets: {delivery_class: 'twitter'}, other: {delivery_class: 'other'}
}}};
const REQUEST = {url: 'http://a.b/', headers: {}};

/** @param {any} toolkit @param {object} [changes] */
function contact(toolkit, changes) {
    const made = new toolkit.contacts.api.Contact({
        key: 'k', user_account: 'u', msisdn: '27831112222', gtalk_id: 'a@b/phone', twitter_handle: '@t'
    });
    return Object.assign(made, changes);
}

/** @param {string} what @param {object} opts @param {any} to_addr */
const goesTo = (what, opts, to_addr) => sameInBoth(`a message to a contact ${what} goes to the right address`, (toolkit) => requestsOf(
    toolkit, (im) => im.outbound.send({to: contact(toolkit), content: 'x', ...opts}), {config: CONFIG}
).then(([[, message]]) => message.to_addr), to_addr);

goesTo('by SMS', {endpoint: 'sms'}, '+27831112222');
goesTo('by chat', {endpoint: 'chat'}, 'a@b');
goesTo('by Twitter', {endpoint: 'tweets'}, '@t');
goesTo('on an endpoint without a delivery class', {endpoint: 'unknown'}, '+27831112222');
goesTo('on an endpoint whose delivery class no contact has addresses of', {endpoint: 'other'}, undefined);
goesTo('with a delivery class of the message', {endpoint: 'sms', delivery_class: 'twitter'}, '+27831112222');

sameInBoth('apps may decide on the address of a contact', (toolkit) => requestsOf(toolkit, (im) => {
    im.outbound.addr_for_contact = (/** @type {any} */ to, /** @type {string} */ endpoint) => to.key + endpoint;
    return im.outbound.send({to: contact(toolkit), content: 'x', endpoint: 'sms'});
}, {config: CONFIG}), [['outbound.send_to_endpoint', {to_addr: 'ksms', content: 'x', endpoint: 'sms'}]]);

sameInBoth('a message may be put into no language', (toolkit) => requestsOf(toolkit, (im) => {
    im.user.i18n = new toolkit.translate.Translator({locale_data: {messages: {'': {}, hello: [null, 'hallo']}}});
    return im.outbound.send({to: '+1', endpoint: 'sms', lang: null, content: new toolkit.translate.LazyTranslator()('hello')});
}), [
    ['config.get', {key: 'translation.null'}],
    ['outbound.send_to_endpoint', {to_addr: '+1', content: 'hello', endpoint: 'sms'}]
]);

/**
 * @param {string} what
 * @param {(api: any, im: any) => any} make gets the module of HTTP
 * @param {object | undefined} opts of the request
 * @param {any} expected
 */
const asks = (what, make, opts, expected) => sameInBoth(`a web service ${what}`, (toolkit) => requestsOf(
    toolkit, (im) => make(toolkit.http.api, im).get('http://a.b/', opts), {reply: {code: 200, body: '1'}}
).then(([[, request]]) => request), expected);

const AUTH = {username: 'u', password: 'p'};
const JSON_TYPE = {'Content-Type': ['application/json; charset=utf-8']};

asks('is told what an own make_auth makes of name and password', ({HttpApi}, im) => Object.assign(new HttpApi(im, {auth: AUTH}), {
    make_auth: (/** @type {string} */ username, /** @type {string} */ password) => username + password
}), undefined, {...REQUEST, headers: {Authorization: ['up']}});
asks('gets the Authorization of the request rather than auth', ({HttpApi}, im) => new HttpApi(im, {auth: AUTH}),
    {headers: {Authorization: ['Token t']}}, {...REQUEST, headers: {Authorization: ['Token t']}});
asks('gets the usual Authorization rather than auth', ({HttpApi}, im) => new HttpApi(im, {headers: {Authorization: ['Token t']}}),
    {auth: AUTH}, {...REQUEST, headers: {Authorization: ['Token t']}});
asks('that gets JSON is told so, whatever headers were given', ({JsonApi}, im) => new JsonApi(im, {
    headers: {'Content-Type': ['text/plain'], X: ['1']}
}), undefined, {...REQUEST, headers: {...JSON_TYPE, X: ['1']}});
asks('may be told of another type in a request', ({JsonApi}, im) => new JsonApi(im), {headers: {'Content-Type': ['text/plain']}},
    {...REQUEST, headers: {'Content-Type': ['text/plain']}});
asks('gets no params of all requests', ({JsonApi}, im) => new JsonApi(im, {params: {k: 1}}), undefined, {...REQUEST, headers: JSON_TYPE});
asks('gets what is usual where an option is undefined', ({HttpApi}, im) => new HttpApi(im, {ssl_method: 'm', headers: {X: ['1']}}),
    {ssl_method: undefined, headers: {X: undefined}}, {...REQUEST, headers: {X: ['1']}, ssl_method: 'm'});

sameInBoth('requests and responses have the data as their body, and the body as their data', (toolkit) => {
    const {HttpRequest, HttpResponse} = toolkit.http.api;
    const request = new HttpRequest('get', 'http://a.b/', {data: 'abc'});
    const response = new HttpResponse(request, 200, {body: 'def'});
    request.encode();
    response.decode();
    const none = new HttpRequest('get', 'http://a.b/');
    return [request.body, response.data, none.data, none.body, none.verify_options, none.ssl_method];
}, ['abc', 'def', null, null, null, null]);

sameInBoth('errors of web services have null for no reason, and say what could not be encoded', async (toolkit) => {
    const {HttpRequest, HttpResponse, HttpResponseError, JsonApi} = toolkit.http.api;
    const request = new HttpRequest('get', 'http://a.b/');
    /** @type {any} */
    let thrown;
    await requestsOf(toolkit, (im) => {
        const api = new JsonApi(im);
        api.encode_request_data = () => {
            throw new Error('no');
        };
        return Promise.resolve().then(() => api.post('http://a.b/', {data: 1})).catch((/** @type {any} */ error) => {
            thrown = error;
        });
    });
    return [new HttpResponseError(new HttpResponse(request, 404)).reason, thrown.reason];
}, [null, 'Could not parse request (Error: no)']);

const SAVED = {key: 'k', user_account: 'u', extra: {age: 30}, groups: [], subscription: {}, msisdn: '+1'};

sameInBoth('contacts are saved as they are', (toolkit) => requestsOf(toolkit, async (im) => {
    const known = new toolkit.contacts.api.Contact({key: 'k', user_account: 'u', msisdn: '+1'});
    await im.contacts.save(Object.assign(known, {extra: {age: 30}}));
    await im.contacts.save({key: 'plain'});
    await im.groups.save({key: 'plain', name: 5, more: 1});
}), [['contacts.save', {contact: SAVED}], ['contacts.save', {contact: {key: 'plain'}}], ['groups.update', {key: 'plain', name: 5}]]);

sameInBoth('metrics go to the store that setup is told', (toolkit) => requestsOf(toolkit, async (im) => {
    await im.metrics.setup({store_name: 'mine'});
    return im.metrics.fire.sum('a', 1);
}), [['metrics.fire', {store: 'mine', metric: 'a', value: 1, agg: 'sum'}]]);
