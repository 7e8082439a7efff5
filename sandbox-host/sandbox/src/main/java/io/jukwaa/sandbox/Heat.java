package io.jukwaa.sandbox;

import java.util.concurrent.TimeUnit;

/**
 * How busy a tenant is: the guest CPU time of the present window. Not thread-safe.
 *
 * <p>The guest compiler costs tens of seconds of CPU before it pays; a tenant that burns a quarter of a core for a
 * whole window will have that back within minutes.
 */
final class Heat {
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(20);
  private static final long HOT_NANOS = WINDOW_NANOS / 4;

  private long windowEnds;
  private long usedNanos;
  private boolean promoted;

  /** Adds what a run used; true the first time the tenant is found hot. */
  boolean add(long cpuNanos, long now) {
    if (now - windowEnds > 0) {
      windowEnds = now + WINDOW_NANOS;
      usedNanos = 0;
    }
    usedNanos += cpuNanos;
    if (promoted || usedNanos < HOT_NANOS) {
      return false;
    }
    promoted = true;
    return true;
  }

  /** Whether {@link #add} has found it so. */
  boolean wasHot() {
    return promoted;
  }
}
