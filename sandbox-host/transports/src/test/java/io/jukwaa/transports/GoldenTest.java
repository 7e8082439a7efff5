package io.jukwaa.transports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.ScriptedPort.Line;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays every {@code golden/<format>/requests.json}: whole requests in order, what the app answers, the messages it
 * got, receipts if there are any, and the response. Run with {@code -Dgolden.update} to write down what happens, then
 * read the difference.
 */
class GoldenTest {
  /** Of transports that do not speak HTTP; tests in their packages play them. */
  private static final Map<String, String> OTHER_TABLES = Map.of("smpp", "/pdus.json", "vumi-amqp", "/bodies.json");
  private static Host host;

  @BeforeAll
  static void start(@TempDir Path data) {
    host = new Host(data);
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  @Test
  void hasATableForEveryTransportAndEachOfItsMaps() {
    assertThat(Transports.builtIn().all()).allSatisfy(transport -> assertThat(formats(transport)).isNotEmpty()
        .allSatisfy(format -> {
          if (transport instanceof HttpTransport) {
            hasRequests(format);
          }
          if (transport instanceof SendingTransport) {
            rows(format + OTHER_TABLES.getOrDefault(format, "/sends.json"));
          }
        }));
  }

  /** Its maps or, if it has none, itself. */
  private static List<String> formats(Transport transport) {
    Setting first = transport.settings().schema().stream().findFirst().orElse(null);
    return first != null && first.name().equals("map")
        ? List.of(first.expected().replace("one of ", "").split(", "))
        : List.of(transport.name());
  }

  /** Some that are accepted, so that something comes in, and some that are refused. */
  private static void hasRequests(String format) {
    List<JsonNode> rows = rows(format + "/requests.json");
    assertThat(rows).as("accepted by " + format).anyMatch(row -> status(row) < 300 && !isQuiet(row));
    assertThat(rows).as("refused by " + format)
        .anyMatch(row -> status(row) >= 400 && status(row) < 500 && isQuiet(row));
  }

  private static List<JsonNode> rows(String file) {
    assertThat(Golden.TABLES.resolve(file)).exists();
    List<JsonNode> rows = Golden.read(Golden.TABLES.resolve(file)).valueStream().filter(JsonNode::isArray)
        .flatMap(JsonNode::valueStream).toList();
    assertThat(rows).as("rows of " + file).hasSizeGreaterThanOrEqualTo(3);
    return rows;
  }

  private static int status(JsonNode row) {
    return row.path("response").path("status").asInt();
  }

  private static boolean isQuiet(JsonNode row) {
    return row.path("inbound").isEmpty() && row.path("receipts").isEmpty();
  }

  @TestFactory
  Stream<DynamicContainer> speaksAsTheTableSays() throws IOException {
    return Golden.play("requests.json", GoldenTest::table);
  }

  private static Stream<DynamicTest> table(String format, JsonNode table) {
    host.channel(format, table.path("transport").asText("ussd-http"), Golden.texts(table.path("settings")));
    return Stream.concat(Stream.of(DynamicTest.dynamicTest("starts", () -> host.ids.set(0))),
        Golden.rows(table.path("requests"), GoldenTest::play));
  }

  private static void play(ObjectNode row) {
    host.port.ran.clear();
    host.port.receipts.clear();
    host.refusals.clear();
    JsonNode reply = row.path("reply");
    host.port.app = message -> CompletableFuture.completedStage(new Line(reply.path("content").textValue(),
        "close".equals(reply.path("session_event").asText()), true));
    HttpResponse<String> response = host.send(request(row.path("request")));
    ArrayNode inbound = Golden.JSON.createArrayNode();
    host.port.ran.stream().map(UserMessage::json)
        .forEach(fields -> inbound.add(Golden.JSON.valueToTree(fields.members())));
    ArrayNode receipts = Golden.JSON.createArrayNode();
    host.port.receipts.forEach(receipt -> receipts.add(Golden.JSON.createObjectNode().put("id", receipt.sentId())
        .put("status", receipt.status().wire()).put("reason", receipt.reason())));
    if (Golden.UPDATE) {
      row.set("inbound", inbound);
      row.remove("receipts");
      row.setAll(receipts.isEmpty() ? Map.of() : Map.of("receipts", receipts));
      row.set("response", seen(response));
    }
    assertThat(seen(response)).isEqualTo(row.path("response"));
    assertThat((JsonNode) inbound).isEqualTo(row.path("inbound"));
    assertRefusalIsTold(response);
    assertThat((JsonNode) receipts)
        .isEqualTo(row.has("receipts") ? row.get("receipts") : Golden.JSON.createArrayNode());
  }

  /** Whether the channel's owner hears of it: a path that leads to no channel is nobody's trouble but the caller's. */
  private static void assertRefusalIsTold(HttpResponse<String> response) {
    boolean refused = response.statusCode() >= 400 && response.statusCode() < 500;
    boolean lost = response.body().contains("\"field\":\"channel\"");
    if (!response.body().contains("\"field\":\"path\"")) { // of which there are such and such
      assertThat(host.refusals).hasSize(refused && !lost ? 1 : 0);
    }
  }

  private static HttpRequest request(JsonNode request) {
    HttpRequest.Builder builder = host.request(request.path("path").asText());
    request.path("headers").properties().forEach(each -> builder.header(each.getKey(), each.getValue().asText()));
    JsonNode body = request.path("body");
    return builder.method(request.path("method").asText(), body.isMissingNode()
        ? BodyPublishers.noBody()
        : BodyPublishers.ofString(body.isTextual() ? body.textValue() : body.toString())).build();
  }

  private static ObjectNode seen(HttpResponse<String> response) {
    ObjectNode seen = Golden.JSON.createObjectNode().put("status", response.statusCode());
    ObjectNode headers = seen.putObject("headers");
    response.headers().map().forEach((name, values) -> {
      if (!name.equalsIgnoreCase("content-length")) {
        headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst());
      }
    });
    String type = response.headers().firstValue("content-type").orElse("");
    return type.contains("json") ? seen.set("body", parsed(response.body())) : seen.put("body", response.body());
  }

  private static JsonNode parsed(String body) {
    try {
      return Golden.JSON.readTree(body);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
