package io.jukwaa.server.precedence;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/** A phone that waits, a machine that is short of processor unless it is told otherwise, and a clock that stands. */
public final class LatePhone {
  private static final String MESSAGE = "phone";
  private static final Duration LATE = Duration.ofMillis(51);

  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong(-1);
  private final Precedence precedence = new Precedence(this::look, nanos::get);
  private volatile boolean full = true;

  public Precedence precedence() {
    return precedence;
  }

  /** It is late now. */
  public void call() {
    call(MESSAGE, LATE);
  }

  /** The phone that sent this message has waited for so long. */
  public void call(String messageId, Duration waited) {
    precedence.begin(messageId);
    pass(waited);
  }

  public void answer() {
    precedence.end(MESSAGE);
  }

  public void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  void relax() {
    full = false;
  }

  /** How often somebody has asked whether the machine is short of processor. */
  public int looks() {
    return looks.get();
  }

  /** Waits until somebody has asked so many times more: whoever does gives way. */
  public void awaitLooks(int more) {
    int before = looks.get();
    Awaitility.waitAtMost(30, TimeUnit.SECONDS).until(() -> looks.get() >= before + more);
  }

  private boolean look() {
    looks.incrementAndGet();
    return full;
  }
}
