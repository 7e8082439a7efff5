package io.jukwaa.server.sending;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.DeployedHost;
import io.jukwaa.server.Host;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.transports.Operator;
import io.jukwaa.transports.smpp.Pdu;
import io.jukwaa.transports.smpp.SmscSimulator;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jsmpp.bean.SubmitSm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** One conversation over each network, from its stub through a whole host to an app and back, with what became of it. */
@Timeout(180)
class ConversationsIT {
  private static final int NEW = 0x01;
  private static final int ANSWER = 0x12;
  static final String APP = """
      api.on_inbound_message = function (command) {
        var message = command.msg, dials = message.session_event === 'new';
        if (message.session_event === 'close') {
          api.done();
          return;
        }
        api.request('outbound.reply_to', {content: dials ? '1. Yes' : 'you said ' + message.content,
          in_reply_to: message.message_id, continue_session: dials}, function () { api.done(); });
      };
      api.on_inbound_event = function (command) {
        var event = command.msg;
        api.log_info([event.transport_name, event.event_type, event.sent_message_id, event.delivery_status].join(' '),
            function () { api.done(); });
      };
      """;

  @TempDir
  private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private Operator operator;
  private SmscSimulator centre;
  private SmscSimulator sessions;
  private Host host;

  @BeforeEach
  void start() throws Exception {
    operator = new Operator(vertx);
    operator.script = ConversationsIT::answer;
    centre = new SmscSimulator();
    sessions = new SmscSimulator();
    Files.writeString(folder.resolve("app.js"), APP);
    Path file = Files.writeString(folder.resolve("jukwaa.yaml"), """
        server: {port: 0}
        sandbox: {spare-workers: 0, compile: 'off', cpu-time: 20s, wall-time: 60s}
        deploy:
          tenants: {acme: {}}
          apps:
            clinic: {tenant: acme, file: app.js, config: {config: {name: clinic, process_events: true}}}
          channels:
            centre:
              transport: smpp
              app: clinic
              settings: {host: 127.0.0.1, port: %d, system-id: esme1, password: secret}
            sessions:
              transport: smpp
              app: clinic
              settings: {host: 127.0.0.1, port: %d, system-id: esme1, password: secret, ussd: sixdee, ussd-within: 60}
            twilio:
              transport: twilio
              app: clinic
              settings: {account-sid: AC1, auth-token: t, from: '+15005550006', signature: 'off',
                secret: change-me-please, url: '%s'}
            bot:
              transport: telegram
              app: clinic
              settings: {bot-token: '123:abc', secret: change-me-please, url: '%s'}
        """.formatted(centre.port(), sessions.port(), operator.url(), operator.url()));
    host = DeployedHost.start(file);
  }

  @AfterEach
  void stop() throws Exception {
    host.close();
    centre.close();
    sessions.close();
    operator.close();
    client.close();
    Operator.await(vertx.close());
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void textsOverSmpp() throws Exception {
    centre.bound();
    await().until(() -> centre.delivered(Pdu.deliver(1, 0, 0, "hi".getBytes(US_ASCII)).pdu()) == 0);
    SubmitSm reply = centre.submitted();
    assertThat(new String(reply.getShortMessage(), US_ASCII)).isEqualTo("you said hi");
    assertThat(reply.getDestAddress()).isEqualTo("254711000111");
    awaitEvent("centre ack id1");
    String receipt = "id:id1 sub:001 dlvrd:001 submit date:2611300000 done date:2611300001 stat:DELIVRD err:000 text:";
    assertThat(centre.delivered(Pdu.deliver(2, 0x04, 0, receipt.getBytes(US_ASCII)).pdu())).isZero();
    awaitEvent("centre delivery_report id1 delivered");
    assertThat(received("hi").json().members()).containsEntry("transport_type", "sms")
        .containsEntry("from_addr", "+254711000111").containsEntry("to_addr", "12345");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void holdsASessionOverSmpp() throws Exception {
    sessions.bound();
    await().until(() -> sessions.delivered(session(1, NEW, "*120*666#")) == 0);
    SubmitSm screen = sessions.submitted();
    assertThat(new String(screen.getShortMessage(), US_ASCII)).isEqualTo("1. Yes");
    assertThat(screen.getOptionalParameter((short) 0x0501).serialize()).endsWith(0x02);
    assertThat(sessions.delivered(session(2, ANSWER, "1"))).isZero();
    SubmitSm last = sessions.submitted();
    assertThat(new String(last.getShortMessage(), US_ASCII)).isEqualTo("you said 1");
    assertThat(last.getOptionalParameter((short) 0x0501).serialize()).endsWith(0x17);
    awaitEvent("sessions ack id2");
    assertThat(received("1").json().members()).containsEntry("transport_type", "ussd");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void textsOverTwilio() throws Exception {
    form("twilio/twilio?secret=change-me-please",
        "MessageSid=SM7&AccountSid=AC1&From=%2B14158675309&To=%2B15005550006&Body=hi&NumMedia=0");
    awaitEvent("twilio ack SM1");
    assertThat(operator.asked).singleElement().satisfies(asked -> {
      assertThat(asked.path()).isEqualTo("/2010-04-01/Accounts/AC1/Messages.json");
      assertThat(asked.body()).contains("To=%2B14158675309", "Body=you+said+hi");
    });
    form("twilio/twilio/status?secret=change-me-please", "MessageSid=SM1&MessageStatus=delivered&AccountSid=AC1");
    awaitEvent("twilio delivery_report SM1 delivered");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void chatsOverTelegram() throws Exception {
    post("telegram/bot", "application/json", """
        {"update_id": 5, "message": {"message_id": 1, "date": 1764460800, "text": "hi",
          "from": {"id": 77, "is_bot": false, "first_name": "Amina", "language_code": "sw"},
          "chat": {"id": 77, "type": "private", "first_name": "Amina"}}}""");
    awaitEvent("bot ack 7");
    assertThat(operator.asked).singleElement().satisfies(asked -> {
      assertThat(asked.path()).isEqualTo("/bot123:abc/sendMessage");
      assertThat(asked.body()).contains("chat_id=77", "you+said+hi");
    });
    assertThat(received("hi").json().members()).containsEntry("from_addr", "77")
        .containsEntry("transport_type", "telegram");
  }

  private static void answer(HttpServerRequest request) {
    boolean telegram = request.uri().startsWith("/bot");
    request.response().setStatusCode(telegram ? 200 : 201).putHeader("Content-Type", "application/json")
        .end(telegram
            ? "{\"ok\": true, \"result\": {\"message_id\": 7}}"
            : "{\"sid\": \"SM1\", \"status\": \"queued\"}");
  }

  private static byte[] session(int sequence, int operation, String typed) {
    return Pdu.deliver(sequence, 0, 0, typed.getBytes(US_ASCII)).tlv(0x0501, (byte) operation)
        .tlv(0x1383, (byte) 0x12, (byte) 0x34).pdu();
  }

  private void form(String path, String body) throws Exception {
    post(path, "application/x-www-form-urlencoded", body);
  }

  private void post(String path, String type, String body) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + host.port() + "/" + path))
        .header("Content-Type", type).header("X-Telegram-Bot-Api-Secret-Token", "change-me-please")
        .POST(BodyPublishers.ofString(body, UTF_8)).build();
    assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  private UserMessage received(String content) {
    return host.stores().conversations().messages().latest(app(host), Direction.INBOUND, 100).stream()
        .filter(message -> content.equals(message.content())).findFirst().orElseThrow();
  }

  private void awaitEvent(String text) {
    awaitLine(host, text);
  }

  static void awaitLine(Host host, String text) {
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(host.stores().reports().log()
        .tail(app(host), AppLog.KEPT).stream().map(line -> line.text().strip())).contains(text));
  }

  static App app(Host host) {
    return Objects.requireNonNull(host.stores().deployments().app("clinic"));
  }
}
