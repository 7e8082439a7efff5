// MUST: throttled: lines over the limit are left out, and the log says so once.
api.on_inbound_message = function () {
  for (var i = 0; i < 300; i++) { this.log_info('line ' + i); }
  this.done();
};
