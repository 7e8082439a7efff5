// MUST: no effect: what an app does to built-ins of its realm reaches neither the bridge nor the next message.
Object.prototype.cmd = 'outbound.send_to';
Array.prototype.push = JSON.stringify = JSON.parse = function () { throw new Error('polluted'); };
Object.prototype.toJSON = function () { return { cmd: 'log.info', msg: 'PWNED: realm-pollution toJSON reached the host' }; };
api.on_inbound_message = function () {
  this.done();
};
