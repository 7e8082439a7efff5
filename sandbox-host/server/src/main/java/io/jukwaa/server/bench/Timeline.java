package io.jukwaa.server.bench;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** When things happened, in the order they did. Thread-safe. */
final class Timeline {
  private static final Duration A_SECOND = Duration.ofSeconds(1);

  private long[] nanos = new long[1 << 10];
  private int count;

  synchronized void clear() {
    count = 0;
  }

  synchronized void add(long nano) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = nano;
  }

  synchronized int count() {
    return count;
  }

  /** What it says of a cap: how many came in a second, what part of the cap that is, and the most within any second. */
  synchronized Map<String, Object> held(int cap) {
    Map<String, Object> held = new LinkedHashMap<>();
    held.put("perSecond", rounded(perSecond()));
    held.put("toCap", rounded(perSecond() / cap));
    held.put("mostWithinASecond", mostWithinASecond());
    return held;
  }

  /** From the first to the last. */
  synchronized double perSecond() {
    return count < 2 ? 0 : (count - 1) * 1e9 / (nanos[count - 1] - nanos[0]);
  }

  /** The most that came within any second. */
  synchronized int mostWithinASecond() {
    int most = 0;
    int first = 0;
    for (int last = 0; last < count; last++) {
      while (nanos[last] - nanos[first] >= A_SECOND.toNanos()) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }

  private static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
