// MUST: denied: there is no way to load a file.
api.on_inbound_message = function () {
  if (typeof load !== 'undefined' || typeof loadWithNewGlobal !== 'undefined') { this.log_info('PWNED: host-load load'); }
  this.done();
};
