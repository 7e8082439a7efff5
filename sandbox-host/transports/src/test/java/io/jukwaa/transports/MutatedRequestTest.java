package io.jukwaa.transports;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.RawClient.Request;
import io.jukwaa.transports.RawClient.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Breaks the requests of every golden table in every way at hand. Each is taken whole or not at all, none is answered with
 * 5xx, and afterwards the channel answers every request of its table as ever. {@code -Drequests.mutated=10000} for more of
 * them, {@code -Drequests.seed=…} for others.
 */
class MutatedRequestTest {
  private static final int COUNT = Integer.getInteger("requests.mutated",
      Boolean.getBoolean("jukwaa.long") ? 10_000 : 400);
  /** What takes a parser to its limits. */
  private static final List<String> STRANGE = List.of("&", "=", "%", "%00", "%ff", "%ed%a0%80", "+", "*", "**", "#",
      "null",
      "NaN", "-Infinity", "1e999", "[[[[", "{\"a\":", "\"", "\\", "\\ud800", "\\u0000", "{}", "[]", "true", "{{", "}}",
      "?",
      "/", "..%2f", "\u00e1\u0088\u00b0", "\u00ff", "9".repeat(300), "x".repeat(3_000), "&a=".repeat(300),
      "[".repeat(300), "{\"a\":{\"a\":".repeat(40));

  private static Host host;
  private final Random random = new Random(Long.getLong("requests.seed", 20261130));

  @BeforeAll
  static void start(@TempDir Path data) {
    host = new Host(data);
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  static List<String> formats() throws IOException {
    try (Stream<Path> folders = Files.list(Golden.TABLES)) {
      return folders.filter(folder -> Files.exists(folder.resolve("requests.json")))
          .map(folder -> folder.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void takesAllOrNothing(String format) throws IOException {
    JsonNode table = Golden.read(Golden.TABLES.resolve(format + "/requests.json"));
    host.channel(format, table.path("transport").asText("ussd-http"), Golden.texts(table.path("settings")));
    List<JsonNode> rows = StreamSupport.stream(table.path("requests").spliterator(), false).toList();
    List<Request> vectors = rows.stream().map(row -> request(row.path("request"))).toList();
    try (RawClient client = new RawClient(host.port())) {
      int taken = 0;
      for (int i = 0; i < COUNT; i++) {
        Request broken = mutated(vectors.get(random.nextInt(vectors.size())));
        Response response = sent(client, broken);
        check(broken, response);
        taken += response.status() < 300 ? 1 : 0;
      }
      assertThat(taken).as("some are still right, so what is behind the door is reached").isPositive();
      host.clock.advance(Duration.ofDays(2)); // no session is open
      for (int i = 0; i < rows.size(); i++) {
        assertThat(client.send(List.of(vectors.get(i))).getFirst().status()).as(rows.get(i).path("name").asText())
            .isEqualTo(rows.get(i).path("response").path("status").asInt());
      }
      forget();
    }
  }

  /** A host may close a connection after an answer, as after one to a line that is too long; not instead of one. */
  private static Response sent(RawClient client, Request request) throws IOException {
    try {
      return client.send(List.of(request)).getFirst();
    } catch (IOException closedBefore) {
      client.close();
      return client.send(List.of(request)).getFirst();
    }
  }

  private static void check(Request request, Response response) {
    String sent = request.method() + ' ' + request.path() + ' ' + request.headers() + ' ' + request.body();
    assertThat(response.status()).as(sent).isBetween(200, 499);
    int done = host.port.ran.size() + host.port.receipts.size(); // events follow an answer
    if (response.status() >= 300) {
      assertThat(done).as("refused and done: " + sent).isZero();
      assertThat(response.body()).as(sent).doesNotContain("Exception", "io.jukwaa", "fasterxml", "vertx");
    } else {
      assertThat(done).as(sent).isLessThanOrEqualTo(1);
      assertThat(host.port.ran).as(sent).allSatisfy(MutatedRequestTest::isWhole);
      assertThat(host.port.receipts).as(sent).allSatisfy(receipt -> assertThat(receipt.sentId()).isNotBlank());
    }
    forget();
  }

  private static void forget() {
    host.port.ran.clear();
    host.port.receipts.clear();
    host.port.events.clear();
  }

  private static void isWhole(UserMessage message) {
    assertThat(message.messageId()).isNotBlank();
    assertThat(message.timestamp()).isNotNull();
    assertThat(String.valueOf(message.fromAddr())).isNotBlank().hasSizeLessThan(300)
        .doesNotContainPattern("\\p{Cntrl}");
    String content = String.valueOf(message.content());
    assertThat(new String(content.getBytes(UTF_8), UTF_8)).as("text that UTF-8 can hold").isEqualTo(content);
  }

  private Request mutated(Request vector) {
    boolean inBody = !vector.body().isEmpty() && random.nextInt(4) > 0;
    if (inBody) {
      return new Request(vector.method(), vector.path(), vector.type(), mutated(vector.body()), vector.headers());
    }
    Map<String, String> headers = new TreeMap<>(vector.headers());
    if (!headers.isEmpty() && random.nextInt(4) == 0) {
      String name = List.copyOf(headers.keySet()).get(random.nextInt(headers.size()));
      headers.compute(name, (_, value) -> mutated(String.valueOf(value)).replaceAll("[\\x00-\\x1f\\x7f]", ""));
      return new Request(vector.method(), vector.path(), vector.type(), vector.body(), headers);
    }
    // what breaks the line of HTTP itself is Vert.x's to refuse
    return new Request(vector.method(), '/' + mutated(vector.path().substring(1)).replaceAll("[\\x00-\\x20\\x7f]", ""),
        vector.type(), vector.body(), headers);
  }

  private String mutated(String text) {
    String other = text;
    for (int times = 1 + random.nextInt(random.nextInt(5) + 1); times > 0; times--) {
      int from = random.nextInt(other.length() + 1);
      int to = Math.min(other.length(), from + random.nextInt(12));
      other = switch (random.nextInt(6)) {
        case 0 ->
          other.substring(0, from) + (char) random.nextInt(256) + other.substring(Math.min(other.length(), from + 1));
        case 1 -> other.substring(0, from) + other.substring(to);
        case 2 -> other.substring(0, to) + other.substring(from);
        case 3 -> other.substring(0, from) + STRANGE.get(random.nextInt(STRANGE.size())) + other.substring(from);
        case 4 -> other.substring(0, from) + STRANGE.get(random.nextInt(STRANGE.size())) + other.substring(to);
        default -> random.nextInt(10) == 0 ? other.substring(0, from) : swapped(other, from, to);
      };
    }
    return other;
  }

  /** Two parts change places. */
  private static String swapped(String text, int from, int to) {
    int middle = (from + to) / 2;
    return text.substring(0, from) + text.substring(middle, to) + text.substring(from, middle) + text.substring(to);
  }

  private static Request request(JsonNode request) {
    Map<String, String> headers = Golden.texts(request.path("headers"));
    JsonNode body = request.path("body");
    String text = body.isMissingNode() ? "" : body.isTextual() ? body.textValue() : body.toString();
    return new Request(request.path("method").asText(), request.path("path").asText(), headers.remove("Content-Type"),
        new String(text.getBytes(UTF_8), ISO_8859_1), headers);
  }
}
