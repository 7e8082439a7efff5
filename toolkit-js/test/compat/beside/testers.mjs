/** @file Random tests of one app with AppTester: what they set up, send and check. */

/** @typedef {import('./random.mjs').Random} Random */
/** @typedef {[path: string, ...args: any[]]} Step a method of the tester, and what it is called with */

const ANSWERS = [{}, {ask: 'Thandi'}, {ask: 'x', pick: 'b'}, {old: 1}];
const STATES = ['ask', 'pick', 'long', 'end', 'gone'];
const REPLIES = [
    'Who are you?', 'Pick one\n1. A\n2. B', 'Too short', 'Bye', /Who|Pick/, /^x$/, 'n: Who?', undefined,
    {content: 'Bye', in_reply_to: '1', continue_session: false}, 5, null
];

/** @param {Random} random @returns {Step} */
function setup(random) {
    return random.weigh(/** @type {[number, () => Step][]} */ ([
        [3, () => ['setup.user.state', random.pick(STATES)]],
        [1, () => ['setup.user.state', random.pick(STATES), {metadata: {m: 1}, creator_opts: {c: 1}}]],
        [1, () => ['setup.user.state', {name: random.pick(STATES), metadata: {a: 1}}]],
        [1, () => ['setup.user.state.metadata', {b: 2}]],
        [1, () => ['setup.user.state.creator_opts', {d: 2}]],
        [1, () => ['setup.user.answers', random.pick(ANSWERS)]],
        [1, () => ['setup.user.answer', random.pick(STATES), 'set']],
        [1, () => ['setup.user.metadata', {note: 'n'}]],
        [1, () => ['setup.user.lang', random.pick(['af', 'xx', null])]],
        [2, () => ['setup.config.app', {default_lang: 'af'}]],
        [1, () => ['setup.user.addr', random.pick(['+1', '+27123456789'])]],
        [1, () => ['setup.user', random.pick([{lang: 'af'}, {answers: {ask: 'u'}}, {in_session: true}])]],
        [1, () => ['setup.config.app', random.pick([{name: 'named'}, {extra: 1}])]],
        [0.5, () => ['setup.config', {text: 'plain'}, {json: false}]],
        [0.5, () => ['setup.kv', {counter: 3}]],
        [0.7, () => ['setup.char_limit', random.pick([5, 20, 160])]],
        [0.5, () => ['setup.config.endpoint', 'sms', {delivery_class: 'sms'}]]
    ]))();
}

/** @param {Random} random @returns {Step} */
function input(random) {
    const one = () => random.pick([
        '1', '2', 'x', 'Thandi', null, '', {content: '2', session_event: 'resume'}, {session_event: 'close'}, {content: '1', session_event: undefined},
        {content: undefined}, {from_addr: '+1'}
    ]);
    return random.weigh(/** @type {[number, () => Step][]} */ ([
        [4, () => ['input', one()]],
        [1, () => ['input']],
        [1, () => ['input.content', '1']],
        [1, () => ['input.session_event', random.pick(['new', 'resume', 'close'])]],
        [1, () => ['start']],
        [3, () => ['inputs', ...random.list(1, 3, one)]]
    ]))();
}

/** @param {Random} random @returns {Step} */
function check(random) {
    const reply = random.pick(REPLIES);
    return random.weigh(/** @type {[number, () => Step][]} */ ([
        [3, () => ['check.interaction', {state: random.pick(STATES), reply: reply, char_limit: random.pick([undefined, 3, 160])}]],
        [2, () => ['check.reply', reply]],
        [1, () => ['check.reply.content', random.pick(REPLIES.slice(0, 7))]],
        [0.5, () => ['check.reply.content.' + random.pick(['str', 're']), random.pick(REPLIES.slice(0, 7))]],
        [1, () => ['check.reply.properties', random.pick([{content: 'Bye'}, {continue_session: true}, {helper_metadata: {a: 1}}, {content: undefined}])]],
        [1, () => ['check.reply.ends_session']],
        [1, () => ['check.reply.char_limit', random.pick([1, 12, 160])]],
        [1, () => ['check.no_reply']],
        [2, () => ['check.user.state', random.pick([...STATES, {name: 'ask', metadata: {}, creator_opts: {}}])]],
        [1, () => ['check.user.state.metadata', random.pick([{}, {m: 1}])]],
        [1, () => ['check.user.state.creator_opts', random.pick([{}, {c: 1}])]],
        [1, () => ['check.user.answers', random.pick(ANSWERS)]],
        [1, () => ['check.user.answer', 'ask', random.pick(['Thandi', 'set', undefined, 1])]],
        [3, () => ['check.user.lang', random.pick(['af', null, undefined])]],
        [1, () => ['check.user.metadata', random.pick([{}, {note: 'n'}])]],
        [1, () => ['check.user.properties', random.pick([
            {lang: 'af'}, {answers: {ask: 'Thandi'}}, {in_session: true, state: 'pick'}, {answers: undefined, state: undefined}
        ])]],
        [1, () => ['check', random.pick(['api', 'fails'])]]
    ]))();
}

/** @param {any} toolkit @returns {any} the app under test */
function app(toolkit) {
    const {App} = toolkit;
    const {Choice, ChoiceState, EndState, FreeText} = toolkit.states;
    const Tested = App.extend(function (/** @type {any} */ self) {
        App.call(self, 'ask');
        self.states.add('ask', (/** @type {string} */ name) => new FreeText(name, {
            question: self.$('Who are you?'),
            check: (/** @type {string} */ content) => content.length > 2 ? null : self.$('Too short'),
            next: 'pick'
        }));
        self.states.add('pick', (/** @type {string} */ name) => new ChoiceState(name, {
            question: 'Pick one',
            choices: [new Choice('a', self.$('A')), new Choice('b', 'B')],
            next: (/** @type {any} */ choice) => choice.value === 'a' ? {name: 'end', creator_opts: {c: 1}} : 'gone'
        }));
        self.states.add('long', (/** @type {string} */ name) => new FreeText(name, {question: 'long '.repeat(40), next: 'fails'}));
        self.states.add('fails', () => {
            throw new Error('cannot create');
        });
        self.states.add('end', (/** @type {string} */ name) => new EndState(name, {text: 'Bye', next: 'ask'}));
    });
    return new Tested();
}

/** @param {any} error */
function described(error) {
    const {name, message, msg, showDiff, actual, expected} = error;
    const isAssertion = name === 'AssertionError';
    const isId = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
    const withoutIds = (/** @type {any} */ value) => value === undefined
        ? value
        : JSON.parse(JSON.stringify(value).replace(isId, 'some id'));
    return {name: name === 'TypeError' ? 'TypeError' : name, message: name === 'TypeError' ? null : message, msg: msg, showDiff: showDiff,
        ...isAssertion && {actual: withoutIds(actual), expected: expected instanceof RegExp ? String(expected) : expected}};
}

/** @param {any} toolkit @param {Step[]} steps */
async function run(toolkit, steps) {
    const tester = new toolkit.AppTester(app(toolkit));
    try {
        for (const [path, ...args] of steps) {
            const names = path.split('.');
            const method = names.reduce((object, name) => object[name], tester);
            const given = path !== 'check' ? args : [args[0] === 'fails' ? () => {
                throw new Error('check failed');
            } : (/** @type {any} */ api) => {
                if (api.outbound.store.length !== 1) {
                    throw new Error(`${api.outbound.store.length} replies`);
                }
            }];
            method(...given);
        }
        await tester.run();
        return 'passed';
    } catch (error) {
        return described(error);
    }
}

/** @param {Random} random @returns {import('./calls.mjs').Call} */
export function randomTest(random) {
    const all = [
        ...random.list(0, 4, () => setup(random)), ...random.list(0, 2, () => input(random)), ...random.list(0, 3, () => check(random)),
        ...random.chance(0.05) ? [random.pick([setup, input])(random)] : []
    ];
    // Parts of a state that was not set up itself were a TypeError; here they are of a state without a name.
    const hasState = (/** @type {number} */ index) => all.slice(0, index).some(([path]) => path === 'setup.user.state');
    const steps = all.filter(([path], index) => !path.startsWith('setup.user.state.') || hasState(index));
    return {
        what: 'AppTester ' + JSON.stringify(steps, (_, value) => value instanceof RegExp ? String(value) : value),
        run: (toolkit) => run(toolkit, steps.map(([path, ...args]) => [path, ...args.map((each) => structuredClone(each))]))
    };
}
