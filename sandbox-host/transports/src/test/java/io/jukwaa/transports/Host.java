package io.jukwaa.transports;

import io.jukwaa.message.Channel;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The transports on a real server, with everything behind them in the test's hands. */
public final class Host implements AutoCloseable {
  public final MovableClock clock = new MovableClock();
  public final BreakableSessions sessions;
  public final ScriptedPort port = new ScriptedPort();
  public final AtomicInteger ids = new AtomicInteger();
  /** What was refused so far, each as the channel's key and the reason. */
  public final Queue<String> refusals = new ConcurrentLinkedQueue<>();
  public final TransportContext context;
  private final Map<String, Channel> channels = new ConcurrentHashMap<>();
  private final Transports transports = Transports.builtIn();
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final HttpServer server;
  private final EmbeddedDatabase database;

  /** @param data where sessions are kept; another host may go on there after this one is closed */
  public Host(Path data) {
    this.database = EmbeddedDatabase.open(data, clock);
    this.sessions = new BreakableSessions(database.sessions());
    Router router = Router.router(vertx);
    this.context = new TransportContext((transport, key) -> channels.get(key), port, sessions,
        (channel, reason) -> refusals.add(channel.key() + " " + reason), database.durability(),
        clock, () -> "id-" + ids.incrementAndGet());
    transports.mount(router, context);
    this.server = await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
  }

  /** A checked channel, served from now on. */
  public Channel channel(String key, String transport, Map<String, String> settings) {
    Channel channel = new Channel(key, "tenant", "app", transport, settings, "Sorry, try again later.");
    transports.check(channel);
    channels.put(key, channel);
    return channel;
  }

  public int port() {
    return server.actualPort();
  }

  public HttpResponse<String> get(String path) {
    return send(request(path).GET().build());
  }

  public HttpResponse<String> form(String path, String body) {
    return send(post(path, "application/x-www-form-urlencoded", body));
  }

  public HttpResponse<String> json(String path, String body) {
    return send(post(path, "application/json", body));
  }

  public HttpRequest post(String path, String type, String body) {
    return request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)).build();
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  public HttpResponse<String> send(HttpRequest request) {
    return sendLater(request).orTimeout(20, TimeUnit.SECONDS).join();
  }

  public CompletableFuture<HttpResponse<String>> sendLater(HttpRequest request) {
    return client.sendAsync(request, BodyHandlers.ofString());
  }

  @Override
  public void close() {
    client.close();
    await(vertx.close());
    database.close();
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
