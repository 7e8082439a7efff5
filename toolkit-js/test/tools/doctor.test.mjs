import assert from 'node:assert/strict';
import {describe, it} from 'node:test';

import {nodeResult} from '../../tools/doctor/checks.mjs';
import {jukwaa, workspace} from './workspace.mjs';

const APP = `import {defineApp, end} from 'jukwaa';
export default defineApp({name: 'hello', start: 'bye', states: {bye: end({text: 'Bye'})}});
`;
const TRANSCRIPT = '# somebody dials\n> dial\nBye\n[end]\n';
const LEGACY = `var vumigo = require('vumigo_v02');
var App = vumigo.App.extend(function (self) {
    vumigo.App.call(self, 'states:bye');
    self.states.add('states:bye', function (name) {
        return new vumigo.states.EndState(name, {text: 'Bye', next: 'states:bye'});
    });
});
if (typeof api !== 'undefined') {
    var im = new vumigo.InteractionMachine(api, new App());
    im.attach();
}
this.app = {App: App};
`;

const statuses = ({out}) => JSON.parse(out).checks.map(({name, status}) => `${name} ${status}`);
const message = ({out}, wanted) => JSON.parse(out).checks.find(({name}) => name === wanted).message;
const TOOLS = ['node ok', 'acorn ok', 'app ok', 'esbuild ok'];

describe('jukwaa doctor', () => {
    it('has a line for each thing that was looked at', (test) => {
        const {code, out} = jukwaa(workspace(test, {'app.js': APP, 'app.transcript': TRANSCRIPT}), 'doctor');
        assert.equal(code, 0);
        assert.deepEqual(out.trim().split('\n').slice(4), [
            'ok       definition      hello: 1 state',
            out.match(/^ok {7}build {11}\d+ bytes of 8388608 a host takes$/m)[0],
            'ok       lint            nothing found',
            'ok       tests           1 passed',
            'ok       simulated host  dialled, and got: Bye',
        ]);
    });

    it('warns of what is no obstacle', (test) => {
        const result = jukwaa(workspace(test, {'app.js': APP.replace("'Bye'", "'Привет'")}), 'doctor', '--json');
        assert.equal(result.code, 0);
        assert.deepEqual(statuses(result).slice(4), ['definition ok', 'build ok', 'lint warning', 'tests warning', 'simulated host ok']);
    });

    it('says what failed and what to do', (test) => {
        const result = jukwaa(workspace(test, {'app.js': APP, 'app.transcript': TRANSCRIPT.replace('Bye', 'Hello')}), 'doctor', '--json');
        assert.equal(result.code, 1);
        assert.deepEqual(statuses(result).slice(4), ['definition ok', 'build ok', 'lint ok', 'tests failed', 'simulated host ok']);
        assert.equal(message(result, 'tests'), '1 of 1 failed, 0 fixtures unused (jukwaa test says why)');
    });

    it('fails for an app that cannot be dialled', (test) => {
        const result = jukwaa(workspace(test, {'app.js': APP.replace("'Bye'", "() => { throw new Error('Out of order'); }")}), 'doctor', '--json');
        assert.equal(statuses(result).at(-1), 'simulated host warning');
        assert.match(message(result, 'simulated host'), /Out of order/);
    });

    it('goes no further than a definition that cannot work', (test) => {
        const result = jukwaa(workspace(test, {'app.js': APP.replace("start: 'bye'", "start: 'hello'")}), 'doctor', '--json');
        assert.equal(result.code, 1);
        assert.deepEqual(statuses(result), [...TOOLS, 'definition failed']);
        assert.equal(message(result, 'definition'), "start: 'hello' (expected one of: bye) (mend the definition)");
    });

    it('says that there is no app', (test) => {
        const result = jukwaa(workspace(test, {}), 'doctor', '--json');
        assert.equal(result.code, 1);
        assert.match(message(result, 'app'), /^APP: none of app\.js/);
        assert.equal(jukwaa(workspace(test, {}), 'doctor', 'a.js', 'b.js').code, 2);
    });

    it('looks at what applies to an app on vumigo_v02', (test) => {
        const result = jukwaa(workspace(test, {'app.js': LEGACY, 'config.json': '{"config": {"name": "hello"}}'}), 'doctor', '--json');
        assert.deepEqual([result.code, JSON.parse(result.out).legacy], [0, true], result.out);
        assert.match(message(result, 'definition'), /^an app for vumigo_v02/);
    });

    it('refuses an old Node', () => {
        assert.deepEqual([nodeResult('20.1.0').status, nodeResult('18.19.1').status], ['ok', 'failed']);
    });
});
