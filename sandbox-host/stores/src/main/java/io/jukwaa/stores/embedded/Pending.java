package io.jukwaa.stores.embedded;

import io.jukwaa.store.StoreException;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work on its way through the database, and whoever waits for it. */
final class Pending<T extends @Nullable Object> {
  private static final Logger LOG = LoggerFactory.getLogger(Pending.class);

  private final Work<T> work;
  private final boolean awaited;
  private final CompletableFuture<T> outcome = new CompletableFuture<>();
  private @Nullable Runnable settle;

  /** @param awaited whether somebody waits for the outcome; work nobody waits for may be held back for company */
  Pending(Work<T> work, boolean awaited) {
    this.work = work;
    this.awaited = awaited;
  }

  boolean isAwaited() {
    return awaited;
  }

  /**
   * Does the work inside the running transaction.
   *
   * @return what went wrong, perhaps with half of its changes made; null if nothing did
   */
  @Nullable
  Exception run(Statements database) {
    try {
      T result = work.run(database);
      settle = () -> outcome.complete(result);
      return null;
    } catch (SQLException | RuntimeException e) {
      settle = () -> fail(e);
      return e;
    }
  }

  /**
   * Does the work inside the running transaction; if it fails, its own changes are undone and no others.
   *
   * @throws SQLException if the transaction itself is lost
   */
  void runApart(Statements database) throws SQLException {
    database.run("savepoint work");
    if (run(database) != null) {
      database.run("rollback to work");
    }
    database.run("release work");
  }

  /** Does the work outside any transaction and tells whoever waits. */
  void runAlone(Statements database) {
    try {
      outcome.complete(work.run(database));
    } catch (SQLException | RuntimeException | Error e) {
      fail(e);
    }
  }

  /** Tells whoever waits, after the commit. */
  void settle() {
    if (settle != null) {
      settle.run();
    }
  }

  /** Whether whoever waits has been told. */
  boolean isSettled() {
    return outcome.isDone();
  }

  void fail(Throwable cause) {
    outcome.completeExceptionally(cause);
  }

  /** Waits for the commit; a virtual thread gives up its carrier meanwhile. */
  T await() {
    try {
      return outcome.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof SQLException cause) {
        throw new StoreException("database: " + cause.getMessage(), cause);
      }
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Says in the log if it went wrong, for work nobody waits for. */
  void logFailure() {
    outcome.exceptionally(e -> {
      LOG.error("A line nobody waits for was not stored", e);
      return null;
    });
  }
}
