package io.jukwaa.server.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.DeployedHost;
import io.jukwaa.server.Host;
import io.jukwaa.server.Installation;
import io.jukwaa.server.bench.HostProcess;
import io.jukwaa.server.bench.StubOperator;
import io.jukwaa.server.bench.StubOperator.Answer;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.MessageLog.Direction;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A whole host with a USSD channel and one for texts, an app that uses both, and a stub for the operator. */
@Timeout(180)
class SendingIT {
  /** Notes every event, sends a text for each screen, and answers texts. */
  private static final String APP = """
      api.on_inbound_message = function (command) {
        var message = command.msg;
        function reply(content) {
          api.request('outbound.reply_to', {content: content, in_reply_to: message.message_id,
              continue_session: message.session_event === 'new'}, function () { api.done(); });
        }
        if (message.session_event === 'new') {
          reply('what?');
        } else if (message.transport_type === 'sms') {
          reply('you said ' + message.content);
        } else {
          api.request('outbound.send_to_endpoint',
              {endpoint: {nowhere: 'gone', other: 'other'}[message.content] || 'sms', to_addr: message.from_addr,
               content: 'for ' + message.content}, function () { reply('sent'); });
        }
      };
      api.on_inbound_event = function (command) {
        var event = command.msg;
        api.log_info([event.event_type, event.user_message_id, event.sent_message_id, event.nack_reason,
                      event.delivery_status, event.failure_reason].join(' '), function () { api.done(); });
      };
      """;

  @TempDir
  private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private StubOperator operator;
  private Host host;
  private int port;

  @BeforeEach
  void start() throws IOException {
    operator = StubOperator.start();
    Files.writeString(folder.resolve("app.js"), APP);
    host = host();
  }

  @AfterEach
  void stop() {
    host.close();
    operator.close();
    client.close();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void sendsATextForAScreenAndTellsTheAppWhatBecameOfIt() throws Exception {
    assertThat(dial("hello")).isEqualTo("END sent");
    awaitAsked(1);
    assertThat(operator.asked()).containsExactly(Map.of("username", "clinic", "to", "+254711000001", "from", "22100",
        "message", "for hello", "bulkSMSMode", "1"));
    UserMessage text = sent("for hello");
    assertThat(text.json().members()).containsEntry("transport_name", "texts").containsEntry("transport_type", "sms");
    awaitEvent("ack " + text.messageId() + " ATXid_1");
    assertThat(deliver("ATXid_1", "Buffered", "")).isEqualTo(200);
    assertThat(deliver("ATXid_1", "Success", "")).isEqualTo(200);
    assertThat(deliver("ATXid_1", "Success", "")).isEqualTo(200);
    awaitEvent("delivery_report " + text.messageId() + " ATXid_1  pending");
    awaitEvent("delivery_report " + text.messageId() + " ATXid_1  delivered");
    assertThat(events()).filteredOn(event -> event.contains(text.messageId())).hasSize(3);
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void answersATextOnce() throws Exception {
    for (int times = 0; times < 3; times++) {
      assertThat(text("at-1", "+254711000002", "hi")).isEqualTo(200);
    }
    awaitAsked(1);
    assertThat(dial("last")).isEqualTo("END sent");
    awaitAsked(2);
    assertThat(operator.texts()).containsExactly("you said hi", "for last");
    assertThat(operator.asked().getFirst()).containsEntry("to", "+254711000002");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void tellsTheAppWhyATextIsRefused() throws Exception {
    operator.become(_ -> Answer.refused(403, "InvalidPhoneNumber"));
    dial("hello");
    awaitEvent("nack " + sent("for hello").messageId() + "  403 InvalidPhoneNumber");
    assertThat(log()).anyMatch(line -> line.endsWith("is not sent by texts: 403 InvalidPhoneNumber"));
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void tellsTheAppThatAnEndpointLeadsNowhere() throws Exception {
    dial("nowhere");
    awaitEvent("nack " + sent("for nowhere").messageId() + "  endpoint gone leads to no channel (expected: a channel"
        + " for it under endpoints of the app or of the routing)");
    assertThat(operator.asked()).isEmpty();
  }

  /** One channel is stopped as its operator says nothing, the other goes on. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void waitsForAnOperatorThatIsAway() throws Exception {
    operator.become(_ -> Answer.failed(503));
    dial("first");
    dial("second");
    awaitAsked(2);
    assertThat(log()).filteredOn(line -> line.contains("no message leaves")).hasSize(1);
    dial("other");
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(events())
        .anyMatch(event -> event.startsWith("delivery_report " + sent("for other").messageId())));
    await().atMost(Duration.ofSeconds(60)).until(() -> client.send(HttpRequest.newBuilder(URI.create(
        "http://127.0.0.1:" + port + "/metrics")).build(), HttpResponse.BodyHandlers.ofString()).body()
        .contains("jukwaa_outbox_waiting{channel=\"texts\"} 2.0"));
    operator.become(_ -> Answer.taken());
    for (String text : List.of("for first", "for second")) {
      await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(events())
          .anyMatch(event -> event.startsWith("ack " + sent(text).messageId())));
    }
    assertThat(log()).anyMatch(line -> line.endsWith("messages leave again"));
  }

  /** The operator says what became of a message before it says that it took it. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void keepsAReceiptThatComesTooEarly() throws Exception {
    CountDownLatch delivered = new CountDownLatch(1);
    operator.become(_ -> {
      delivered.await();
      return Answer.taken();
    });
    dial("hello");
    awaitAsked(1);
    assertThat(deliver("ATXid_1", "Failed", "AbsentSubscriber")).isEqualTo(200);
    delivered.countDown();
    awaitEvent("delivery_report " + sent("for hello").messageId() + " ATXid_1  failed AbsentSubscriber");
  }

  /** What was put into the outbox and not sent when a host ended. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void sendsWithTheNextHostWhatOneLeft() throws Exception {
    operator.become(_ -> Answer.failed(503));
    dial("hello");
    awaitAsked(1);
    host.close();
    operator.become(_ -> Answer.taken());
    host = host();
    awaitEvent("ack " + sent("for hello").messageId() + " ATXid_1");
    assertThat(operator.texts()).containsOnly("for hello");
  }

  /** SIGKILL while the operator is asked: it may have the message, so it gets it again; the app is told once. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void sendsAgainWhatAHostThatWasKilledHadUnderWay() throws Exception {
    host.close();
    CountDownLatch killed = new CountDownLatch(1);
    operator.become(_ -> {
      killed.await();
      return Answer.taken();
    });
    String config = settings().toString();
    Path data = folder.resolve("data");
    try (HostProcess first = new HostProcess(Installation.at(DeployedHost.HOME), data, "serve", "--config", config)) {
      port = first.port();
      assertThat(dial("hello")).isEqualTo("END sent");
      awaitAsked(1);
      first.kill();
    } finally {
      killed.countDown();
    }
    host = host();
    awaitEvent("ack " + sent("for hello").messageId() + " ATXid_2");
    assertThat(operator.texts()).containsExactly("for hello", "for hello");
    assertThat(events()).filteredOn(event -> event.contains(sent("for hello").messageId())).hasSize(1);
  }

  private Host host() throws IOException {
    Host started = DeployedHost.start(settings());
    port = started.port();
    return started;
  }

  private Path settings() throws IOException {
    return Files.writeString(folder.resolve("jukwaa.yaml"), """
        server: {port: 0}
        sandbox: {spare-workers: 0, compile: 'off', cpu-time: 20s, wall-time: 60s}
        deploy:
          tenants: {acme: {}}
          apps:
            clinic:
              tenant: acme
              file: app.js
              config: {config: {name: clinic, process_events: true, endpoints: {gone: {}}}}
              endpoints: {sms: texts, other: phones}
          channels:
            phones: {transport: loopback, app: clinic}
            screens: {transport: ussd-http, map: africastalking, app: clinic}
            texts:
              transport: africastalking-sms
              app: clinic
              settings: {username: clinic, api-key: key-of-the-gateway, from: '22100', url: '%s'}
        """.formatted(operator.url()));
  }

  private String dial(String content) throws Exception {
    String session = Host.stamp().id();
    step(session, "");
    return step(session, content);
  }

  private String step(String session, String typed) throws Exception {
    return post("ussd/screens", Map.of("sessionId", session, "serviceCode", "*1#", "phoneNumber", "+254711000001",
        "text", typed)).body();
  }

  private int text(String id, String from, String content) throws Exception {
    return post("africastalking/texts", Map.of("id", id, "from", from, "to", "22100", "text", content, "date",
        "2026-11-30 10:00:00")).statusCode();
  }

  private int deliver(String id, String status, String reason) throws Exception {
    return post("africastalking/texts/delivery", Map.of("id", id, "status", status, "phoneNumber", "+254711000001",
        "networkCode", "63902", "failureReason", reason)).statusCode();
  }

  private HttpResponse<String> post(String path, Map<String, String> form) throws Exception {
    String body = form.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
    return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private UserMessage sent(String content) {
    return host.stores().conversations().messages().latest(app(), Direction.OUTBOUND, 100).stream()
        .filter(message -> content.equals(message.content())).findFirst().orElseThrow();
  }

  private void awaitAsked(int times) {
    await().atMost(Duration.ofSeconds(60)).until(() -> operator.asked().size() >= times);
  }

  private void awaitEvent(String text) {
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(events()).contains(text));
  }

  private List<String> events() {
    return log().stream().filter(line -> line.matches("(ack|nack|delivery_report) .*")).map(String::strip).toList();
  }

  private List<String> log() {
    return host.stores().reports().log().tail(app(), AppLog.KEPT).stream().map(AppLog.Line::text).toList();
  }

  private App app() {
    return Objects.requireNonNull(host.stores().deployments().app("clinic"));
  }
}
