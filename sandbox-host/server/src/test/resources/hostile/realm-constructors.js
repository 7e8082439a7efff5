// MUST: denied: whoever climbs to a constructor ends in the app's own realm, where there is no Java.
api.on_inbound_message = function (command) {
  var self = this;
  [api.request, api.done, console.log, require, command.constructor, command.msg.constructor].forEach(function (f) {
    var found = f.constructor.constructor('return this')();
    if (found !== globalThis || found.Java || found.Polyglot || found.process) { self.log_info('PWNED: realm-constructors another global'); }
  });
  this.done();
};
