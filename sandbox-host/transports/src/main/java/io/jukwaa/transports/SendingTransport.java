package io.jukwaa.transports;

import io.jukwaa.message.Channel;

/** A transport by which messages can leave at any time. Its settings include {@link Pace#with}. */
public interface SendingTransport extends Transport {
  /**
   * What sends the messages of one channel.
   *
   * @param channel checked before
   * @param client how operators are asked over HTTP
   */
  Sender open(Channel channel, OperatorClient client);
}
