package io.jukwaa.stores.redis;

import io.jukwaa.store.Durability;
import io.jukwaa.store.StoreException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes whose callers did not wait, counted until the server has acknowledged them. All other writes are acknowledged
 * when they return, so whoever waits for these waits for everything; mostly there are none and nobody waits.
 *
 * <p>One that is lost is told to the next who asks, once. Thread-safe.
 */
final class UnawaitedWrites implements Durability {
  private static final Logger LOG = LoggerFactory.getLogger(UnawaitedWrites.class);

  private final ReentrantLock lock = new ReentrantLock();
  /** Numbers of those on their way. */
  private final TreeSet<Long> open = new TreeSet<>();
  private final Queue<Waiter> waiting = new ArrayDeque<>();
  private long newest;
  private @Nullable StoreException loss;
  private boolean losing;

  /** Waits for all writes up to a number. */
  private record Waiter(long number, CompletableFuture<Void> told) {}

  /** Takes a write on its way into account. */
  void add(CompletionStage<?> write) {
    long number = next();
    write.whenComplete((_, failure) -> ended(number, failure));
  }

  @Override
  public CompletionStage<Void> flushed() {
    CompletableFuture<Void> told = new CompletableFuture<>();
    lock.lock();
    try {
      if (!open.isEmpty()) {
        waiting.add(new Waiter(newest, told));
        return told;
      }
      tell(told, takeLoss());
      return told;
    } finally {
      lock.unlock();
    }
  }

  private long next() {
    lock.lock();
    try {
      open.add(++newest);
      return newest;
    } finally {
      lock.unlock();
    }
  }

  private void ended(long number, @Nullable Throwable failure) {
    List<Waiter> told = new ArrayList<>();
    StoreException reason = null;
    lock.lock();
    try {
      open.remove(number);
      note(failure);
      long acknowledged = open.isEmpty() ? newest : open.first() - 1;
      for (Waiter next = waiting.peek(); next != null && next.number() <= acknowledged; next = waiting.peek()) {
        told.add(waiting.remove());
      }
      reason = told.isEmpty() ? null : takeLoss();
    } finally {
      lock.unlock();
    }
    for (Waiter waiter : told) {
      tell(waiter.told(), reason);
    }
  }

  /** The first of many in a row is enough for the log. */
  private void note(@Nullable Throwable failure) {
    if (failure != null) {
      Throwable cause = failure instanceof CompletionException && failure.getCause() != null
          ? failure.getCause()
          : failure;
      loss = cause instanceof StoreException refused ? refused : new StoreException("redis: a write was lost", cause);
      if (!losing) {
        LOG.error("Lines nobody waits for are not stored", cause);
      }
    }
    losing = failure != null;
  }

  private @Nullable StoreException takeLoss() {
    StoreException taken = loss;
    loss = null;
    return taken;
  }

  private static void tell(CompletableFuture<Void> told, @Nullable StoreException reason) {
    if (reason == null) {
      told.complete(null);
    } else {
      told.completeExceptionally(reason);
    }
  }
}
