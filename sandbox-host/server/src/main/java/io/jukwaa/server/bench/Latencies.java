package io.jukwaa.server.bench;

import java.util.Arrays;

/** How long each message took. Immutable. */
final class Latencies {
  private final long[] micros;

  /** @param micros microseconds, one for each message, in any order; the first {@code count} of them */
  Latencies(long[] micros, int count) {
    this.micros = Arrays.copyOf(micros, count);
    Arrays.sort(this.micros);
  }

  int count() {
    return micros.length;
  }

  /** The latency, in milliseconds, that this share of messages did not exceed; 0 without messages. */
  double percentile(double share) {
    int rank = (int) Math.ceil(share * micros.length) - 1;
    return micros.length == 0 ? 0 : micros[Math.max(0, rank)] / 1000.0;
  }
}
