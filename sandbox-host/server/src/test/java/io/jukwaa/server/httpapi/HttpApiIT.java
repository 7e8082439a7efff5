package io.jukwaa.server.httpapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jukwaa.message.Fields;
import io.jukwaa.server.DeployedHost;
import io.jukwaa.server.Installation;
import io.jukwaa.server.Json;
import io.jukwaa.server.bench.HostProcess;
import io.jukwaa.server.bench.StubOperator;
import io.jukwaa.server.clients.ApiHost;
import io.jukwaa.server.clients.PushServer;
import io.jukwaa.server.clients.PushServer.Push;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.OptOutStore.OptOut;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A whole host between a stub for the operator and a client of the API that is pushed to, or reads streams. */
@Timeout(120)
class HttpApiIT {
  private static final String SHOP = "http_api_nostream/shop/messages.json";
  private static final String LINE = "http_api/line/messages.json";
  private static final String PHONE = "+254711000001";

  @TempDir
  private Path folder;
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
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void sendsATextAndPushesWhatBecameOfIt() throws Exception {
    HttpResponse<String> response = host.put(SHOP, Map.of("to_addr", PHONE, "content", "hello"));
    assertThat(response.statusCode()).isEqualTo(200);
    String id = Json.object("response", response.body()).text("message_id");
    awaitEvents("ack " + id);
    assertThat(operator.texts()).containsExactly("hello");
    assertThat(host.post("africastalking/texts/delivery", Map.of("id", "ATXid_1", "status", "Success", "phoneNumber",
        PHONE, "networkCode", "63902")).get().statusCode()).isEqualTo(200);
    awaitEvents("ack " + id, "delivered " + id);
    Push push = server.taken("POST /events").getFirst();
    assertThat(push.headers()).containsEntry("content-type", "application/json; charset=utf-8")
        .containsEntry("authorization", "Basic c2hvcDpwYXNz");
    assertThat(push.json().object("helper_metadata")).containsEntry("go",
        Map.of("user_account", "acme", "conversation_type", "http_api_nostream", "conversation_key", "shop"));
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void pushesATextAndSendsTheReplyToIt() throws Exception {
    text("at-1", "what is open?");
    awaitMessages("what is open?");
    Fields asked = server.taken("POST /messages").getFirst().json();
    assertThat(asked.text("from_addr")).isEqualTo(PHONE);
    assertThat(host.put(SHOP, Map.of("in_reply_to", asked.text("message_id"), "content", "all")).statusCode())
        .isEqualTo(200);
    await().until(() -> operator.texts().contains("all"));
    assertThat(operator.asked()).singleElement().satisfies(form -> assertThat(form).containsEntry("to", PHONE));
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void sendsOnceByItsKey() throws Exception {
    HttpResponse<String> first = host.put(SHOP, Map.of("to_addr", PHONE, "content", "once"), "Idempotency-Key", "k");
    host.close();
    host = ApiHost.start(folder, deploy());
    HttpResponse<String> second = host.put(SHOP, Map.of("to_addr", PHONE, "content", "twice"), "Idempotency-Key", "k");
    assertThat(second.body()).isEqualTo(first.body());
    host.put(SHOP, Map.of("to_addr", PHONE, "content", "last"));
    await().until(() -> operator.texts().contains("last"));
    assertThat(operator.texts()).containsExactly("once", "last");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void sendsNothingToOneWhoOptedOutAndSaysWhyWhatLeadsNowhereFails() throws Exception {
    host.stores().people().optOuts().save("acme", new OptOut("msisdn", PHONE, "m", Instant.EPOCH));
    HttpResponse<String> refused = host.put(SHOP, Map.of("to_addr", PHONE, "content", "x"));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body()).contains("Recipient with msisdn " + PHONE + " has opted out");
    String id = Json.object("response", host.put("http_api_nostream/astray/messages.json",
        Map.of("to_addr", PHONE, "content", "x")).body()).text("message_id");
    await().untilAsserted(() -> assertThat(server.taken("POST /astray")).singleElement()
        .satisfies(push -> assertThat(push.event()).isEqualTo("nack " + id)));
    assertThat(operator.texts()).isEmpty();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void pushesInOrderWhatCameWhileTheServerWasDown() throws Exception {
    server.down();
    for (int i = 1; i <= 4; i++) {
      text("at-" + i, "text " + i);
      int line = i;
      await().until(() -> line > 1 || log("shop").stream().anyMatch(each -> each.contains("no message leaves")));
    }
    server.up();
    awaitMessages("text 1", "text 2", "text 3", "text 4");
  }

  /** One message is too much for it; and what it does not want is dropped. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void letsOthersPassWhatTheServerFailsAt() throws Exception {
    CountDownLatch mended = new CountDownLatch(1);
    server.become(push -> switch (push.content()) {
      case "poison" -> mended.getCount() > 0 ? 500 : 200;
      case "unwanted" -> 404;
      case "moved" -> 302;
      default -> 200;
    });
    for (String content : List.of("poison", "unwanted", "moved", "fine")) {
      text(content, content);
    }
    awaitMessages("fine");
    mended.countDown();
    awaitMessages("fine", "poison");
    assertThat(log("shop")).anyMatch(line -> line.contains("message ") && line.endsWith("push: 404"))
        .anyMatch(line -> line.endsWith("push: 302"));
  }

  /** SIGKILL while pushes wait; another host goes on with them. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void pushesAfterItsHostWasKilled() throws Exception {
    host.close();
    server.down();
    try (HostProcess killed = new HostProcess(Installation.at(DeployedHost.HOME), folder.resolve("data"), "serve",
        "--config", ApiHost.settings(folder, deploy()).toString()); HttpClient client = HttpClient.newHttpClient()) {
      for (int i = 1; i <= 3; i++) {
        assertThat(client.send(ApiHost.form(killed.port(), "africastalking/texts", form("at-" + i, "text " + i)),
            BodyHandlers.discarding()).statusCode()).isEqualTo(200);
      }
      assertThat(client.send(ApiHost.put(killed.port(), SHOP, Map.of("to_addr", PHONE, "content", "sent")),
          BodyHandlers.discarding()).statusCode()).isEqualTo(200);
      await().until(() -> operator.texts().contains("sent"));
      killed.kill();
    }
    server.up();
    host = ApiHost.start(folder, deploy());
    awaitMessages("text 1", "text 2", "text 3");
    await().until(() -> !server.taken("POST /events").isEmpty());
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void letsAClientAnswerAPhoneThatWaits() throws Exception {
    assertThat(dialled("", "Welcome", null)).isEqualTo("CON Welcome");
    assertThat(dialled("1", "Bye", "close")).isEqualTo("END Bye");
    assertThat(server.taken("POST /messages")).extracting(push -> push.json().value("session_event"))
        .containsExactly("new", "resume");
    String asked = server.taken("POST /messages").getLast().json().text("message_id");
    HttpResponse<String> late = host.put(SHOP, Map.of("in_reply_to", asked, "content", "more"));
    String id = Json.object("response", late.body()).text("message_id");
    await().untilAsserted(() -> assertThat(server.taken("POST /events")).anyMatch(push -> push.event().equals("nack "
        + id) && push.json().text("nack_reason").equals("timeout: the session was closed before this reply")));
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void apologizesToAPhoneThatNobodyAnswers() throws Exception {
    String shown = host.post("ussd/hasty", step("s", "")).get().body();
    assertThat(shown).isEqualTo("END Sorry.");
    await().until(() -> !server.taken("POST /messages").isEmpty());
    assertThat(log("shop")).anyMatch(line -> line.endsWith("no reply before the dead-line"));
    Fields asked = server.taken("POST /messages").getFirst().json();
    HttpResponse<String> late = host.put(SHOP, Map.of("in_reply_to", asked.text("message_id"), "content", "late"));
    assertThat(late.statusCode()).isEqualTo(200);
    await().until(() -> server.taken("POST /events").stream().anyMatch(push -> push.event()
        .equals("nack " + Json.object("response", late.body()).text("message_id"))));
  }

  /** Nobody reads at first, then one client, then two. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void streamsToOneClientOfSeveralWhatCameSinceThereWasNone() throws Exception {
    for (int i = 1; i <= ParcelSender.BACKLOG + 2; i++) {
      phone("text " + i);
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> log("line").stream().filter(line -> line.contains(
        "no client reads the stream, and 100 that are newer wait")).count() == 2);
    Iterator<String> lines = lines(LINE);
    for (int i = 3; i <= ParcelSender.BACKLOG + 2; i++) {
      assertThat(Json.object("line", lines.next()).text("content")).isEqualTo("text " + i);
    }
    CompletableFuture<HttpResponse<Stream<String>>> second = host.stream(LINE);
    HttpResponse<Stream<String>> head = second.get(10, TimeUnit.SECONDS);
    assertThat(head.headers().firstValue("X-Accel-Buffering")).contains("no");
    assertThat(head.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
    phone("last");
    CompletableFuture<String> one = CompletableFuture.supplyAsync(lines::next);
    CompletableFuture<String> other = CompletableFuture.supplyAsync(head.body().iterator()::next);
    String got = (String) CompletableFuture.anyOf(one, other).get(10, TimeUnit.SECONDS);
    assertThat(Json.object("line", got).text("content")).isEqualTo("last");
    assertThat(one.isDone() ^ other.isDone()).isTrue();
    host.put(LINE, Map.of("to_addr", PHONE, "content", "out"));
    assertThat(Json.object("line", lines("http_api/line/events.json").next()).text("event_type"))
        .isIn("ack", "delivery_report"); // the channel has both to tell at once
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void letsAnAccountHaveTenRequestsOpen() throws Exception {
    List<Iterator<String>> open = new ArrayList<>();
    for (int i = 0; i < HttpApiRoutes.MOST_OPEN; i++) {
      open.add(lines(LINE));
    }
    HttpResponse<String> refused = host.put(SHOP, Map.of("to_addr", PHONE, "content", "x"));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("Too many concurrent connections");
    host.close();
    assertThat(open).allMatch(each -> !each.hasNext());
    host = ApiHost.start(folder, deploy());
    assertThat(host.put(SHOP, Map.of("to_addr", PHONE, "content", "x")).statusCode()).isEqualTo(200);
  }

  /** What the phone shows when the client answers what it is pushed. */
  private String dialled(String typed, String content, @Nullable String session)
      throws Exception {
    CompletableFuture<HttpResponse<String>> phone = host.post("ussd/screens", step("s-1", typed));
    int pushes = typed.isEmpty() ? 1 : 2;
    await().until(() -> server.taken("POST /messages").size() == pushes);
    Map<String, Object> reply = new HashMap<>(Map.of("in_reply_to",
        server.taken("POST /messages").getLast().json().text("message_id"), "content", content));
    if (session != null) {
      reply.put("session_event", session);
    }
    assertThat(host.put(SHOP, reply).statusCode()).isEqualTo(200);
    return phone.get(20, TimeUnit.SECONDS).body();
  }

  private static Map<String, String> step(String session, String typed) {
    return Map.of("sessionId", session, "serviceCode", "*1#", "phoneNumber", PHONE, "text", typed);
  }

  private Iterator<String> lines(String path) throws Exception {
    return host.stream(path).get(10, TimeUnit.SECONDS).body().iterator();
  }

  private void phone(String content) throws Exception {
    assertThat(host.post("loopback/phones", Map.of("from", PHONE, "text", content)).get().statusCode()).isEqualTo(200);
  }

  private void text(String id, String content) throws Exception {
    assertThat(host.post("africastalking/texts", form(id, content)).get().statusCode()).isEqualTo(200);
  }

  private static Map<String, String> form(String id, String content) {
    return Map.of("id", id, "from", PHONE, "to", "22100", "text", content, "date", "2026-11-30 10:00:00");
  }

  private void awaitMessages(String... contents) {
    await().atMost(Duration.ofSeconds(30)).untilAsserted(
        () -> assertThat(server.taken("POST /messages")).extracting(Push::content).containsExactly(contents));
  }

  private void awaitEvents(String... events) {
    await().atMost(Duration.ofSeconds(30)).untilAsserted(
        () -> assertThat(server.taken("POST /events")).extracting(Push::event).containsExactly(events));
  }

  private List<String> log(String app) {
    return host.stores().reports().log().tail(host.app(app), AppLog.KEPT).stream().map(AppLog.Line::text).toList();
  }

  private String deploy() {
    return """
        deploy:
          tenants: {acme: {}}
          apps:
            shop:
              tenant: acme
              http-api: {type: http_api_nostream, api-tokens: [token-1], push-message-url: '%1$s', push-event-url: '%2$s'}
              endpoints: {default: texts}
              private-hosts: ['%3$s']
            astray:
              tenant: acme
              http-api: {type: http_api_nostream, api-tokens: [token-1], disable-optouts: true, push-event-url: '%4$s'}
              private-hosts: ['%3$s']
            line:
              tenant: acme
              http-api: {type: http_api, api-tokens: [token-1]}
              endpoints: {default: phones}
          channels:
            phones: {transport: loopback, app: line}
            screens: {transport: ussd-http, map: africastalking, app: shop}
            hasty: {transport: ussd-http, map: africastalking, app: shop, apology: Sorry., settings: {within: '1'}}
            texts:
              transport: africastalking-sms
              app: shop
              settings: {username: shop, api-key: key-of-the-gateway, from: '22100', url: '%5$s'}
        """
        .formatted(server.url("/messages"), server.url("/events"), server.hostAndPort(), server.url("/astray"),
            operator.url());
  }
}
