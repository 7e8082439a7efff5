// Each user's messages are numbered. Says whether the newest has a greater number than the one before it; one that is
// run again has the same. Every text, and every report on a message, is also copied to somebody else.
api.on_inbound_message = function (command) {
  var message = command.msg;
  var number = Number(message.content);
  var key = 'last:' + message.from_addr;

  function reply(text) {
    api.request('outbound.reply_to', {content: text + ' ' + number, in_reply_to: message.message_id,
      continue_session: true}, function () { api.done(); });
  }

  function copied(text) {
    if (message.session_event) {
      reply(text);
      return;
    }
    api.request('outbound.send_to', {content: 'copy of ' + message.message_id, to_addr: '+999'}, function (sent) {
      reply(sent.success ? text : 'not copied');
    });
  }

  api.request('kv.get', {key: key}, function (got) {
    if (!got.success) {
      reply('not read');
      return;
    }
    var last = got.value === null ? -1 : got.value;
    api.request('kv.set', {key: key, value: Math.max(last, number)}, function (set) {
      copied(!set.success ? 'not written' : number < last ? 'after ' + last + ':' : 'ok');
    });
  });
};

api.on_inbound_event = function (command) {
  if (command.msg.transport_name === 'copies') { // what became of a copy is not copied
    api.done();
    return;
  }
  api.request('outbound.send_to', {content: 'copy of ' + command.msg.event_id, to_addr: '+999'}, function () {
    api.done();
  });
};
