package io.jukwaa.server.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.jukwaa.message.Fields;
import io.jukwaa.resource.App;
import io.jukwaa.server.DeployedHost;
import io.jukwaa.server.Host;
import io.jukwaa.server.Json;
import io.jukwaa.server.command.JukwaaCommand;
import io.jukwaa.server.deployment.Section;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.transports.smpp.MessageCentre;
import jakarta.mail.internet.MimeMessage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole host with a channel that works, one whose operator is not there, and apps that answer and do not. */
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
class StatusIT {
  private static final String APP = """
      api.on_inbound_message = function (command) {
        if (command.msg.session_event === 'close') { return api.done(); }
        api.request('outbound.reply_to', {content: 'Karibu', in_reply_to: command.msg.message_id,
          continue_session: true}, function () { api.done(); });
      };
      """;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Fields> told = new CopyOnWriteArrayList<>();
  private MessageCentre centre;
  private HttpServer hook;
  private GreenMail mails;
  private Host host;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    centre = new MessageCentre();
    hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hook.createContext("/hook", exchange -> {
      told.add(Json.object("body", new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
    });
    hook.start();
    mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mails.start();
    Files.writeString(folder.resolve("clinic.js"), APP);
    Files.writeString(folder.resolve("broken.js"), "api.on_inbound_message = function () { nobody.knows(); };");
    host = DeployedHost.start(Files.writeString(folder.resolve("jukwaa.yaml"), """
        server: {port: 0}
        sandbox: {spare-workers: 0, compile: 'off', cpu-time: 20s, wall-time: 60s}
        alerts: {webhook: 'http://127.0.0.1:%d/hook', mail-to: 'ops@example.org', after: 1s}
        mail: {server: '127.0.0.1:%d', tls: 'off', from: jukwaa@example.org}
        deploy:
          tenants:
            acme: {alerts: {mail-to: 'clinic@example.org, nurse@example.org'}}
          apps:
            clinic: {tenant: acme, file: clinic.js, endpoints: {default: texts}}
            broken: {tenant: acme, file: broken.js}
          channels:
            texts: {transport: smpp, app: clinic, settings: {host: 127.0.0.1, port: '%d', system-id: j, password: p}}
            dead: {transport: smpp, app: clinic, settings: {host: 127.0.0.1, port: '%d', system-id: j, password: p}}
            code: {transport: json, app: clinic}
            other: {transport: json, app: broken}
        """.formatted(
        hook.getAddress().getPort(), mails.getSmtp().getPort(), centre.port(), portOfNobody())));
    centre.awaitBound();
  }

  private static int portOfNobody() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @AfterAll
  void stop() throws Exception {
    host.close();
    mails.stop();
    hook.stop(0);
    centre.close();
    client.close();
  }

  private String url() {
    return "http://127.0.0.1:" + host.port();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private Section channel(String key) throws Exception {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(url() + "/channels/" + key)));
    assertThat(answer.statusCode()).isEqualTo(200);
    return new Section("", Json.object("answer", answer.body()));
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(url() + path)).header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body)));
  }

  private CompletableFuture<Section> test(String channel) {
    return CompletableFuture.supplyAsync(() -> {
      try {
        return new Section("", Json.object("answer", post("/channels/" + channel + "/test",
            "{\"address\": \"+254711000111\", \"within\": 50}").body()));
      } catch (Exception e) {
        throw new AssertionError(e);
      }
    }, Thread::startVirtualThread);
  }

  private App clinic() {
    return Objects.requireNonNull(host.stores().deployments().app("clinic"));
  }

  private static List<String> steps(Section result) {
    return result.list("steps").stream().map(step -> step.text("step")).toList();
  }

  @Test
  void saysThatAnOperatorIsNotThere() throws Exception {
    await().until(() -> channel("dead").text("status").equals("down"));
    Section finding = channel("dead").list("findings").getFirst();
    assertThat(finding.text("rule")).isEqualTo("connection");
    assertThat(finding.text("side")).isEqualTo("operator");
    assertThat(finding.text("text")).startsWith("not connected: no connection to 127.0.0.1:");
    await().until(() -> !channel("texts").list("connections").isEmpty());
    Section texts = channel("texts");
    assertThat(texts.text("last_connected_at")).isNotEmpty();
    assertThat(texts.list("connections").getFirst().value("open")).isEqualTo(true);
    assertThat(texts.list("findings")).isEmpty();
  }

  @Test
  void followsATextThatComesBack() throws Exception {
    long before = host.stores().conversations().messages().count(clinic(), Direction.INBOUND);
    CompletableFuture<Section> test = test("texts");
    MessageCentre.Submitted text = centre.submitted();
    assertThat(text.text()).matches("Jukwaa test [0-9a-f]{8}");
    assertThat(text.to()).isEqualTo("254711000111");
    centre.text(text.text());
    Section result = test.join();
    assertThat(result.value("passed")).isEqualTo(true);
    assertThat(result.text("verdict")).isEqualTo("it left and came back: both ways work");
    assertThat(steps(result)).containsExactly("sent", "taken", "returned");
    assertThat(host.stores().conversations().messages().count(clinic(), Direction.INBOUND))
        .as("the app is not bothered").isEqualTo(before);
    centre.text(text.text());
    await().until(() -> centre.submitted().text().equals("Karibu")); // nobody watches it any more: it is a text
    await().until(() -> channel("texts").textOrNull("last_in_at") != null);
    assertThat(channel("texts").textOrNull("last_out_at")).isNotNull();
  }

  @Test
  void tellsWhatTheOperatorSaysOfATest() throws Exception {
    CompletableFuture<Section> delivered = test("texts");
    centre.report(centre.submitted().id(), "DELIVRD");
    assertThat(delivered.join().text("verdict")).isEqualTo("the phone has it, says the operator");
    CompletableFuture<Section> failed = test("texts");
    centre.report(centre.submitted().id(), "UNDELIV");
    assertThat(failed.join().value("passed")).isEqualTo(false);
    assertThat(failed.join().text("verdict")).startsWith("the operator took it and could not deliver it: ");
    assertThat(steps(failed.join())).containsExactly("sent", "taken", "undelivered");
  }

  /** A client that did not hear the answer asks again. */
  @Test
  void sendsOneTextForAKey() throws Exception {
    CompletableFuture<String> first = keyed();
    MessageCentre.Submitted text = centre.submitted();
    Section meanwhile = new Section("", Json.object("answer", keyed().join()));
    assertThat(meanwhile.text("verdict")).startsWith("no other text is sent: one of this key was at ");
    centre.report(text.id(), "DELIVRD");
    assertThat(first.join()).contains("the phone has it, says the operator").isEqualTo(keyed().join());
    assertThat(
        send(HttpRequest.newBuilder(URI.create(url() + "/channels/texts/test")).header("Idempotency-Key", "try-1")
            .POST(BodyPublishers.ofString("{\"address\": \"+254711000112\"}"))).body())
        .contains("address: +254711000112 (expected: the one that the text of this Idempotency-Key went to)");
    CompletableFuture<Section> next = test("texts");
    assertThat(centre.submitted().text()).as("the next text is of the next test").isNotEqualTo(text.text());
    next.cancel(true);
    assertThat(send(HttpRequest.newBuilder(URI.create(url() + "/channels/texts/test")).header("Idempotency-Key", "a b")
        .POST(BodyPublishers.ofString("{\"address\": \"+1\"}"))).body())
        .contains("Idempotency-Key: a b (expected: 1 to 255 ASCII characters without blanks)");
  }

  private CompletableFuture<String> keyed() {
    return client.sendAsync(HttpRequest.newBuilder(URI.create(url() + "/channels/texts/test"))
        .header("Idempotency-Key", "try-1").POST(BodyPublishers.ofString(
            "{\"address\": \"+254711000111\", \"within\": 50}"))
        .build(), BodyHandlers.ofString()).thenApply(HttpResponse::body);
  }

  @Test
  void dialsWhereNothingCanBeSent() {
    Section well = test("code").join();
    assertThat(well.value("passed")).isEqualTo(true);
    assertThat(well.list("steps").getFirst().text("text")).isEqualTo("Karibu");
    Section ill = test("other").join();
    assertThat(ill.value("passed")).isEqualTo(false);
    assertThat(ill.text("verdict")).isEqualTo("our side does not answer: the app has no answer, see its log");
    await().until(() -> !channel("other").list("findings").isEmpty());
    assertThat(channelText("other")).startsWith("the app fails: ");
    assertThat(channelText("other")).contains("nobody");
  }

  private String channelText(String key) {
    try {
      return channel(key).list("findings").getFirst().text("text");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void countsRequestsThatItTurnsAway() throws Exception {
    assertThat(post("/messages/code", "{\"from_addr\": 7}").statusCode()).isEqualTo(400);
    await().until(() -> !channel("code").list("findings").isEmpty());
    assertThat(channelText("code")).startsWith("1 request was turned away").contains("from_addr is not as expected");
    await().until(() -> host.stores().reports().log().tail(clinic(), 100).stream().map(AppLog.Line::text)
        .anyMatch(line -> line.startsWith("channel code: a request of the operator is turned away: from_addr")));
  }

  @Test
  void tellsPeople() throws Exception {
    await().until(() -> told.stream().anyMatch(notice -> notice.text("channel").equals("dead")));
    Fields notice = told.stream().filter(each -> each.text("channel").equals("dead")).findFirst().orElseThrow();
    assertThat(Map.of("event", notice.text("event"), "rule", notice.text("rule"), "side", notice.text("side"),
        "status", notice.text("status"), "tenant", notice.text("tenant"))).isEqualTo(
            Map.of("event", "firing", "rule", "connection", "side", "operator", "status", "down", "tenant", "acme"));
    await().until(() -> mails.getReceivedMessages().length >= 3);
    for (MimeMessage mail : mails.getReceivedMessages()) {
      if (mail.getSubject().contains("dead")) {
        assertThat(mail.getSubject()).isEqualTo("[Jukwaa] channel dead: down (connection)");
        assertThat(String.valueOf(mail.getContent())).contains("not connected: no connection to",
            "Whose trouble: the operator's side");
      }
    }
    assertThat(List.of(mails.getReceivedMessages())).extracting(mail -> mail.getAllRecipients()[0].toString())
        .contains("ops@example.org", "clinic@example.org");
  }

  private record Said(int code, String output, String errors) {}

  private Said command(String... arguments) {
    StringWriter output = new StringWriter();
    StringWriter errors = new StringWriter();
    int code = JukwaaCommand.run(new PrintWriter(output, true), new PrintWriter(errors, true), arguments);
    return new Said(code, output.toString(), errors.toString());
  }

  @Test
  void showsChannelsOnTheCommandLine() throws Exception {
    await().until(() -> channel("dead").text("status").equals("down"));
    Said shown = command("channels", "--url", url());
    assertThat(shown.code()).as("something is down").isEqualTo(1);
    assertThat(shown.output()).contains("CHANNEL", "  not connected: no connection to 127.0.0.1:")
        .containsPattern("(?m)^texts +\\w+ +\\w* +smpp +[0-9]")
        .containsPattern("(?m)^dead +down +operator +smpp +- +never +never +0 +- +-$");
    Said tested = command("channels", "test", "code", "--to", "+254711000222", "--url", url());
    assertThat(tested.code()).isZero();
    assertThat(tested.output()).contains("answered     Karibu", "passed: our side answers");
    assertThat(command("channels", "test", "nobody", "--to", "+1", "--url", url()).errors())
        .isEqualTo("jukwaa: channel: nobody (expected: one of code, dead, other, texts)\n");
    assertThat(command("channels", "--url", "http://127.0.0.1:1").errors())
        .isEqualTo("jukwaa: --url: http://127.0.0.1:1 (expected: a host that answers there)\n");
  }

  @Test
  void refusesStrangers() throws Exception {
    assertThat(send(HttpRequest.newBuilder(URI.create(url() + "/channels")).header("Origin", "http://evil.example"))
        .statusCode()).isEqualTo(403);
    assertThat(post("/channels/texts/test", "{\"address\": \" \"}").body())
        .contains("address:   (expected: the address of a phone)");
    assertThat(post("/channels/texts/test", "{\"address\": \"+1\", \"within\": 0}").body())
        .contains("within: 0 (expected: seconds from 1 to 600)");
  }
}
