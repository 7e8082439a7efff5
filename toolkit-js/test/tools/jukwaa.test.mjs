import assert from 'node:assert/strict';
import {describe, it} from 'node:test';

import lint from '../../tools/commands/lint.mjs';
import {jukwaa, workspace} from './workspace.mjs';

describe('jukwaa', () => {
    it('tells of a command whichever way it is asked', (test) => {
        const folder = workspace(test, {});
        for (const args of [['help', 'lint'], ['lint', '--help'], ['lint', '-h']]) {
            assert.deepEqual(jukwaa(folder, ...args), {code: 0, out: `${lint.help}\n`, errors: ''});
        }
        const {code, errors} = jukwaa(folder, 'help', 'lunt');
        assert.equal(code, 2);
        assert.match(errors, /^jukwaa: 'lunt' \(expected one of: new, import, test, /);
    });

    it('lists its commands', (test) => {
        const folder = workspace(test, {});
        const {out} = jukwaa(folder, 'help');
        assert.match(out, /\n {2}lint +finds what would go wrong\n/);
        assert.deepEqual([['help', 'help'], ['--help'], []].map((args) => jukwaa(folder, ...args)), [
            {code: 0, out, errors: ''}, {code: 0, out, errors: ''}, {code: 2, out, errors: ''}]);
    });
});
