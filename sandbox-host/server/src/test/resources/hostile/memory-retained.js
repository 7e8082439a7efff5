// MUST: killed: memory that is kept is stopped at the heap or at the bytes allocated.
api.on_inbound_message = function () {
  var kept = [];
  for (;;) { kept.push(new Array(1000).join('x') + kept.length); }
};
