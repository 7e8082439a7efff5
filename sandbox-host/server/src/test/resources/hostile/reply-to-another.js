// MUST: denied: only the message of this run can be replied to.
api.on_inbound_message = function () {
  var self = this;
  self.request('outbound.reply_to', { in_reply_to: 'f'.repeat(32), content: 'x' }, function (reply) {
    if (reply.success) { self.log_info('PWNED: reply-to-another replied to somebody else'); }
    self.done();
  });
};
