package io.jukwaa.transports;

import java.time.Duration;

/** Pauses between tries, which double up to the longest. */
public record Pauses(Duration first, Duration longest) {
  /** @param before pauses that went before it in a row */
  public Duration after(int before) {
    Duration doubled = first.multipliedBy(1L << Math.min(before, 20));
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }
}
