package io.jukwaa.server.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/** A web server that apps tell how far they are, and that holds them where a test wants them killed. */
final class HeldWeb implements AutoCloseable {
  private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch released = new CountDownLatch(1);
  private final HttpServer server;
  private volatile Set<String> held;

  private HeldWeb(HttpServer server, Set<String> held) {
    this.server = server;
    this.held = held;
  }

  /** @param held pages that are not answered until they are released */
  static HeldWeb start(Set<String> held) throws IOException {
    HeldWeb web = new HeldWeb(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), held);
    web.server.setExecutor(web.executor);
    web.server.createContext("/", web::answer);
    web.server.start();
    return web;
  }

  /** What an app must be allowed to reach. */
  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  void release() {
    held = Set.of();
    released.countDown();
  }

  /** Pages in the order they were asked for. */
  List<String> asked() {
    return List.copyOf(asked);
  }

  void awaitAsked(String page) {
    Awaitility.waitAtMost(Duration.ofMinutes(2)).until(() -> asked.contains(page));
  }

  @Override
  public void close() {
    release();
    server.stop(0);
    executor.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String page = exchange.getRequestURI().getPath().substring(1);
    asked.add(page);
    try {
      if (held.contains(page)) {
        released.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
  }
}
