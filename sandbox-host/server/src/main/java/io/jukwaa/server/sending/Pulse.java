package io.jukwaa.server.sending;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Notices that the whole host stood still, as a frozen virtual machine does: others take a host for dead that is silent
 * for 3 s. Beaten from one thread, asked from any.
 */
final class Pulse {
  static final long BEAT_MILLIS = 250;
  private static final long STILL_NANOS = TimeUnit.MILLISECONDS.toNanos(2_000);

  private final AtomicLong arrests = new AtomicLong();
  private long last = System.nanoTime();

  /** To be called every {@value #BEAT_MILLIS} ms. */
  void beat(long now) {
    if (now - last > STILL_NANOS) {
      arrests.incrementAndGet();
    }
    last = now;
  }

  /** How often the host stood still so far. */
  long arrests() {
    return arrests.get();
  }
}
