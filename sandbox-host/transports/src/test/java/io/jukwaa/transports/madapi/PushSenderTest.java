package io.jukwaa.transports.madapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Channel;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.Host;
import io.jukwaa.transports.Operator;
import io.jukwaa.transports.OperatorClient;
import io.jukwaa.transports.Submission;
import io.vertx.core.Vertx;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no table shows: a push that is made again, the answers to it, and what is printed. */
class PushSenderTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final String KEY = "key-0123456789";

  private final Operator operator = new Operator(VERTX);
  private final OperatorClient client = new OperatorClient(VERTX);

  @AfterEach
  void stop() {
    client.close();
    operator.close();
  }

  @AfterAll
  static void stopAll() {
    Operator.await(VERTX.close());
  }

  @Test
  void asksForTheSameSessionWhenItIsTriedAgain() {
    operator.script = Operator.answers(503, Map.of(), "");
    assertThat(sender().send(push("p1"))).isInstanceOf(Submission.Unavailable.class);
    operator.script = Operator.answers(201, Map.of(), "{\"statusCode\":\"0000\"}");
    assertThat(sender().send(push("p1"))).isEqualTo(new Submission.Accepted(List.of("p1")));
    assertThat(sender().send(push("p2"))).isEqualTo(new Submission.Accepted(List.of("p2")));

    assertThat(operator.asked).extracting(asked -> asked.body().replaceAll(".*\"sessionId\":\"(\\w+)\".*", "$1"))
        .containsExactly("p1", "p1", "p2");
  }

  /** They come in by a channel of another transport, which has not seen the session begin. */
  @Test
  void isAnsweredInTheSessionItAskedFor(@TempDir Path data) {
    operator.script = Operator.answers(201, Map.of(), "{\"statusCode\":\"0000\"}");
    String session = ((Submission.Accepted) sender().send(push("p1"))).ids().getFirst();
    try (Host host = new Host(data)) {
      host.channel("mtn", "ussd-http", Map.of("map", "madapi"));
      for (String answer : List.of("1", "2")) {
        host.send(host.request("/ussd/mtn").header("Content-Type", "application/json").POST(BodyPublishers.ofString(
            "{\"sessionId\":\"" + session + "\",\"messageType\":\"1\",\"msisdn\":\"2252312345\",\"serviceCode\":"
                + "\"321123\",\"ussdString\":\"" + answer + "\"}"))
            .build());
      }

      assertThat(host.port.ran).extracting(UserMessage::content).containsExactly("1", "2");
      assertThat(host.port.ran).allSatisfy(message -> {
        assertThat(message.sessionEvent().wire()).isEqualTo("resume");
        assertThat(message.transportMetadata()).containsEntry("session_id", "p1");
      });
      assertThat(host.port.ran.getFirst().transportMetadata()).containsEntry("session_lost", true);
      assertThat(host.port.ran.getLast().transportMetadata()).doesNotContainKey("session_lost");
    }
  }

  @Test
  void keepsTheKeyOutOfWhatIsPrinted() {
    Subscription subscription = Subscription.of(channel());

    assertThat(subscription + " " + subscription.reasons() + " " + new PushSender(subscription, client))
        .contains("321123").doesNotContain(KEY);
  }

  private PushSender sender() {
    return new PushSender(Subscription.of(channel()), client);
  }

  private Channel channel() {
    return new Channel("push", "tenant", "app", "madapi-push", Map.of("api-key", KEY, "service-code", "321123", "url",
        operator.url()), Channel.DEFAULT_APOLOGY);
  }

  private static UserMessage push(String id) {
    return UserMessage.of(Map.of("to_addr", "+2252312345", "content", "Vote?", "session_event", "new"),
        new Stamp(id, Instant.EPOCH));
  }
}
