// MUST: denied: a public name of a private address is refused before anything is connected to.
api.on_inbound_message = function () {
  var self = this;
  self.request('http.get', { url: 'http://private.test/' }, function (reply) {
    if (!/not public/.test(reply.reason)) { self.log_info('PWNED: http-private ' + JSON.stringify(reply)); }
    self.done();
  });
};
