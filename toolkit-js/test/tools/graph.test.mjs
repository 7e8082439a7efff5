import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, it} from 'node:test';

import {loadApp} from '../../tools/definition/load.mjs';
import {dotOf} from '../../tools/graph/dot.mjs';
import {mermaidOf} from '../../tools/graph/mermaid.mjs';
import {graphOf} from '../../tools/graph/model.mjs';
import {jukwaa, workspace} from './workspace.mjs';

const APP = `import {choice, decide, defineApp, end, form, freeText, menu, number, oneOf, show} from 'jukwaa';
export default defineApp({name: 'poll', start: 'main', states: {
    main: menu({question: 'What?', choices: {vote: 'Vote', read: 'Read', 'sign-up': 'Sign up', end: 'Leave'},
        note: 'asks "what" <first> #1'}),
    vote: choice({question: 'Who?', choices: {a: 'A', b: 'B'}, next: 'count'}),
    count: decide({next: oneOf(['end', 'main'], ({answers}) => answers.vote === 'a' ? 'end' : 'main')}),
    read: show({text: 'Text', next: (context) => context.answers.vote === undefined ? 'main' : 'end'}),
    'sign-up': form({fields: {name: freeText({question: 'Name?'}), age: number({question: 'Age?'})}, next: 'end'}),
    end: end({text: 'Bye'}),
}});
`;

const TRANSCRIPT = `# a vote
> dial
What?
1. Vote
2. Read
3. Sign up
4. Leave
> 2
Text
1. Continue
0. Back
> 1
What?
1. Vote
2. Read
3. Sign up
4. Leave
0. Back
00. Home
> 0
Text
1. Continue
0. Back
`;

const LEGACY = `var vumigo = require('vumigo_v02');
var EndState = vumigo.states.EndState, FreeText = vumigo.states.FreeText;
var GoApp = vumigo.App.extend(function(self) {
    vumigo.App.call(self, 'states:name');
    self.states.add('states:name', function(name) {
        return new FreeText(name, {question: 'Name?', next: function(content) { return 'states:' + content; }});
    });
    self.states.add('states:end', function(name) {
        return new EndState(name, {text: 'Bye', next: 'states:name'});
    });
});
if (typeof api !== 'undefined') {
    new vumigo.InteractionMachine(api, new GoApp());
}
`;

async function graph(test, source, seen = []) {
    const {app} = await loadApp(path.join(workspace(test, {'app.js': source}), 'app.js'));
    return graphOf(app, seen);
}

const ID = '[A-Za-z][A-Za-z0-9_]*';
// Quotes end a label, # begins a code, < a tag: none of them may be in a label as it is.
const LABEL = '"(?:[^"#<>&`\\\\]|#\\d+;|<br/>)*"';
const NODE = new RegExp(`^(${ID})(?:\\(${LABEL}\\)|\\(\\[${LABEL}\\]\\)|\\(\\(${LABEL}\\)\\)|\\[${LABEL}\\]`
    + `|\\[/${LABEL}/\\]|\\{\\{${LABEL}\\}\\}|>${LABEL}\\])$`);
const LINK = new RegExp(`^(${ID}) (?:-->|-\\.->)(?:\\|${LABEL}\\|)? (${ID})$|^(${ID}) -\\.- (${ID})$`);
const RESERVED = ['end', 'graph', 'flowchart', 'subgraph', 'style', 'class', 'click', 'default', 'direction'];

/** What a flowchart may consist of here; says which line is wrong. */
function assertMermaid(text) {
    const [first, ...lines] = text.trimEnd().split('\n').map((line) => line.trim());
    assert.equal(first, 'flowchart TD');
    const declared = new Set();
    let depth = 0;
    for (const line of lines) {
        const [, node] = NODE.exec(line) ?? [];
        const link = LINK.exec(line);
        if (new RegExp(`^subgraph ${ID}\\[${LABEL}\\]$`).test(line)) {
            depth += 1;
        } else if (line === 'end') {
            depth -= 1;
        } else if (node !== undefined) {
            assert.ok(!declared.has(node) && !RESERVED.includes(node), `declared twice, or a word of Mermaid's: ${line}`);
            declared.add(node);
        } else {
            assert.ok(link !== null, `neither a node nor a link: ${line}`);
            link.slice(1).filter(Boolean).forEach((id) => assert.ok(declared.has(id), `${id} is not declared: ${line}`));
        }
        assert.ok(depth >= 0 && depth <= 1, line);
    }
    assert.equal(depth, 0);
}

describe('jukwaa graph', () => {
    it('draws states by kind, ways by answer, notes and forms, as Mermaid can read it', async (test) => {
        const text = mermaidOf(await graph(test, APP));
        assertMermaid(text);
        assert.equal(text, `flowchart TD
    s_main("main<br/>menu")
    s_vote("vote<br/>choice")
    s_count{{"count<br/>decide"}}
    s_read["read<br/>show"]
    s_end(["end<br/>end"])
    subgraph g_sign_2d_up["sign-up"]
        s_sign_2d_up{{"sign-up<br/>form"}}
        s_sign_2d_up_2e_name[/"sign-up.name<br/>freeText"/]
        s_sign_2d_up_2e_age[/"sign-up.age<br/>number"/]
    end
    begin((" "))
    begin --> s_main
    u_read(("?"))
    s_main -->|"vote"| s_vote
    s_main -->|"read"| s_read
    s_main -->|"sign-up"| s_sign_2d_up
    s_main -->|"end"| s_end
    s_vote -->|"a | b"| s_count
    s_count -->|"function"| s_end
    s_count -->|"function"| s_main
    s_read -->|"function"| u_read
    s_sign_2d_up --> s_sign_2d_up_2e_name
    s_sign_2d_up_2e_name --> s_sign_2d_up_2e_age
    s_sign_2d_up_2e_age --> s_end
    c_main>"asks #34;what#34; #60;first#62; #35;1"]
    c_main -.- s_main
`);
    });

    it('keeps names apart and whole whatever is in them', async (test) => {
        const names = ['a b', 'a_b', 'a-b', 'graph', 'é"<x>&#;`', 'end', '名前', "it's", 'style s_end fill'];
        const states = names.map((name, at) =>
            `${JSON.stringify(name)}: freeText({question: 'x', next: ${JSON.stringify(names[at + 1] ?? names[0])}})`);
        const text = mermaidOf(await graph(test, `import {defineApp, freeText} from 'jukwaa';
            export default defineApp({name: 'x', start: 'a b', states: {${states.join(',\n')}}});`));
        assertMermaid(text);
        assert.equal(new Set(text.match(/^ {4}s_\w+(?=\[)/gm)).size, names.length);
    });

    it('draws keywords that are heard everywhere', async (test) => {
        const drawn = await graph(test, APP.replace("name: 'poll',", "name: 'poll', keywords: {LEAVE: 'end', 'the \"poll\"': 'main', 'TOKA': 'end'},"));
        assert.deepEqual(drawn.keywords, [{to: 'end', by: ['LEAVE', 'TOKA']}, {to: 'main', by: ['the "poll"']}]);
        const text = mermaidOf(drawn);
        assertMermaid(text);
        const anywhere = text.split('\n').filter((line) => line.includes('anywhere')).map((line) => line.trim());
        assert.deepEqual(anywhere,
            ['anywhere(("*"))', 'anywhere -->|"LEAVE | TOKA"| s_end', 'anywhere -->|"the #34;poll#34;"| s_main']);
        assert.match(dotOf(drawn), /^ {4}"\$anywhere" -> "end" \[label="LEAVE \| TOKA"\];$/m);
    });

    it('draws for Graphviz too', async (test) => {
        const lines = dotOf(await graph(test, APP)).split('\n');
        assert.equal(lines[0], 'digraph "poll" {');
        for (const line of [
            '    "main" [label="main\\nmenu", shape=box, style=rounded];',
            '    subgraph "cluster sign-up" {',
            '    "$start" -> "main";',
            '    "vote" -> "count" [label="a | b"];',
            '    "read" -> "$unknown read" [label="function"];',
            '    "$note main" [shape=note, label="asks \\"what\\" <first> #1"];',
        ]) {
            assert.ok(lines.includes(line), line);
        }
        assert.ok(lines.every((line) => (line.replace(/\\[\\"n]/g, '').match(/"/g) ?? []).length % 2 === 0));
    });

    it('adds what was seen: dashed where only running told it, and not what leads everywhere', (test) => {
        const folder = workspace(test, {'app.js': APP, 'app.transcript': TRANSCRIPT});
        const {out, code} = jukwaa(folder, 'graph', '--tests');
        assert.equal(code, 0);
        assertMermaid(out);
        assert.ok(out.includes('    s_read -.-> s_main\n'), out);
        assert.ok(!out.includes('u_read'));
        const {edges} = JSON.parse(jukwaa(folder, 'graph', '--tests', '--json').out);
        assert.deepEqual(edges.filter(({seen}) => seen > 0).map(({from, to, defined, seen}) => [from, to, defined, seen]),
            [['main', 'read', true, 1], ['read', 'main', false, 1]]);
    });

    it('reads traces from files, as JSON or lines of it', (test) => {
        const leave = (from, to) => JSON.stringify({event: 'leave', from, to, by: 'x'});
        const folder = workspace(test, {
            'app.js': APP,
            'one.json': `{"messages": [{"trace": [${leave('read', 'end')}, ${leave('main', '$resume')}]}]}`,
            'two.jsonl': `${leave('read', 'end')}\n{"event": "end", "state": "end"}\n`,
            'package.json': '{"name": "x", "scripts": {"test": "jukwaa test"}}',
            'bad.jsonl': `${leave('read', 'end')}\nnot JSON\n`,
        });
        const {edges} = JSON.parse(jukwaa(folder, 'graph', '--format', 'json', '--traces', 'one.json', '--traces', 'two.jsonl').out);
        assert.deepEqual(edges.filter(({from}) => from === 'read'), [{from: 'read', to: 'end', by: ['x'], defined: false, seen: 2}]);
        assert.deepEqual(edges.filter(({to}) => to === '$resume'), []);
        assert.match(jukwaa(folder, 'graph', '--traces', 'bad.jsonl').errors, /^jukwaa graph: bad\.jsonl:2: .* \(expected: JSON\)/);
        const {code, errors} = jukwaa(folder, 'graph', '--traces', 'package.json');
        assert.equal(code, 2);
        assert.match(errors, /^jukwaa graph: --traces 'package\.json': nothing an app did is in it \(expected: a trace, or a recording/);
        assert.match(jukwaa(folder, 'graph', '--traces', 'gone.json').errors,
            /^jukwaa graph: --traces 'gone\.json' \(expected: a file that is there\)/);
    });

    it('draws apps on vumigo_v02 from their code and their transcripts', (test) => {
        const folder = workspace(test, {'app.js': LEGACY,
            'app.transcript': 'config: {"name": "poll"}\n\n# a name\n> dial\nName?\n> end\nBye\n[end]\n'});
        assert.equal(jukwaa(folder, 'test').code, 0);
        const plain = jukwaa(folder, 'graph').out;
        assertMermaid(plain);
        assert.equal(plain, `flowchart TD
    s_states_3a_name[/"states:name<br/>FreeText"/]
    s_states_3a_end(["states:end<br/>EndState"])
    begin((" "))
    begin --> s_states_3a_name
    s_states_3a_end --> s_states_3a_name
`);
        assert.ok(jukwaa(folder, 'graph', '--tests').out.includes('    s_states_3a_name -.-> s_states_3a_end\n'));
    });

    it('writes a file, and refuses formats there are not and definitions that cannot work', (test) => {
        const folder = workspace(test, {'app.js': APP, 'broken.js': APP.replace("next: 'count'", "next: 'cuont'")});
        assert.equal(jukwaa(folder, 'graph', '--out', 'poll.mmd').out, 'poll.mmd: 8 states, 11 ways\n');
        assert.match(readFileSync(path.join(folder, 'poll.mmd'), 'utf8'), /^flowchart TD\n/);
        assert.match(jukwaa(folder, 'graph', '--format', 'svg').errors,
            /^jukwaa graph: --format 'svg' \(expected one of: mermaid, dot, json\)/);
        const {code, errors} = jukwaa(folder, 'graph', 'broken.js');
        assert.equal(code, 1);
        assert.match(errors,
            /^jukwaa graph: broken\.js defines an app that cannot work:\n {2}states\.vote: goes to 'cuont' \(by a\), which is not there/);
    });
});
