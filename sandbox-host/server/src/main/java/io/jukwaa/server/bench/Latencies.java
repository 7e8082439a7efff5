package io.jukwaa.server.bench;

import java.util.Arrays;
import java.util.Collection;

/** How long each message took. Immutable. */
public final class Latencies {
  private final long[] micros;

  /** @param micros microseconds, one for each message, in any order; the first {@code count} of them */
  Latencies(long[] micros, int count) {
    this.micros = Arrays.copyOf(micros, count);
    Arrays.sort(this.micros);
  }

  public int count() {
    return micros.length;
  }

  /** All of them together. */
  public static Latencies of(Collection<Latencies> parts) {
    long[] all = parts.stream().flatMapToLong(part -> Arrays.stream(part.micros)).toArray();
    return new Latencies(all, all.length);
  }

  /** The latency, in milliseconds, that this share of messages did not exceed; 0 without messages. */
  public double percentile(double share) {
    int rank = (int) Math.ceil(share * micros.length) - 1;
    return micros.length == 0 ? 0 : micros[Math.max(0, rank)] / 1000.0;
  }
}
