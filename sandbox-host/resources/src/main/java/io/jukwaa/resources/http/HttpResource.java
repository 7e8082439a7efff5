package io.jukwaa.resources.http;

import io.jukwaa.message.Fields;
import io.jukwaa.resource.Caller;
import io.jukwaa.resource.Command;
import io.jukwaa.resource.Reply;
import io.jukwaa.resource.Resource;
import io.jukwaa.resources.Operation;
import io.jukwaa.store.Durability;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * HTTP requests of apps. Every status is a success; the reply has {@code code} and {@code body} and no headers. A body
 * that is not UTF-8 gets replacement characters. A request leaves when all that the app stored before it is on the disk,
 * so that after a power cut no other service knows more than we do. Thread-safe; blocks until the response is complete
 * or a limit is reached.
 */
public final class HttpResource implements Resource {
  /** Requests of one tenant under way at the same time; more wait for their turn within their own total time. */
  public static final int PARALLEL = 32;

  private final HttpFetcher fetcher;
  private final HttpLimits limits;
  private final Durability durability;
  private final Map<String, Semaphore> turns = new ConcurrentHashMap<>();
  private final Map<String, Operation> operations = Map.of("get", with("GET"), "post", with("POST"), "put", with("PUT"),
      "delete", with("DELETE"), "head", with("HEAD"), "patch", with("PATCH"));

  public HttpResource(HttpFetcher fetcher, HttpLimits limits, Durability durability) {
    this.fetcher = fetcher;
    this.durability = durability;
    this.limits = limits;
  }

  @Override
  public String name() {
    return "http";
  }

  @Override
  public Set<String> operations() {
    return operations.keySet();
  }

  @Override
  public Reply handle(Caller caller, Command command) {
    return Operation.carryOut(operations, caller, command);
  }

  private Operation with(String method) {
    return (caller, arguments) -> request(caller, arguments, method);
  }

  private Reply request(Caller caller, Fields arguments, String method) {
    FetchRequest request = new RequestArguments(arguments).request(method, caller.app().privateHosts(), limits);
    Semaphore turn = turns.computeIfAbsent(caller.tenant().key(), tenant -> new Semaphore(PARALLEL, true));
    try {
      if (!turn.tryAcquire(limits.total().toMillis(), TimeUnit.MILLISECONDS)) {
        return Reply.failure("too many requests at the same time (expected: at most " + PARALLEL + ")");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reply.failure("request was cancelled");
    }
    try {
      durability.flush();
      return reply(fetcher.fetch(request));
    } catch (FetchException e) {
      return Reply.failure(String.valueOf(e.getMessage()));
    } finally {
      turn.release();
    }
  }

  private static Reply reply(FetchResponse response) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("code", response.code());
    result.put("body", new String(response.body(), StandardCharsets.UTF_8));
    return Reply.of(result);
  }
}
