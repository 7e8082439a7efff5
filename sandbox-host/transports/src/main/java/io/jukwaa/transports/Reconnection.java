package io.jukwaa.transports;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/** Keeps a connection open, on a thread of its own: one that ends is followed by another. Thread-safe. */
public final class Reconnection implements AutoCloseable {
  private final Pauses pauses;
  private final Session session;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile String trouble = "connecting";

  /** One connection. */
  @FunctionalInterface
  public interface Session {
    /**
     * Returns when the connection has ended, or there was none.
     *
     * @throws InterruptedException when it is to end
     */
    void hold() throws InterruptedException;
  }

  /**
   * @param name of the thread
   * @param pauses between two connections; one that held for longer than the longest begins anew with the first
   */
  public Reconnection(String name, Pauses pauses, Session session) {
    this.pauses = pauses;
    this.session = session;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::work);
  }

  public void start() {
    thread.start();
  }

  /** Why there is no connection, as {@link #tell} was told last. */
  public String trouble() {
    return trouble;
  }

  /**
   * Says why there is no connection: in the log once, however often it is tried, and not when this was closed.
   *
   * @param what does not work, for the log
   */
  public void tell(Logger log, String what, String reason) {
    if (closed.getCount() > 0 && !reason.equals(trouble)) {
      log.warn("{}: {}", what, reason);
    }
    trouble = reason;
  }

  /** Ends the connection and waits for that. */
  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    int failures = 0;
    while (closed.getCount() > 0) {
      try {
        long begun = System.nanoTime();
        session.hold();
        boolean held = System.nanoTime() - begun > pauses.longest().toNanos();
        failures = held ? 0 : failures;
        await(pauses.after(failures));
        failures++;
      } catch (InterruptedException e) {
        closed.countDown();
      }
    }
  }

  /** A little more or less, so that channels that fell together do not come back together. */
  private void await(Duration pause) throws InterruptedException {
    long nanos = (long) (pause.toNanos() * ThreadLocalRandom.current().nextDouble(0.8, 1.2));
    var _ = closed.await(nanos, TimeUnit.NANOSECONDS);
  }
}
