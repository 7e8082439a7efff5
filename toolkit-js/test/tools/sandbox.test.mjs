import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import path from 'node:path';
import {describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';

import {bundle} from '../../tools/bundle.mjs';
import {Phone} from '../../tools/host/phone.mjs';
import {evaluator} from '../../tools/host/sandbox.mjs';
import {SimulatedHost} from '../../tools/host/simulated-host.mjs';
import {folderOf} from './files.mjs';

const CLINIC_LINE = fileURLToPath(new URL('../../../campaigns-examples/clinic-line/', import.meta.url));
const MESSAGE = {from_addr: '+254700000001', to_addr: '1', session_event: 'new', transport_type: 'ussd'};

/** What an app logs that is this code. */
async function logged(code, {host = new SimulatedHost({now: '2026-03-01T08:00:00Z'}), folder} = {}) {
    const app = {code: `api.on_inbound_message = function (command) { ${code}\n this.done(); };`, map: null};
    const run = await host.message(evaluator(app, {folder}), MESSAGE);
    assert.equal(run.finished, true, JSON.stringify(run.logs));
    return run.logs.map(({text}) => text);
}

describe('sandbox', () => {
    it('gives an app what hosts give it and nothing else', async () => {
        const names = 'api require console Buffer setTimeout setImmediate process module exports global fetch SharedArrayBuffer Atomics '
            + 'WebAssembly URL structuredClone';
        const there = await logged(`console.log('${names}'.split(' ').filter(function (name) { return name in globalThis; }).join(' '));`);
        assert.deepEqual(there, ['api require console Buffer']);
    });

    it('evaluates anew for each message', async () => {
        const host = new SimulatedHost();
        const code = 'globalThis.count = (globalThis.count || 0) + 1; Array.prototype.mine = true; console.log(count);';
        assert.deepEqual(await logged(code, {host}), ['1']);
        assert.deepEqual(await logged(code, {host}), ['1']);
        assert.equal(Array.prototype.mine, undefined);
    });

    it('runs sloppy code as hosts do', async () => {
        assert.deepEqual(await logged('implicit = 5; console.log(implicit, (function () { return this === globalThis; })());'), ['5 true']);
    });

    it('has the host\'s moment and chance, in UTC', async () => {
        const code = "console.log(new Date().toISOString(), Date.now(), new Date('2026-03-01T12:00:00').getUTCHours(),"
            + 'Date.UTC(1970, 0, 1), Math.random(), new Date() instanceof Date);';
        const lines = await logged(code, {host: new SimulatedHost({now: '2026-03-01T08:00:00Z', random: () => 0.25})});
        assert.deepEqual(lines, ['2026-03-01T08:00:00.000Z 1772352000000 12 0 0.25 true']);
    });

    it('requires null for what hosts do not have, and modules of the app\'s folder for what they have', async (test) => {
        const folder = folderOf(test, {
            'node_modules/lodash/index.js': "exports.name = 'lodash of the app'; exports.timers = typeof setTimeout;",
            'node_modules/left-pad/index.js': 'module.exports = 1;',
        });
        const code = "console.log(require('fs'), require('left-pad'), require('moment'), require('lodash'));"
            + "console.log(typeof require('jukwaa').defineApp, typeof require('vumigo_v02').App);"
            + "console.log(typeof require('crypto').createHash, require('crypto').createServer);";
        assert.deepEqual(await logged(code, {folder}),
            ['null null null {"name":"lodash of the app","timers":"function"}', 'function function', 'function undefined']);
    });

    it('gives the compatible toolkit the packages of the app', async (test) => {
        const folder = folderOf(test, {'node_modules/lodash/index.js': "exports.shout = function (text) { return text + '!'; };"});
        const code = "const {LazyTranslator, Translator} = require('vumigo_v02').translate;"
            + "console.log(new Translator()(new LazyTranslator()('{{ _.shout(a) }}').context({a: 'hey'})));";
        assert.deepEqual(await logged(code, {folder}), ['hey!']);
    });

    it('gives modules timers on the host\'s clock', async (test) => {
        const folder = folderOf(test, {'node_modules/q/index.js': 'exports.later = function (work) { setTimeout(work, 5000); };'});
        const host = new SimulatedHost({now: 0});
        const code = `api.on_inbound_message = function () {
            require('q').later(function () { console.log(Date.now()); api.done(); });
        };`;
        const run = await host.message(evaluator({code, map: null}, {folder}), MESSAGE);
        assert.deepEqual([run.finished, run.logs[0].text], [true, '5000']);
    });

    it('tells of errors by the files of the app', async (test) => {
        const folder = folderOf(test, {'app.mjs': `import {defineApp, end} from 'jukwaa';
export default defineApp({name: 'a', start: 'a', states: {
    a: end({text: () => { throw new Error('no text'); }}),
}});`});
        const host = new SimulatedHost();
        const run = await host.message(evaluator(await bundle(path.join(folder, 'app.mjs'))), MESSAGE);
        assert.match(run.logs[0].text, /no text\n[^]* at text \(app\.mjs:3:33\)/);
    });

    it('says where an app cannot be read', () => {
        assert.throws(() => evaluator({code: 'var a = ;', map: null}), /app\.bundle\.js:1/);
    });

    describe('with an app on vumigo_v02', async () => {
        const {config, ...settings} = JSON.parse(readFileSync(path.join(CLINIC_LINE, 'config.json'), 'utf8'));
        const attach = evaluator(await bundle(path.join(CLINIC_LINE, 'app.js')), {folder: CLINIC_LINE});
        for (const {name, phone: address, sessions} of JSON.parse(readFileSync(path.join(CLINIC_LINE, 'conversations.json'), 'utf8'))) {
            it(`holds the conversation: ${name}`, async () => {
                const phone = new Phone({host: new SimulatedHost({config, settings}), attach: () => attach, address});
                for (const {input, screen, end = false} of sessions.flat()) {
                    const seen = input === null ? await phone.dial() : await phone.reply(input);
                    assert.deepEqual([seen, phone.open], [screen, !end]);
                }
            });
        }
    });
});
