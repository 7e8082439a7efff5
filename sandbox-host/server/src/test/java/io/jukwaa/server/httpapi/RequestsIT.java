package io.jukwaa.server.httpapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.clients.ApiHost;
import io.jukwaa.server.clients.Mutated;
import io.jukwaa.store.MessageLog;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.store.OptOutStore.OptOut;
import io.jukwaa.transports.Golden;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plays {@code golden/http-api/requests.json}: requests in order and whole responses; and requests that nobody thought of.
 * Run with {@code -Dgolden.update} to write down what happens, then read the difference.
 */
@Timeout(120)
class RequestsIT {
  private static final int MUTATED = Integer.getInteger("requests.mutated",
      Boolean.getBoolean("jukwaa.long") ? 10_000 : 1_000);
  private static final Mutated MUTATIONS = new Mutated(Map.of("to_addr", "+27832", "content", "hello"),
      List.of("to_addr", "content", "in_reply_to", "session_event", "to_addr_type", "helper_metadata"));
  private static final int AT_ONCE = 5;
  private static final String MESSAGES = "http_api/line/messages.json";
  private static final long SEED = Long.getLong("requests.seed", 27);
  private static final String DEPLOY = """
      deploy:
        tenants: {acme: {limits: {metric-names: 3}}, other: {}}
        apps:
          line:
            tenant: acme
            http-api: {type: http_api, api-tokens: [token-0, token-1], metric-store: shop}
            endpoints: {default: texts}
          short:
            tenant: acme
            http-api: {type: http_api_nostream, api-tokens: [token-1], content-length-limit: 5, disable-optouts: true}
            endpoints: {default: texts}
          theirs: {tenant: other, http-api: {type: http_api, api-tokens: [token-1]}}
        channels:
          texts: {transport: loopback, app: line}
      """;

  private static ApiHost host;

  @BeforeAll
  static void start(@TempDir Path data) throws IOException {
    host = ApiHost.start(data, DEPLOY);
    Instant now = Instant.parse("2026-01-01T00:00:00Z");
    host.stores().people().optOuts().save("acme", new OptOut("msisdn", "+27999", "m", now));
    for (String app : List.of("line", "theirs")) {
      UserMessage asked = UserMessage.of(Map.of("from_addr", "+27831", "to_addr", "22100", "content", "hi",
          "transport_name", "texts", "transport_type", "sms", "helper_metadata", Map.of("kept", true)),
          new Stamp("asked-" + app, now));
      log().appendInbound(host.app(app), "texts", asked);
      log().complete(host.app(app), "texts", asked.messageId());
    }
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  @TestFactory
  Stream<DynamicContainer> speaksAsTheTableSays() throws IOException {
    return Golden.play("requests.json",
        (_, table) -> Golden.rows(table.path("requests"), row -> Golden.compare(row, RequestsIT::seen)));
  }

  /** Whatever comes, it is taken and stored whole, or refused and not stored. */
  @Test
  void takesOrRefusesWhateverComes() throws Exception {
    Random random = new Random(SEED);
    App line = host.app("line");
    long before = log().count(line, Direction.OUTBOUND);
    int taken = 0;
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int number = 0; number < MUTATED; number += AT_ONCE) {
        List<Put> puts = IntStream.range(number, number + AT_ONCE).mapToObj(each -> put(client, each, random)).toList();
        for (Put put : puts) {
          HttpResponse<String> response = put.response().join();
          assertThat(response.statusCode()).as("seed %d: %s", SEED, put).isIn(200, 400);
          if (response.statusCode() == 200 && put.path().equals(MESSAGES)) {
            taken++;
            String id = Golden.JSON.readTree(response.body()).path("message_id").asText();
            assertThat(log().find(line, Direction.OUTBOUND, id)).isNotNull();
          }
        }
      }
    }
    assertThat(taken).isPositive();
    assertThat(log().count(line, Direction.OUTBOUND)).isEqualTo(before + taken);
  }

  private record Put(int number, String path, String body, CompletableFuture<HttpResponse<String>> response) {}

  private static Put put(HttpClient client, int number, Random random) {
    String path = number % AT_ONCE == 0 ? "http_api/line/metrics.json" : MESSAGES;
    byte[] body = MUTATIONS.body(random);
    return new Put(number, path, new String(body, UTF_8), client.sendAsync(ApiHost.request(host.port(), path)
        .PUT(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofString()));
  }

  private static MessageLog log() {
    return host.stores().conversations().messages();
  }

  private static ObjectNode seen(JsonNode request) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI
        .create("http://127.0.0.1:" + host.port() + "/api/v1/go/" + request.path("path").asText()).toURL()
        .openConnection();
    connection.setRequestMethod(request.path("method").asText());
    String user = request.path("user").asText("acme:token-1");
    if (!user.isEmpty()) {
      connection.setRequestProperty("Authorization",
          "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)));
    }
    request.path("headers").properties()
        .forEach(each -> connection.setRequestProperty(each.getKey(), each.getValue().asText()));
    JsonNode body = request.path("body");
    if (!body.isMissingNode()) {
      connection.setDoOutput(true);
      connection.getOutputStream()
          .write((body.isTextual() ? body.textValue() : body.toString()).getBytes(UTF_8));
    }
    ObjectNode seen = Golden.JSON.createObjectNode().put("status", connection.getResponseCode())
        .put("phrase", connection.getResponseMessage()).put("type", connection.getContentType());
    String challenge = connection.getHeaderField("WWW-Authenticate");
    if (challenge != null) {
      seen.put("challenge", challenge);
    }
    InputStream stream = connection.getResponseCode() < 400 ? connection.getInputStream() : connection.getErrorStream();
    return seen.set("body", body(new String(stream.readAllBytes(), UTF_8)));
  }

  /** What differs each time is taken out. */
  private static JsonNode body(String text) throws IOException {
    if (!text.startsWith("{")) {
      return Golden.JSON.getNodeFactory().textNode(text);
    }
    ObjectNode json = (ObjectNode) Golden.JSON.readTree(text);
    if (json.has("message_id")) {
      assertThat(json.path("message_id").asText()).matches("[0-9a-f]{32}");
      assertThat(json.path("timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}");
      json.put("message_id", "…").put("timestamp", "…");
    }
    return json;
  }
}
