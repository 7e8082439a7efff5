package io.jukwaa.store;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * When what the stores were given is safe from a power cut.
 *
 * <p>A store that returns from a write shows it to every reader from then on, and {@code kill -9} does not undo it. On
 * the disk it is a little later. For a store on other machines "on the disk" means acknowledged by as many of them as it
 * was told to wait for. Whoever tells somebody outside the host of what is stored (a phone, a gateway, another service)
 * waits for this first. Thread-safe.
 */
@FunctionalInterface
public interface Durability {
  /**
   * Completes, perhaps at once and on a thread of the store, when everything whose writing returned before this call is
   * on the disk. Returns at once.
   *
   * @return fails with {@link StoreException} if the disk refuses: what was written since the last flush may be lost
   */
  CompletionStage<Void> flushed();

  /** Of what both keep. */
  default Durability and(Durability other) {
    return () -> flushed().thenAcceptBoth(other.flushed(), (_, _) -> {});
  }

  /**
   * Blocks until {@link #flushed}.
   *
   * @throws StoreException if the disk refuses
   */
  default void flush() {
    try {
      flushed().toCompletableFuture().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StoreException refused ? refused : e;
    }
  }
}
