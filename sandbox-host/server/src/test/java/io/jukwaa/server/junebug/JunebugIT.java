package io.jukwaa.server.junebug;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.jukwaa.message.Fields;
import io.jukwaa.server.DeployedHost;
import io.jukwaa.server.Installation;
import io.jukwaa.server.Json;
import io.jukwaa.server.bench.HostProcess;
import io.jukwaa.server.bench.StubOperator;
import io.jukwaa.server.clients.ApiHost;
import io.jukwaa.server.clients.ParcelTransport;
import io.jukwaa.server.clients.PushServer;
import io.jukwaa.server.clients.PushServer.Push;
import io.jukwaa.store.AppLog;
import io.jukwaa.transports.Golden;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A whole host between a stub for the operator and a client of Junebug, which asks and is pushed to. */
@Timeout(120)
class JunebugIT {
  private static final String TEXTS = "texts";
  private static final String PHONE = "+254711000001";

  @TempDir
  private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private StubOperator operator;
  private PushServer server;
  private ApiHost host;

  @BeforeEach
  void start() throws IOException {
    operator = StubOperator.start();
    server = new PushServer();
    host = ApiHost.start(folder, deploy());
  }

  @AfterEach
  void stop() {
    host.close();
    server.close();
    operator.close();
    client.close();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void sendsATextAndTellsItsEventUrlWhatBecameOfIt() throws Exception {
    String id = sent(TEXTS, Map.of("to", PHONE, "content", "hello", "event_url", server.url("/events"),
        "event_auth_token", "token of the message"));
    awaitEvents("submitted " + id);
    assertThat(operator.texts()).containsExactly("hello");
    assertThat(host.post("africastalking/texts/delivery", Map.of("id", "ATXid_1", "status", "Failed", "failureReason",
        "AbsentSubscriber", "phoneNumber", PHONE, "networkCode", "63902")).get().statusCode()).isEqualTo(200);
    awaitEvents("submitted " + id, "delivery_failed " + id);
    Push push = server.taken("POST /events").getLast();
    assertThat(push.headers()).containsEntry("content-type", "application/json")
        .containsEntry("authorization", "Token token of the message");
    assertThat(push.json().members()).containsEntry("channel_id", TEXTS)
        .containsEntry("event_details", Map.of("reason", "AbsentSubscriber"))
        .containsOnlyKeys("channel_id", "timestamp", "message_id", "event_type", "event_details");
    JsonNode status = get("channels/texts/messages/" + id);
    assertThat(status.path("events")).hasSize(2);
    assertThat(status.path("last_event_type").asText()).isEqualTo("delivery_failed");
    assertThat(status.path("last_event_timestamp").asText()).isEqualTo(push.json().text("timestamp"));
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void pushesATextAndSendsTheReplyToIt() throws Exception {
    text("at-1", "what is open?");
    awaitMessages("what is open?");
    Push push = server.taken("POST /mo").getFirst();
    assertThat(push.headers()).containsEntry("authorization", "Token token-of-the-client")
        .containsEntry("content-type", "application/json");
    assertThat(push.json().members()).containsEntry("from", PHONE).containsEntry("to", "22100")
        .containsEntry("channel_id", TEXTS).containsEntry("reply_to", null).containsEntry("channel_data", Map.of());
    sent(TEXTS, Map.of("reply_to", push.json().text("message_id"), "content", "all"));
    await().until(() -> operator.texts().contains("all"));
    assertThat(operator.asked()).singleElement().satisfies(form -> assertThat(form).containsEntry("to", PHONE));
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void sendsOnceByItsKey() throws Exception {
    HttpResponse<String> first = post(host.port(), TEXTS, Map.of("to", PHONE, "content", "once"), "Idempotency-Key",
        "k");
    host.close();
    host = ApiHost.start(folder, deploy());
    HttpResponse<String> again = post(host.port(), TEXTS, Map.of("to", PHONE, "content", "twice"), "Idempotency-Key",
        "k");
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    sent(TEXTS, Map.of("to", PHONE, "content", "last"));
    await().until(() -> operator.texts().contains("last"));
    assertThat(operator.texts()).containsExactly("once", "last");
  }

  /** SIGKILL while the client is down; another host goes on with what waits for it. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void pushesInOrderAfterItsHostWasKilled() throws Exception {
    host.close();
    server.down();
    String id;
    try (HostProcess killed = new HostProcess(Installation.at(DeployedHost.HOME), folder.resolve("data"), "serve",
        "--config", ApiHost.settings(folder, deploy()).toString())) {
      for (int i = 1; i <= 3; i++) {
        assertThat(client.send(ApiHost.form(killed.port(), "africastalking/texts", form("at-" + i, "text " + i)),
            BodyHandlers.discarding()).statusCode()).isEqualTo(200);
      }
      id = id(post(killed.port(), TEXTS, Map.of("to", PHONE, "content", "sent", "event_url", server.url("/events"))));
      await().until(() -> operator.texts().contains("sent"));
      killed.kill();
    }
    server.up();
    host = ApiHost.start(folder, deploy());
    awaitMessages("text 1", "text 2", "text 3");
    awaitEvents("submitted " + id);
    assertThat(server.taken("POST /events").getFirst().headers()).containsEntry("authorization", "Basic c2hvcDpwYXNz");
    assertThat(get("channels/texts/messages/" + id).path("last_event_type").asText()).isEqualTo("submitted");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void letsAClientAnswerAPhoneThatWaits() throws Exception {
    assertThat(dialled("", "Welcome", null)).isEqualTo("CON Welcome");
    assertThat(dialled("1", "Bye", false)).isEqualTo("END Bye");
    assertThat(server.taken("POST /mo")).extracting(push -> push.json().object("channel_data").get("session_event"))
        .containsExactly("new", "resume");
    String asked = server.taken("POST /mo").getLast().json().text("message_id");
    String id = sent("screens", Map.of("reply_to", asked, "content", "more", "event_url", server.url("/events")));
    awaitEvents("rejected " + id);
    assertThat(server.taken("POST /events").getFirst().json().object("event_details"))
        .containsEntry("reason", "timeout: the session was closed before this reply");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void tellsEventsThoughNobodyIsAtTheUrlOfAnother() throws Exception {
    for (int i = 0; i <= ParcelTransport.PUSHES; i++) {
      sent(TEXTS, Map.of("to", PHONE, "content", "nobody hears", "event_url", "http://127.0.0.1:1/"));
    }
    await().until(() -> log().stream().filter(line -> line.contains("did not leave by ~events.shop"))
        .count() > ParcelTransport.PUSHES);
    String id = sent(TEXTS, Map.of("to", PHONE, "content", "somebody does", "event_url", server.url("/events")));
    awaitEvents("submitted " + id);
    assertThat(log()).noneMatch(line -> line.contains("no message leaves"));
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void tellsTheStatusUrlThatTheOperatorIsGone() throws Exception {
    operator.close();
    sent(TEXTS, Map.of("to", PHONE, "content", "hello"));
    await().atMost(Duration.ofSeconds(30)).until(() -> !server.taken("POST /status").isEmpty());
    assertThat(server.taken("POST /status").getFirst().json().members()).containsEntry("channel_id", TEXTS)
        .containsEntry("component", "submission").containsEntry("status", "down").containsEntry("type", "operator")
        .containsKeys("message", "details");
    JsonNode status = get("channels/texts").path("status");
    assertThat(status.path("status").asText()).isEqualTo("down");
    assertThat(status.path("components").path("submission").path("channel_id").asText()).isEqualTo(TEXTS);
  }

  /** What the phone shows when the client answers what it is pushed. */
  private String dialled(String typed, String content, @Nullable Boolean continues) throws Exception {
    CompletableFuture<HttpResponse<String>> phone = host.post("ussd/screens",
        Map.of("sessionId", "s-1", "serviceCode", "*1#", "phoneNumber", PHONE, "text", typed));
    int pushes = typed.isEmpty() ? 1 : 2;
    await().until(() -> server.taken("POST /mo").size() == pushes);
    Map<String, Object> reply = new HashMap<>(Map.of("reply_to",
        server.taken("POST /mo").getLast().json().text("message_id"), "content", content));
    if (continues != null) {
      reply.put("channel_data", Map.of("continue_session", continues));
    }
    sent("screens", reply);
    return phone.get(20, TimeUnit.SECONDS).body();
  }

  private void text(String id, String content) throws Exception {
    assertThat(host.post("africastalking/texts", form(id, content)).get().statusCode()).isEqualTo(200);
  }

  private static Map<String, String> form(String id, String content) {
    return Map.of("id", id, "from", PHONE, "to", "22100", "text", content, "date", "2026-11-30 10:00:00");
  }

  /** The id of a message that was taken. */
  private String sent(String channel, Map<String, ?> body) throws Exception {
    return id(post(host.port(), channel, body));
  }

  private static String id(HttpResponse<String> response) throws IOException {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return Golden.JSON.readTree(response.body()).path("result").path("message_id").asText();
  }

  private HttpResponse<String> post(int port, String channel, Map<String, ?> body, String... headers)
      throws Exception {
    HttpRequest.Builder request = HttpRequest
        .newBuilder(URI.create("http://127.0.0.1:" + port + "/jb/channels/" + channel + "/messages/"))
        .POST(BodyPublishers.ofString(Json.text(body)));
    return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
  }

  private JsonNode get(String path) throws Exception {
    return Golden.JSON.readTree(client.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + host.port() + "/jb/" + path)).build(),
        BodyHandlers.ofString()).body()).path("result");
  }

  private void awaitMessages(String... contents) {
    await().atMost(Duration.ofSeconds(30)).untilAsserted(
        () -> assertThat(server.taken("POST /mo")).extracting(Push::content).containsExactly(contents));
  }

  private void awaitEvents(String... events) {
    await().atMost(Duration.ofSeconds(30)).untilAsserted(
        () -> assertThat(server.taken("POST /events")).extracting(push -> event(push.json())).containsExactly(events));
  }

  private static String event(Fields json) {
    return json.text("event_type") + " " + json.text("message_id");
  }

  private List<String> log() {
    return host.stores().reports().log().tail(host.app("shop"), AppLog.KEPT).stream().map(AppLog.Line::text).toList();
  }

  private String deploy() {
    return """
        alerts: {after: 1s}
        deploy:
          tenants: {acme: {}}
          apps:
            shop:
              tenant: acme
              junebug: {mo-url: '%1$s', mo-url-auth-token: token-of-the-client, status-url: '%2$s'}
              private-hosts: ['%3$s', '127.0.0.1:1']
          channels:
            screens: {transport: ussd-http, map: africastalking, app: shop}
            texts:
              transport: africastalking-sms
              app: shop
              settings: {username: shop, api-key: key-of-the-gateway, from: '22100', url: '%4$s'}
        """
        .formatted(server.url("/mo"), server.url("/status"), server.hostAndPort(), operator.url());
  }
}
