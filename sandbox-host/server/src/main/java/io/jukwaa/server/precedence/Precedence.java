package io.jukwaa.server.precedence;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Lets messages to many give way to phones, while the machine is short of processor and phones are late for it: guests have
 * a lower priority than the host, so that the host's own work on a broadcast would keep them waiting. Thread-safe.
 */
public final class Precedence {
  /** A phone that has waited for so long is late. */
  private static final long PATIENT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  /** One that has waited for so long waits for something else, as an app that asks a slow server lets it. */
  private static final long FORLORN_NANOS = TimeUnit.SECONDS.toNanos(2);
  /** One message waits no longer for phones that are always late: a broadcast beside them goes on slowly. */
  private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  /** So many of them go on after that time. */
  private static final int AT_ONCE = 4;
  private static final long LOOK_MILLIS = 5;

  private final BooleanSupplier isShort;
  private final LongSupplier nanos;
  /** Ids of messages whose phones wait for an answer, and since when. */
  private final Map<String, Long> waiting = new ConcurrentHashMap<>();
  private final Semaphore turns = new Semaphore(AT_ONCE, true);

  /**
   * @param isShort whether there is less processor than is asked for
   * @param nanos the time, as {@link System#nanoTime} tells it
   */
  public Precedence(BooleanSupplier isShort, LongSupplier nanos) {
    this.isShort = isShort;
    this.nanos = nanos;
  }

  /** The phone that sent this message waits for an answer. */
  public void begin(String messageId) {
    waiting.putIfAbsent(messageId, nanos.getAsLong());
  }

  /** It has one, or its app writes to many before it answers: such a phone comes before nobody. */
  public void end(String messageId) {
    waiting.remove(messageId);
  }

  /**
   * Blocks while others come first.
   *
   * @param most not for longer than this; nothing or less is no time
   * @return for how long
   */
  public Duration giveWay(Duration most) {
    if (!most.isPositive() || !isAnybodyLate()) {
      return Duration.ZERO;
    }
    long begun = nanos.getAsLong();
    try {
      if (turns.tryAcquire(most.toNanos(), TimeUnit.NANOSECONDS)) {
        try {
          waitUntil(Math.min(nanos.getAsLong() + LONGEST_NANOS, begun + most.toNanos()));
        } finally {
          turns.release();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Duration.ofNanos(nanos.getAsLong() - begun);
  }

  private void waitUntil(long end) throws InterruptedException {
    while (isAnybodyLate() && nanos.getAsLong() - end < 0) {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private boolean isAnybodyLate() {
    long now = nanos.getAsLong();
    return isShort.getAsBoolean() && waiting.values().stream()
        .anyMatch(since -> now - since > PATIENT_NANOS && now - since < FORLORN_NANOS);
  }
}
