// MUST: denied: nobody finds another tenant's contacts by their address.
api.on_inbound_message = function () {
  var self = this;
  self.request('contacts.get', { delivery_class: 'ussd', addr: '+27820000001' }, function (reply) {
    if (reply.success) { self.log_info('PWNED: tenant-contacts ' + JSON.stringify(reply)); }
    self.done();
  });
};
