package io.jukwaa.stores.redis;

import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way.
 *
 * @param otherwise what to send if the server does not know the script; null if it is none
 * @param deadline when its time is up, as {@link System#nanoTime} tells it
 * @param answer what came back, perhaps nothing
 */
record Call(Request request, @Nullable Request otherwise, long deadline, CompletableFuture<@Nullable Response> answer) {
  Call(Request request, @Nullable Request otherwise, long deadline) {
    this(request, otherwise, deadline, new CompletableFuture<>());
  }

  boolean isLate() {
    return System.nanoTime() - deadline > 0;
  }
}
