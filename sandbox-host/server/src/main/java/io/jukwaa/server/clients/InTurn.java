package io.jukwaa.server.clients;

import io.jukwaa.sandbox.Mailboxes;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Does what clients of one tenant ask for one after the other. Thread-safe; blocks. */
public record InTurn(Mailboxes queues) {
  /** @throws Exception what the work throws */
  public <T> T of(String tenant, Callable<T> work) throws Exception {
    CompletableFuture<T> done = new CompletableFuture<>();
    queues.put(tenant, () -> {
      try {
        done.complete(work.call());
      } catch (Exception e) { // every failure must reach the client
        done.completeExceptionally(e);
      }
    });
    try {
      return done.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof Exception reason ? reason : e;
    }
  }
}
