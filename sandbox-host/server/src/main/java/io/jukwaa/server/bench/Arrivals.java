package io.jukwaa.server.bench;

import io.jukwaa.server.bench.StubOperator.Taken;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** When messages came to an operator, and which. Thread-safe. */
final class Arrivals {
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Set<String> texts = new HashSet<>();
  private final Timeline times = new Timeline();

  /** Forgets what came before. */
  synchronized void begin() {
    texts.clear();
    times.clear();
  }

  synchronized void add(Taken taken) {
    times.add(System.nanoTime());
    texts.add(taken.text());
  }

  /** How many different messages came. */
  synchronized int different() {
    return texts.size();
  }

  /** How many came that had come already. */
  synchronized int again() {
    return times.count() - texts.size();
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

  /** When they came. */
  Timeline times() {
    return times;
  }
}
