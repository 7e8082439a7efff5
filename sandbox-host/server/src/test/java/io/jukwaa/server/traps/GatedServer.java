package io.jukwaa.server.traps;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A web server whose pages say their own name. Every page but {@code open} waits until the gate is open; a request for
 * {@code open} opens it, and so does {@link #open}. An app that asks for a page waits for the test, and the other way.
 */
final class GatedServer implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 60;

  private final CountDownLatch gate = new CountDownLatch(1);
  private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  private GatedServer(HttpServer server) {
    this.server = server;
  }

  static GatedServer start() throws IOException {
    GatedServer gated = new GatedServer(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    gated.server.setExecutor(gated.executor);
    gated.server.createContext("/", gated::answer);
    gated.server.start();
    return gated;
  }

  String url(String page) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + page;
  }

  /** What an app must be allowed to reach. */
  Set<String> hosts() {
    return Set.of("127.0.0.1:" + server.getAddress().getPort());
  }

  void open() {
    gate.countDown();
  }

  void awaitOpen() throws InterruptedException {
    if (!gate.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("nobody opened the gate");
    }
  }

  /** Pages asked for so far. */
  List<String> asked() {
    return List.copyOf(asked);
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
      awaitOpen();
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
