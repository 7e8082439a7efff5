// MUST: killed: more commands than a run may send.
api.on_inbound_message = function () {
  for (var i = 0; i < 5000; i++) { this.request('kv.get', { key: 'k' + i }, function () {}); }
};
