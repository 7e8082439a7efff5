package io.jukwaa.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How many workers each of many has cost within the last ten minutes. Not thread-safe. */
final class Losses {
  /** So many may happen to anybody. */
  static final int FREE = 2;

  private static final long MEMORY_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final Map<String, Deque<Long>> losses = new HashMap<>();

  /**
   * One more.
   *
   * @param now as {@link System#nanoTime} counts
   * @return how many there are
   */
  int add(String who, long now) {
    losses.computeIfAbsent(who, _ -> new ArrayDeque<>()).add(now);
    return count(who, now);
  }

  /** @param now as above */
  int count(String who, long now) {
    Deque<Long> times = losses.get(who);
    if (times == null) {
      return 0;
    }
    times.removeIf(time -> now - time > MEMORY_NANOS);
    if (times.isEmpty()) {
      losses.remove(who);
    }
    return times.size();
  }
}
