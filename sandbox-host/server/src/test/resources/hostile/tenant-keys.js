// MUST: denied: no trick of prefix, Unicode form, NUL, path or case reaches another tenant's record.
api.on_inbound_message = function () {
  var self = this;
  var keys = ['secret', 'Secret', 'tenant-b:secret', 'tenant-b/secret', '../tenant-b/secret', 'tenant-b\u0000secret',
    '\u0000secret', 'tenant\u2010b:secret', 'ｓecret', 'secret\u0000', "' or tenant = 'tenant-b", '%', '_ecret'];
  var left = keys.length;
  keys.forEach(function (key) {
    self.request('kv.get', { key: key }, function (reply) {
      if (/secret-of/.test(JSON.stringify(reply))) { self.log_info('PWNED: tenant-keys ' + JSON.stringify(key)); }
      if (--left === 0) { self.done(); }
    });
  });
};
