package io.jukwaa.stores.embedded;

import io.jukwaa.store.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. Whatever has come in while it was busy is committed together. Work is done in the order
 * it came. What is committed is seen by all and flushed later, by the {@link Flusher}.
 */
final class Writer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
  /** Work waiting for its turn; callers beyond it block. */
  private static final int WAITING = 10_000;
  /** Work in one commit: bounds how long the first of it waits for the last. */
  private static final int BATCH = 500;
  /** How long work nobody waits for may wait for a commit it can share. */
  private static final long COMPANY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Connections connections;
  private final Flusher flusher;
  private final BlockingQueue<Pending<?>> queue = new ArrayBlockingQueue<>(WAITING);
  private final Thread thread;
  private volatile boolean closing;
  private volatile boolean closed;
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
    if (Thread.currentThread().equals(thread)) {
      throw new IllegalStateException("a store was called from inside a store, which would wait for itself");
    }
    if (closing) {
      throw closedException();
    }
    flusher.check();
    try {
      queue.put(work);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("database: interrupted while waiting to write", e);
    }
    if (closed) {
      refuseTheRest();
    }
    return work;
  }

  /** Does what was handed over, then ends and closes its connection. */
  @Override
  public void close() {
    try {
      if (!closing) {
        queue.put(new Pending<>(this::lastWork, true));
      }
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean lastWork(Statements ignored) {
    closing = true;
    return true;
  }

  private void loop() {
    List<Pending<?>> batch = new ArrayList<>(BATCH);
    while (!closing || !queue.isEmpty()) {
      collect(batch);
      commit(batch);
      batch.clear();
    }
    disconnect();
    closed = true;
    refuseTheRest();
  }

  private void collect(List<Pending<?>> batch) {
    try {
      Pending<?> next = queue.take();
      long deadline = System.nanoTime() + COMPANY_NANOS;
      boolean awaited = false;
      while (next != null) {
        batch.add(next);
        awaited |= next.isAwaited();
        next = batch.size() == BATCH ? null : queue.poll();
        if (next == null && !awaited && batch.size() < BATCH) {
          next = queue.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
      }
    } catch (InterruptedException e) {
      LOG.warn("The writer was interrupted; what it has is committed", e);
    }
  }

  private void commit(List<Pending<?>> batch) {
    try {
      Statements open = connected();
      run(batch, open);
      open.commit();
      flusher.committed();
      batch.forEach(Pending::settle);
    } catch (SQLException | RuntimeException | Error e) {
      // The transaction may be rolled back, open or half known: a new connection is the one state that is certain.
      disconnect();
      LOG.error("Writing failed, {} changes are refused", batch.size(), e);
      StoreException failure = new StoreException("database: cannot write (" + e.getMessage() + ")", e);
      batch.forEach(work -> work.fail(failure));
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

  private void refuseTheRest() {
    for (Pending<?> work = queue.poll(); work != null; work = queue.poll()) {
      work.fail(closedException());
    }
  }

  static StoreException closedException() {
    return new StoreException("database: closed (expected: open)", null);
  }
}
