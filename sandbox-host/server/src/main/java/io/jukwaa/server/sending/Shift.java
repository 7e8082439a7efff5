package io.jukwaa.server.sending;

import io.jukwaa.sandbox.Mailboxes;
import io.jukwaa.store.Outbox.Entry;
import io.jukwaa.store.StoreException;
import io.jukwaa.transports.Submission;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What leaves by one channel under one lock: so many messages at once, those to one address one after the other. Messages
 * are added by one thread. What became of a message is written down while the next ones are on their way already.
 */
final class Shift {
  private static final Logger LOG = LoggerFactory.getLogger(Shift.class);
  /** Less than a lock may be kept; between two shifts nothing is under way, so a longer one wastes less. */
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** Answered messages that are being written down, at most: commits take many of them at once. */
  private static final int MOST_ANSWERED = 200;

  private final long begun = System.nanoTime();
  private final Attempts attempts;
  private final Mailboxes addresses;
  private final int atOnce;
  private final Runnable idle;
  private final BooleanSupplier doubted;
  /** For what the operator is asked to take. */
  private final Semaphore room;
  /** For that and for what it has answered, and is being written down. */
  private final Semaphore unsettled;
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();
  private volatile Submission.@Nullable Unavailable unavailable;
  private volatile boolean refused;

  /**
   * @param atOnce so many messages are on their way at most
   * @param idle told whenever nothing is under way any more
   * @param doubted whether another host may have the lock by now
   */
  Shift(Attempts attempts, Mailboxes addresses, int atOnce, Runnable idle, BooleanSupplier doubted) {
    this.attempts = attempts;
    this.addresses = addresses;
    this.atOnce = atOnce;
    this.idle = idle;
    this.doubted = doubted;
    this.room = new Semaphore(atOnce);
    this.unsettled = new Semaphore(atOnce + MOST_ANSWERED);
  }

  /** Whether no further message may begin. */
  boolean isOver() {
    return unavailable != null || refused || doubted.getAsBoolean() || System.nanoTime() - begun > LONGEST_NANOS;
  }

  /** Ids of the messages that began and have not ended. */
  Set<String> underWay() {
    return Set.copyOf(underWay);
  }

  /** Begins with a message as soon as there is room. */
  void add(Entry entry) {
    unsettled.acquireUninterruptibly();
    room.acquireUninterruptibly();
    Once answered = new Once(room::release);
    underWay.add(entry.message().messageId());
    addresses.put(String.valueOf(entry.message().toAddr()), () -> {
      try {
        attempt(entry, answered);
      } finally {
        answered.run();
        underWay.remove(entry.message().messageId());
        unsettled.release();
        if (underWay.isEmpty()) {
          idle.run();
        }
      }
    });
  }

  /** Waits until all that began has ended; nothing may be added any more. */
  void end() {
    unsettled.acquireUninterruptibly(atOnce + MOST_ANSWERED);
  }

  /** What keeps the channel's messages back; null if nothing does. */
  Submission.@Nullable Unavailable unavailable() {
    return unavailable;
  }

  /** Whether a store refused to hear what became of a message. */
  boolean isRefused() {
    return refused;
  }

  /** Does something the first time it is told to. For one thread. */
  private static final class Once implements Runnable {
    private final Runnable work;
    private boolean done;

    Once(Runnable work) {
      this.work = work;
    }

    @Override
    public void run() {
      if (!done) {
        done = true;
        work.run();
      }
    }
  }

  private void attempt(Entry entry, Once answered) {
    if (entry.result() == null && isOver()) {
      return;
    }
    try {
      Submission.Unavailable reason = attempts.of(entry, answered);
      if (reason != null) {
        unavailable = reason;
      }
    } catch (StoreException e) {
      refused = true;
      LOG.debug("message {} waits for the stores: {}", entry.message().messageId(), e.getMessage());
    } catch (RuntimeException e) { // it stays due, and must not be begun again at once
      refused = true;
      LOG.error("message {} could not be dealt with", entry.message().messageId(), e);
    }
  }
}
