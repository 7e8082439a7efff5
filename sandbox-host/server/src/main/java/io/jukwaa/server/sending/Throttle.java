package io.jukwaa.server.sending;

/**
 * Keeps messages apart so that no more than so many leave in a second. It lets 1 % fewer leave, as operators count for
 * themselves: one message that is late on its way makes a second with too many of those behind it. What a thread oversleeps by
 * up to {@value #OVERSLEPT_MILLIS} ms is not lost: who is late may be early the next time. For one thread.
 */
final class Throttle {
  private static final long OVERSLEPT_MILLIS = 10;
  private static final long A_SECOND = 1_010_000_000L;

  private final long interval;
  /** Messages that are further apart than a thread oversleeps need none. */
  private final long slack;
  private boolean begun;
  private long next;

  Throttle(int perSecond) {
    interval = A_SECOND / perSecond;
    slack = Math.max(0, OVERSLEPT_MILLIS * 1_000_000 - interval);
  }

  /**
   * Takes the next places.
   *
   * @param places 1 or more
   * @param now in nanoseconds of a clock that only goes forward
   * @return nanoseconds to wait until then; 0 for none
   */
  long take(int places, long now) {
    long earliest = now - slack;
    long place = begun && next - earliest > 0 ? next : earliest;
    if (!begun) {
      place = now;
      begun = true;
    }
    next = place + places * interval;
    return Math.max(0, place - now);
  }
}
