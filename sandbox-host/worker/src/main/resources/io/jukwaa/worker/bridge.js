// The runner: gives an app its `api`, its modules and their timers, and carries text between it and the host.
//
// Evaluated once in the runner realm, where the modules live too; apps run in a realm of their own. Everything it needs
// of the language is taken before any other code runs, so an app that overwrites built-ins harms itself only. The host
// gives functions, never objects, and gets numbers and text.
//
// send(number, command, json)  a request; number 0 wants no answer
// wrapper(id)                  the module's code as a function of its scope
// resolve(id, request)         which module a module gets for a request, -1 for none; id -1 asks for a requirable name,
//                              id -2 for a variable of the module scope
// mentions(id)                 1 if the module's text mentions Buffer, 2 if it mentions process, 3 for both
// entropy(count)               random bytes as a text of characters 0 to 255
// sleep(id, milliseconds)      calls fire(id) later
// configured(key)              what the app's owner set under a key, null if nothing
// app                          the app realm's global object
(function (send, wrapper, resolve, mentions, entropy, sleep, configured, app) {
  'use strict';

  const { parse, stringify } = JSON;
  const { apply, defineProperty } = Reflect;
  const text = String;
  const bytes = Uint8Array;
  const codeAt = String.prototype.charCodeAt;
  const startsWith = String.prototype.startsWith;
  const global = globalThis;

  /** What the host learns after each call: the run is over, has work at once, waits, or can do nothing any more. */
  const ENDED = 1;
  const BUSY = 2;
  const WAITING = 3;
  const IDLE = 4;

  // Whoever climbs from a function or an object of this realm to its constructors ends in the realm of the app.
  for (const shape of [function () {}, function* () {}, async function () {}, async function* () {}]) {
    defineProperty(Object.getPrototypeOf(shape), 'constructor',
      { value: app.Function, writable: true, enumerable: false, configurable: true });
  }

  // ---- the clock of the runner realm

  let immediates = null;
  let lastImmediate = null;
  let timers = { __proto__: null };
  let timerCount = 0;
  let timerId = 0;

  function setImmediate(callback, ...values) {
    const entry = { callback, values, next: null };
    if (immediates === null) {
      immediates = entry;
    } else {
      lastImmediate.next = entry;
    }
    lastImmediate = entry;
    return entry;
  }

  function clearImmediate(entry) {
    if (entry) {
      entry.callback = null;
    }
  }

  function setTimeout(callback, delay, ...values) {
    return startTimer({ callback, values, delay: milliseconds(delay), repeats: false });
  }

  function setInterval(callback, delay, ...values) {
    return startTimer({ callback, values, delay: milliseconds(delay), repeats: true });
  }

  function milliseconds(delay) {
    const number = +delay;
    return number >= 1 && number <= 2147483647 ? number : 1;
  }

  function startTimer(timer) {
    const id = ++timerId;
    timers[id] = timer;
    timerCount++;
    sleep(id, timer.delay);
    return id;
  }

  function clearTimeout(id) {
    if (timers[id] !== undefined) {
      delete timers[id];
      timerCount--;
    }
  }

  // ---- modules

  // Old modules look for their clock, and for Node's global object, as properties.
  for (const [name, value] of [['global', global], ['setTimeout', setTimeout], ['clearTimeout', clearTimeout],
    ['setInterval', setInterval], ['clearInterval', clearTimeout], ['setImmediate', setImmediate],
    ['clearImmediate', clearImmediate]]) {
    defineProperty(global, name, { value, writable: true, enumerable: false, configurable: true });
  }

  const loaded = { __proto__: null };

  function load(id) {
    const known = loaded[id];
    if (known !== undefined) {
      return known.exports;
    }
    const module = { id: text(id), exports: {}, loaded: false };
    loaded[id] = module;
    try {
      evaluate(id, module);
      module.loaded = true;
    } finally {
      if (!module.loaded) {
        delete loaded[id];
      }
    }
    return module.exports;
  }

  function evaluate(id, module) {
    const used = mentions(id);
    apply(wrapper(id), module.exports, [module.exports, requireFor(id), module, text(id), '/', global,
      used & 2 ? scopeVariable('process') : undefined, used & 1 ? scopeVariable('Buffer') : undefined,
      setTimeout, clearTimeout, setInterval, clearTimeout, setImmediate, clearImmediate, silent, randomBytes]);
  }

  function requireFor(id) {
    return function require(request) {
      const target = resolve(id, text(request));
      if (target < 0) {
        throw new Error("Cannot find module '" + request + "'");
      }
      return load(target);
    };
  }

  function scopeVariable(name) {
    const id = resolve(-2, name);
    return id < 0 ? undefined : load(id);
  }

  function randomBytes(count) {
    const drawn = entropy(count);
    const result = new bytes(count);
    for (let i = 0; i < count; i++) {
      result[i] = apply(codeAt, drawn, [i]);
    }
    return result;
  }

  const ignore = () => undefined;
  const silent = { log: ignore, info: ignore, warn: ignore, error: ignore, debug: ignore, trace: ignore };

  // ---- where errors came from

  /** The last error whose stack was looked at: toolkits that catch errors log their message only. */
  let lastError = null;
  /** Of the message the app is run for; undefined in a run for an event. */
  let messageId;

  /** What `stack` of an error reads; the promise libraries of toolkits look at it when a promise is rejected. */
  function prepareStackTrace(error, frames) {
    let message = '';
    let stack = '';
    try {
      message = text(error);
      for (let i = 0; i < frames.length; i++) {
        stack += '\n    at ' + frames[i];
      }
      lastError = { message: text(error.message), stack: message + stack };
    } catch {
      // An error that cannot be shown is not shown.
    }
    return message + stack;
  }

  for (const realm of [app, global]) {
    defineProperty(realm.Error, 'prepareStackTrace',
      { value: prepareStackTrace, writable: true, enumerable: false, configurable: true });
  }

  /** An error a toolkit caught, with where it came from. */
  function withStack(name, command) {
    const known = lastError;
    return name === 'log.error' && known !== null && known.message !== '' && command.msg === known.message
      ? stringify({ ...command, msg: (messageId === undefined ? '' : 'message ' + messageId + ': ') + known.stack })
      : null;
  }

  // ---- one run

  /** Callbacks by cmd_id, and the cmd_id of each number the host will answer. */
  let pending = { __proto__: null };
  let numbered = { __proto__: null };
  let waiting = 0;
  let number = 0;
  let ended = false;
  /** The app has called `done`: nothing is sent from then on and, if a session was held, nothing done but its log. */
  let finishing = false;
  /** Whether somebody holds a session open for the answer to the present message. */
  let held = false;
  let api = null;

  function state() {
    if (ended) {
      return ENDED;
    }
    if (immediates !== null) {
      return BUSY;
    }
    return waiting + timerCount > 0 ? WAITING : IDLE;
  }

  /** Forgets the last run and gives the app realm what the next one finds there. */
  function begin() {
    immediates = lastImmediate = null;
    lastError = null;
    timers = { __proto__: null };
    timerCount = 0;
    pending = { __proto__: null };
    numbered = { __proto__: null };
    waiting = 0;
    number = 0;
    ended = finishing = false;
    api = createApi();
    give('api', api);
    give('require', requireByApp);
    give('console', createConsole());
    defineProperty(app, 'Buffer', { get: takeBuffer, set: replaceBuffer, enumerable: true, configurable: true });
  }

  function give(name, value) {
    defineProperty(app, name, { value, writable: true, enumerable: true, configurable: true });
  }

  function requireByApp(name) {
    const id = resolve(-1, text(name));
    return id < 0 ? null : load(id);
  }

  function takeBuffer() {
    return scopeVariable('Buffer');
  }

  function replaceBuffer(value) {
    give('Buffer', value);
  }

  function createConsole() {
    const logger = (command) => function (...values) {
      let line = '';
      for (let i = 0; i < values.length; i++) {
        line += (i === 0 ? '' : ' ') + shown(values[i]);
      }
      post(command, { msg: line });
    };
    return { log: logger('log.info'), info: logger('log.info'), warn: logger('log.warning'),
      error: logger('log.error'), debug: logger('log.debug'), trace: logger('log.debug') };
  }

  /** A value as a line of the log shows it; apps were never stopped by what they gave to console. */
  function shown(value) {
    try {
      return typeof value === 'object' && value !== null ? stringify(value) : text(value);
    } catch {
      return '[' + typeof value + ']';
    }
  }

  /** Sends what nobody waits for. */
  function post(command, fields) {
    if (!ended) {
      send(0, command, stringify(fields));
    }
  }

  function createApi() {
    const emitter = new (scopeVariable('EventEmitter'))();
    const created = {
      // The original runner has logged two lines of its own by the time an app is evaluated.
      id: 2,
      emitter,
      next_id() {
        this.id += 1;
        return text(this.id);
      },
      populate_command(cmd, msg) {
        msg.cmd = cmd;
        msg.reply = false;
        msg.cmd_id = this.next_id();
        return msg;
      },
      request(cmd, msg, callback) {
        this.populate_command(cmd, msg);
        if (typeof callback === 'function') {
          pending[msg.cmd_id] = { callback, number: undefined };
        }
        this.emitter.emit('request', msg);
      },
      log_info(msg, callback) {
        this.request('log.info', { msg }, callback);
      },
      done() {
        finishing = true;
        this.log_info('Done.', () => this.emitter.emit('done'));
      },
      on_unknown_command() {
      },
    };
    emitter.on('request', transmit);
    emitter.on('done', finish);
    return created;
  }

  function comesTooLate(name) {
    return finishing && (held ? !apply(startsWith, name, ['log.']) : apply(startsWith, name, ['outbound.']));
  }

  /** Takes the text at once: what the app does to the object later must not change what it asked for. */
  function transmit(command) {
    if (ended) {
      return;
    }
    const name = text(command.cmd);
    const json = withStack(name, command) || stringify(command);
    const entry = pending[command.cmd_id];
    if (entry !== undefined && entry.number !== undefined) {
      return;
    }
    if (comesTooLate(name)) {
      if (entry !== undefined) {
        answerSoon(command, { success: false, reason: 'the app has called done' });
      }
      return;
    }
    if (isPlainLog(name, command)) {
      send(0, name, json);
      if (entry !== undefined) {
        answerSoon(command, { success: true });
      }
      return;
    }
    if (entry === undefined) {
      send(0, name, json);
      return;
    }
    if (name === 'config.get' && typeof command.key === 'string') {
      const value = configured(command.key);
      answerSoon(command, { success: true, value });
      return;
    }
    entry.number = ++number;
    waiting++;
    numbered[number] = command.cmd_id;
    send(number, name, json);
  }

  /** Logging succeeds whenever there is something to log, so its answer need not come from the host. */
  function isPlainLog(name, command) {
    switch (name) {
      case 'log.debug':
      case 'log.info':
      case 'log.warning':
      case 'log.error':
      case 'log.critical':
      case 'log.log':
        return command.msg !== undefined && command.msg !== null;
      default:
        return false;
    }
  }

  /** Answers what is known here, when the app has returned, as if the host had done it. */
  function answerSoon({ cmd, cmd_id }, fields) {
    const reply = { cmd, cmd_id, reply: true, ...fields };
    setImmediate(() => answer(reply));
  }

  function finish() {
    ended = true;
    immediates = lastImmediate = null;
  }

  function answer(reply) {
    const entry = pending[reply.cmd_id];
    if (entry !== undefined) {
      delete pending[reply.cmd_id];
      apply(entry.callback, api, [reply]);
    }
  }

  // ---- what the host calls; it asks for the state after each

  function deliver(handler, json) {
    const command = parse(json);
    messageId = command.msg && command.msg.message_id;
    held = Boolean(command.msg && command.msg.session_event);
    const attached = api[handler] || api.on_unknown_command;
    if (attached) {
      apply(attached, api, [command]);
    }
  }

  function reply(answered, json) {
    if (!ended && numbered[answered] !== undefined) {
      delete numbered[answered];
      waiting--;
      answer(parse(json));
    }
  }

  function turn() {
    const entry = immediates;
    if (entry !== null && !ended) {
      immediates = entry.next;
      if (immediates === null) {
        lastImmediate = null;
      }
      if (entry.callback !== null) {
        apply(entry.callback, undefined, entry.values);
      }
    }
  }

  function fire(id) {
    const timer = timers[id];
    if (timer !== undefined && !ended) {
      if (timer.repeats) {
        sleep(id, timer.delay);
      } else {
        clearTimeout(id);
      }
      apply(timer.callback, undefined, timer.values);
    }
  }

  return { begin, deliver, reply, turn, fire, state, load: requireByApp };
})
