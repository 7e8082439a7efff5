package io.jukwaa.server.clients;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jukwaa.message.Fields;
import io.jukwaa.server.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A client's server, at one port for good: it can be down. It answers 200 unless told otherwise. */
public final class PushServer implements AutoCloseable {
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Push> taken = new CopyOnWriteArrayList<>();
  private volatile Function<Push, Integer> answers = _ -> 200;
  private final int port;
  private HttpServer server;

  /** @param headers names in lower case */
  public record Push(String path, Map<String, String> headers, Fields json) {
    public String content() {
      return String.valueOf(json.value("content"));
    }

    /** {@code ack id} and the like. */
    public String event() {
      Object status = json.value("delivery_status");
      return (status == null ? json.text("event_type") : status) + " " + json.value("user_message_id");
    }
  }

  public PushServer() throws IOException {
    server = listen(0);
    port = server.getAddress().getPort();
  }

  /** With what the client calls itself in front of it. */
  public String url(String path) {
    return "http://shop:pass@127.0.0.1:" + port + path;
  }

  public String hostAndPort() {
    return "127.0.0.1:" + port;
  }

  public void become(Function<Push, Integer> next) {
    answers = next;
  }

  public void down() {
    server.stop(0);
  }

  public void up() throws IOException {
    server = listen(port);
  }

  /** Those of this path that were taken. */
  public List<Push> taken(String path) {
    return taken.stream().filter(push -> push.path().equals(path)).toList();
  }

  @Override
  public void close() {
    down();
    threads.shutdownNow();
  }

  private HttpServer listen(int at) throws IOException {
    HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
    listening.createContext("/", this::answer);
    listening.setExecutor(threads);
    listening.start();
    return listening;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Map<String, String> headers = new HashMap<>();
      exchange.getRequestHeaders()
          .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
      Push push = new Push(exchange.getRequestMethod() + " " + exchange.getRequestURI(), headers,
          Json.object("push", new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
      int status = Objects.requireNonNull(answers.apply(push));
      if (status < 300) {
        taken.add(push);
      }
      exchange.sendResponseHeaders(status, -1);
    }
  }
}
