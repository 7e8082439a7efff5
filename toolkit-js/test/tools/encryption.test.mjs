import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, it} from 'node:test';

import {Account} from '../../tools/host/account.mjs';
import {execute} from '../../tools/host/resources/index.mjs';
import {jukwaa, workspace} from './workspace.mjs';

const APP = `import {defineApp, end, freeText} from 'jukwaa';
export default defineApp({name: 'clinic', start: 'result', states: {
    result: freeText({question: 'Result?', encrypted: true, next: 'town'}),
    town: freeText({question: 'Town?', next: 'bye'}),
    bye: end({text: 'Bye'}),
}});
`;

describe('the simulated host', () => {
    const ask = (account, name, values, context = 'amina') => execute({account}, `encryption.${name}`, {values, context});

    it('opens what it sealed, and nothing else', () => {
        const account = new Account();
        const texts = ['', 'reactive', 'Ümit 名 🙂'];
        const {success, values} = ask(account, 'seal', texts);
        assert.equal(success, true);
        values.forEach((value) => assert.match(value, /^sealed:1:144fd98a:[\w-]{38,}$/));
        assert.deepEqual(ask(account, 'open', values), {success: true, values: texts});
        assert.deepEqual(ask(account, 'seal', texts).values, values, 'the same again, for recordings');
        assert.equal(new Set(['a', 'b'].flatMap((context) => ask(account, 'seal', texts, context).values)).size, 6);
        const altered = values[1].replace(/.$/, (last) => last === 'A' ? 'Q' : 'A');
        const reason = 'cannot be opened (expected: as it was sealed, by this tenant, with the same context)';
        for (const [wrong, context, index] of [[altered, 'amina', 1], [values[1], 'grace', 0], ['sealed:1:144fd98a:AAAA', 'amina', 1]]) {
            assert.deepEqual(ask(account, 'open', [values[0], wrong], context), {success: false, reason: `values[${index}]: ${reason}`});
        }
    });

    it('seals with its first key and opens with all, as they are set', () => {
        const account = new Account({encryptionKeys: ['old']});
        const {values} = ask(account, 'seal', ['x']);
        account.encryptionKeys = ['new', 'old'];
        assert.match(ask(account, 'seal', ['x']).values[0], /^sealed:1:4d0e430c:/);
        assert.deepEqual(ask(account, 'open', values).values, ['x']);
        account.encryptionKeys = [];
        assert.deepEqual(ask(account, 'open', values), {success: false, reason: 'values[0]: sealed with key b51092e1, which this host does not have'});
        assert.deepEqual(ask(account, 'seal', ['x']), {success: false, reason: 'there is no key to seal with'});
    });
});

describe('commands', () => {
    const FILES = {'app.js': APP, 'script': '/dial\nreactive\n/requests\n/state\nKisumu\n'};

    it('test checks encrypted answers as others', (test) => {
        const folder = workspace(test, {...FILES,
            'one.transcript': '# One\n> dial\nResult?\n> reactive\n…\n= answers {"result": "reactive"}\n= answers.result "reactive"\n'});
        const {code, out, errors} = jukwaa(folder, 'test', 'one.transcript');
        assert.equal(code, 0, out + errors);
    });

    it('sim shows neither them nor what is sealed', (test) => {
        const {out} = jukwaa(workspace(test, FILES), 'sim', '--script', 'script');
        assert.match(out, /^encryption\.seal \{"values":\["\*\*\*"\],"context":"users\.clinic\.\+254700000001"\}$/m);
        assert.match(out, /"result": "\*\*\*"/);
        assert.equal(out.split('reactive').length, 2, 'where it was typed');
    });

    it('record writes neither, and replay finds the same requests', (test) => {
        const folder = workspace(test, FILES);
        assert.equal(jukwaa(folder, 'record', '--script', 'script', '--out', 'session.json').code, 0);
        const text = readFileSync(path.join(folder, 'session.json'), 'utf8');
        assert.ok(!text.includes('reactive'));
        const requests = JSON.parse(text).steps.flatMap(({run}) => run.requests).filter(({name}) => name.startsWith('encryption.'));
        assert.deepEqual(requests.map(({name, fields, reply}) => [name, (name.endsWith('open') ? reply : fields).values]),
            [['encryption.seal', ['***']], ['encryption.open', ['***']]]);
        const {code, out} = jukwaa(folder, 'replay', '--strict', 'session.json');
        assert.equal(code, 0, out);
    });
});
