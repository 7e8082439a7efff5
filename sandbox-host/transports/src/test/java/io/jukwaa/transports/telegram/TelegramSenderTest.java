package io.jukwaa.transports.telegram;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Channel;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.transports.Operator;
import io.jukwaa.transports.OperatorClient;
import io.jukwaa.transports.Submission;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A message of several parts, and what happens to it when one of them is not taken at once. */
class TelegramSenderTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final String TWO_PARTS = "x".repeat(4096) + "\nrest";
  private static final Consumer<HttpServerRequest> TAKES = Operator.answers(200, Map.of(),
      "{\"ok\":true,\"result\":{\"message_id\":7}}");
  private static final Consumer<HttpServerRequest> FAILS = Operator.answers(502, Map.of(), "bad gateway");

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
  void triesALaterPartAgain() {
    does(List.of(TAKES, FAILS, Operator.DROPS_CONNECTION, TAKES));

    assertThat(send(Duration.ZERO, TWO_PARTS)).isEqualTo(new Submission.Accepted(List.of("7", "7")));
    assertThat(operator.asked).extracting(asked -> asked.body().replaceAll(".*text=x*", ""))
        .containsExactly("", "rest", "rest", "rest");
  }

  @Test
  void refusesTheMessageWhenALaterPartIsNotTaken() {
    does(List.of(TAKES, FAILS, FAILS, FAILS, FAILS));

    assertThat(send(Duration.ZERO, TWO_PARTS))
        .isEqualTo(new Submission.Refused("1 of 2 parts were taken; 502: bad gateway"));
  }

  @Test
  void refusesTheMessageWhenALaterPartGetsNoAnswer() {
    does(List.of(TAKES, Operator.DROPS_CONNECTION, Operator.DROPS_CONNECTION, Operator.DROPS_CONNECTION,
        Operator.DROPS_CONNECTION));

    assertThat(send(Duration.ZERO, TWO_PARTS))
        .isEqualTo(new Submission.Refused("1 of 2 parts were taken; no answer from 127.0.0.1"));
  }

  @Test
  void triesTheFirstPartOnce() {
    does(List.of(FAILS));

    assertThat(send(Duration.ZERO, TWO_PARTS)).isEqualTo(new Submission.Unavailable("502: bad gateway", null));
    assertThat(operator.asked).hasSize(1);
  }

  @Test
  void waitsForNoLongerThanItsPatience() {
    does(List.of(TAKES, FAILS));

    assertThat(send(Duration.ofMinutes(1), TWO_PARTS))
        .isEqualTo(new Submission.Refused("1 of 2 parts were taken; 502: bad gateway"));
  }

  @Test
  @Timeout(10)
  void waitsForNothingOnceItIsClosed() {
    does(List.of(TAKES, FAILS, FAILS, TAKES));
    TelegramSender sender = sender(Duration.ofSeconds(9));
    sender.close();

    assertThat(sender.send(message(TWO_PARTS))).isInstanceOf(Submission.Accepted.class);
  }

  @Test
  void countsTheParts() {
    try (TelegramSender sender = sender(Duration.ZERO)) {
      assertThat(List.of("", " ", "x", TWO_PARTS, "x".repeat(100_000))).map(text -> sender.parts(message(text)))
          .containsExactly(1, 1, 1, 2, 10);
    }
  }

  private Submission send(Duration firstPause, String content) {
    try (TelegramSender sender = sender(firstPause)) {
      return sender.send(message(content));
    }
  }

  private TelegramSender sender(Duration firstPause) {
    Channel channel = new Channel("bot", "tenant", "app", "telegram", Map.of("bot-token", "1:a", "secret",
        "correct-horse", "url", operator.url()), Channel.DEFAULT_APOLOGY);
    return new TelegramSender(Bot.of(channel), client, firstPause);
  }

  private static UserMessage message(String content) {
    return UserMessage.send("77", content, "default", new Stamp("our-id", Instant.EPOCH));
  }

  private void does(List<Consumer<HttpServerRequest>> answers) {
    Iterator<Consumer<HttpServerRequest>> each = answers.iterator();
    operator.script = request -> each.next().accept(request);
  }
}
