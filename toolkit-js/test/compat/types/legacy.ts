/** @file What TypeScript says of apps and tests that are written against the legacy interface: checked by tsc, never run. */

import vumigo = require('../../../compat');
import { App, AppTester, DummyApi, InteractionMachine, interact, states } from '../../../compat';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
declare function is<Expected>(): <Given>(value: Given, same: Equal<Given, Expected>) => void;

const { BookletState, Choice, ChoiceState, EndState, FreeText, LanguageChoice } = states;
const { MenuState, PaginatedChoiceState, PaginatedState, State } = states;

// Apps, and what they add to themselves.
const Counting = App.extend<{count: number}>(function (self) {
    App.call(self, 'start', {
        events: {
            'im state:enter': (event) => is<states.State>()(event.state, true),
            'im.user user:new': (event) => is<string | null>()(event.user.lang, true),
            'app:error': (event) => self.im.log.error(String(event.error)),
            'im inbound_message': async (event) => is<string | null>()(event.msg.content, true)
        }
    });
    self.count = 1;
    // @ts-expect-error: it is a number
    self.count = 'one';
    // @ts-expect-error: nobody said that there is such a member
    self.counter = 1;
    is<vumigo.translate.LazyText>()(self.$('Hello'), true);
    is<vumigo.translate.LazyText>()(self.$.ngettext('one', 'many', 2).context({name: self.$('you')}), true);
});
const counting = new Counting();
is<number>()(counting.count, true);
const MoreCounting = Counting.extend(function (self, from: number) {
    Counting.call(self);
    self.count = from;
    self.anything = {at: 'all'};
});
new MoreCounting(5).count.toFixed();
// @ts-expect-error: from is a number
new MoreCounting('5');

// Every type of state with its options.
const app = counting;
app.states.add('start', (name, opts) => {
    is<string>()(name, true);
    is<Record<string, any>>()(opts, true);
    return new FreeText(name, {
        question: app.$('Who?'),
        check(content) {
            is<string>()(content, true);
            return this.metadata.strict ? new states.StateInvalidError(this, 'no', {reason: 'strict'}) : undefined;
        },
        next: async (content) => content.length > 3 ? {name: 'menu', metadata: {seen: 1}, creator_opts: {long: true}} : null,
        helper_metadata: () => ({voice: {speech_url: 'http://example.com/hello.mp3'}}),
        send_reply: true,
        events: {
            'state:input': (event) => is<string | null>()(event.content, true),
            'state:invalid': (event) => is<string | null>()(event.error.reason, true)
        }
    });
});
app.states.add('menu', (name) => new MenuState(name, {
    question: 'Where to?', choices: [new Choice('start', 'Again'), new Choice({name: 'end', creator_opts: {}}, app.$('End'))]
}));
new MenuState('menu', {
    question: 'Where to?',
    // @ts-expect-error: values are where choices lead to
    choices: [new Choice(5, 'Again')]
});
app.states.add('language', async (name) => new LanguageChoice(name, {
    question: 'Language?', choices: [new Choice('af', 'Afrikaans')], next: (choice) => choice.value === 'af' ? 'menu' : null
}));
app.states.add('clinics', (name) => new PaginatedChoiceState(name, {
    question: 'Clinic?', choices: [], options_per_page: null, characters_per_page: 160, back: app.$('Back'), more: 'More',
    error: 'Not there', accept_labels: true, next: 'end'
}));
app.states.add('terms', (name) => new PaginatedState(name, {
    text: app.$('Terms'), characters_per_page: 140, exit: 'Agree',
    page: (index, text, length) => text.slice(index * length, (index + 1) * length),
    next: (content) => content === '1' ? 'end' : undefined
}));
app.states.add('pages', (name) => new BookletState(name, {
    pages: 3, page_text: async (index) => app.$('Page ' + index), buttons: {'*': -1, '#': 1, '0': 'exit'}, initial_page: 1, next: 'end'
}));
// @ts-expect-error: a booklet has pages
new BookletState('pages', {page_text: () => 'text'});
// @ts-expect-error: such a button does nothing
new BookletState('pages', {pages: 1, page_text: () => 'text', buttons: {1: 'back'}});
app.states.add('end', (name) => new EndState(name, {text: 'Bye', next: () => 'start'}));
// @ts-expect-error: an end state always ends the session
new EndState('end', {text: 'Bye', continue_session: true});
// @ts-expect-error: a state has a name
new ChoiceState({question: 'What?', choices: []});
app.states.add(new EndState('bye', {text: 'Bye'}));
app.states.creators.__error__ = (name) => new EndState(name, {text: 'Sorry'});
app.states.add('delegate', function (this: App) {
    return this.states.create('end', {from: 'delegate'});
});

// States of apps' own.
const Confirm = FreeText.extend<{tries: number}, [name: string, opts: {text: string}]>((self, name, opts) => {
    FreeText.call(self, name, {question: opts.text, next: 'end'});
    self.tries = 0;
    const display = self.display;
    self.display = () => display();
    self.init = async () => {
        self.tries++;
    };
});
is<number>()(new Confirm('confirm', {text: 'Sure?'}).tries, true);
// @ts-expect-error: text is missing
new Confirm('confirm', {});

// The machine and what it has.
async function useMachine(im: InteractionMachine) {
    is<boolean>()(im.user.created, true);
    im.user.set_answer('start', {any: 'thing'});
    await im.user.set_lang('af').then(() => im.user.i18n(app.$('Hello')).toUpperCase());
    const contact = await im.contacts.get('+27821234567', {create: true, delivery_class: 'sms'});
    is<Record<string, string>>()(contact.extra, true);
    // @ts-expect-error: extras are texts
    contact.extra.weeks = 5;
    await im.contacts.save(contact);
    is<number>()(await im.groups.get('mothers').then((group) => im.groups.sizeOf(group)), true);
    is<number>()(await im.metrics.fire.inc('calls', {amount: 2}), true);
    await im.metrics.fire('weight', 3.5, 'avg');
    // @ts-expect-error: values are put together otherwise
    await im.metrics.fire('weight', 3.5, 'median');
    await im.outbound.send_to_user({endpoint: 'sms', content: app.$('Welcome')});
    // @ts-expect-error: over which endpoint?
    await im.outbound.send({to: contact, content: 'Welcome'});
    await im.log('called');
    const text: string = im.config.name;
    await im.sandbox_config.get(text, {json: false});
    im.on('session:close', (event) => is<boolean>()(event.user_terminated, true));
    im.on('user user:save', () => im.log.debug('saved'));
    is<vumigo.interaction_machine.ReplyEvent>()(await im.once.resolved('reply'), true);
    await im.switch_state({name: 'end'});
    const { make_key } = vumigo.user.User;
    is<string>()(make_key('+27', 'store'), true);
}

// Web services, and promises with Q's words.
async function useHttp(im: InteractionMachine) {
    const json = new vumigo.http.api.JsonApi(im, {auth: {username: 'u', password: 'p'}, headers: {X: ['1']}});
    const response = await json.get<{results: string[]}>('http://example.com', {params: {page: 2}});
    is<string[]>()(response.data.results, true);
    await json.post('http://example.com', {data: {a: [1]}}).get('code').then((code) => code + 1);
    await json.put('http://example.com').catch((error) => error instanceof vumigo.http.api.HttpResponseError ? error.response.code : 0);
    const text = new vumigo.http.api.HttpApi(im);
    // @ts-expect-error: its data are texts
    await text.post('http://example.com', {data: {a: 1}});
    const counted = im.contacts.search('name:"x"').get('length');
    is<number>()(await counted, true);
    im.contacts.search_keys('q').thenResolve([1, 'two'] as [number, string]).spread((number, word) => number + word).fin(() => {}).done();
    is<boolean>()(counted.isFulfilled(), true);
}

// Tests of apps.
async function testApp() {
    const tester = new AppTester(app, {api: {kv: {counter: 1}}});
    const strict = new AppTester(() => new Counting(), {strict: true});
    await tester
        .setup((api) => {
            api.http.fixtures.add({request: {method: 'GET', url: /clinics/}, response: {code: 200, data: []}, repeatable: true});
            api.contacts.add({msisdn: '+27821234567', extra: {weeks: '5'}});
        })
        .setup.user.state('start', {metadata: {page: 1}})
        .setup.user.answers({start: 'x'})
        .setup.config.app({name: 'test'})
        .setup.char_limit(182)
        .start()
        .check.interaction({state: 'start', reply: /Who/, char_limit: 160})
        .check.reply.ends_session()
        .check((api, im) => {
            is<string[]>()(api.log.error, true);
            is<string | null>()(im.user.lang, true);
            is<number>()(api.metrics.stores.test.calls.values[0], true);
        })
        .check.user.properties({lang: null, state: 'end'})
        .run();
    await strict.inputs(null, '1', {content: '2', session_event: 'close'}).check.no_reply().run().then((done) => done.api.done_calls);
    // @ts-expect-error: replies are no numbers
    tester.check.reply(160);
    // @ts-expect-error: how long?
    tester.setup.char_limit('160');
    tester.input({session_event: 'resume', content: '1'}).input.content('2').inputs((inputs) => inputs.concat('3'));
}

// Parts of the toolkit, in tests and at the end of an app's file.
async function useParts() {
    const im = await vumigo.test_utils.make_im({api: {config: vumigo.fixtures.config()}, msg: vumigo.fixtures.msg('2')});
    is<Record<string, any>>()(im.api.kv.store, true);
    const api = new DummyApi({http: {default_encoding: 'none'}});
    is<InteractionMachine | null>()(interact(api, Counting), true);
    interact(undefined, () => new Counting());
    new InteractionMachine(api, new Counting());
    // @ts-expect-error: it runs an app
    new InteractionMachine(api);
    is<string | null>()(vumigo.utils.normalize_msisdn('082', '27'), true);
    class Sampled extends App {
        constructor() {
            super('start');
            this.states.add('start', (name) => new State(name, {check: () => undefined}));
        }
    }
    new AppTester(Sampled);
    const Settings = vumigo.structs.Opts.extend().support('limit', {default: 5});
    new Settings({limit: 6}).limit();
    is<undefined>()(states.StateSetupEvent, true);
}

export { useMachine, useHttp, testApp, useParts };
