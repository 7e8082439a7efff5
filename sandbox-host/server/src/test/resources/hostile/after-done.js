// MUST: no effect: what is asked for after done is refused.
api.on_inbound_message = function (command) {
  this.done();
  this.request('outbound.reply_to', { in_reply_to: command.msg.message_id, content: 'PWNED: after-done' }, function () {});
};
