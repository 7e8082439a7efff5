package io.jukwaa.transports;

import io.jukwaa.message.Channel;

/** A transport by which messages can leave at any time. Its settings include {@link Pace#with}. */
public interface SendingTransport extends Transport {
  /** The {@code transport_type} of what leaves: {@code sms} and the like. */
  String type();

  /**
   * Whether who takes a message only hands it on. Then {@link Submission.Accepted} tells apps nothing: whether it is taken
   * in the end is told by receipts, {@code TAKEN} or {@code REFUSED}.
   */
  default boolean handsOn() {
    return false;
  }

  /** How fast and for how long messages leave by a channel that was checked. */
  default Pace pace(Channel channel) {
    return Pace.of(settings(), channel);
  }

  /**
   * What sends the messages of one channel and, where the operator does not call us, takes what comes in. A connection
   * is made behind the caller's back, and made again when it breaks.
   *
   * @param channel checked before
   * @param client how operators are asked over HTTP
   */
  Sender open(Channel channel, OperatorClient client, TransportContext context);
}
