// MUST: denied: there is no way to a Java class.
api.on_inbound_message = function () {
  if (typeof Java !== 'undefined' || typeof Packages !== 'undefined') { this.log_info('PWNED: host-classes Java'); }
  this.done();
};
