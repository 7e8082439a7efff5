import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import test from 'node:test';

const require = createRequire(import.meta.url);
const { App, DummyApi, InteractionMachine, states } = require('../../compat');
const { BookletState, Choice, ChoiceState, FreeText, PaginatedChoiceState, PaginatedState } = states;

const ADDRESS = '+27821234567';
const KEY = 'users.clinic.' + ADDRESS;
const LETTERS = ['a', 'b', 'c', 'd', 'e'];

/** An app with a state of each type that keeps something in its metadata. */
const Clinic = App.extend(function (/** @type {any} */ self) {
    App.call(self, 'start');
    self.states.add('start', (/** @type {string} */ name) => new FreeText(name, {question: 'Who?', next: 'letters'}));
    self.states.add('booklet', (/** @type {string} */ name) => new BookletState(name, {
        pages: 3, page_text: (/** @type {number} */ index) => 'page ' + index, footer_text: '1 2 0', next: 'start'
    }));
    self.states.add('letters', (/** @type {string} */ name) => new PaginatedChoiceState(name, {
        question: 'Which?', options_per_page: 2, choices: LETTERS.map((letter) => new Choice(letter, letter)), next: 'start'
    }));
    self.states.add('text', (/** @type {string} */ name) => new PaginatedState(name, {
        text: 'one two three', page: (/** @type {number} */ index, /** @type {string} */ text) => text.split(' ')[index], next: 'start'
    }));
    self.states.add('made', (/** @type {string} */ name, /** @type {any} */ opts) => new ChoiceState(name, {
        question: 'For ' + opts.who, choices: [new Choice('x', 'X')], next: 'start'
    }));
});

/**
 * Sends one message to a user of whom something is stored.
 *
 * @param {any} record
 * @param {string | null} content
 * @returns {Promise<{screen: string, stored: any, errors: string[]}>}
 */
async function send(record, content) {
    const api = new DummyApi({config: {config: {name: 'clinic'}}, kv: {[KEY]: JSON.parse(JSON.stringify(record))}});
    new InteractionMachine(api, new Clinic());
    await new Promise((resolve) => {
        api.done = () => resolve(undefined);
        api.on_inbound_message({msg: {
            from_addr: ADDRESS, content: content, message_id: '1', session_event: content === null ? 'new' : 'resume'
        }});
    });
    return {screen: String(api.outbound.store[0].content), stored: JSON.parse(JSON.stringify(api.kv.store[KEY])), errors: api.log.error};
}

/** @param {string} name @param {any} metadata */
const inState = (name, metadata) => ({addr: ADDRESS, lang: null, answers: {}, metadata: {}, in_session: true, state: {name, metadata}});

test('a booklet goes on from a page stored as a text, and from one that was lost', async () => {
    const first = await send(inState('booklet', {page: '0', page_text: 'page 0\n1 2 0'}), '2');
    assert.deepEqual([first.screen, first.stored.state.metadata.page], ['page 1\n1 2 0', 1]);
    assert.equal((await send(inState('booklet', {page: '1'}), '1')).screen, 'page 0\n1 2 0');
    assert.equal((await send(inState('booklet', {page: null}), '2')).screen, 'page 1\n1 2 0');
    assert.equal((await send(inState('booklet', {page: 99}), '2')).screen, 'page 2\n1 2 0');
});

test('choices and texts go on from the page that was open', async () => {
    assert.equal((await send(inState('letters', {page_start: 2}), null)).screen, 'Which?\n1. c\n2. d\n3. More\n4. Back');
    const chosen = await send(inState('letters', {page_start: 4}), '1');
    assert.deepEqual([chosen.stored.answers, chosen.stored.state.name], [{letters: 'e'}, 'start']);
    assert.equal((await send(inState('text', {page: 1}), '1')).screen, 'three\n1. Back\n2. Exit');
});

test('a state is made with the options that were stored, or with none', async () => {
    const record = inState('made', {});
    assert.equal((await send({...record, state: {...record.state, creator_opts: {who: 'Thandi'}}}, null)).screen, 'For Thandi\n1. X');
    assert.equal((await send({...record, state: {...record.state, creator_opts: null}}, null)).screen, 'For undefined\n1. X');
    assert.equal((await send(record, null)).screen, 'For undefined\n1. X');
});

test('what is missing in a record is as it is for a new user, and what is strange in it does no harm', async () => {
    for (const record of [{}, {addr: ADDRESS}, {state: null}, {state: {}}, {lang: '', state: {name: null, metadata: null}}, {extra: [1]}]) {
        const {screen, stored, errors} = await send(record, null);
        assert.equal(screen, 'Who?', JSON.stringify(record));
        assert.deepEqual([stored.answers, stored.metadata, stored.in_session, stored.state.name], [{}, {}, true, 'start']);
        assert.deepEqual(errors, 'name' in (record.state || {}) ? ["Unknown state 'null'. Switching to start state 'start'."] : []);
    }
});

test('a user in a state that is gone comes to the start and keeps the answers', async () => {
    const {screen, stored, errors} = await send({...inState('gone', {page: 3}), answers: {old: 'kept'}}, null);
    assert.deepEqual([screen, stored.answers, stored.state.name], ['Who?', {old: 'kept'}, 'start']);
    assert.deepEqual(errors, ["Unknown state 'gone'. Switching to start state 'start'."]);
});

test('a record has what the published toolkit stores, in its order', async () => {
    const {stored} = await send(inState('start', {}), 'Thandi');
    assert.equal(JSON.stringify(stored), JSON.stringify({
        addr: ADDRESS, lang: null, answers: {start: 'Thandi'}, metadata: {}, in_session: true,
        state: {name: 'letters', metadata: {page_start: 0}, creator_opts: {}}
    }));
});
