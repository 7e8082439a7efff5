package io.jukwaa.server.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jukwaa.server.doctor.Finding;
import io.jukwaa.server.doctor.Finding.Grade;
import io.jukwaa.transports.FormText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that do one thing wrong each. */
class GatewayCheckTest {
  private final AtomicInteger counter = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private volatile Function<Map<String, String>, String> app = GatewayCheckTest::well;
  private volatile String type = "text/plain";
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/ussd", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.close();
  }

  @Test
  void findsNothingWrongWhereNothingIs() {
    assertThat(findings()).hasSize(11).allSatisfy(finding -> assertThat(finding.grade()).isEqualTo(Grade.OK));
  }

  @ParameterizedTest
  @CsvSource({"counts, again at once hung up end", "loses, lost", "chokes on stars, stars",
      "chokes on letters, letters",
      "takes anything, no field", "hangs on two, parallel", "forgets the end, end", "never ends, end",
      "drops stars, stars"})
  void findsWhatIsWrong(String fault, String subjects) {
    app = fields -> wrong(fault, fields);
    assertThat(findings().stream().filter(finding -> finding.grade() == Grade.FAIL).map(Finding::subject))
        .containsExactlyElementsOf(subjects.equals("again at once hung up end")
            ? List.of("again", "at once", "hung up", "end")
            : List.of(subjects));
  }

  @Test
  void goesNoFurtherThanAFirstScreenThatIsNone() {
    app = _ -> "Welcome";
    assertThat(findings()).singleElement().extracting(Finding::detail).isEqualTo(
        "the first screen: \"Welcome\" at the beginning (expected: CON or END, and a blank)");
    app = GatewayCheckTest::well;
    type = "text/html";
    assertThat(findings()).singleElement().extracting(Finding::detail)
        .isEqualTo("the first screen: Content-Type text/html (expected: text/plain)");
  }

  private static String well(Map<String, String> fields) {
    if (!fields.containsKey("sessionId")) {
      return "400";
    }
    String text = fields.getOrDefault("text", "");
    return text.length() > 3 && text.startsWith("1*1*1") ? "END bye" : "CON you typed " + text;
  }

  private String wrong(String fault, Map<String, String> fields) {
    String text = fields.getOrDefault("text", "");
    return switch (fault) {
      case "counts" -> well(fields).startsWith("4") ? "400" : well(fields) + counter.incrementAndGet();
      case "loses" -> text.equals("1*1") && counter.incrementAndGet() == 1 ? "500" : well(fields);
      case "chokes on stars" -> text.equals("**") ? "500" : well(fields);
      case "chokes on letters" -> text.startsWith("ሰ") ? "500" : well(fields);
      case "takes anything" -> fields.containsKey("sessionId") ? well(fields) : "CON welcome";
      case "never ends" -> well(fields).startsWith("4") ? "400" : "CON again";
      case "drops stars" -> text.equals("**") ? "" : well(fields);
      case "hangs on two" -> text.equals("2") ? "hm" : well(fields);
      default -> well(fields).startsWith("END") && counter.incrementAndGet() > 1 ? "CON welcome" : well(fields);
    };
  }

  private List<Finding> findings() {
    AtomicInteger sessions = new AtomicInteger();
    try (Gateway gateway = new Gateway(
        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ussd?secret=s"), "+254700000001", "*1#")) {
      return new GatewayCheck(gateway, () -> "s" + sessions.incrementAndGet()).all();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String said = app.apply(FormText.parse(new String(exchange.getRequestBody().readAllBytes(), ISO_8859_1)));
    if (said.isEmpty()) {
      exchange.close();
      return;
    }
    boolean isStatus = said.matches("[45]00");
    byte[] body = (isStatus ? "no" : said).getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(isStatus ? Integer.parseInt(said) : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
