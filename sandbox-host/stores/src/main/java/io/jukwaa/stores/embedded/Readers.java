package io.jukwaa.stores.embedded;

import io.jukwaa.store.StoreException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A few connections that read, each what was committed when it starts. What may take long has threads of its own, as
 * SQLite would pin a virtual thread's carrier; a look at one row is not worth the way there and back.
 */
final class Readers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

  private final BlockingQueue<Statements> idle;
  private final BlockingQueue<Statements> looking;
  private final int count;
  private volatile boolean closed;
  private final ExecutorService threads;

  /** @param count connections for each of both kinds */
  Readers(Connections connections, int count) throws SQLException {
    this.count = count;
    idle = open(connections, count);
    looking = open(connections, count);
    threads = Executors.newFixedThreadPool(count, Thread.ofPlatform().name("store-reader-", 1).daemon().factory());
  }

  <T extends @Nullable Object> T read(Work<T> work) {
    Pending<T> pending = new Pending<>(work, true);
    try {
      threads.execute(() -> run(pending));
    } catch (RejectedExecutionException e) {
      throw Writer.closedException();
    }
    return pending.await();
  }

  /** Reads on the caller's thread: for what the database finds at once. */
  <T extends @Nullable Object> T look(Work<T> work) {
    Pending<T> pending = new Pending<>(work, true);
    Statements database = take();
    try {
      if (closed) {
        throw Writer.closedException();
      }
      pending.runAlone(database);
    } finally {
      looking.add(database);
    }
    return pending.await();
  }

  /** Ends when the reads under way are done. */
  @Override
  public void close() {
    threads.close();
    idle.forEach(Readers::disconnect);
    closed = true;
    List<Statements> open = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      open.add(take());
    }
    open.forEach(Readers::disconnect);
    looking.addAll(open); // whoever still waits for one finds it closed
  }

  private Statements take() {
    try {
      return looking.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("database: interrupted while waiting to read", e);
    }
  }

  private static BlockingQueue<Statements> open(Connections connections, int count) throws SQLException {
    List<Statements> open = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      open.add(connections.reader());
    }
    return new ArrayBlockingQueue<>(count, false, open);
  }

  private void run(Pending<?> pending) {
    Statements database = idle.remove(); // as many as there are threads
    try {
      pending.runAlone(database);
    } finally {
      idle.add(database);
    }
  }

  private static void disconnect(Statements database) {
    try {
      database.close();
    } catch (SQLException e) {
      LOG.warn("Closing a reading connection failed", e);
    }
  }
}
