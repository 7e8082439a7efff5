// MUST: no effect: what an app writes into its parameters does not choose the command.
api.on_inbound_message = function () {
  var self = this;
  var forged = { key: 'x', toJSON: function () {
    return { cmd: 'log.info', cmd_id: this.cmd_id, reply: true, msg: 'PWNED: forged-envelope chose the command' };
  } };
  self.request('kv.get', forged, function () { self.done(); });
};
