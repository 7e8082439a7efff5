// MUST: killed: a built-in that no interrupt reaches costs its worker, and nobody else anything.
api.on_inbound_message = function () {
  Array.prototype.lastIndexOf.call({ length: Math.pow(2, 53) - 1 }, 1);
};
