package io.jukwaa.server.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jukwaa.local.RabbitProcess;
import io.jukwaa.resource.App;
import io.jukwaa.server.DeployedHost;
import io.jukwaa.server.Host;
import io.jukwaa.store.AppLog;
import io.jukwaa.transports.amqp.VumiPeer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A transport of Vumi's at a real broker, a whole host with its app at the other side; one after the other, as both take time to start. */
@Timeout(180)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VumiIT {
  private static final String USER = "+254711000111";
  /** Answers sessions and texts, sends by Vumi what comes from elsewhere, and notes every event. */
  private static final String APP = """
      api.on_inbound_message = function (command) {
        var message = command.msg, dials = message.session_event === 'new';
        function done() { api.done(); }
        function reply(content) {
          api.request('outbound.reply_to', {content: content, in_reply_to: message.message_id,
              continue_session: dials}, done);
        }
        if (message.session_event === 'close') {
          done();
        } else if (message.transport_name === 'phones') {
          api.request('outbound.send_to_endpoint', {endpoint: 'sms', to_addr: message.from_addr,
              content: message.content}, function () { reply('sent'); });
        } else {
          reply(dials ? '1. Yes' : 'you said ' + message.content);
        }
      };
      api.on_inbound_event = function (command) {
        var event = command.msg;
        api.log_info([event.transport_name, event.event_type, event.user_message_id, event.sent_message_id,
            event.nack_reason, event.delivery_status].join(' '), function () { api.done(); });
      };
      """;
  @TempDir
  private static Path folder;
  private static RabbitProcess broker;
  private static VumiPeer peer;
  private static Host host;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(RabbitProcess.isInstalled(), "no rabbitmq-server; Debian's package of that name has it");
    broker = RabbitProcess.start();
    peer = new VumiPeer(broker.port(), "clinic").sending();
    Files.writeString(folder.resolve("app.js"), APP);
    host = host();
  }

  @AfterAll
  static void stop() {
    if (broker != null) {
      host.close();
      peer.close();
      broker.close();
    }
  }

  /** The broker's word that it has a message is no ack: that is the transport's to say. */
  @Test
  @Order(1)
  void textsAndTellsWhatBecameOfThem() throws Exception {
    peer.text(USER, "hi");
    VumiPeer.Sent reply = peer.sent();
    assertThat(reply.field("content")).isEqualTo("you said hi");
    assertThat(reply.field("to_addr")).isEqualTo(USER);
    assertThat(reply.field("transport_name")).isEqualTo("clinic");
    String id = reply.field("message_id");
    peer.event("delivery_report", id, "delivery_status", "pending");
    awaitEvent("vumi delivery_report " + id + " " + id + "  pending");
    assertThat(log()).noneMatch(line -> line.contains("vumi ack"));
    peer.event("ack", id, "sent_message_id", "at-7");
    awaitEvent("vumi ack " + id + " at-7");
    peer.event("ack", id, "sent_message_id", "at-7");
    peer.text(USER, "bad number");
    String second = peer.sent().field("message_id");
    peer.event("nack", second, "nack_reason", "ESME_RINVDSTADR");
    awaitEvent("vumi nack " + second + "  ESME_RINVDSTADR");
    assertThat(log()).filteredOn(line -> line.contains("vumi ack")).hasSize(1);
  }

  @Test
  @Order(2)
  void holdsASession() throws Exception {
    String dialled = peer.step(USER, "new", null);
    VumiPeer.Sent screen = peer.sent();
    assertThat(screen.field("content")).isEqualTo("1. Yes");
    assertThat(screen.field("in_reply_to")).isEqualTo(dialled);
    assertThat(screen.json().path("session_event").isNull()).isTrue();
    assertThat(screen.json().path("transport_metadata").path("session_id").asText()).isEqualTo("s-" + USER);
    peer.event("ack", screen.field("message_id"), "sent_message_id", screen.field("message_id"));
    peer.step(USER, "resume", "1");
    VumiPeer.Sent last = peer.sent();
    assertThat(last.field("content")).isEqualTo("you said 1");
    assertThat(last.field("session_event")).isEqualTo("close");
    awaitEvent("vumi ack " + screen.field("message_id") + " " + screen.field("message_id"));
  }

  @Test
  @Order(3)
  void findsWhatCameWhileItWasDown() throws Exception {
    host.close();
    peer.text(USER, "one");
    peer.text(USER, "two");
    host = host();
    assertThat(List.of(peer.sent().field("content"), peer.sent().field("content")))
        .containsExactly("you said one", "you said two");
  }

  /** What leaves by Vumi waits in the outbox, the other channel goes on; with the broker it leaves. */
  @Test
  @Order(4)
  void waitsForABrokerThatIsGone() throws Exception {
    phone("before");
    assertThat(peer.sent().field("content")).isEqualTo("before");
    awaitWaiting("vumi", 0); // the transport has it sooner than the broker says that it is safe
    broker.kill();
    phone("after");
    await().atMost(Duration.ofSeconds(60)).until(() -> log().stream().anyMatch(
        line -> line.startsWith("channel vumi: no message leaves, tried again in 1 s: not connected: ")));
    phone("another");
    awaitWaiting("vumi", 2);
    awaitWaiting("phones", 0);
    if (System.getProperty("jukwaa.long") != null) {
      broker.restart();
      peer = new VumiPeer(broker.port(), "clinic").sending();
      Set<String> arrived = new HashSet<>(); // and perhaps again what the broker had not written down as taken
      while (!arrived.containsAll(Set.of("after", "another"))) {
        arrived.add(peer.sent().field("content"));
      }
    }
  }

  private static Host host() throws IOException {
    Path file = Files.writeString(folder.resolve("jukwaa.yaml"), """
        server: {port: 0}
        sandbox: {spare-workers: 0, compile: 'off', cpu-time: 20s, wall-time: 60s}
        deploy:
          tenants: {acme: {}}
          apps:
            clinic:
              tenant: acme
              file: app.js
              config: {config: {name: clinic, process_events: true}}
              endpoints: {sms: vumi}
          channels:
            phones: {transport: loopback, app: clinic}
            vumi:
              transport: vumi-amqp
              app: clinic
              settings: {host: 127.0.0.1, port: %d, username: guest, password: guest, transport-name: clinic,
                session-within: 60}
        """.formatted(broker.port()));
    return DeployedHost.start(file);
  }

  /** A text by the other channel, and that it is taken. */
  private static void phone(String text) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + host.port() + "/loopback/phones"))
          .header("Content-Type", "application/x-www-form-urlencoded")
          .POST(BodyPublishers.ofString("from=%2B254711000222&text=" + text)).build();
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
  }

  private static void awaitWaiting(String channel, int count) {
    await().atMost(Duration.ofSeconds(60)).untilAsserted(
        () -> assertThat(host.stores().conversations().outbox().backlog(channel).waiting()).as(log().toString())
            .isEqualTo(count));
  }

  private static void awaitEvent(String text) {
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(log()).contains(text));
  }

  private static List<String> log() {
    App app = Objects.requireNonNull(host.stores().deployments().app("clinic"));
    return host.stores().reports().log().tail(app, AppLog.KEPT).stream().map(line -> line.text().strip()).toList();
  }
}
