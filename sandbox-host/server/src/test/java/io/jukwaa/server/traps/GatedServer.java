package io.jukwaa.server.traps;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/**
 * A web server whose pages say their own name. Some of them, or every page but {@code open}, wait until the gate is open;
 * a request for {@code open} opens it, and so does {@link #open}. An app that asks for a page waits for the test, and the
 * other way.
 */
public final class GatedServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final CountDownLatch gate = new CountDownLatch(1);
  private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final Predicate<String> gated;
  private final Duration patience;

  private GatedServer(HttpServer server, Predicate<String> gated, Duration patience) {
    this.server = server;
    this.gated = gated;
    this.patience = patience;
  }

  static GatedServer start() throws IOException {
    return start(page -> true, PATIENCE);
  }

  /**
   * @param held pages that wait; those that do not are answered at once
   * @param patience how long whoever waits for the gate, or for a page to be asked for, does so
   */
  public static GatedServer start(Predicate<String> held, Duration patience) throws IOException {
    GatedServer gated = new GatedServer(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), held, patience);
    gated.server.setExecutor(gated.executor);
    gated.server.createContext("/", gated::answer);
    gated.server.start();
    return gated;
  }

  public String url(String page) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + page;
  }

  /** What an app must be allowed to reach. */
  public Set<String> hosts() {
    return Set.of("127.0.0.1:" + server.getAddress().getPort());
  }

  public void open() {
    gate.countDown();
  }

  void awaitOpen() throws InterruptedException {
    if (!gate.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError("nobody opened the gate");
    }
  }

  /** Pages asked for so far, in that order. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  public void awaitAsked(String page) {
    Awaitility.waitAtMost(patience).until(() -> asked.contains(page));
  }

  @Override
  public void close() {
    open();
    server.stop(0);
    executor.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String page = exchange.getRequestURI().getPath().substring(1);
    asked.add(page);
    if (page.equals("open")) {
      open();
    }
    try {
      if (gated.test(page)) {
        awaitOpen();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    byte[] text = page.getBytes(StandardCharsets.US_ASCII);
    exchange.sendResponseHeaders(200, text.length);
    try (var body = exchange.getResponseBody()) {
      body.write(text);
    }
  }
}
