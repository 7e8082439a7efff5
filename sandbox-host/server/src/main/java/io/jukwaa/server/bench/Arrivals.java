package io.jukwaa.server.bench;

import io.jukwaa.server.bench.StubOperator.Taken;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** When messages came to an operator, and which. Thread-safe. */
final class Arrivals {
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Set<String> texts = new HashSet<>();
  private long[] nanos = new long[1 << 10];
  private int count;

  /** Forgets what came before. */
  synchronized void begin() {
    texts.clear();
    count = 0;
  }

  synchronized void add(Taken taken) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = System.nanoTime();
    texts.add(taken.text());
  }

  /** How many different messages came. */
  synchronized int different() {
    return texts.size();
  }

  /** How many came that had come already. */
  synchronized int again() {
    return count - texts.size();
  }

  /**
   * Waits until so many different ones have come.
   *
   * @throws BenchException if none comes for a minute
   */
  void await(int messages) {
    int before = different();
    long moved = System.nanoTime();
    while (before < messages) {
      java.util.concurrent.locks.LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
      int now = different();
      if (now > before) {
        before = now;
        moved = System.nanoTime();
      } else if (System.nanoTime() - moved > SILENCE_NANOS) {
        throw new BenchException("the operator has " + now + " messages (expected: " + messages + ")");
      }
    }
  }

  /** From the first to the last. */
  synchronized double perSecond() {
    return count < 2 ? 0 : (count - 1) * 1e9 / (nanos[count - 1] - nanos[0]);
  }

  /** The most that came within any second. */
  synchronized int mostWithin(Duration window) {
    int most = 0;
    int first = 0;
    for (int last = 0; last < count; last++) {
      while (nanos[last] - nanos[first] >= window.toNanos()) {
        first++;
      }
      most = Math.max(most, last - first + 1);
    }
    return most;
  }
}
