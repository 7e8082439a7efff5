package io.jukwaa.stores.embedded;

import io.jukwaa.store.Durability;
import io.jukwaa.store.StoreException;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that flushes what was committed: at once when somebody waits for it, else within 50 ms.
 * All who wait share the next flush.
 *
 * <p>A disk that refused a flush may have dropped what it had taken and say of the next one that all is well. So there
 * is no next one: from then on everything is refused until the host is started again. Thread-safe.
 */
final class Flusher implements Durability, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Flusher.class);
  private static final long LAZY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Disk disk;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wanted = lock.newCondition();
  private final Thread thread;
  /** Commits so far, how many of them the last flush covers, and the one under way. */
  private long commits;
  private long flushed;
  private long flushing;
  private CompletableFuture<Void> current = CompletableFuture.completedFuture(null);
  private CompletableFuture<Void> next = new CompletableFuture<>();
  private boolean awaited;
  private boolean closing;
  private volatile @Nullable StoreException refusal;

  /** Where the commits went. */
  interface Disk extends Closeable {
    /** Returns when all that was written is on the disk. */
    void flush() throws IOException;
  }

  Flusher(Disk disk) {
    this.disk = disk;
    thread = Thread.ofPlatform().name("store-flusher").daemon().start(this::loop);
  }

  /** Says that there is something new to flush. */
  void committed() {
    lock.lock();
    try {
      if (commits++ == flushing) {
        wanted.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public CompletionStage<Void> flushed() {
    lock.lock();
    try {
      if (refusal != null || flushing == commits) {
        return current;
      }
      awaited = true;
      wanted.signal();
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** @throws StoreException if the disk has refused a flush */
  void check() {
    StoreException refused = refusal;
    if (refused != null) {
      throw refused;
    }
  }

  /** Flushes what there is, then ends. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      wanted.signal();
    } finally {
      lock.unlock();
    }
    try {
      thread.join();
      disk.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("Closing the write-ahead log failed", e);
    }
  }

  private void loop() {
    try {
      while (begin()) {
        end(force());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the flusher", e);
    }
  }

  /** Waits for something to flush; false if there is nothing more and never will be. */
  private boolean begin() throws InterruptedException {
    lock.lock();
    try {
      while (commits == flushed && !closing) {
        wanted.await();
      }
      if (commits == flushed || refusal != null) {
        return false;
      }
      for (long left = LAZY_NANOS; left > 0 && !awaited && !closing;) {
        left = wanted.awaitNanos(left);
      }
      flushing = commits;
      awaited = false;
      current = next;
      next = new CompletableFuture<>();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable StoreException force() {
    try {
      disk.flush();
      return null;
    } catch (IOException e) {
      LOG.error("The disk refused a flush: nothing is stored any more until the host is started again", e);
      return new StoreException("database: the disk refused a flush (" + e.getMessage()
          + "); nothing is stored until the host is started again", e);
    }
  }

  private void end(@Nullable StoreException refused) {
    CompletableFuture<Void> waiting;
    CompletableFuture<Void> behind;
    lock.lock();
    try {
      waiting = current;
      behind = next;
      if (refused == null) {
        flushed = flushing;
      } else {
        refusal = refused;
      }
    } finally {
      lock.unlock();
    }
    if (refused == null) {
      waiting.complete(null);
    } else {
      waiting.completeExceptionally(refused);
      behind.completeExceptionally(refused);
    }
  }
}
