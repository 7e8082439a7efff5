package io.jukwaa.stores.redis;

import io.jukwaa.store.StoreException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * How everybody asks the server: commands of one thread go out in the order it gave them. Thread-safe.
 *
 * <p>So many calls may be on their way at once; who comes later waits for room. A call that is not answered in time,
 * and each call while the server has been away for longer than that, fails with {@link StoreException}.
 */
final class RedisLink implements AutoCloseable {
  private final RedisConnectionSettings settings;
  private final Vertx vertx;
  private final Context loop;
  private final Wire wire;
  private final Semaphore room;
  private final LongAdder calls = new LongAdder();

  /** Begins to connect; {@link #awaitConnected} tells how that went. */
  RedisLink(Vertx vertx, RedisConnectionSettings settings) {
    this.settings = settings;
    this.vertx = vertx;
    room = new Semaphore(settings.mostInFlight());
    loop = vertx.getOrCreateContext();
    wire = new Wire(vertx, loop, settings);
    loop.runOnContext(_ -> wire.start());
  }

  /** @throws StoreException names the address, if it cannot be reached in time */
  void awaitConnected() {
    await(wire.connected());
  }

  /** Why there is no connection; null while there is one. */
  @Nullable
  String trouble() {
    return wire.absence();
  }

  /** How many were sent so far. */
  long calls() {
    return calls.sum();
  }

  /** Sends a command and waits for its answer. */
  @Nullable
  Response ask(Request request) {
    return await(send(request, null));
  }

  /** Runs a script and waits for what it returns. */
  @Nullable
  Response ask(Script script, List<String> keys, Object... arguments) {
    return await(run(script, keys, arguments));
  }

  /** Runs a script; does not wait for what it returns. */
  CompletableFuture<@Nullable Response> run(Script script, List<String> keys, Object... arguments) {
    return send(request(Command.EVALSHA, script.hash(), keys, arguments),
        request(Command.EVAL, script.text(), keys, arguments));
  }

  /** Sends a command; blocks only while too many are on their way. */
  CompletableFuture<@Nullable Response> send(Request request) {
    return send(request, null);
  }

  /** The same without ever blocking and beyond the bound: for what a node says about itself, and
   * what it gives back. */
  CompletableFuture<@Nullable Response> tell(Request request) {
    return tell(request, null);
  }

  /** The same with a script. */
  CompletableFuture<@Nullable Response> tell(Script script, List<String> keys, Object... arguments) {
    return tell(request(Command.EVALSHA, script.hash(), keys, arguments),
        request(Command.EVAL, script.text(), keys, arguments));
  }

  /** Does something again and again, on the event loop: it may not block. Ends with the link. */
  void every(Duration period, Runnable work) {
    vertx.setPeriodic(period.toMillis(), _ -> work.run());
  }

  /**
   * Waits for an answer.
   *
   * @throws StoreException if there is none, or the server refused
   */
  static <T extends @Nullable Object> T await(CompletableFuture<T> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof StoreException refused ? refused : e;
    }
  }

  /** A number the server answered; 0 if nothing. */
  static long number(@Nullable Response answer) {
    return answer == null ? 0 : Long.parseLong(answer.toString());
  }

  /** Fails what is on its way and lets the connection go. */
  @Override
  public void close() {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    loop.runOnContext(_ -> {
      wire.close();
      closed.complete(null);
    });
    closed.join();
  }

  private CompletableFuture<@Nullable Response> send(Request request, @Nullable Request otherwise) {
    if (Context.isOnEventLoopThread()) {
      throw new IllegalStateException("a store was called on an event loop, which would wait for itself");
    }
    Call call = new Call(request, otherwise, deadline());
    if (!hasRoom()) {
      call.answer().completeExceptionally(new StoreException("redis: " + settings.address() + " has left "
          + settings.mostInFlight() + " calls unanswered (expected: answers within " + settings.timeout() + ")", null));
      return call.answer();
    }
    CompletableFuture<@Nullable Response> answer = call.answer().whenComplete((_, _) -> room.release());
    handOver(call);
    return answer;
  }

  private CompletableFuture<@Nullable Response> tell(Request request, @Nullable Request otherwise) {
    Call call = new Call(request, otherwise, deadline());
    handOver(call);
    return call.answer();
  }

  private void handOver(Call call) {
    calls.increment();
    try {
      loop.runOnContext(_ -> wire.send(call));
    } catch (RejectedExecutionException e) {
      call.answer().completeExceptionally(
          new StoreException("redis: the link to " + settings.address() + " is closed (expected: open)", e));
    }
  }

  private boolean hasRoom() {
    try {
      return room.tryAcquire() || room.tryAcquire(settings.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("redis: interrupted while waiting to send", e);
    }
  }

  private long deadline() {
    return System.nanoTime() + settings.timeout().toNanos();
  }

  private static Request request(Command command, String script, List<String> keys, Object... arguments) {
    Request request = Request.cmd(command).arg(script).arg(keys.size());
    keys.forEach(request::arg);
    for (Object argument : arguments) {
      request.arg(argument.toString());
    }
    return request;
  }
}
