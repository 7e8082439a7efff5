// MUST: throttled: messages over the limit are refused.
api.on_inbound_message = function (command) {
  var self = this;
  var left = 200;
  var accepted = 0;
  for (var i = 0; i < 200; i++) {
    self.request('outbound.reply_to', { in_reply_to: command.msg.message_id, content: 'x' }, function (reply) {
      accepted += reply.success ? 1 : 0;
      if (--left === 0) {
        if (accepted > 100) { self.log_info('PWNED: message-flood ' + accepted + ' messages'); }
        self.done();
      }
    });
  }
};
