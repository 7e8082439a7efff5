package io.jukwaa.transports.smpp;

import io.jukwaa.transports.Pauses;
import java.time.Duration;

/**
 * How long we wait for operators, and between tries.
 *
 * @param bind until a connection is made, and again until the bind is answered
 * @param answer until a message, or the question whether somebody is there, is answered
 * @param reconnect between two tries to bind: the first pause and the longest
 * @param busy before the same PDU goes again to an operator that says it has too much: the first pause and the longest
 * @param patience with an operator that has too much, for one message: a host may send by a channel for a minute and
 *     what is begun then, and loses the channel to another half a minute later
 */
record Timing(Duration bind, Duration answer, Pauses reconnect, Pauses busy, Duration patience) {
  static final Timing STANDARD = new Timing(Duration.ofSeconds(30), Duration.ofSeconds(60),
      new Pauses(Duration.ofSeconds(1), Duration.ofSeconds(60)), new Pauses(Duration.ofSeconds(1),
          Duration.ofSeconds(30)),
      Duration.ofSeconds(25));
}
