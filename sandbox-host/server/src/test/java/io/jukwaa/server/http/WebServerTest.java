package io.jukwaa.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.server.CannotStartException;
import io.jukwaa.server.settings.Settings;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebServerTest {
  private final Vertx vertx = Vertx.vertx();
  private final AtomicBoolean ready = new AtomicBoolean(true);
  private final HttpClient client = HttpClient.newHttpClient();
  private WebServer server = listen(0);

  @BeforeEach
  void checkPort() {
    assertThat(server.port()).isPositive();
  }

  @AfterEach
  void stop() {
    server.close();
    client.close();
    vertx.close().await();
  }

  @Test
  void isReadyOnlyWhenItIs() throws Exception {
    assertThat(get("/health/ready").statusCode()).isEqualTo(200);
    assertThat(get("/health").body()).isEqualTo("{\"status\":\"up\"}");
    ready.set(false);
    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void showsStateToThisMachine() throws Exception {
    assertThat(get("/state").body()).isEqualToIgnoringWhitespace("{\"kv\": {}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "127.0.0.1.evil.example", "10.0.0.1", "localhost.evil.example:80"})
  void showsNoStateThroughANameThatLeadsHere(String host) throws Exception {
    assertThat(statusWithHost(host)).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "localhost:8080", "127.0.0.1", "[::1]:8080"})
  void showsStateThroughTheNamesOfThisMachine(String host) throws Exception {
    assertThat(statusWithHost(host)).isEqualTo(200);
  }

  @Test
  void saysThatThePortIsTaken() {
    assertThatThrownBy(() -> listen(server.port())).isInstanceOf(CannotStartException.class)
        .hasMessage("server.port: 127.0.0.1:" + server.port()
            + " (expected: an address of this machine and a port nobody else listens on; choose one with --port)");
  }

  private WebServer listen(int port) {
    Router router = Router.router(vertx);
    new HealthRoutes(ready::get).mount(router);
    new StateRoute(() -> Map.of("kv", Map.of())).mount(router);
    return WebServer.listen(vertx, router, new Settings.Server("127.0.0.1", port, "local", Duration.ofSeconds(2)));
  }

  private HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
    return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Java's client does not let a test choose the host it claims to ask for. */
  private int statusWithHost(String host) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(("GET /state HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
          .getBytes(StandardCharsets.US_ASCII));
      String status = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
          .readLine();
      return Integer.parseInt(status.split(" ", -1)[1]);
    }
  }
}
