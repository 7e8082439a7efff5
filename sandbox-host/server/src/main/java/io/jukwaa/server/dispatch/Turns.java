package io.jukwaa.server.dispatch;

import io.jukwaa.resource.Lease;
import io.jukwaa.sandbox.Mailboxes;
import io.jukwaa.store.StoreException;
import io.jukwaa.store.UserLocks;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thing at a time for each user of each app: in this host in the order it came, and never while another host is
 * busy with the user. Thread-safe.
 */
final class Turns implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Turns.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  /** After so long it is somebody else's turn to try. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  /** Before something that was not done is tried again. */
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final Mailboxes mailboxes = new Mailboxes(executor);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final UserLocks locks;

  Turns(UserLocks locks) {
    this.locks = locks;
  }

  record User(String app, String address) {}

  /** Taking what came from a user does not wait for what runs for that user. */
  private record Arrivals(User user) {}

  /** What is known of one message arrives in the order it happened. */
  private record Event(String app, String messageId) {}

  /** Does something on a thread of its own, which may block. */
  void aside(Runnable task) {
    executor.execute(task);
  }

  /** Does something when everything that arrived from the user before is taken. */
  void arrival(User user, Runnable task) {
    mailboxes.put(new Arrivals(user), task);
  }

  /** Does something when everything that is known of the message before is dealt with. */
  void event(String app, String messageId, Runnable task) {
    mailboxes.put(new Event(app, messageId), task);
  }

  /**
   * Does something when the user's earlier turns are over. As long as it says that it is not done, it is tried again
   * soon, behind what came meanwhile.
   */
  void turn(User user, BooleanSupplier task) {
    mailboxes.put(user, () -> {
      if (!task.getAsBoolean() && !waited(BETWEEN_LOOKS)) {
        turn(user, task);
      }
    });
  }

  /**
   * Does the work if no other host is busy with the user.
   *
   * @param next says no while something else comes first; asked while no other host is busy with the user, may block
   * @return false if another host is, or something else comes first
   * @throws StoreException if the locks cannot be reached
   * @throws IllegalStateException if this host stops
   */
  boolean locked(User user, BooleanSupplier next, Consumer<Lease> work) {
    checkOpen();
    Lease lease = locks.acquire(user.app(), user.address(), PATIENCE);
    if (lease == null) {
      return false;
    }
    try {
      boolean come = next.getAsBoolean();
      if (come) {
        work.accept(lease);
      }
      return come;
    } finally {
      locks.release(lease);
    }
  }

  /**
   * Does the work until no store refuses it, so that what was accepted is not forgotten when a store is gone for a
   * while. The user's later turns wait. Gives up only when the host stops.
   *
   * @return what the work returned
   */
  boolean untilDone(String what, BooleanSupplier work) {
    for (boolean told = false;; told = true) {
      try {
        return work.getAsBoolean();
      } catch (StoreException e) {
        if (!told) {
          LOG.warn("{} waits until the stores can be reached: {}", what, e.getMessage());
        }
      }
      if (waited(PAUSE)) {
        return true;
      }
    }
  }

  /** How many users have a message in progress. */
  int active() {
    return mailboxes.active();
  }

  /** Waits until nobody has; false if that takes longer than this. */
  boolean awaitIdle(Duration atMost) {
    return mailboxes.awaitIdle(atMost);
  }

  /** Whether this host stops. */
  boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** @throws IllegalStateException if this host stops */
  void checkOpen() {
    if (isClosed()) {
      throw new IllegalStateException("the host is stopping; what it has accepted is run by the next that starts");
    }
  }

  /** Begins nothing more for a user. */
  @Override
  public void close() {
    closed.countDown();
    executor.shutdown();
  }

  /** Pauses; true if the host stops meanwhile. */
  private boolean waited(Duration pause) {
    try {
      return closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
