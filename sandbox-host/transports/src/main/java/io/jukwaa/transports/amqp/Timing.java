package io.jukwaa.transports.amqp;

import io.jukwaa.transports.Pauses;
import java.time.Duration;

/**
 * How long we wait for the broker, and between tries.
 *
 * @param answer until a connection is made, and until whatever is asked on it is answered
 * @param confirm until the broker has a message safe: a host may send by a channel for a minute and what is begun then,
 *     and loses the channel to another half a minute later
 * @param reconnect between two tries to connect
 * @param again before we take messages anew that we could not store
 * @param takeOver between two looks whether nobody else takes what comes in
 */
record Timing(Duration answer, Duration confirm, Pauses reconnect, Pauses again, Duration takeOver) {
  static final Timing STANDARD = new Timing(Duration.ofSeconds(10), Duration.ofSeconds(20),
      new Pauses(Duration.ofSeconds(1), Duration.ofSeconds(60)),
      new Pauses(Duration.ofSeconds(1), Duration.ofSeconds(30)),
      Duration.ofSeconds(5));
}
