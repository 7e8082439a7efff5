package io.jukwaa.sandbox;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps apps whose runs take their worker with them from doing so without end: starting a worker costs a second of a
 * core, so killing it is an attack in itself. Thread-safe.
 *
 * <p>The third worker lost within ten minutes costs the app a pause of 5 s, the fourth 30 s, the fifth 5 min. With the
 * next it is suspended until the host starts anew.
 */
final class PenaltyBox {
  private static final List<Integer> PAUSE_SECONDS = List.of(5, 30, 300);

  private final LongSupplier nanos;
  private final Losses losses = new Losses();
  private final Map<String, Long> pausedUntil = new HashMap<>();
  private final Set<String> suspended = new TreeSet<>();

  /** @param nanos the clock, as {@link System#nanoTime} counts */
  PenaltyBox(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * An app's run has cost a worker.
   *
   * @return what comes of it, for its log and the operator's; null if nothing does
   */
  synchronized @Nullable String lost(String app) {
    long now = nanos.getAsLong();
    int lost = losses.add(app, now);
    int pause = lost - Losses.FREE - 1;
    if (pause < 0) {
      return null;
    }
    if (pause >= PAUSE_SECONDS.size()) {
      suspended.add(app);
      return "suspended until the host starts anew: " + lost + " workers lost within 10 minutes";
    }
    pausedUntil.put(app, now + TimeUnit.SECONDS.toNanos(PAUSE_SECONDS.get(pause)));
    return "not run for " + PAUSE_SECONDS.get(pause) + " s: " + lost + " workers lost within 10 minutes";
  }

  /** Why the app is not run now; null if it is. */
  synchronized @Nullable String reason(String app) {
    if (suspended.contains(app)) {
      return "suspended until the host starts anew";
    }
    Long until = pausedUntil.get(app);
    long now = nanos.getAsLong();
    if (until == null || until - now <= 0) {
      pausedUntil.remove(app);
      return null;
    }
    return "not run for another " + (TimeUnit.NANOSECONDS.toSeconds(until - now) + 1) + " s";
  }

  /** Apps that are not run until the host starts anew. */
  synchronized List<String> suspended() {
    return List.copyOf(suspended);
  }
}
