package io.jukwaa.transports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.ScriptedPort.Line;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
 * got, receipts if there are any, and the response. Run with {@code -Dgolden.update} to write down what happens, then read the difference.
 */
class GoldenTest {
  private static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final Path TABLES = Path.of("src/test/resources/golden");
  private static final boolean UPDATE = System.getProperty("golden.update") != null;
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
  void hasATableForEveryMap() {
    Setting map = Transports.builtIn().all().getFirst().settings().getFirst();

    assertThat(map.name()).isEqualTo("map");
    assertThat(map.expected().replace("one of ", "").split(", "))
        .allSatisfy(name -> assertThat(TABLES.resolve(name + "/requests.json")).exists());
  }

  @Test
  void hasATableForEveryTransport() {
    assertThat(Transports.builtIn().all()).filteredOn(transport -> !transport.name().equals("ussd-http"))
        .allSatisfy(transport -> {
          if (transport instanceof HttpTransport) {
            assertThat(TABLES.resolve(transport.name() + "/requests.json")).exists();
          }
        });
  }

  @TestFactory
  Stream<DynamicContainer> speaksAsTheTableSays() throws IOException {
    try (Stream<Path> folders = Files.list(TABLES)) {
      return folders.filter(folder -> Files.exists(folder.resolve("requests.json"))).sorted().map(GoldenTest::table)
          .toList().stream();
    }
  }

  private static DynamicContainer table(Path folder) {
    String format = folder.getFileName().toString();
    JsonNode table = read(folder.resolve("requests.json"));
    host.channel(format, table.path("transport").asText("ussd-http"), settings(table.path("settings")));
    List<DynamicTest> tests = Stream.concat(
        Stream.of(DynamicTest.dynamicTest("starts", () -> host.ids.set(0))),
        elements(table.path("requests")).map(each -> DynamicTest.dynamicTest(each.path("name").asText(),
            () -> play((ObjectNode) each))))
        .toList();
    return DynamicContainer.dynamicContainer(format, UPDATE
        ? Stream.concat(tests.stream(), Stream.of(
            DynamicTest.dynamicTest("writes", () -> JSON.writeValue(folder.resolve("requests.json").toFile(), table))))
        : tests.stream());
  }

  private static void play(ObjectNode row) {
    host.port.ran.clear();
    host.port.receipts.clear();
    JsonNode reply = row.path("reply");
    host.port.app = message -> CompletableFuture.completedStage(new Line(reply.path("content").textValue(),
        "close".equals(reply.path("session_event").asText()), true));
    HttpResponse<String> response = host.send(request(row.path("request")));
    ArrayNode inbound = JSON.createArrayNode();
    host.port.ran.stream().map(UserMessage::json).forEach(fields -> inbound.add(JSON.valueToTree(fields.members())));
    ArrayNode receipts = JSON.createArrayNode();
    host.port.receipts.forEach(receipt -> receipts.add(JSON.createObjectNode().put("id", receipt.sentId())
        .put("status", receipt.status().wire()).put("reason", receipt.reason())));
    if (UPDATE) {
      row.set("inbound", inbound);
      if (!receipts.isEmpty()) {
        row.set("receipts", receipts);
      }
      row.set("response", seen(response));
    }
    assertThat(seen(response)).isEqualTo(row.path("response"));
    assertThat((JsonNode) inbound).isEqualTo(row.path("inbound"));
    assertThat((JsonNode) receipts).isEqualTo(row.has("receipts") ? row.get("receipts") : JSON.createArrayNode());
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
    ObjectNode seen = JSON.createObjectNode().put("status", response.statusCode());
    ObjectNode headers = seen.putObject("headers");
    response.headers().map().forEach((name, values) -> {
      if (!name.equalsIgnoreCase("content-length")) {
        headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst());
      }
    });
    String type = response.headers().firstValue("content-type").orElse("");
    return type.contains("json") ? seen.set("body", parsed(response.body())) : seen.put("body", response.body());
  }

  private static Map<String, String> settings(JsonNode settings) {
    Map<String, String> map = new LinkedHashMap<>();
    settings.properties().forEach(each -> map.put(each.getKey(), each.getValue().asText()));
    return map;
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    return java.util.stream.StreamSupport.stream(array.spliterator(), false);
  }

  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static JsonNode parsed(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
