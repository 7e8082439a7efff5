package io.jukwaa.server.sending;

import java.time.Duration;

/** Pauses that double with each failure. */
record Backoff(Duration first, Duration longest) {
  /** Of a channel whose operator takes nothing. */
  static final Backoff CHANNEL = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));
  /** Of a message that the operator did not take, while others may fare better. */
  static final Backoff MESSAGE = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(10));

  /** Of a message over which the operator stumbles. */
  static final Backoff STUMBLE = new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(1));

  private static final int MOST_DOUBLINGS = 20;

  /** @param failures so far, one after the other; 0 or more */
  Duration after(int failures) {
    Duration pause = first.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
    return pause.compareTo(longest) < 0 ? pause : longest;
  }
}
