// MUST: no effect: what an app leaves in its realm is gone when the next message comes.
api.on_inbound_message = function () {
  if (Object.prototype.planted || globalThis.planted) { this.log_info('PWNED: realm-left-behind found what I had left'); }
  Object.defineProperty(Object.prototype, 'planted', { value: true, configurable: true });
  globalThis.planted = true;
  this.done();
};
