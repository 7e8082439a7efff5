package io.jukwaa.server.fetch;

import io.jukwaa.resources.http.FetchException;
import java.time.Duration;

/** A dead-line that counts from when it was made, by the monotonic clock. Thread-safe. */
final class TimeLeft {
  private final long end;
  private final String exceeded;

  /** @param exceeded what the guest is told when it has passed */
  TimeLeft(Duration within, String exceeded) {
    this.end = System.nanoTime() + within.toNanos();
    this.exceeded = exceeded;
  }

  /** @throws FetchException if it has passed */
  Duration left() {
    long nanos = end - System.nanoTime();
    if (nanos < 1_000_000) {
      throw passed();
    }
    return Duration.ofNanos(nanos);
  }

  FetchException passed() {
    return new FetchException(exceeded);
  }
}
