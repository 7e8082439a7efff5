// MUST: killed: a loop without an end is stopped at the limit of processor time or of memory.
api.on_inbound_message = function () {
  var n = 0;
  for (;;) { n = (n + 1) % 7; }
};
