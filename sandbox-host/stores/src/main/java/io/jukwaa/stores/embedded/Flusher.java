package io.jukwaa.stores.embedded;

import io.jukwaa.store.Durability;
import io.jukwaa.store.StoreException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
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
  private final Queue<Waiter> waiting = new ArrayDeque<>();
  private final Thread thread;
  /** Commits that have begun, that have ended, and those the last flush covers. */
  private long begun;
  private long ended;
  private long flushed;
  private boolean closing;
  private volatile @Nullable StoreException refusal;

  /** Where the commits went. */
  interface Disk extends Closeable {
    /** Returns when all that was written is on the disk. */
    void flush() throws IOException;
  }

  /** Waits for so many commits, in the order of their numbers. */
  private record Waiter(long commits, CompletableFuture<Void> told) {}

  Flusher(Disk disk) {
    this.disk = disk;
    thread = Thread.ofPlatform().name("store-flusher").daemon().start(this::loop);
  }

  /** Says that a commit begins: any moment from now on others may see what it changes. One at a time. */
  void committing() {
    lock.lock();
    try {
      begun++;
    } finally {
      lock.unlock();
    }
  }

  /** Says that the commit has ended, well or not: there may be something new to flush. */
  void committed() {
    lock.lock();
    try {
      if (ended++ == flushed) {
        wanted.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public CompletionStage<Void> flushed() {
    CompletableFuture<Void> told = new CompletableFuture<>();
    lock.lock();
    try {
      StoreException refused = refusal;
      if (refused != null) {
        told.completeExceptionally(refused);
      } else if (begun == flushed) {
        told.complete(null);
      } else {
        waiting.add(new Waiter(begun, told));
        wanted.signal();
      }
      return told;
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

  /** Why the disk refused a flush; null if it has not. */
  @Nullable
  String trouble() {
    StoreException refused = refusal;
    return refused == null ? null : refused.getMessage();
  }

  /** Flushes what there is, then ends. No commit may be under way. */
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
      for (long covered = begin(); covered > 0; covered = begin()) {
        end(covered, force());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts the flusher", e);
    }
  }

  /** Waits for something to flush; how many commits a flush covers now, or 0 if there is nothing more and never will be. */
  private long begin() throws InterruptedException {
    lock.lock();
    try {
      while (ended == flushed && !closing) {
        wanted.await();
      }
      if (ended == flushed || refusal != null) {
        return 0;
      }
      for (long left = LAZY_NANOS; left > 0 && waiting.isEmpty() && !closing;) {
        left = wanted.awaitNanos(left);
      }
      return ended;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable StoreException force() {
    try {
      disk.flush();
      return null;
    } catch (IOException | RuntimeException | Error e) { // whatever it is, nobody may wait for ever
      LOG.error("The disk refused a flush: nothing is stored any more until the host is started again", e);
      return new StoreException("database: the disk refused a flush (" + e.getMessage()
          + "); nothing is stored until the host is started again", e);
    }
  }

  private void end(long covered, @Nullable StoreException refused) {
    List<Waiter> told = new ArrayList<>();
    lock.lock();
    try {
      flushed = covered;
      refusal = refused;
      for (Waiter next = waiting.peek(); next != null && (refused != null || next.commits() <= covered); next = waiting
          .peek()) {
        told.add(waiting.remove());
      }
    } finally {
      lock.unlock();
    }
    told.forEach(waiter -> {
      if (refused == null) {
        waiter.told().complete(null);
      } else {
        waiter.told().completeExceptionally(refused);
      }
    });
  }
}
