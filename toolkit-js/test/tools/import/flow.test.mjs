import assert from 'node:assert/strict';
import {describe, it} from 'node:test';

import {printed} from '../../../tools/import/code.mjs';
import {partsOf, textOf, unknownIn} from '../../../tools/import/flow/expressions.mjs';
import {ImportedText} from '../../../tools/import/texts.mjs';
import {numbersIn} from '../../../tools/import/template/matching.mjs';
import {importedOf, message, node, split, wait} from './flows.mjs';

const BYE = [node('yes', [message('Yes')]), node('no', [message('No')])];
const asking = (text, router, ...ways) => [node('ask', [message(text)], 'wait'), wait('wait', router, ...ways), ...BYE];
const source = (one) => one instanceof ImportedText ? one.source : one;
const code = ({builder, options: {question, ...options}}) => `${builder}(${flat({question: source(question), ...options})})`;
const flat = (options) => printed(options).replace(/\n */g, ' ');
const rulesIn = ({options: {next}}) => next.slice(0, -1).map(({when}) => printed(when));

describe('tests of routers', () => {
    for (const [given, expected] of [
        [['has_any_word', 'Yes, yeah'], "{answer: {matches: anyWord('yes', 'yeah')}}"],
        [['has_all_words', 'big red'], "{answer: {matches: allWords('big', 'red')}}"],
        [['has_phrase', 'Homa Bay'], "{answer: {matches: phrase('homa', 'bay')}}"],
        [['has_only_phrase', 'red'], "{answer: {matches: onlyPhrase('red')}}"],
        [['has_only_text', 'Red'], "{answer: 'Red'}"],
        [['has_beginning', 'a.b'], '{answer: {matches: /^\\s*a\\.b/i}}'],
        [['has_text'], '{answer: {matches: /\\S/}}'],
        [['has_pattern', ' ^\\d{4}$ '], '{answer: {matches: /^\\d{4}$/imu}}'],
        [['has_number'], '({answers}) => numbersIn(answers.answer).length > 0'],
        [['has_number_between', '1', '5'], '({answers}) => numbersIn(answers.answer).some((number) => number >= 1 && number <= 5)'],
        [['has_number_lt', '5'], '({answers}) => numbersIn(answers.answer).some((number) => number < 5)'],
        [['has_number_lte', '5'], '({answers}) => numbersIn(answers.answer).some((number) => number <= 5)'],
        [['has_number_eq', '5'], '({answers}) => numbersIn(answers.answer).some((number) => number === 5)'],
        [['has_number_gte', '5'], '({answers}) => numbersIn(answers.answer).some((number) => number >= 5)'],
        [['has_number_gt', '5.5'], '({answers}) => numbersIn(answers.answer).some((number) => number > 5.5)'],
        [['has_group', 'uuid', 'Adults'], "(context) => isInGroup(context, 'Adults')"],
    ]) {
        it(`takes ${given[0]} over`, async () => {
            const {states, lost} = await importedOf(asking('What?', {result_name: 'Answer'}, ['A', 'yes', given], ['B', 'yes', ['has_any_word', 'b']], ['C', 'no']));
            assert.deepEqual([rulesIn(states.answer)[0], lost], [expected, []]);
        });
    }

    for (const given of [['has_date_lt', '2020-01-01'], ['has_district'], ['has_intent', 'book', '0.5'], ['has_number_lt', '@fields.age'],
        ['has_any_word', ''], ['has_pattern', '('], ['has_group', 'uuid']]) {
        it(`reports ${given.join(' ')}`, async () => {
            const {states, lost} = await importedOf(asking('What?', {result_name: 'Answer'}, ['A', 'yes', given], ['B', 'yes', ['has_any_word', 'b']], ['C', 'no']));
            const what = `the test ${given[0]}(${given.slice(1).join(', ')}) for 'A': it never holds`;
            assert.deepEqual([lost, states.answer.todos, rulesIn(states.answer).length], [[what], [what], 1]);
        });
    }

    it('takes has_category over, with the categories that are asked for', async () => {
        const {states, lost} = await importedOf([
            ...asking('What?', {result_name: 'Colour'}, ['Red', 'again', ['has_any_word', 'red']], ['Other', 'again']),
            split('again', {operand: '@results.colour'}, ['A', 'yes', ['has_category', 'Red', 'Blue']], ['B', 'no']),
        ]);
        assert.deepEqual(lost, []);
        assert.equal(states.colour_red.options.run.text, "({answers}) => {\n    answers.colour_category = 'Red';\n}");
        assert.equal(printed(states.by_results_colour.options.next[0].when), "{colour_category: {in: ['Red', 'Blue']}}");
    });

    it('finds numbers as flows do', () => {
        assert.deepEqual(['3 of 1,200', '-5.5', 'none', '.5', 7, null].map(numbersIn), [[3, 1200], [-5.5], [], [0.5], [7], []]);
    });
});

describe('questions of flows', () => {
    const again = ['Other', 'ask'];

    it('are choices where a list in the text surely is one', async () => {
        const {states} = await importedOf(asking('Sure?\n1. Yes\n2) No', {result_name: 'Sure'},
            ['Yes', 'yes', ['has_any_word', '1 yes']], ['No', 'no', ['has_only_phrase', '2']], again));
        const {question, choices} = states.sure.options;
        assert.deepEqual([states.sure.builder, question.source, choices.map(({value, label, words, next}) => [value, label.source, words, next.name])],
            ['choice', 'Sure?', [['Yes', 'Yes', ['yes'], 'yes'], ['No', 'No', undefined, 'no']]]);
    });
    for (const [why, text, ...ways] of [
        ['a number has no case', 'Sure?\n1. Yes\n2. No', ['Yes', 'yes', ['has_any_word', '1']], ['No', 'no', ['has_any_word', 'no']], again],
        ['the default leads elsewhere', 'Sure?\n1. Yes\n2. No', ['Yes', 'yes', ['has_any_word', '1']], ['No', 'no', ['has_any_word', '2']], ['Other', 'no']],
        ['something comes after the list', 'Sure?\n1. Yes\n2. No\nBye', ['Yes', 'yes', ['has_any_word', '1']], ['No', 'no', ['has_any_word', '2']], again],
        ['nothing is above the list', '1. Yes\n2. No', ['Yes', 'yes', ['has_any_word', '1']], ['No', 'no', ['has_any_word', '2']], again],
        ['two numbers take one way', 'Sure?\n1. Yes\n2. Sure\n3. No', ['Yes', 'yes', ['has_any_word', '1 2']], ['No', 'no', ['has_any_word', '3']], again],
    ]) {
        it(`are free texts where ${why}`, async () => {
            const {states} = await importedOf(asking(text, {result_name: 'Sure'}, ...ways));
            assert.equal(states.sure.builder, 'freeText');
            assert.equal(states.sure.options.question.source, text);
        });
    }
    it('are choices of quick replies', async () => {
        const nodes = asking('Sure?', {}, ['Yes', 'yes', ['has_any_word', 'yes']], ['No', 'no', ['has_any_word', 'no']], again);
        nodes[0].actions[0].quick_replies = ['Yes', 'No'];
        const {states, lost} = await importedOf(nodes);
        assert.deepEqual([states.sure.options.choices.map(({label}) => label.source), lost], [['Yes', 'No'], []]);
        nodes[1].router.cases.pop();
        const other = await importedOf(nodes);
        assert.deepEqual([other.states.sure.builder, other.lost[0]], ['freeText', 'the quick replies Yes, No: they are not shown']);
    });

    for (const [type, given, expected, lost] of [
        ['has_text', [], "freeText({question: 'What?', next: 'yes'})", 0],
        ['has_number', [], "number({question: 'What?', next: 'yes'})", 1],
        ['has_number_between', ['1', '12'], "number({question: 'What?', least: 1, most: 12, next: 'yes'})", 1],
        ['has_number_lt', ['5'], "number({question: 'What?', most: 4, next: 'yes'})", 1],
        ['has_phone', ['RW'], "phone({question: 'What?', region: 'RW', next: 'yes'})", 0],
        ['has_phone', [], "phone({question: 'What?', next: 'yes'})", 1],
        ['has_date', [], "date({question: 'What?', next: 'yes'})", 1],
        ['has_time', [], "time({question: 'What?', next: 'yes'})", 0],
        ['has_pattern', ['^a'], "freeText({question: 'What?', pattern: /^a/imu, next: 'yes'})", 0],
    ]) {
        it(`have a kind of their own for ${type} ${given}`, async () => {
            const {states, lost: found} = await importedOf(asking('What?', {result_name: 'R'}, ['A', 'yes', [type, ...given]], again));
            assert.equal(code(states.r), expected);
            assert.equal(found.filter((line) => !line.startsWith('a node no way')).length, lost, found.join('\n'));
        });
    }

    it('have the text that leads back as their error', async () => {
        const {states} = await importedOf([...asking('Age?', {}, ['A', 'yes', ['has_number']], ['Other', 'sorry']), node('sorry', [message('A number!')], 'wait')]);
        assert.equal(states.age.options.error.source, 'A number!');
    });

    it('wait for ever, for text', async () => {
        const {lost} = await importedOf([...asking('Name?', {wait: {type: 'msg', hint: {type: 'image'}, timeout: {seconds: 60, category_uuid: 'wait Late'}}},
            ['A', 'yes', ['has_text']], ['Late', 'late'], ['Other', 'ask']), node('late', [message('Too late')])]);
        assert.deepEqual(lost.slice(0, 2), ["the timeout after 60 s, which leads to 'Late': it waits until the user answers",
            'a wait for image: a question for text']);
        assert.ok(lost.includes('a node no way leads to, of those that could be taken over: it is left out'));
    });
});

describe('actions of flows', () => {
    const after = async (...actions) => importedOf([node('a', [...actions, message('Bye')])]);

    it('set results, with categories', async () => {
        const {states} = await after({type: 'set_run_result', name: 'Gender X', value: 'm @results.age', category: 'Male'});
        assert.equal(states.set_gender_x.options.run.text,
            "({answers}) => {\n    answers.gender_x = `m ${answers.age ?? ''}`;\n    answers.gender_x_category = 'Male';\n}");
    });
    it('set the language, of those the flow has', async () => {
        const {states, lost} = await after({type: 'set_contact_language', language: 'eng'}, {type: 'set_contact_language', language: 'fra'});
        assert.equal(states.speak_eng.options.run.text, "({user}) => {\n    user.language = 'eng';\n}");
        assert.deepEqual(lost, ["set_contact_language 'fra': nothing is done: the flow has eng"]);
    });
    it('set fields and names, and join groups', async () => {
        const {states, drafts} = await after({type: 'set_contact_field', field: {key: 'age', name: 'Age'}, value: '@results.age'},
            {type: 'set_contact_name', name: '@results.name'}, {type: 'add_contact_groups', groups: [{name: 'Mothers'}, {name_match: '@fields.x'}]});
        assert.match(states.set_age.options.run.text, /String\(answers\.age \?\? ''\)[^]*contacts\.setExtras\(\{age: data\.fields\.age\}\)/);
        assert.match(states.set_name.options.run.text, /contacts\.save\(/);
        assert.match(states.join_mothers.options.run.text, /contacts\.addToGroup\('Mothers'\)/);
        assert.equal(drafts[0].name, 'load_contact');
    });
    it('make requests by any method', async () => {
        const {states} = await after({type: 'call_webhook', method: 'DELETE', url: 'https://a.example/@results.id', headers: {Token: '@globals.token'}});
        assert.match(states.request.options.run.text, /http\.delete\(`https:\/\/a\.example\/\$\{encodeURIComponent\(answers\.id \?\? ''\)\}`, \{headers: \{Token: config\.token \?\? ''\}\}\)/);
    });
    it('make requests whose outcome the next node looks at', async () => {
        const {states, lost} = await importedOf([
            node('a', [{type: 'call_webhook', method: 'GET', url: 'https://a.example', result_name: 'Hook'}], 'b'),
            split('b', {operand: '@webhook.status'}, ['Success', 'yes', ['has_number_between', '200', '299']], ['Failure', 'no']), ...BYE,
        ]);
        assert.equal(printed(states.request.options), "{get: 'https://a.example', answer: 'webhook', fallback: 'no', next: 'yes'}");
        assert.deepEqual(lost, []);
    });
    it('are reported where there is nothing like them', async () => {
        const types = ['transfer_airtime', 'send_email', 'enter_flow', 'start_session', 'send_broadcast', 'open_ticket', 'call_classifier',
            'add_input_labels', 'remove_contact_groups', 'set_contact_channel', 'add_contact_urn', 'say_msg', 'something_new'];
        const {lost, states} = await after(...types.map((type) => ({type})));
        assert.deepEqual(lost, types.map((type) => `${type}: nothing is done`));
        assert.deepEqual(states.bye.todos, lost);
    });
    it('take the way of a flow that was completed', async () => {
        const {start, lost} = await importedOf([split('a', {operand: '@child.run.status', actions: [{type: 'enter_flow', flow: {name: 'Sub'}}]},
            ['Complete', 'yes', ['has_only_text', 'completed']], ['Expired', 'no', ['has_only_text', 'expired']]), ...BYE]);
        assert.equal(start, 'yes');
        assert.deepEqual(lost.slice(0, 2), ["enter_flow 'Sub': nothing is done", "a way chosen by @child.run.status: the way of 'Complete'"]);
    });
});

describe('ways of flows', () => {
    it('are taken by chance', async () => {
        const {states} = await importedOf([{...split('a', {type: 'random'}, ['A', 'yes'], ['B', 'no'])}, ...BYE]);
        assert.equal(printed(Object.values(states)[0].options.next), "{A: 'yes', B: 'no'}");
    });
    it('bring what was said to the next screen', async () => {
        const {states} = await importedOf([node('a', [message('Hello'), message('there')], 'b'),
            split('b', {operand: '@fields.sex'}, ['M', 'yes', ['has_any_word', 'm']], ['F', 'no']), ...BYE]);
        assert.deepEqual(Object.values(states).filter(({builder}) => builder === 'end').map(({options}) => options.text.source),
            ['Hello\nthere\nYes', 'Hello\nthere\nNo']);
    });
    it('end where they would never wait', async () => {
        const {lost, states} = await importedOf([node('a', [message('Hello')], 'b'), node('b', [message('again')], 'a')]);
        assert.deepEqual([lost[0], Object.keys(states)], ['a circle of nodes that never wait: the end', ['hello_again']]);
    });
    it('end with a text where there is none, and at nodes that are not there', async () => {
        const {lost} = await importedOf([node('a', [], 'nix')]);
        assert.deepEqual(lost, ['an exit to a node that is not there: the end', 'an end without a message: the text Thank you.']);
    });
    it('keep translations with other expressions for somebody to look at', async () => {
        const {lost, states} = await importedOf([node('a', [message('Hello')])], {localization: {swa: {'said Hello': {text: ['Habari @contact.name']}}}});
        assert.equal(lost[0], "the translation into 'swa', which has other expressions than the text: it is marked fuzzy");
        assert.deepEqual(states.hello.options.text.translations, {swa: 'Habari {{contact.name}}'});
    });
    it('say which language they are taken to be in', async () => {
        const {lost} = await importedOf([node('a', [message('Hello')])], {language: 'base'});
        assert.deepEqual(lost, ["the language 'base' of the texts: 'en'"]);
    });
});

describe('expressions of flows', () => {
    for (const [given, expected, ...unknown] of [
        ['Hi @contact.name, @results.my_age.value/@results.my_age!', 'Hi {{contact.name}}, {{my_age}}/{{my_age}}!'],
        ['@(contact.first_name) @fields.clinic @contact.fields.clinic', '{{contact.first_name}} {{fields.clinic}} {{fields.clinic}}'],
        ['@results.sure.category @contact.language @globals.org', '{{sure_category}} {{user.language}} {{config.org}}'],
        ['@webhook.clinic.name @legacy_extra.code', '{{webhook.clinic.name}} {{webhook.code}}'],
        ['me@example.org, me@@example.org, 5 @ 3', 'me@example.org, me@example.org, 5 @ 3'],
        ['@(upper("a)b")) @(1 + 2)', '... ...', '@(upper("a)b"))', '@(1 + 2)'],
        ['@parent.results.x. @urns.tel', '.... ...', '@parent.results.x', '@urns.tel'],
        ['Is it @results.age?', 'Is it {{age}}?'],
    ]) {
        it(given, () => {
            const parts = partsOf(given);
            assert.deepEqual([textOf(parts), unknownIn(parts)], [expected, unknown]);
        });
    }
});
