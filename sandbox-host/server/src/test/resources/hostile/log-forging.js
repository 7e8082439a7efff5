// MUST: no effect: nothing in a line can look like another one.
api.on_inbound_message = function () {
  this.log_info('a\nERROR log-forging');
  this.log_info('\u001b[2Jlog-forging');
  this.done();
};
