// Loads each built set from its index.txt, as the worker does, in a context that has
// nothing of Node's: `MODULE_SETS=<folder> node --test module-sets.test.mjs`.

import assert from 'node:assert/strict';
import { Buffer as NodeBuffer } from 'node:buffer';
import nodeCrypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import nodeQuerystring from 'node:querystring';
import { describe, test } from 'node:test';
import nodeUrl from 'node:url';
import nodeUtil from 'node:util';
import vm from 'node:vm';

const FOLDER = process.env.MODULE_SETS ?? assert.fail('MODULE_SETS: not set (expected: the folder built by build.mjs)');
const TOOLKITS = new Map([['vumigo-0.1', ['vumigo_v01']], ['vumigo-0.2', ['vumigo_v01', 'vumigo_v02']], ['vumigo-0.3', ['vumigo_v01', 'vumigo_v02']],
  ['jukwaa', ['jukwaa', 'vumigo_v01', 'vumigo_v02']]]);
const PARAMETERS = ['exports', 'require', 'module', '__filename', '__dirname', 'global', 'process', 'Buffer', 'setTimeout', 'clearTimeout',
  'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate', 'console', '__randomBytes'];

const RANDOM = [...Array(64).keys()].map((at) => (at * 37 + 11) % 256);

/** A set in a context of its own; `require` gives null for a name that is no entry. */
class ModuleSet {
  constructor(name) {
    this.folder = path.join(FOLDER, name);
    this.realm = vm.createContext({});
    this.modules = new Map();
    this.requests = new Map();
    this.entries = new Map();
    this.variables = { global: undefined, process: undefined, Buffer: undefined, console: { log() {} }, __randomBytes: (size) => RANDOM.slice(0, size) };
    Object.assign(this.variables, { setTimeout, clearTimeout, setInterval, clearInterval, setImmediate, clearImmediate });
    this.#provideGlobals(this.#readIndex());
  }

  require(name) {
    return this.entries.has(name) ? this.#load(this.entries.get(name)) : null;
  }

  run(source) {
    return vm.runInContext(source, this.realm);
  }

  #readIndex() {
    const globals = new Map();
    for (const line of fs.readFileSync(path.join(this.folder, 'index.txt'), 'utf8').trimEnd().split('\n')) {
      const [kind, ...fields] = line.split('\t');
      switch (kind) {
        case 'module': this.modules.set(fields[0], { file: fields[1], shown: fields[2] }); break;
        case 'require': this.requests.set(`${fields[0]} ${fields[1]}`, fields[2]); break;
        case 'entry': this.entries.set(fields[0], fields[1]); break;
        case 'global': globals.set(fields[0], fields[1]); break;
        case 'package': assert.equal(fields.length, 3); break;
        default: assert.fail(`index.txt: ${line}`);
      }
    }
    return globals;
  }

  #provideGlobals(globals) {
    const global = this.run('Object.create(globalThis)');
    for (const [name, id] of globals) {
      this.variables[name] = this.#load(id);
    }
    Object.assign(global, this.variables, { global });
    this.variables.global = global;
  }

  #load(id) {
    const module = this.modules.get(id);
    if (module.instance === undefined) {
      module.instance = this.run('({ exports: {} })');
      this.#evaluate(id, module);
    }
    return module.instance.exports;
  }

  #evaluate(id, { file, shown, instance }) {
    const text = fs.readFileSync(path.join(this.folder, file), 'utf8');
    if (file.endsWith('.json')) {
      instance.exports = this.run(`(${text})`);
      return;
    }
    const wrapper = vm.runInContext(`(function (${PARAMETERS.join(', ')}) {${text}\n})`, this.realm, { filename: shown });
    const given = { ...this.variables, exports: instance.exports, module: instance, __filename: `/${shown}`, __dirname: path.dirname(`/${shown}`) };
    given.require = (request) => this.#loadFor(id, request);
    wrapper.apply(instance.exports, PARAMETERS.map((name) => given[name]));
  }

  #loadFor(id, request) {
    const target = this.requests.get(`${id} ${request}`);
    if (target === undefined) {
      throw new Error(`Cannot find module '${request}'`);
    }
    return this.#load(target);
  }

  /** The exports of a module no app may require, by its shown path. */
  internal(shown) {
    return this.#load(this.#idOf(shown));
  }

  requireIn(shown, request) {
    return this.#loadFor(this.#idOf(shown), request);
  }

  #idOf(shown) {
    return [...this.modules].find(([, module]) => module.shown === shown)[0];
  }
}

/** Answers the host's commands from a script, and keeps what the app sent. */
function scriptedApi(store = {}) {
  const api = { sent: [] };
  api.finished = new Promise((resolve) => { api.done = resolve; });
  api.log_info = (text, callback) => api.request('log.info', { msg: text }, callback);
  api.request = (cmd, msg, callback) => {
    api.sent.push({ cmd, ...msg });
    setImmediate(() => callback && callback.call(api, answer(store, cmd, msg)));
  };
  return api;
}

function answer(store, cmd, msg) {
  switch (cmd) {
    case 'config.get': return { success: true, value: msg.key === 'config' ? JSON.stringify({ name: 'mini' }) : null };
    case 'kv.get': return { success: true, value: store[msg.key] ?? null };
    case 'kv.set': store[msg.key] = JSON.parse(JSON.stringify(msg.value)); return { success: true };
    case 'kv.incr': return { success: true, value: store[msg.key] = (store[msg.key] ?? 0) + (msg.amount ?? 1) };
    default: return { success: true };
  }
}

const MINI_APP = `(function (api, require) {
  var vumigo = require('vumigo_v02');
  var App = vumigo.App, Choice = vumigo.states.Choice;
  var MiniApp = App.extend(function (self) {
    App.call(self, 'states_start');
    self.states.add('states_start', function (name) {
      return new vumigo.states.ChoiceState(name, {
        question: 'Tea?', choices: [new Choice('states_name', 'Yes'), new Choice('states_end', 'No')],
        next: function (choice) { return choice.value; }
      });
    });
    self.states.add('states_name', function (name) {
      return new vumigo.states.FreeText(name, {question: 'Your name?', next: 'states_end'});
    });
    self.states.add('states_end', function (name) {
      return new vumigo.states.EndState(name, {text: 'Thanks ' + self.im.user.answers.states_name, next: 'states_start'});
    });
  });
  vumigo.interact(api, function () { return new MiniApp(); });
})`;

const MINI_APP_01 = `(function (api, require) {
  var vumigo = require('vumigo_v01');
  var states = new vumigo.state_machine.StateCreator('start');
  states.add_state(new vumigo.states.ChoiceState('start', function (choice) { return choice.value; }, 'Tea?', [
    new vumigo.states.Choice('name', 'Yes'), new vumigo.states.Choice('end', 'No')]));
  states.add_state(new vumigo.states.FreeText('name', 'end', 'Your name?'));
  states.add_state(new vumigo.states.EndState('end', 'Thanks', 'start'));
  var im = new vumigo.state_machine.InteractionMachine(api, states);
  im.attach();
})`;

/** Talks to an app as one phone, each message in a fresh realm; returns the replies. */
async function dialogue(set, app, contents) {
  const store = {};
  const replies = [];
  for (const content of contents) {
    const modules = new ModuleSet(set);
    const api = scriptedApi(store);
    modules.run(app)(api, (name) => modules.require(name));
    const msg = { message_id: '1', content, from_addr: '+254', to_addr: '*123#', transport_type: 'ussd', session_event: content === null ? 'new' : 'resume' };
    api.on_inbound_message({ cmd: 'inbound-message', msg });
    await api.finished;
    const reply = api.sent.find(({ cmd }) => cmd === 'outbound.reply_to');
    assert.ok(reply, JSON.stringify(api.sent));
    replies.push([reply.content, reply.continue_session ?? true]);
  }
  return replies;
}

const plain = (value) => JSON.parse(JSON.stringify(value));
const outcome = (call) => { try { return plain({ value: call() }); } catch (error) { return { thrown: error.name }; } };

/** An absent search is '' or null in Node's versions when the query is parsed. */
const parsed = (url, text, query) => plain({ ...url.parse(text, query), search: url.parse(text, query).search || null });

for (const [name, toolkits] of TOOLKITS) {
  describe(name, () => {
    const set = new ModuleSet(name);
    const require = (entry) => set.require(entry);

    test('loads every entry, each alone in a fresh realm', () => {
      for (const entry of set.entries.keys()) {
        assert.ok(new ModuleSet(name).require(entry), entry);
      }
      toolkits.forEach((toolkit) => assert.ok(set.entries.has(toolkit), toolkit));
    });

    test('leaves no trace in the global object, but for the implicit globals of seed-jsbox-utils', () => {
      const before = new ModuleSet(name).run('Object.getOwnPropertyNames(globalThis).join()');
      const used = new ModuleSet(name);
      [...used.entries.keys()].filter((entry) => entry !== 'seed-jsbox-utils').forEach((entry) => used.require(entry));
      assert.equal(used.run('Object.getOwnPropertyNames(globalThis).join()'), before);
    });

    test('gives nothing for other names, and throws inside modules', () => {
      ['fs', 'events', 'child_process', 'libxmljs', 'lodash/fp', '../q', 'constructor'].forEach((other) => assert.equal(require(other), null));
      assert.throws(() => set.internal('builtin/fs.js').readFileSync('x'), /no files/);
      ['child_process', './nothing', 'constructor'].forEach((other) => assert.throws(() => set.requireIn('q/q.js', other), /Cannot find module/));
    });

    test('lists a licence for every package', () => {
      const notices = fs.readFileSync(path.join(set.folder, 'NOTICES.txt'), 'utf8');
      toolkits.forEach((toolkit) => assert.match(notices, new RegExp(`^${toolkit} \\d`, 'm')));
    });

    test('digests as Node does', () => {
      for (const algorithm of ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'SHA1']) {
        for (const text of ['', 'abc', 'héllo €😀', 'x'.repeat(1000)]) {
          assert.equal(require('crypto').createHash(algorithm).update(text).digest('hex'), nodeCrypto.createHash(algorithm).update(text).digest('hex'));
          assert.equal(require('crypto').createHmac(algorithm, 'key').update(text).digest('base64'),
            nodeCrypto.createHmac(algorithm, 'key').update(text).digest('base64'));
        }
      }
      const inParts = require('crypto').createHash('md5').update('ab', 'utf8').update(set.variables.Buffer.from('c')).digest();
      assert.equal(inParts.readInt16LE(0), nodeCrypto.createHash('md5').update('abc').digest().readInt16LE(0));
      assert.throws(() => require('crypto').createHash('none'), /Digest method not supported/);
      assert.throws(() => require('crypto').createHash('md5').update(5), { name: 'TypeError' });
      const used = require('crypto').createHash('md5');
      used.digest();
      assert.throws(() => used.digest(), /already called/);
    });

    test('takes random bytes from the host', async () => {
      const { randomBytes } = require('crypto');
      assert.equal(randomBytes(8).toString('hex'), NodeBuffer.from(RANDOM.slice(0, 8)).toString('hex'));
      assert.equal(await new Promise((resolve) => randomBytes(2, (error, bytes) => resolve(bytes.length))), 2);
      [-1, 1.5, 1e6, '4'].forEach((size) => assert.throws(() => randomBytes(size), { name: 'RangeError' }));
    });

    test('has a Buffer that encodes as Node does', () => {
      const { Buffer } = set.variables;
      for (const text of ['', 'user:pass', 'é€😀', '\0\x7f']) {
        for (const encoding of ['base64', 'hex', 'utf8', 'latin1', 'ascii', 'utf16le']) {
          assert.equal(new Buffer(text).toString(encoding), NodeBuffer.from(text).toString(encoding));
          assert.equal(Buffer.from(NodeBuffer.from(text).toString(encoding), encoding).toString('hex'),
            NodeBuffer.from(NodeBuffer.from(text).toString(encoding), encoding).toString('hex'));
        }
      }
      assert.equal(Buffer.concat([Buffer.from('a'), Buffer.alloc(1, 'b')]).toString(), 'ab');
      assert.equal(Buffer.byteLength('€'), 3);
    });

    test('handles URLs as Node does', () => {
      const urls = ['http://a.com/b/c?d=e&f=g#h', 'https://u:p%40@a.com:8080/', '//a.com/b', '/b?c', 'a.com', 'http://é.com/ü?q=ü', 'mailto:a@b.c',
        'http://a.com?x=1&x=2', 'http://a.com/a b', '', 'http://a.com/%', '?a=b', '#x'];
      for (const one of urls) {
        for (const query of [false, true]) {
          assert.deepEqual(parsed(require('url'), one, query), parsed(nodeUrl, one, query), one);
        }
        for (const other of ['x', '/x', '../x', '?y=1', '#z', 'http://o.org/p', '//o.org', '']) {
          assert.equal(require('url').resolve(one, other), nodeUrl.resolve(one, other), `${one} + ${other}`);
        }
      }
      for (const parts of [{ protocol: 'http', host: 'a.com', pathname: '/b', query: { c: [1, 2], d: 'e f', g: true } }, { pathname: 'x', search: 'y=1' },
        { hostname: 'a.com', port: 80, protocol: 'https:', hash: 'h', auth: 'u:p' }, { query: {} }]) {
        assert.equal(require('url').format(parts), nodeUrl.format(parts));
      }
    });

    test('handles query strings as Node does', () => {
      const texts = ['a=1&b=2', 'a=1&a=2&a=3', 'a=%', 'a=%zz&b=%20x', 'a+b=c+d', '=x', 'a', 'a=', '&&a=1&', '', 'a=b=c', 'a=%E4%BD%A0', 'a=%ff', 'a=x%20%',
        '__proto__=1&a=2', 'hasOwnProperty=1', 'a&b', undefined, 'a=%2B+%20'];
      const values = [{ a: 1, b: 'x y' }, { a: [1, 2, 'z'] }, { a: null, b: undefined, c: true, d: NaN, e: Infinity }, { a: { b: 1 } }, {}, { a: 'é€😀' },
        { 'a b': '!\'()*-._~&=+' }, 'str', null, undefined, { a: [], b: 1 }, { a: '' }, [1, 2], { a: 10n }, { a: new Date(0) }, { a: '\ud800' }, { a: 1e21 }];
      const ours = require('querystring');
      texts.forEach((text) => assert.deepEqual(outcome(() => ours.decode(text)), outcome(() => nodeQuerystring.decode(text)), text));
      values.forEach((value) => assert.deepEqual(outcome(() => ours.encode(value)), outcome(() => nodeQuerystring.encode(value))));
      assert.deepEqual(plain(ours.parse('a:1;b:2', ';', ':')), plain(nodeQuerystring.parse('a:1;b:2', ';', ':')));
      assert.deepEqual(plain(ours.parse('a=1&b=2&c=3', null, null, { maxKeys: 2 })), { a: '1', b: '2' });
      assert.equal(ours.stringify({ a: 1, b: [2, 3] }, ';', ':'), 'a:1;b:2;b:3');
    });

    test('formats and inspects simple values as Node does', () => {
      const util = set.internal('builtin/util.js');
      for (const value of [1, 'a', null, undefined, true, [1, 'b'], { a: { b: { c: { d: 1 } } } }, /x/g, [], {}]) {
        assert.equal(util.inspect(value), nodeUtil.inspect(value));
        assert.equal(util.isArray(value), Array.isArray(value));
      }
      assert.equal(util.format('%s is %d, %j%%', 'x', 4, { a: 1 }), nodeUtil.format('%s is %d, %j%%', 'x', 4, { a: 1 }));
      assert.equal(util.format('a', 'b', 3), 'a b 3');
    });

    test('gives Q a scheduler', async () => {
      const Q = require('q');
      assert.equal(await Q(1).delay(1).then((value) => Q.all([value, Q.nfcall((done) => done(null, 2))])).then(String), '1,2');
      assert.equal(await Q.reject(new Error('no')).catch((error) => error.message), 'no');
      await new Promise((resolve) => set.variables.process.nextTick((a, b) => resolve(assert.deepEqual([a, b], [1, 2])), 1, 2));
    });

    test('has working lodash, moment and jed', async () => {
      const _ = require('lodash');
      const moment = require('moment');
      assert.equal(_.template('Hi <%= name %>')({ name: 'Ann' }), 'Hi Ann');
      assert.ok(await new Promise((resolve) => _.defer(resolve, true)));
      assert.equal(moment('2014-04-04T10:00:00').add(1, 'days').format('D MMMM YYYY'), '5 April 2014');
      assert.equal((moment.locale ?? moment.lang).call(moment, 'fr'), 'fr');
      assert.equal(moment('2014-04-04T10:00:00').format('MMMM'), 'avril');
      assert.equal((moment.locale ?? moment.lang).call(moment, 'nowhere'), 'fr');
      const Jed = require('jed');
      assert.equal(new Jed({ locale_data: { messages: { '': {}, 'Yes': [null, 'Ndiyo'] } } }).gettext('Yes'), 'Ndiyo');
    });

    test('refuses BigQuery inserts', async () => {
      const { BigQuery } = require('@google-cloud/bigquery');
      const client = new BigQuery({ projectId: 'p', credentials: { client_email: 'a@b', private_key: 'k' } });
      assert.deepEqual(plain(client.datetime('2020-01-01T00:00:00')), { value: '2020-01-01T00:00:00' });
      await assert.rejects(client.dataset('d').table('t').insert([{ a: 1 }]), /not reachable/);
      assert.ok(new BigQuery());
    });

    if (toolkits.includes('vumigo_v02')) {
      test('sends events through once-wrappers that return what the handler returns', async () => {
        const { EventEmitter } = set.internal('builtin/events.js');
        const emitter = new EventEmitter();
        emitter.once('x', (value) => value + 1);
        emitter.on('x', (value) => value * 2);
        assert.deepEqual([...emitter.rawListeners('x').map((listener) => listener(4))], [5, 8]);
        assert.equal(emitter.listeners('x').length, 1);
        emitter.removeAllListeners();
        assert.equal(emitter.listeners('x').length, 0);
      });

      test('runs a once handler of the toolkit only once, and waits for it', async () => {
        const { Eventable, Event } = require('vumigo_v02').events;
        const Q = require('q');
        const eventable = new Eventable();
        let runs = 0;
        eventable.once('e', () => Q(7).delay(1).then((value) => { runs++; return value; }));
        assert.deepEqual(plain(await eventable.emit(new Event('e'))), [7]);
        assert.deepEqual(plain(await eventable.emit(new Event('e'))), []);
        assert.equal(runs, 1);
      });

      test('has lodash, Q, moment, Jed and URLs for the toolkit', { skip: name === 'vumigo-0.2' }, async () => {
        const { events, translate, utils } = require('vumigo_v02');
        const translator = new translate.Translator();
        assert.equal(translator(new translate.LazyTranslator()('{{ _.capitalize(a) }}').context({ a: 'ann' })), 'Ann');
        assert.equal(translator.jed.translate('Yes').fetch(), 'Yes');
        assert.equal(await new events.Eventable().emit.setup().timeout(1000).then((all) => all.length), 0);
        assert.equal(utils.vumi_utc('20140404T100000Z'), '2014-04-04 10:00:00.0000');
        assert.equal(utils.url_without_params('http://münchen.de/?a=1'), 'http://xn--mnchen-3ya.de/');
      });

      test('holds a conversation with toolkit 0.2 or 0.3', async () => {
        assert.deepEqual(await dialogue(name, MINI_APP, [null, '1', 'Ann']),
          [['Tea?\n1. Yes\n2. No', true], ['Your name?', true], ['Thanks Ann', false]]);
      });
    }

    test('holds a conversation with toolkit 0.1', async () => {
      assert.deepEqual(await dialogue(name, MINI_APP_01, [null, '1', 'Ann']),
        [['Tea?\n1. Yes\n2. No', true], ['Your name?', true], ['Thanks', false]]);
    });
  });
}
