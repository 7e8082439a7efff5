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
import io.jukwaa.transports.FormText;
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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jsmpp.bean.SubmitSm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        function reply() {
          api.request('outbound.reply_to', {content: dials ? '1. Yes' : 'you said ' + message.content,
            in_reply_to: message.message_id, continue_session: dials}, function () { api.done(); });
        }
        var told = /^tell (.*)/.exec(message.content);
        if (told) {
          api.request('outbound.send_to', {to_addr: told[1], content: 'news', endpoint: 'default'}, reply);
        } else {
          reply();
        }
      };
      api.on_inbound_event = function (command) {
        var event = command.msg;
        api.log_info([event.transport_name, event.event_type, event.sent_message_id || event.nack_reason,
            event.delivery_status].join(' '),
            function () { api.done(); });
      };
      """;

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String PUBLIC = "https://sms.example.org";

  @TempDir
  private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Set<String> blocked = ConcurrentHashMap.newKeySet();
  private final AtomicInteger updates = new AtomicInteger();
  private Operator operator;
  private SmscSimulator centre;
  private final Map<String, SmscSimulator> centres = new TreeMap<>();
  private Host host;

  @BeforeEach
  void start() throws Exception {
    operator = new Operator(vertx);
    operator.script = this::answer;
    centre = new SmscSimulator();
    for (String flavour : List.of("sixdee", "mica", "vumi")) {
      centres.put(flavour, new SmscSimulator());
    }
    Files.writeString(folder.resolve("app.js"), APP);
    Path file = Files.writeString(folder.resolve("jukwaa.yaml"), """
        server: {port: 0}
        sandbox: {spare-workers: 0, compile: 'off', cpu-time: 20s, wall-time: 60s}
        deploy:
          tenants: {acme: {}}
          apps:
            clinic: {tenant: acme, file: app.js, config: {config: {name: clinic, process_events: true}}}
            caller: {tenant: acme, file: app.js, endpoints: {default: mtn-push},
              config: {config: {name: caller, process_events: true}}}
          channels:
            centre:
              transport: smpp
              app: clinic
              settings: {host: 127.0.0.1, port: %d, system-id: esme1, password: secret}
        {flavours}
            twilio:
              transport: twilio
              app: clinic
              settings: {account-sid: AC1, auth-token: t, from: '+15005550006', public-url: '%s', url: '%s'}
            bot:
              transport: telegram
              app: clinic
              settings: {bot-token: '123:abc', secret: change-me-please, url: '%s'}
            jasmin:
              transport: sms-http
              map: jasmin
              app: clinic
              settings: {url: '%s/send', username: clinic, password: p, public-url: '%s'}
            mtn: {transport: ussd-http, map: madapi, app: caller}
            mtn-push:
              transport: madapi-push
              app: caller
              settings: {api-key: k, service-code: '*123#', url: '%s'}
        """.replace("{flavours}", flavours()).formatted(centre.port(), PUBLIC, operator.url(), operator.url(),
        operator.url(), PUBLIC, operator.url()));
    host = DeployedHost.start(file);
  }

  @AfterEach
  void stop() throws Exception {
    host.close();
    centre.close();
    for (SmscSimulator each : centres.values()) {
      each.close();
    }
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

  /** The parameter that names the session, what ends one, and whether the parameter says so too, in its last bit. */
  @ParameterizedTest
  @CsvSource({"sixdee, 0x1383, 0x17, true", "mica, 0x0204, 0x17, false", "vumi, 0x1383, 0x02, true"})
  void holdsASessionOverSmpp(String flavour, String parameter, String ends, boolean marked) throws Exception {
    SmscSimulator sessions = Objects.requireNonNull(centres.get(flavour));
    int tag = Integer.decode(parameter);
    sessions.bound();
    await().until(() -> sessions.delivered(session(1, NEW, tag, "*120*666#")) == 0);
    SubmitSm screen = sessions.submitted();
    assertThat(new String(screen.getShortMessage(), US_ASCII)).isEqualTo("1. Yes");
    assertThat(screen.getOptionalParameter((short) 0x0501).serialize()).endsWith(0x02);
    assertThat(screen.getOptionalParameter((short) tag).serialize()).endsWith(0x12, 0x34);
    assertThat(sessions.delivered(session(2, ANSWER, tag, "1"))).isZero();
    SubmitSm last = sessions.submitted();
    assertThat(new String(last.getShortMessage(), US_ASCII)).isEqualTo("you said 1");
    assertThat(last.getOptionalParameter((short) 0x0501).serialize()).endsWith(Integer.decode(ends).byteValue());
    assertThat(last.getOptionalParameter((short) tag).serialize()).endsWith(0x12, marked ? 0x35 : 0x34);
    awaitEvent(flavour + " ack id2");
    assertThat(received("1").json().members()).containsEntry("transport_type", "ussd");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void textsOverTwilio() throws Exception {
    Map<String, String> text = Map.of("MessageSid", "SM7", "AccountSid", "AC1", "From", "+14158675309", "To",
        "+15005550006", "Body", "hi", "NumMedia", "0");
    assertThat(
        sent("twilio/twilio", FORM, FormText.write(text), "X-Twilio-Signature", signature("twilio/status", text)))
        .as("signed for another address").isEqualTo(403);
    signed("twilio", text);
    awaitEvent("twilio ack SM1");
    assertThat(operator.asked).singleElement().satisfies(asked -> {
      assertThat(asked.path()).isEqualTo("/2010-04-01/Accounts/AC1/Messages.json");
      assertThat(asked.body()).contains("To=%2B14158675309", "Body=you+said+hi");
    });
    signed("twilio/status", Map.of("MessageSid", "SM1", "MessageStatus", "delivered", "AccountSid", "AC1"));
    awaitEvent("twilio delivery_report SM1 delivered");
  }

  /** Of which the host knows nothing but settings. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void textsOverJasmin() throws Exception {
    assertThat(posted("sms/jasmin", "id=16fd&from=%2B21620203060&to=20203060&coding=0&content=hi"))
        .isEqualTo("ACK/Jasmin");
    awaitEvent("jasmin ack 0703-5084");
    assertThat(operator.asked).singleElement().satisfies(asked -> {
      assertThat(asked.path()).isEqualTo("/send");
      assertThat(asked.body()).contains("to=%2B21620203060", "from=20203060", "content=you+said+hi",
          "dlr-url=https%3A%2F%2Fsms.example.org%2Fsms%2Fjasmin%2Fdelivery");
    });
    assertThat(posted("sms/jasmin/delivery", "id=0703-5084&message_status=DELIVRD&level=2")).isEqualTo("ACK/Jasmin");
    awaitEvent("jasmin delivery_report 0703-5084 delivered");
  }

  private String posted(String path, String form) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + host.port() + "/" + path))
        .header("Content-Type", FORM).POST(BodyPublishers.ofString(form)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void chatsOverTelegram() throws Exception {
    chat(77, "hi");
    awaitEvent("bot ack 7");
    assertThat(operator.asked).singleElement().satisfies(asked -> {
      assertThat(asked.path()).isEqualTo("/bot123:abc/sendMessage");
      assertThat(asked.body()).contains("chat_id=77", "you+said+hi");
    });
    assertThat(received("hi").json().members()).containsEntry("from_addr", "77")
        .containsEntry("transport_type", "telegram");
  }

  /** A user who blocked the bot is not asked again, until they write. */
  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void leavesThoseInPeaceWhoBlockedIt() throws Exception {
    blocked.add("78");
    chat(77, "tell 78");
    awaitEvent("bot nack blocked: 403: Forbidden: bot was blocked by the user");
    chat(77, "tell 78");
    await().atMost(Duration.ofSeconds(60)).until(() -> lines(host, "clinic").stream()
        .anyMatch(line -> line.startsWith("bot nack blocked: the operator takes no messages to the receiver, since ")));
    assertThat(asked("78")).isEqualTo(1);
    blocked.remove("78");
    chat(78, "hello again");
    await().atMost(Duration.ofSeconds(60)).until(() -> asked("78") == 2);
    chat(77, "tell 78");
    await().atMost(Duration.ofSeconds(60)).until(() -> asked("78") == 3);
    assertThat(host.stores().people().consents().history("acme", "78"))
        .extracting(consent -> consent.channel() + " " + consent.state() + " " + consent.source())
        .containsExactly("bot WITHDRAWN OPERATOR", "bot GIVEN OPERATOR");
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void dialsOverMadapiAndIsPushedAScreen() throws Exception {
    assertThat(screen("0", "*123#")).contains("\"inboundResponse\":\"1. Yes\"", "\"userInputRequired\":true");
    assertThat(screen("1", "tell +2250700000002")).contains("you said tell +2250700000002",
        "\"userInputRequired\":false");
    await().atMost(Duration.ofSeconds(60)).until(() -> lines(host, "caller").stream()
        .anyMatch(line -> line.startsWith("mtn-push ack ")));
    assertThat(operator.asked).singleElement().satisfies(asked -> {
      assertThat(asked.path()).isEqualTo("/messages/ussd/outbound");
      assertThat(asked.headers()).containsEntry("x-api-key", "k");
      assertThat(asked.body()).contains("\"msisdn\":\"2250700000002\"", "\"ussdString\":\"news\"",
          "\"serviceCode\":\"*123#\"", "\"messageType\":\"3\"");
    });
  }

  private String screen(String type, String typed) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + host.port() + "/ussd/mtn"))
        .header("Content-Type", "application/json").POST(BodyPublishers.ofString("""
            {"sessionId": "01235", "messageType": "%s", "msisdn": "2250700000001", "serviceCode": "*123#",
             "ussdString": "%s"}""".formatted(type, typed)))
        .build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  private long asked(String chat) {
    return operator.asked.stream().filter(asked -> asked.body().contains("chat_id=" + chat)).count();
  }

  private void chat(int user, String text) throws Exception {
    int update = updates.incrementAndGet();
    String body = """
        {"update_id": %d, "message": {"message_id": %d, "date": 1764460800, "text": "%s",
          "from": {"id": %d, "is_bot": false, "first_name": "Amina", "language_code": "sw"},
          "chat": {"id": %d, "type": "private", "first_name": "Amina"}}}""".formatted(update, update, text, user, user);
    assertThat(sent("telegram/bot", "application/json", body, "X-Telegram-Bot-Api-Secret-Token", "change-me-please"))
        .isEqualTo(200);
  }

  private void answer(HttpServerRequest request) {
    if (request.uri().startsWith("/messages/")) {
      request.response().setStatusCode(201).putHeader("Content-Type", "application/json")
          .end("{\"statusCode\": \"0000\", \"data\": {\"sessionId\": \"77\", \"outboundResponse\": \"0000\"}}");
      return;
    }
    if (request.uri().equals("/send")) {
      request.response().end("Success \"0703-5084\"");
      return;
    }
    boolean telegram = request.uri().startsWith("/bot");
    String last = operator.asked.getLast().body();
    if (telegram && blocked.stream().anyMatch(chat -> last.contains("chat_id=" + chat))) {
      request.response().setStatusCode(403).end(
          "{\"ok\": false, \"error_code\": 403, \"description\": \"Forbidden: bot was blocked by the user\"}");
      return;
    }
    request.response().setStatusCode(telegram ? 200 : 201).putHeader("Content-Type", "application/json")
        .end(telegram
            ? "{\"ok\": true, \"result\": {\"message_id\": 7}}"
            : "{\"sid\": \"SM1\", \"status\": \"queued\"}");
  }

  private static byte[] session(int sequence, int operation, int tag, String typed) {
    return Pdu.deliver(sequence, 0, 0, typed.getBytes(US_ASCII)).tlv(0x0501, (byte) operation)
        .tlv(tag, (byte) 0x12, (byte) 0x34).pdu();
  }

  /** A channel of each. */
  private String flavours() {
    return centres.entrySet().stream()
        .map(each -> "    %s: {transport: smpp, app: clinic, settings: {host: 127.0.0.1, port: %d, system-id: esme1, "
            .formatted(each.getKey(), each.getValue().port())
            + "password: secret, ussd: %s, ussd-within: 60}}".formatted(each.getKey()))
        .collect(Collectors.joining("\n"));
  }

  private void signed(String path, Map<String, String> fields) throws Exception {
    assertThat(sent("twilio/" + path, FORM, FormText.write(fields), "X-Twilio-Signature", signature(path, fields)))
        .isEqualTo(200);
  }

  /** As Twilio does: the address, then each field with its value, sorted by name. */
  private static String signature(String path, Map<String, String> fields) throws Exception {
    StringBuilder text = new StringBuilder(PUBLIC + "/twilio/" + path);
    new TreeMap<>(fields).forEach((name, value) -> text.append(name).append(value));
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec("t".getBytes(US_ASCII), "HmacSHA1"));
    return Base64.getEncoder().encodeToString(mac.doFinal(text.toString().getBytes(UTF_8)));
  }

  private int sent(String path, String type, String body, String header, String value) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + host.port() + "/" + path))
        .header("Content-Type", type).header(header, value).POST(BodyPublishers.ofString(body, UTF_8)).build();
    return client.send(request, BodyHandlers.ofString()).statusCode();
  }

  private UserMessage received(String content) {
    return host.stores().conversations().messages().latest(app(host), Direction.INBOUND, 100).stream()
        .filter(message -> content.equals(message.content())).findFirst().orElseThrow();
  }

  private void awaitEvent(String text) {
    awaitLine(host, text);
  }

  static void awaitLine(Host host, String text) {
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(lines(host, "clinic")).contains(text));
  }

  private static List<String> lines(Host host, String key) {
    App app = Objects.requireNonNull(host.stores().deployments().app(key));
    return host.stores().reports().log().tail(app, AppLog.KEPT).stream().map(line -> line.text().strip()).toList();
  }

  static App app(Host host) {
    return Objects.requireNonNull(host.stores().deployments().app("clinic"));
  }
}
