package io.jukwaa.transports.ussd;

import io.jukwaa.message.Channel;

/** One checked request and where it came in. */
record Visit(Channel channel, Gateway gateway, UssdRequest request) {
  GatewayMap map() {
    return gateway.map();
  }
}
