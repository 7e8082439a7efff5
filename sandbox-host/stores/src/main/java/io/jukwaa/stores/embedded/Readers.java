package io.jukwaa.stores.embedded;

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

/** A few threads that read, each what was committed when it starts. SQLite would pin a virtual thread's carrier. */
final class Readers implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Readers.class);

  private final BlockingQueue<Statements> idle;
  private final ExecutorService threads;

  Readers(Connections connections, int count) throws SQLException {
    List<Statements> open = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      open.add(connections.reader());
    }
    idle = new ArrayBlockingQueue<>(count, false, open);
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

  /** Ends when the reads under way are done. */
  @Override
  public void close() {
    threads.close();
    idle.forEach(Readers::disconnect);
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
