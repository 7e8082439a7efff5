package io.jukwaa.server.junebug;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.clients.ApiHost;
import io.jukwaa.server.clients.Mutated;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.MessageLog;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.transports.Golden;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
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
 * Plays {@code golden/junebug/calls.json}: requests in order and whole responses; and requests that nobody thought of. Run
 * with {@code -Dgolden.update} to write down what happens, then read the difference.
 */
@Timeout(120)
class CallsIT {
  private static final int MUTATED = Integer.getInteger("requests.mutated",
      Boolean.getBoolean("jukwaa.long") ? 10_000 : 1_000);
  private static final int AT_ONCE = 5;
  private static final long SEED = Long.getLong("requests.seed", 28);
  private static final String CHANNEL = "0f3c1f6e-5d2b-4c59-9d6a-6f1d1f6a0c11";
  private static final String MESSAGES = "/jb/channels/" + CHANNEL + "/messages/";
  private static final Mutated MUTATIONS = new Mutated(Map.of("to", "+27832", "content", "hello"), List.of("to", "from",
      "content", "group", "reply_to", "event_url", "event_auth_token", "priority", "channel_data"));
  private static final String DEPLOY = """
      deploy:
        tenants: {acme: {}, other: {}}
        apps:
          shop:
            tenant: acme
            name: The shop
            junebug:
              credentials: ['jb:secret', 'second:login']
              mo-url: http://user:password@127.0.0.1:1/mo
              mo-url-auth-token: secret-of-the-client
              character-limit: 10
          open: {tenant: acme, junebug: {allow-expired-replies: true}}
          theirs: {tenant: other, junebug: {credentials: ['them:secret']}}
          go: {tenant: acme, http-api: {type: http_api, api-tokens: [secret]}}
        channels:
          0f3c1f6e-5d2b-4c59-9d6a-6f1d1f6a0c11: {transport: loopback, app: shop, settings: {secret: secret-of-phones}}
          second: {transport: loopback, app: shop}
          screens: {transport: ussd-http, map: africastalking, app: shop}
          local: {transport: loopback, app: open}
          theirs: {transport: loopback, app: theirs}
          plain: {transport: loopback, app: go}
      """;

  private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static ApiHost host;
  /** The id of a message of which all is known. */
  private static String seeded;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    host = ApiHost.start(data, DEPLOY);
    for (String app : List.of("shop", "theirs")) {
      String channel = app.equals("shop") ? CHANNEL : app;
      UserMessage asked = UserMessage.of(Map.of("from_addr", "+27831", "to_addr", "22100", "content", "hi",
          "transport_name", channel, "transport_type", "sms", "helper_metadata", Map.of("kept", true, "go", Map.of())),
          new Stamp("asked-" + app, Instant.parse("2026-01-01T00:00:00Z")));
      log().appendInbound(host.app(app), channel, asked);
      log().complete(host.app(app), channel, asked.messageId());
    }
    seeded = result(send(request("POST", MESSAGES, "jb:secret")
        .method("POST", BodyPublishers.ofString("{\"to\":\"+27830\",\"content\":\"seed\"}")))).path("message_id")
        .asText();
    await().until(() -> result(send(request("GET", MESSAGES + seeded, "jb:secret"))).path("events").size() == 2);
    host.stores().reports().log().append(host.app("shop"), AppLog.WARNING, "a line");
  }

  @AfterAll
  static void stop() {
    host.close();
  }

  @TestFactory
  Stream<DynamicContainer> speaksAsTheTableSays() throws IOException {
    return Golden.play("calls.json",
        (_, table) -> Golden.rows(table.path("requests"), row -> Golden.compare(row, CallsIT::seen)));
  }

  /** Whatever comes, it is taken and stored whole, or refused and not stored. */
  @Test
  void takesOrRefusesWhateverComes() throws Exception {
    Random random = new Random(SEED);
    App shop = host.app("shop");
    long before = log().count(shop, Direction.OUTBOUND);
    int taken = 0;
    for (int number = 0; number < MUTATED; number += AT_ONCE) {
      List<Post> posts = IntStream.range(number, number + AT_ONCE).mapToObj(each -> post(each, random)).toList();
      for (Post post : posts) {
        HttpResponse<String> response = post.response().join();
        assertThat(response.statusCode()).as("seed %d: %s", SEED, post).isIn(201, 400);
        assertThat(Golden.JSON.readTree(response.body()).path("status").asInt()).isEqualTo(response.statusCode());
        if (response.statusCode() == 201) {
          taken++;
          assertThat(log().find(shop, Direction.OUTBOUND, result(response).path("message_id").asText())).isNotNull();
        }
      }
    }
    assertThat(taken).isPositive();
    assertThat(log().count(shop, Direction.OUTBOUND)).isEqualTo(before + taken);
  }

  /** Whatever is looked at, here and by the people at this machine, is shown or refused. */
  @Test
  void showsOrRefusesWhateverIsAskedFor() throws Exception {
    Random random = new Random(SEED);
    List<String> paths = List.of(MESSAGES + seeded, "/jb/channels/", "/jb/channels/" + CHANNEL, "/channels",
        "/channels/second", "/routing/acme", "/routing/acme/1", "/people/acme/groups", "/people/acme/export?group=a",
        "/explain?app=go&endpoint=default", "/explain?channel=second&from=%2B27831&text=hi", "/health/ready",
        "/metrics",
        "/loopback/second?to=%2B27831", "/ussd/screens/session/a/status");
    long before = log().count(host.app("shop"), Direction.OUTBOUND);
    int shown = 0;
    for (int number = 0; number < MUTATED; number++) {
      String path = Mutated.path(paths.get(random.nextInt(paths.size())), random);
      HttpResponse<String> response = send(request("GET", path, random.nextInt(9) == 0 ? "no:body" : "jb:secret"));
      assertThat(response.statusCode()).as("seed %d: %s %s", SEED, path, response.body()).isBetween(200, 499);
      assertThat(response.body()).as(path).doesNotContain("Exception", "io.jukwaa", "io.vertx");
      shown += response.statusCode() == 200 ? 1 : 0;
    }
    assertThat(shown).isPositive();
    assertThat(log().count(host.app("shop"), Direction.OUTBOUND)).isEqualTo(before);
  }

  private record Post(int number, String body, CompletableFuture<HttpResponse<String>> response) {}

  private static Post post(int number, Random random) {
    byte[] body = MUTATIONS.body(random);
    return new Post(number, new String(body, UTF_8), CLIENT.sendAsync(request("POST", MESSAGES, "jb:secret")
        .POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofString()));
  }

  private static MessageLog log() {
    return host.stores().conversations().messages();
  }

  private static ObjectNode seen(JsonNode asked) throws IOException {
    String path = asked.path("path").asText().replace("{seeded}", seeded);
    HttpRequest.Builder request = request(asked.path("method").asText(), path, asked.path("user").asText("jb:secret"));
    asked.path("headers").properties().forEach(each -> request.header(each.getKey(), each.getValue().asText()));
    JsonNode body = asked.path("body");
    if (!body.isMissingNode()) {
      String text = body.isTextual() ? body.textValue().replace("PADDING", "x".repeat(300_000)) : body.toString();
      request.method(asked.path("method").asText(), BodyPublishers.ofString(text));
    }
    HttpResponse<String> response = send(request);
    ObjectNode seen = Golden.JSON.createObjectNode().put("status", response.statusCode());
    for (String header : List.of("Content-Type", "WWW-Authenticate", "Allow")) {
      response.headers().firstValue(header).ifPresent(value -> seen.put(header, value));
    }
    return seen.set("body", masked(Golden.JSON.readTree(response.body().replace(seeded, "{seeded}"))));
  }

  private static HttpRequest.Builder request(String method, String path, String user) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + host.port() + path))
        .method(method, BodyPublishers.noBody());
    return user.isEmpty()
        ? request
        : request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static JsonNode result(HttpResponse<String> response) throws IOException {
    return Golden.JSON.readTree(response.body()).path("result");
  }

  /** What differs each time is taken out. */
  private static JsonNode masked(JsonNode node) {
    if (node instanceof ArrayNode list) {
      list.forEach(CallsIT::masked);
    }
    if (node instanceof ObjectNode object) {
      object.properties().forEach(each -> masked(each.getValue()));
      for (String name : List.copyOf(object.properties()).stream().map(Map.Entry::getKey).toList()) {
        String text = object.path(name).asText();
        if (name.equals("message_id") && !text.equals("{seeded}")) {
          assertThat(text).matches("[0-9a-f]{32}");
          object.put(name, "…");
        } else if (name.endsWith("timestamp") && object.path(name).isTextual()) {
          assertThat(text).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}");
          object.put(name, "…");
        } else if (object.path(name).isDouble() && (name.endsWith("rate") || name.equals("timestamp"))) {
          assertThat(object.path(name).asDouble()).isNotNegative();
          object.put(name, "…");
        }
      }
    }
    return node;
  }
}
