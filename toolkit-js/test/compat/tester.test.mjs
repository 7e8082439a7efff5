import assert from 'node:assert/strict';
import test from 'node:test';
import { ours, sameInBoth } from './as-published.mjs';

/**
 * Runs a test of an app that asks and says goodbye.
 *
 * @param {any} toolkit
 * @param {(tester: any) => any} schedule
 * @param {(self: any) => void} [change] the app
 * @returns {Promise<string>} `passed`, or what the error says
 */
async function runOf(toolkit, schedule, change = () => {}) {
    const App = toolkit.App.extend((/** @type {any} */ self) => {
        toolkit.App.call(self, 'start');
        self.states.add('start', (/** @type {string} */ name) => new toolkit.states.FreeText(name, {question: 'Who?', next: 'end'}));
        self.states.add('end', (/** @type {string} */ name) => new toolkit.states.EndState(name, {text: 'Bye', next: 'start'}));
        change(self);
    });
    const tester = new toolkit.AppTester(new App());
    return schedule(tester).run().then(() => 'passed', (/** @type {Error} */ error) => error.message);
}

/**
 * @param {string} name
 * @param {(tester: any) => any} schedule
 * @param {string} expected
 * @param {(self: any) => void} [change]
 */
const tells = (name, schedule, expected, change) => sameInBoth(name, (toolkit) => runOf(toolkit, schedule, change), expected);

/** What a message is for the app. @param {string} name @param {(tester: any) => any} schedule @param {object} expected */
const sends = (name, schedule, expected) => sameInBoth(name, async (toolkit) => {
    /** @type {any} */
    let msg;
    await runOf(toolkit, schedule, (self) => {
        self.init = () => {
            const {message_id, ...others} = self.im.msg;
            msg = {...others, has_id: Boolean(message_id)};
        };
    });
    return msg;
}, {from_addr: '+27123456789', content: null, helper_metadata: {}, has_id: true, ...expected});

const PASSED = 'passed';

tells('an answer is compared with its type', (tester) => tester.input('5').check.user.answer('start', 5),
    "Unexpected user answer to state 'start': expected");
tells('answers together are not', (tester) => tester.input('5').check.user.answers({start: 5}), PASSED);

tells('no reply means that no message was sent at all', (tester) => tester.setup.config.endpoint('sms', {})
    .input.session_event('close').check.no_reply(), 'Expecting no replies from the app to the user: expected', (self) => {
    self.init = () => self.im.outbound.send({to: '1', content: 'x', endpoint: 'sms'});
});

/** @param {any} api */
function loseUsers(api) {
    const set = api.kv.handlers.set;
    api.kv.handlers.set = (/** @type {any} */ cmd) => {
        const reply = set.call(api.kv, cmd);
        api.kv.store = {};
        return reply;
    };
}

tells('the user is checked as it is stored', (tester) => tester.setup(loseUsers).input('x').check.user.answers({start: 'x'}),
    'Unexpected user answers: expected');
tells('a user who is not stored is in no state', (tester) => tester.setup(loseUsers).input('x').check.user.state('end'),
    'Unexpected user state name: expected');
tells('what happens to the user after it was stored does not count', (tester) => tester.input('x')
    .check.user.lang(null), PASSED, (self) => {
    self.init = () => self.im.user.on('user:save', () => {
        self.im.user.lang = 'sw';
    });
});
tells('a user can be looked at', (tester) => tester.input('x').check.user((/** @type {any} */ user) => {
    assert.deepEqual([user.get_answer('start'), user.state.is('end'), user.i18n('text')], ['x', true, 'text']);
}), PASSED);
tells('what is expected as undefined is checked among properties', (tester) => tester.input('x')
    .check.user.properties({answers: undefined}),
    'Unexpected user answers: expected');
tells('so is the content of a reply', (tester) => tester.input().check.reply.properties({content: undefined}),
    'Unexpected reply content: expected');
tells('nothing is expected of a user by what is no object', (tester) => tester.input()
    .check.user(undefined).check.user.state(undefined), PASSED);
tells('nothing is expected of a reply by a number', (tester) => tester.input().check.reply(5), PASSED);
tells('contents are compared as texts and as patterns', (tester) => tester.input()
    .check.reply.content.str('Who?').check.reply.content.re(/W/), PASSED);
tells('a pattern that does not match fails', (tester) => tester.input().check.reply.content.re(/x/),
    "Reply content 'Who?' did not match regular expression /x/");
tells('no reply is as short as null', (tester) => tester.input().check.reply.char_limit(null),
    "The reply content's character count was longer than the expected limit: 4 > null");

sends('what a function returns is filled up', (tester) => tester.input((/** @type {any} */ message) => ({
    content: Object.keys(message).join()})), {content: ''});
sends('a function gets what was given before', (tester) => tester.input('x').input((/** @type {any} */ message) => ({
    content: Object.keys(message).join()})), {content: 'content,session_event'});
sends('an event that is undefined is none', (tester) => tester.input({content: 'x', session_event: undefined}),
    {content: 'x', session_event: undefined});
sends('an address that is undefined is the usual one', (tester) => tester.inputs({content: 'x', from_addr: undefined}),
    {content: 'x', session_event: 'resume'});
sends('content that is undefined begins a session', (tester) => tester.inputs({content: undefined}), {session_event: 'new'});

sameInBoth('an app is attached once before its first message', async (toolkit) => {
    /** @type {string[]} */
    const events = [];
    const App = toolkit.App.extend((/** @type {any} */ self) => {
        toolkit.App.call(self, 'start', {events: {setup: () => events.push('setup'), teardown: () => events.push('teardown')}});
        self.states.add('start', (/** @type {string} */ name) => new toolkit.states.FreeText(name, {question: 'Who?'}));
    });
    await new toolkit.AppTester(new App()).inputs(null, 'x').run();
    return events;
}, ['setup', 'teardown', 'setup', 'teardown']);

test('the users of both configured stores are checked', async () => {
    for (const name of ['user_store', 'user_store_name']) {
        assert.equal(await runOf(ours, (tester) => tester.setup.config.app({[name]: 'other'}).input('x')
            .check.user.answers({start: 'x'})), PASSED);
    }
});
