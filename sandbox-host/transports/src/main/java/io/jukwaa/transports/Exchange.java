package io.jukwaa.transports;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;

/** From the event loop to blocking code and back. */
public final class Exchange {
  private Exchange() {}

  /**
   * The whole body, kept in memory. Call before the handler returns.
   *
   * @param limit in bytes; beyond it the future fails with 413 and the rest is thrown away
   */
  public static Future<Buffer> body(HttpServerRequest request, int limit) {
    Promise<Buffer> done = Promise.promise();
    Buffer body = Buffer.buffer();
    request.handler(part -> {
      if (body.length() + part.length() <= limit) {
        body.appendBuffer(part);
      } else {
        done.tryFail(Refusal.tooLarge(limit));
      }
    });
    request.exceptionHandler(done::tryFail);
    request.endHandler(end -> done.tryComplete(body));
    return done.future();
  }

  /** Runs the work on a virtual thread of its own, where it may block; the future completes on the request's loop. */
  public static <T> Future<T> blocking(RoutingContext ctx, Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofVirtual().name("transport").start(() -> {
      try {
        result.complete(work.call());
      } catch (Throwable e) { // every failure must reach the one who waits
        result.completeExceptionally(e);
      }
    });
    return Future.fromCompletionStage(result, ctx.vertx().getOrCreateContext());
  }

  /**
   * Waits, on the request's loop, until something is stored.
   *
   * @param what for the log if it is not, for example {@code text not stored}
   * @return fails with 503 then: the operator has not been rid of it
   */
  public static Future<Void> stored(RoutingContext ctx, CompletionStage<Void> stage, Logger log, String what) {
    return Future.fromCompletionStage(stage, ctx.vertx().getOrCreateContext()).recover(failure -> {
      Failures.log(log, failure, what);
      return Future.failedFuture(Refusal.unavailable());
    });
  }
}
