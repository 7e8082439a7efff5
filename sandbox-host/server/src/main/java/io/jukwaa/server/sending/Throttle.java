package io.jukwaa.server.sending;

/**
 * Keeps messages apart so that no more than so many leave in a second. Who is a little late may be early the next time,
 * by {@value #SLACK_MILLIS} ms at most: else what a thread oversleeps would be lost each time. For one thread.
 */
final class Throttle {
  private static final long SLACK_MILLIS = 10;
  private static final long SLACK_NANOS = SLACK_MILLIS * 1_000_000;

  private final long interval;
  private boolean begun;
  private long next;

  Throttle(int perSecond) {
    interval = 1_000_000_000L / perSecond;
  }

  /**
   * Takes the next places.
   *
   * @param places 1 or more
   * @param now in nanoseconds of a clock that only goes forward
   * @return nanoseconds to wait until then; 0 for none
   */
  long take(int places, long now) {
    long earliest = now - SLACK_NANOS;
    long place = begun && next - earliest > 0 ? next : earliest;
    if (!begun) {
      place = now;
      begun = true;
    }
    next = place + places * interval;
    return Math.max(0, place - now);
  }
}
