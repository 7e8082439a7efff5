package io.jukwaa.stores.cassandra;

import io.jukwaa.store.Durability;
import io.jukwaa.store.StoreException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writes whose callers did not wait. Every other write was acknowledged when its call returned, so these are all
 * that a flush has to wait for. Thread-safe.
 *
 * <p>How many there can be is bounded by the driver, which refuses what exceeds its queue.
 */
final class InFlight implements Durability {
  private static final Logger LOG = LoggerFactory.getLogger(InFlight.class);

  private final Map<Long, CompletableFuture<?>> writes = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicReference<@Nullable StoreException> refused = new AtomicReference<>();

  void add(CompletableFuture<?> write) {
    Long number = numbers.incrementAndGet();
    writes.put(number, write);
    var _ = write.whenComplete((ignored, failure) -> {
      if (failure != null && refused.getAndSet(Cql.refusal(failure)) == null) {
        LOG.warn("a write nobody waited for was refused: {}", failure.toString());
      }
      writes.remove(number);
    });
  }

  /** @return fails if a write failed since the last call, or one that is waited for fails */
  @Override
  public CompletionStage<Void> flushed() {
    StoreException before = refused.getAndSet(null);
    if (before != null) {
      return CompletableFuture.failedFuture(before);
    }
    return all().exceptionallyCompose(failure -> CompletableFuture.failedFuture(Cql.refusal(failure)));
  }

  /** Blocks until every write so far has succeeded or failed. */
  void settle() {
    all().exceptionally(failure -> null).join();
  }

  private CompletableFuture<Void> all() {
    return CompletableFuture.allOf(writes.values().toArray(CompletableFuture[]::new));
  }
}
