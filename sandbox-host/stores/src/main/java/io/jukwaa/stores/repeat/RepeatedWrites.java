package io.jukwaa.stores.repeat;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Small writes that nobody waits for and that may be done twice without harm: each is tried until it succeeds, also
 * when the engine is gone for a while. Whoever gives them must be bounded itself. Thread-safe.
 */
public final class RepeatedWrites implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RepeatedWrites.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Map<Long, CompletableFuture<Void>> pending = new ConcurrentHashMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final Executor later = CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  private final Duration patience;
  private volatile boolean closed;

  /** @param patience how long settling waits for what is not written yet */
  public RepeatedWrites(Duration patience) {
    this.patience = patience;
  }

  /** @param write begins one try, on this thread or another; does not block */
  public void add(Supplier<? extends CompletableFuture<?>> write) {
    Long number = numbers.incrementAndGet();
    pending.put(number, new CompletableFuture<>());
    attempt(write, number);
  }

  /** How many are not written yet. */
  public int pending() {
    return pending.size();
  }

  /** Waits until what was given so far is written, or until its patience ends. */
  public void settle() {
    CompletableFuture.allOf(pending.values().toArray(CompletableFuture[]::new))
        .completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  /** Settles, then tries no more. */
  @Override
  public void close() {
    settle();
    closed = true;
    if (!pending.isEmpty()) {
      LOG.warn("{} marks are not written (expected: within {})", pending.size(), patience);
    }
  }

  private void attempt(Supplier<? extends CompletableFuture<?>> write, Long number) {
    var _ = write.get().whenComplete((_, failure) -> {
      if (failure == null || closed) {
        Objects.requireNonNull(pending.remove(number)).complete(null);
      } else {
        later.execute(() -> attempt(write, number));
      }
    });
  }
}
