// The `api` object an app's script sees, as sandbox-protocol 1.3 describes it, for runners of the benchmark.
'use strict';

const { EventEmitter } = require('events');

/**
 * @param write takes a populated command, later than the request was made
 * @param finished is called when the run has ended
 */
function createApi(write, finished) {
  const waiting = new Map();
  const api = {
    id: 0,
    emitter: new EventEmitter(),
    on_unknown_command: function () {},
    next_id: function () {
      api.id += 1;
      return String(api.id);
    },
    populate_command: function (cmd, msg) {
      msg.cmd = cmd;
      msg.reply = false;
      msg.cmd_id = api.next_id();
      return msg;
    },
    request: function (cmd, msg, callback) {
      api.populate_command(cmd, msg);
      if (callback) {
        waiting.set(msg.cmd_id, callback);
      }
      api.emitter.emit('request', msg);
    },
    log_info: function (text, callback) {
      api.request('log.info', { msg: text }, callback);
    },
    done: function () {
      api.log_info('Done.', () => api.emitter.emit('done'));
    },
  };
  api.emitter.on('request', (msg) => setImmediate(write, msg));
  api.emitter.on('done', finished);
  return { api, take: (command) => take(api, waiting, command) };
}

/** Gives the api a command of the host: a reply to its callback, anything else to its handler. */
function take(api, waiting, command) {
  if (command.reply) {
    const callback = waiting.get(command.cmd_id);
    if (callback) {
      callback.call(api, command);
    }
    return;
  }
  const handler = api[`on_${command.cmd.replace('.', '_').replace('-', '_')}`] || api.on_unknown_command;
  if (handler) {
    handler.call(api, command);
  }
}

module.exports = { createApi };
