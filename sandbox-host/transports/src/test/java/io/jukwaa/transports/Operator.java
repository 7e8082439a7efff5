package io.jukwaa.transports;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A server that stands for an operator: writes down what it is asked and does as it is told. */
public final class Operator implements AutoCloseable {
  /**
   * A request, read to its end.
   *
   * @param headers by their names in lower case
   * @param connection the port at the other end
   */
  public record Asked(String method, String path, Map<String, String> headers, String body, int connection) {}

  /** Reads the request and never answers. */
  public static final Consumer<HttpServerRequest> NEVER_ANSWERS = request -> {};
  /** Reads the request and hangs up. */
  public static final Consumer<HttpServerRequest> DROPS_CONNECTION = request -> request.connection().close();

  public final List<Asked> asked = new CopyOnWriteArrayList<>();
  /** What happens to a request that was read; runs on the event loop. */
  public volatile Consumer<HttpServerRequest> script = NEVER_ANSWERS;
  private final HttpServer server;

  public Operator(Vertx vertx) {
    this(vertx, new HttpServerOptions());
  }

  Operator(Vertx vertx, HttpServerOptions options) {
    server = await(vertx.createHttpServer(options).requestHandler(this::take).listen(0, "127.0.0.1"));
  }

  int port() {
    return server.actualPort();
  }

  /** Without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  /** Where nobody listens. */
  static String nobody() {
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return "http://127.0.0.1:" + closed.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Consumer<HttpServerRequest> answers(int status, Map<String, String> headers, String body) {
    return request -> {
      request.response().setStatusCode(status);
      headers.forEach(request.response()::putHeader);
      request.response().end(body);
    };
  }

  private void take(HttpServerRequest request) {
    Map<String, String> headers = new TreeMap<>();
    request.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    request.body().onSuccess(body -> {
      asked.add(new Asked(request.method().name(), request.uri(), headers, body.toString(),
          request.remoteAddress().port()));
      script.accept(request);
    });
  }

  @Override
  public void close() {
    await(server.close());
  }

  public static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
