import assert from 'node:assert/strict';
import test from 'node:test';
import { ours, played, sameInBoth } from './as-published.mjs';

/**
 * @param {string} name
 * @param {(self: any, states: any) => void} define
 * @param {any[]} inputs
 * @param {(outcome: Awaited<ReturnType<typeof played>>) => any} seen
 * @param {any} expected
 * @param {Record<string, any>} [config]
 */
const conversation = (name, define, inputs, seen, expected, config) => sameInBoth(name, async (toolkit) => seen(await played(
    toolkit, define, inputs, config)), expected);

/** @param {any} self @param {any} states */
function addEnd(self, states) {
    self.states.add('end', (/** @type {string} */ name) => new states.EndState(name, {text: 'Bye', next: 'start'}));
}

/** @param {string[]} labels @param {(states: any) => any[]} [choices] */
const asking = (labels, choices) => (/** @type {any} */ self, /** @type {any} */ states) => {
    self.states.add('start', (/** @type {string} */ name) => new states.ChoiceState(name, {
        question: '?', accept_labels: true, next: 'end',
        choices: choices ? choices(states) : labels.map((label) => new states.Choice('value of ' + label, label))
    }));
    addEnd(self, states);
};
const ANSWERS = (/** @type {any} */ {user}) => user.answers;

conversation('a label that is a number, but no whole one, can be sent', asking(['1.5', '2.5']), [null, '2.5'], ANSWERS,
    {start: 'value of 2.5'});
conversation('a whole number is never a label', asking(['3', '1']), [null, '1'], ANSWERS, {start: 'value of 3'});
conversation('copies of choices can be chosen by label', asking([], ({Choice}) => [{...new Choice('a', 'Yes')}]), [null, 'yes'], ANSWERS,
    {start: 'a'});

conversation('creator_opts of a state are the app\'s own', (self, {FreeText}) => {
    self.states.add('start', (/** @type {string} */ name, /** @type {any} */ opts) => {
        const state = new FreeText(name, {question: JSON.stringify(opts), next: {name: 'paged', creator_opts: {page: 2}}});
        state.creator_opts = {mine: 1};
        return state;
    });
    self.states.add('paged', (/** @type {string} */ name, /** @type {any} */ opts) => Object.assign(
        new FreeText(name, {question: JSON.stringify(opts)}), {creator_opts: {mine: 1}}));
}, [null, 'x', 'y'], ({screens, user}) => [screens, user.state.creator_opts], [['{}', '{"page":2}', '{"page":2}'], {page: 2}]);

conversation('buttons of a booklet may be texts', (self, {BookletState}) => {
    self.states.add('start', (/** @type {string} */ name) => new BookletState(name, {
        pages: 4, page_text: (/** @type {number} */ page) => 'page ' + page, buttons: {n: '1', p: '-1', z: 'nothing'}, footer_text: ''
    }));
}, [null, 'n', 'n', 'p', 'z'], ({screens}) => screens, ['page 0\n', 'page 1\n', 'page 2\n', 'page 1\n', 'page 1\n']);

for (const session_event of ['', null, undefined, 'new']) {
    conversation(`a session begins with the event ${JSON.stringify(session_event)}`, asking(['A']), [{content: '1', session_event}],
        ({screens}) => screens, ['?\n1. A']);
}

conversation('without a language texts stay in the one before until the message ends', (self, {EndState, FreeText}) => {
    self.states.add('start', (/** @type {string} */ name) => new FreeText(name, {
        question: self.$('Hello'), next: () => self.im.user.set_lang(null).then(() => 'end')
    }));
    self.states.add('end', (/** @type {string} */ name) => new EndState(name, {text: self.$('Hello')}));
}, [null, 'x', null], ({screens}) => screens, ['Habari', 'Habari', 'Hello'],
{config: {name: 'app', default_lang: 'sw'}, 'translation.sw': {'': {}, Hello: [null, 'Habari']}});

sameInBoth('options of an app that are undefined are as if they were not given', ({App, app}) => {
    const made = new App('start', {events: undefined, AppStates: undefined});
    return [made.events, made.AppStates === app.AppStates];
}, [{}, true]);

test('the log has neither answers nor metadata nor the number, unless users are to be logged', async () => {
    for (const [log_users, expected] of [
        [undefined, '{"lang":null,"in_session":true,"state":"start"}'],
        [true, '{"addr":"+1","lang":null,"answers":{"start":"1234"},"metadata":{},"in_session":true,'
            + '"state":{"name":"start","metadata":{"pin":1},"creator_opts":{}}}']
    ]) {
        /** @type {string[]} */
        const lines = [];
        await played(ours, (self, {FreeText}) => {
            self.states.add('start', (/** @type {string} */ name) => new FreeText(name, {
                question: '?', next: {name: 'start', metadata: {}}, events: {'state:input': () => {
                    self.im.state.metadata.pin = 1;
                }}
            }));
            const im = self.attach_im;
            self.attach_im = (/** @type {any} */ machine) => {
                machine.log.info = (/** @type {string} */ line) => lines.push(line);
                im(machine);
            };
        }, [null, '1234', null], {config: {name: 'app', log_users: log_users}});
        assert.deepEqual(lines.filter((line) => line.startsWith('Loaded')).slice(2), ['Loaded user: ' + expected]);
    }
});
