package io.jukwaa.transports.amqp;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Does one thing after the other for each user. What comes after something that failed, however late, is not done and fails
 * too, so that nothing overtakes what is to come again. Thread-safe.
 */
final class Lines {
  private final Map<String, CompletableFuture<Void>> last = new HashMap<>();

  /** @param work begins at once if nothing goes before it, and else when that is done; must not block */
  CompletionStage<Void> add(String user, Supplier<CompletionStage<Void>> work) {
    CompletableFuture<Void> begin = new CompletableFuture<>();
    CompletableFuture<Void> done = begin.thenCompose(_ -> work.get());
    CompletableFuture<Void> before;
    synchronized (last) {
      before = last.put(user, done);
    }
    var _ = done.thenRun(() -> leave(user, done));
    if (before == null) {
      begin.complete(null);
    } else {
      var _ = before.whenComplete((_, failure) -> {
        if (failure == null) {
          begin.complete(null);
        } else {
          begin.completeExceptionally(failure);
        }
      });
    }
    return done;
  }

  /** Only what is done leaves: what comes next has something that failed before it. */
  private void leave(String user, CompletableFuture<Void> done) {
    synchronized (last) {
      last.remove(user, done);
    }
  }
}
