package io.jukwaa.stores.embedded;

import io.jukwaa.store.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection that writes, used by one thread at a time. Whoever finds it free commits his own work and whatever
 * waits with it; what comes meanwhile is left to a thread that commits it together, and so is work nobody waits for.
 * Work is done in the order it came. What is committed is seen by all and flushed later, by the {@link Flusher}.
 */
final class Writer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  /** Work waiting for its turn; callers beyond it block. */
  private static final int WAITING = 10_000;
  /** Work in one commit: bounds how long the first of it waits for the last. */
  private static final int BATCH = 500;
  /** How long work nobody waits for may wait for a commit it can share. */
  private static final long COMPANY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** How long after a commit that failed the next one is tried, if nobody brings one. */
  private static final long TRY_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
  /** Changes one page of the database, and nothing that anybody reads. */
  private static final Work<Integer> NOTHING = sql -> sql.run("pragma user_version = 0");

  private final Connections connections;
  private final Flusher flusher;
  private final Queue<Pending<?>> queue = new ConcurrentLinkedQueue<>();
  private final Semaphore room = new Semaphore(WAITING);
  /** Held by whoever commits. */
  private final ReentrantLock turn = new ReentrantLock();
  private final ReentrantLock bell = new ReentrantLock();
  private final Condition rung = bell.newCondition();
  private final Thread thread;
  /** Guarded by the bell. */
  private boolean urgent;
  private boolean lazy;
  private volatile boolean closing;
  private volatile boolean closed;
  /** Why the last commit failed; null if it did not. */
  private volatile @Nullable String trouble;
  /** Guarded by the turn. */
  private @Nullable Statements database;

  /** @param database a connection that may write; closed by this */
  Writer(Connections connections, Statements database, Flusher flusher) {
    this.connections = connections;
    this.flusher = flusher;
    this.database = database;
    thread = Thread.ofPlatform().name("store-writer").daemon().start(this::loop);
  }

  /** Hands work over; blocks while too much is waiting. */
  <T extends @Nullable Object> Pending<T> submit(Pending<T> work) {
    if (turn.isHeldByCurrentThread()) {
      throw new IllegalStateException("a store was called from inside a store, which would wait for itself");
    }
    if (closing) {
      throw closedException();
    }
    flusher.check();
    try {
      room.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("database: interrupted while waiting to write", e);
    }
    queue.add(work);
    if (!work.isAwaited()) {
      ring(false);
    } else if (turn.tryLock()) {
      commitUntil(work);
    } else {
      ring(true);
    }
    if (closed) {
      refuseTheRest();
    }
    return work;
  }

  /** Commits what waits, then does something before anything more is committed. */
  boolean between(BooleanSupplier work) {
    turn.lock();
    try {
      commitAll();
      return work.getAsBoolean();
    } finally {
      turn.unlock();
    }
  }

  /** Why the last commit failed; null if it did not. Commits are tried until one succeeds. */
  @Nullable
  String trouble() {
    return trouble;
  }

  /** Does what was handed over, then ends and closes its connection. */
  @Override
  public void close() {
    closing = true;
    ring(true);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Commits what waits, with this work among it; whoever had its turn before may have done that already. */
  private void commitUntil(Pending<?> work) {
    try {
      while (!work.isSettled()) {
        commit(batch());
      }
    } finally {
      turn.unlock();
    }
  }

  private void loop() {
    while (!closing) {
      if (!awaitBell() && room.tryAcquire()) {
        queue.add(new Pending<>(NOTHING, false));
      }
      commitAll();
    }
    turn.lock();
    try {
      commitAll();
      disconnect();
      closed = true;
    } finally {
      turn.unlock();
    }
    refuseTheRest();
  }

  /** Whoever came too late for the thread sees that it has ended, or is seen here. */
  private void refuseTheRest() {
    for (Pending<?> work = queue.poll(); work != null; work = queue.poll()) {
      work.fail(closedException());
    }
  }

  private void commitAll() {
    turn.lock();
    try {
      while (!queue.isEmpty()) {
        commit(batch());
      }
    } finally {
      turn.unlock();
    }
  }

  /** @param now whether somebody waits */
  private void ring(boolean now) {
    bell.lock();
    try {
      if (now ? !urgent : !lazy) {
        urgent |= now;
        lazy = true;
        rung.signal();
      }
    } finally {
      bell.unlock();
    }
  }

  /** Waits for work; false if there is none and it is time to see whether a commit succeeds again. */
  private boolean awaitBell() {
    bell.lock();
    try {
      for (long left = TRY_AGAIN_NANOS; !lazy;) {
        if (trouble == null) {
          rung.await();
        } else if (left > 0) {
          left = rung.awaitNanos(left);
        } else {
          return false;
        }
      }
      for (long left = COMPANY_NANOS; left > 0 && !urgent;) {
        left = rung.awaitNanos(left);
      }
      urgent = false;
      lazy = false;
      return true;
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the writer", e);
    } finally {
      bell.unlock();
    }
  }

  /** What waits, in the order it came. */
  private List<Pending<?>> batch() {
    List<Pending<?>> batch = new ArrayList<>();
    for (Pending<?> next = queue.poll(); next != null; next = batch.size() == BATCH ? null : queue.poll()) {
      room.release();
      batch.add(next);
    }
    return batch;
  }

  private void commit(List<Pending<?>> batch) {
    if (closed) {
      batch.forEach(work -> work.fail(closedException()));
      return;
    }
    try {
      Statements open = connected();
      run(batch, open);
      commit(open);
      trouble = null;
      batch.forEach(Pending::settle);
    } catch (SQLException | RuntimeException | Error e) {
      // The transaction may be rolled back, open or half known: a new connection is the one state that is certain.
      disconnect();
      LOG.error("Writing failed, {} changes are refused", batch.size(), e);
      suffer(String.valueOf(e.getMessage()));
      StoreException failure = new StoreException("database: cannot write (" + e.getMessage() + ")", e);
      batch.forEach(work -> work.fail(failure));
    }
  }

  /** The thread is told, for it may be waiting for work that does not come. */
  private void suffer(String reason) {
    boolean isNew = trouble == null;
    trouble = reason;
    if (isNew) {
      ring(false);
    }
  }

  private void commit(Statements open) throws SQLException {
    flusher.committing();
    try {
      open.commit();
    } finally {
      flusher.committed();
    }
  }

  /** Savepoints cost a tenth of all work, so only a batch with a failure in it gets them, by starting anew. */
  private static void run(List<Pending<?>> batch, Statements open) {
    for (Pending<?> work : batch) {
      Exception failure = work.run(open);
      if (failure != null) {
        runApart(batch, open, failure);
        return;
      }
    }
  }

  private static void runApart(List<Pending<?>> batch, Statements open, Exception reason) {
    try {
      open.rollback();
      for (Pending<?> work : batch) {
        work.runApart(open);
      }
    } catch (SQLException e) { // SQLite itself rolls back when it cannot go on, as with a full disk
      reason.addSuppressed(e);
      throw new StoreException(String.valueOf(reason.getMessage()), reason);
    }
  }

  private Statements connected() throws SQLException {
    Statements open = database;
    if (open == null) {
      open = connections.writer();
      database = open;
    }
    return open;
  }

  private void disconnect() {
    try {
      if (database != null) {
        database.close();
      }
    } catch (SQLException e) {
      LOG.warn("Closing the writing connection failed", e);
    }
    database = null;
  }

  static StoreException closedException() {
    return new StoreException("database: closed (expected: open)", null);
  }
}
