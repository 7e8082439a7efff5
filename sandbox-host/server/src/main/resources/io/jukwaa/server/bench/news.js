// Sends as many messages as it is told, each to somebody else, and says how many of them were taken.
api.on_inbound_message = function (command) {
  var order = JSON.parse(command.msg.content);
  var left = order.count;
  var taken = 0;

  function heard(reply) {
    taken += reply.success ? 1 : 0;
    left -= 1;
    if (left === 0) {
      api.request('outbound.reply_to', {content: 'taken: ' + taken, in_reply_to: command.msg.message_id,
        continue_session: false}, function () { api.done(); });
    }
  }

  for (var number = order.first; number < order.first + order.count; number += 1) {
    api.request('outbound.send_to_endpoint', {endpoint: order.endpoint, to_addr: '+' + (254700000000 + number),
      content: order.endpoint + ' ' + number}, heard);
  }
};
