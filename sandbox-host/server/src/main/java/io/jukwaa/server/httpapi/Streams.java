package io.jukwaa.server.httpapi;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The clients that read streams from this host. Thread-safe. */
final class Streams implements AutoCloseable {
  /** A client that takes nothing for so long is cut off. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Map<String, List<Client>> clients = new ConcurrentHashMap<>();

  /** A response without an end. */
  record Client(HttpServerResponse response, Context context) {
    /** Whether the line is on its way. Blocks; never on an event loop. */
    boolean takes(Buffer line) {
      CompletableFuture<Void> written = new CompletableFuture<>();
      context.runOnContext(_ -> {
        if (response.ended() || response.closed()) {
          written.cancel(false);
        } else {
          response.write(line).onSuccess(written::complete).onFailure(written::completeExceptionally);
        }
      });
      try {
        written.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        return true;
      } catch (ExecutionException | TimeoutException | CancellationException e) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    void end() {
      context.runOnContext(_ -> {
        if (!response.ended() && !response.closed()) {
          response.end();
        }
      });
    }

    void cut() {
      context.runOnContext(_ -> response.reset());
    }
  }

  void add(String channel, Client client) {
    clients.compute(channel, (_, before) -> {
      List<Client> all = new ArrayList<>(before == null ? List.of() : before);
      all.add(client);
      return List.copyOf(all);
    });
  }

  void remove(String channel, Client client) {
    clients.computeIfPresent(channel, (_, before) -> {
      List<Client> left = before.stream().filter(each -> !each.equals(client)).toList();
      return left.isEmpty() ? null : left;
    });
  }

  /** Gives the line to one client of several, whichever; false if none took it. Blocks. */
  boolean give(String channel, String line) {
    List<Client> present = new ArrayList<>(clients.getOrDefault(channel, List.of()));
    Collections.shuffle(present);
    Buffer written = Buffer.buffer(line + '\n');
    for (Client client : present) {
      if (client.takes(written)) {
        return true;
      }
      remove(channel, client);
      client.cut();
    }
    return false;
  }

  int count(String channel) {
    return clients.getOrDefault(channel, List.of()).size();
  }

  int count() {
    return clients.values().stream().mapToInt(List::size).sum();
  }

  /** Ends all streams: what comes later goes to clients of another host, or waits. */
  @Override
  public void close() {
    clients.values().forEach(present -> present.forEach(Client::end));
  }
}
