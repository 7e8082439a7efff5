package io.jukwaa.server.hostile;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jukwaa.server.bench.Workspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The web that hostile programs reach for: a stub that counts as public, at an address of the loopback network of its
 * own, and the loopback address itself, where every request is a failure. Programs name port 80; who may not listen
 * there has no stub, and their requests go nowhere.
 */
final class StubWeb implements AutoCloseable {
  private static final String PUBLIC = "127.77.7.7";
  private static final String LOOPBACK = "127.0.0.1";
  private static final int PORT = 80;
  private static final int BOMB_BYTES = 64 << 20;
  /** Packed before anybody is measured: it takes a third of a second of a core. */
  private static final byte[] GZIP_BOMB = bomb(true);
  private static final byte[] DEFLATE_BOMB = bomb(false);

  private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
  private final List<String> forbidden = new CopyOnWriteArrayList<>();

  StubWeb() {
    listen(PUBLIC, this::answer);
    if (!servers.isEmpty()) {
      listen(LOOPBACK, exchange -> {
        forbidden.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        text(exchange, 200, "secret of the loopback address");
      });
    }
  }

  boolean isThere() {
    return !servers.isEmpty();
  }

  /** What hostile apps may reach although it is private. */
  List<String> hosts() {
    return List.of("good.test:80", "redir.test:80");
  }

  /** Requests that came where none may. */
  List<String> forbidden() {
    return List.copyOf(forbidden);
  }

  /** Writes who is where. */
  Path hostsFile(Workspace workspace) {
    try {
      return Files.writeString(workspace.file("hosts"), """
          %s good.test redir.test
          127.0.0.1 private.test platform.test rebind.test self-signed.test expired.test
          93.184.216.34 mixed.test
          10.0.0.1 mixed.test
          169.254.169.254 cname-to-metadata.test
          """.formatted(PUBLIC));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    servers.forEach(server -> server.stop(0));
  }

  private void listen(String address, com.sun.net.httpserver.HttpHandler handler) {
    try {
      HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(address), PORT), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", exchange -> {
        try (exchange) {
          handler.handle(exchange);
        }
      });
      server.start();
      servers.add(server);
    } catch (IOException e) {
      // Not allowed to listen there, or somebody else does: without a stub.
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/to-loopback" -> redirect(exchange, "http://127.0.0.1/stolen");
      case "/to-metadata" -> redirect(exchange, "http://169.254.169.254/latest/meta-data/");
      case "/to-file" -> redirect(exchange, "file:///etc/passwd");
      case "/to-rebind" -> redirect(exchange, "http://rebind.test/stolen");
      case "/loop" -> redirect(exchange, "http://redir.test/loop");
      case "/huge", "/lying-length" -> endless(exchange, 1L << 33);
      case "/huge-chunked", "/never-ends" -> endless(exchange, 0);
      case "/huge-headers" -> {
        exchange.getResponseHeaders().add("X-Huge", "h".repeat(1 << 20));
        text(exchange, 200, "huge");
      }
      case "/gzip-bomb" -> encoded(exchange, "gzip", GZIP_BOMB);
      case "/gzip-nested" -> encoded(exchange, "gzip, gzip", GZIP_BOMB);
      case "/deflate-bomb" -> encoded(exchange, "deflate", DEFLATE_BOMB);
      case "/slow-headers", "/slow-body" -> slow(exchange);
      default -> text(exchange, 200, "echo");
    }
  }

  private static void redirect(HttpExchange exchange, String location) throws IOException {
    exchange.getResponseHeaders().add("Location", location);
    exchange.sendResponseHeaders(302, -1);
  }

  private static void endless(HttpExchange exchange, long length) throws IOException {
    exchange.sendResponseHeaders(200, length);
    byte[] part = new byte[1 << 16];
    try (OutputStream body = exchange.getResponseBody()) {
      while (true) {
        body.write(part);
      }
    }
  }

  private static void slow(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      while (true) {
        body.write('.');
        body.flush();
        Thread.sleep(200);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void encoded(HttpExchange exchange, String encoding, byte[] content) throws IOException {
    exchange.getResponseHeaders().add("Content-Encoding", encoding);
    exchange.sendResponseHeaders(200, content.length);
    exchange.getResponseBody().write(content);
  }

  private static void text(HttpExchange exchange, int status, String text) throws IOException {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, content.length);
    exchange.getResponseBody().write(content);
  }

  private static byte[] bomb(boolean gzip) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    byte[] part = new byte[1 << 16];
    try (OutputStream packed = gzip ? new GZIPOutputStream(content) : new DeflaterOutputStream(content)) {
      for (int written = 0; written < BOMB_BYTES; written += part.length) {
        packed.write(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return content.toByteArray();
  }
}
