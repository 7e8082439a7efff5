package io.jukwaa.transports.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import io.jukwaa.local.Ports;
import io.jukwaa.message.Channel;
import io.jukwaa.message.InvalidFieldException;
import io.jukwaa.message.Receipt;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.ScriptedPort;
import io.jukwaa.transports.Submission;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What a Vumi transport says and is told, over a real broker; what is in bodies is in the golden table. */
@Timeout(60)
class AmqpTransportTest {
  private static final String USER = "+254711000111";

  @TempDir
  Path data;
  private Crossing crossing;
  private VumiPeer peer;

  @BeforeEach
  void start() throws Exception {
    crossing = new Crossing(data);
    peer = crossing.peer();
  }

  @AfterEach
  void stop() {
    if (peer != null) {
      peer.close();
      crossing.close();
    }
  }

  @Test
  void publishesAsVumiDoes() throws Exception {
    peer.sending();
    crossing.connected("from", "22334");

    assertThat(crossing.send("hello")).isEqualTo(new Submission.Accepted(List.of("our-id")));
    VumiPeer.Sent sent = peer.sent();
    assertThat(sent.properties().getDeliveryMode()).isEqualTo(2);
    assertThat(sent.json().path("timestamp").asText()).isEqualTo("1970-01-01 00:00:00.000000");
    assertThat(sent.field("transport_name")).isEqualTo(crossing.name);
    assertThat(sent.field("from_addr")).isEqualTo("22334");
    assertThat(sent.json().path("routing_metadata").path("endpoint_name").asText()).isEqualTo("default");
  }

  /** Whoever publishes to a queue that nobody has made loses what it says. */
  @Test
  void keepsWhatLeavesUntilTheTransportIsThere() throws Exception {
    String absent = LocalBroker.freshName();
    crossing.connected("transport-name", absent);
    assertThat(crossing.send("hello")).isInstanceOf(Submission.Accepted.class);
    try (VumiPeer late = new VumiPeer(crossing.broker.port(), absent)) {
      assertThat(late.sending().sent().field("content")).isEqualTo("hello");
    }
  }

  @Test
  void takesTexts() throws Exception {
    crossing.connected();
    String id = peer.text(USER, "caf\u00e9");
    crossing.awaitRan(1);

    assertThat(crossing.host.port.ran).singleElement().satisfies(message -> {
      assertThat(message.messageId()).isEqualTo(id);
      assertThat(message.content()).isEqualTo("caf\u00e9");
      assertThat(message.transportMetadata()).containsEntry("session_id", "s-" + USER);
    });
    crossing.awaitForgotten(peer, "inbound");
  }

  @Test
  void holdsASession() throws Exception {
    peer.sending();
    crossing.connected();
    String id = peer.step(USER, "new", null);
    crossing.awaitRan(1);
    UserMessage reply = crossing.host.port.ran.getFirst().reply("1. Yes", SessionEvent.NONE,
        new Stamp("reply", Instant.EPOCH));
    assertThat(crossing.sender().send(reply)).isInstanceOf(Submission.Accepted.class);

    JsonNode screen = peer.sent().json();
    assertThat(screen.path("in_reply_to").asText()).isEqualTo(id);
    assertThat(screen.path("to_addr").asText()).isEqualTo(USER);
    assertThat(screen.path("session_event").isNull()).isTrue();
    assertThat(screen.path("transport_type").asText()).isEqualTo("ussd");
    assertThat(screen.path("transport_metadata").path("session_id").asText()).isEqualTo("s-" + USER);
    peer.step(USER, "resume", "1");
    peer.step(USER, "close", null);
    crossing.awaitRan(3);
    assertThat(crossing.host.port.ran).extracting(UserMessage::sessionEvent).containsExactly(SessionEvent.NEW,
        SessionEvent.RESUME, SessionEvent.CLOSE);
  }

  @Test
  void saysWhatBecameOfMessages() throws Exception {
    crossing.connected();
    peer.event("ack", "m1", "sent_message_id", "at-7");
    peer.event("delivery_report", "m1", "delivery_status", "delivered");
    peer.event("nack", "m2", "nack_reason", "ESME_RINVDSTADR");
    peer.event("ack", "m3", "sent_message_id", "at-8");
    awaitReceipts(4);

    assertThat(crossing.host.port.receipts).filteredOn(receipt -> receipt.sentId().equals("m1")).containsExactly(
        new Receipt("m1", Receipt.Status.TAKEN, "at-7"), new Receipt("m1", Receipt.Status.DELIVERED, null));
    assertThat(crossing.host.port.receipts).contains(new Receipt("m2", Receipt.Status.REFUSED, "ESME_RINVDSTADR"));
    crossing.awaitForgotten(peer, "event");
  }

  @Test
  void throwsAwayWhatIsNoMessage() throws Exception {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger logger = (Logger) LoggerFactory.getLogger(Deliveries.class);
    logger.addAppender(log);
    crossing.connected();
    peer.publish("inbound", "no JSON");
    peer.publish("inbound", "{\"message_id\": \"1\", \"from_addr\": \"+27 82 1234\", \"content\": \"my PIN\"}");
    peer.publish("event", "{\"event_type\": \"ack\"}");
    peer.text(USER, "after it");
    crossing.awaitRan(1);

    assertThat(crossing.contents()).containsExactly("after it");
    Crossing.await(() -> log.list.size() == 3);
    logger.detachAppender(log);
    assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).contains(
        "channel main: what came as message is thrown away, its body is not as expected: JSON",
        "channel main: what came as message is thrown away, its from_addr is not as expected: 1 to 256 characters without"
            + " blanks",
        "channel main: what came as event is thrown away, its user_message_id is not as expected: text");
    crossing.awaitForgotten(peer, "inbound");
    crossing.awaitForgotten(peer, "event");
  }

  /** The whole window goes back, and comes again in its order. */
  @Test
  void takesAgainInOrderWhatWasNotStored() throws Exception {
    crossing.host.port.storing = false;
    crossing.connected();
    List<String> contents = IntStream.range(0, 50).mapToObj(i -> "text " + i).toList();
    for (String content : contents) {
      peer.text(USER, content);
    }
    peer.event("ack", "m1", "sent_message_id", "at-7");
    Crossing.await(() -> crossing.host.port.refused.get() >= 3);
    crossing.host.port.storing = true;
    crossing.awaitRan(contents.size());
    awaitReceipts(1);

    assertThat(crossing.contents()).containsExactlyElementsOf(contents);
    crossing.awaitForgotten(peer, "inbound");
  }

  /** What the broker was not told to forget, it tells the next one: the same id, so nothing runs twice. */
  @Test
  void isToldAgainWhatAConsumerThatDiedHadInHand() throws Exception {
    CompletableFuture<ScriptedPort.Line> thinking = new CompletableFuture<>();
    crossing.host.port.app = _ -> thinking;
    crossing.connected();
    String id = peer.step(USER, "new", null);
    crossing.awaitRan(1);
    crossing.host.port.awaitHandOvers(1);
    crossing.disconnect();
    assertThat(peer.waiting("inbound")).isEqualTo(1);
    thinking.complete(ScriptedPort.Line.ask("1. Yes"));
    crossing.connected();
    crossing.host.port.awaitHandOvers(1);

    assertThat(crossing.host.port.ran).extracting(UserMessage::messageId).containsExactly(id);
    crossing.awaitForgotten(peer, "inbound");
  }

  /** One whose app is slow holds up nobody else; his own messages wait for each other. */
  @Test
  void letsUsersWaitOnlyForThemselves() throws Exception {
    CompletableFuture<ScriptedPort.Line> thinking = new CompletableFuture<>();
    crossing.host.port.app = message -> USER.equals(message.fromAddr())
        ? thinking
        : CompletableFuture.completedStage(ScriptedPort.Line.ask("ok"));
    crossing.connected();
    peer.step(USER, "new", null);
    peer.step(USER, "resume", "1");
    peer.text("+27", "other");
    crossing.awaitRan(2);
    assertThat(crossing.contents()).containsExactly("null", "other");
    thinking.complete(ScriptedPort.Line.ask("Yes?"));
    crossing.awaitRan(3);

    assertThat(crossing.contents()).containsExactly("null", "other", "1");
  }

  /** Two that take from one queue would mix up the order of a user's messages. */
  @Test
  void takesAloneAndTakesOver(@TempDir Path otherData) throws Exception {
    crossing.connected();
    peer.text(USER, "one");
    crossing.awaitRan(1);
    peer.sending();
    try (Crossing other = new Crossing(otherData, crossing.name, Crossing.HASTY)) {
      other.connected();
      assertThat(other.send("leaves by either")).isInstanceOf(Submission.Accepted.class);
      assertThat(peer.sent().field("content")).isEqualTo("leaves by either");
      for (int i = 0; i < 10; i++) { // the broker gives them in turn to all who take
        peer.text(USER, "two");
      }
      crossing.awaitRan(11);
      crossing.awaitForgotten(peer, "inbound");
      peer.text(USER, "three");
      other.awaitRan(1);
      assertThat(other.contents()).containsExactly("three");
    }
  }

  @Test
  void makesAQueueAgainThatWasDeleted() throws Exception {
    crossing.connected();
    peer.delete("outbound");
    assertThat(crossing.send("lost?")).isEqualTo(
        new Submission.Unavailable("queue " + crossing.name + ".outbound was deleted", null));
    crossing.awaitConnected();
    peer.delete("inbound");
    peer.sending();
    Submission said;
    do {
      said = crossing.send("again");
    } while (!(said instanceof Submission.Accepted));

    assertThat(peer.sent().field("content")).isEqualTo("again");
    peer.declare("inbound");
    peer.text(USER, "and back");
    crossing.awaitRan(1);
  }

  @Test
  void saysWhyItIsNotConnected() {
    crossing.open("password", "wrong-word");
    assertThat(crossing.insist()).isInstanceOfSatisfying(Submission.Unavailable.class, said -> assertThat(said.reason())
        .startsWith("not connected: ACCESS_REFUSED").doesNotContain("wrong-word"));
    crossing.disconnect();
    crossing.open("vhost", "/nowhere");
    assertThat(crossing.insist()).isInstanceOfSatisfying(Submission.Unavailable.class, said -> assertThat(said.reason())
        .startsWith("not connected: NOT_ALLOWED").contains("/nowhere"));
    crossing.disconnect();
    crossing.open("port", "" + Ports.free());
    assertThat(crossing.insist()).isInstanceOfSatisfying(Submission.Unavailable.class, said -> assertThat(said.reason())
        .startsWith("not connected: no connection to 127.0.0.1:"));
  }

  @Test
  void refusesWhatNobodyCanTake() {
    crossing.connected();

    assertThat(crossing.sender().send(Crossing.message("m", "hi").with("to_addr", null)))
        .isEqualTo(new Submission.Refused("to_addr: missing (expected: one address)"));
    assertThat(crossing.sender().send(Crossing.message("m", "x".repeat(300_000))))
        .isInstanceOfSatisfying(Submission.Refused.class, said -> assertThat(said.reason()).startsWith("message: "));
  }

  @Test
  void wantsToKnowWhereItLeads() {
    Map<String, String> settings = Map.of("host", "h", "username", "u", "password", "p", "transport-name", "T");
    assertThatThrownBy(() -> new AmqpTransport().check(new Channel("c", "t", "a", "vumi-amqp", settings, "")))
        .isInstanceOf(InvalidFieldException.class).hasMessageContaining("transport-name: T (expected: 1 to 200");
    assertThatThrownBy(
        () -> new AmqpTransport().check(new Channel("c", "t", "a", "vumi-amqp", Map.of("host", "h"), "")))
        .hasMessageStartingWith("username: missing");
    assertThat(AmqpSettings.of(new Channel("c", "t", "a", "vumi-amqp", Map.of("host", "h", "username", "u", "password",
        "secret-word", "transport-name", "t"), ""))).hasToString("AmqpSettings[t at h:5672]");
  }

  private void awaitReceipts(int count) {
    Crossing.await(() -> crossing.host.port.receipts.size() >= count);
  }
}
