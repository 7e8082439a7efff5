package io.jukwaa.server.sending;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Channel;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.server.metrics.HostMetrics;
import io.jukwaa.server.precedence.LatePhone;
import io.jukwaa.store.Outbox.Entry;
import io.jukwaa.store.Outbox.Priority;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import io.jukwaa.transports.Pace;
import io.jukwaa.transports.Sender;
import io.jukwaa.transports.Submission;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A channel that sends while a phone waits and the machine is short of processor. */
@Timeout(60)
class GivingWayTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Channel CHANNEL = new Channel("texts", "acme", "a", "loopback", Map.of(), "Sorry");
  private static final Pace PACE = new Pace(1_000, 10, Duration.ofHours(24));

  private final HostMetrics metrics = new HostMetrics();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final LatePhone phone = new LatePhone();
  private EmbeddedDatabase database;
  private ChannelSender sender;

  @BeforeEach
  void open(@TempDir Path data) {
    database = EmbeddedDatabase.open(data, () -> START);
    Diary diary = new Diary(CHANNEL, database.deployments(), database.appLog(), metrics, (_, _, _) -> {});
    Sender operator = message -> {
      asked.add(message.messageId());
      return new Submission.Accepted(List.of(message.messageId()));
    };
    CountDownLatch stopped = new CountDownLatch(1);
    sender = new ChannelSender(new ChannelSender.Line("texts", PACE, operator, diary),
        new ChannelSender.Stores(database.outbox(), database.locks(), database.durability(), database.availability(),
            new Pulse(), phone.precedence(), () -> START),
        new Attempts(CHANNEL, PACE, operator,
            new Attempts.Place(database.outbox(), new Told(), () -> START, diary, (_, _) -> {}, false), stopped),
        stopped);
  }

  @AfterEach
  void close() {
    phone.answer();
    sender.close();
    database.close();
    metrics.close();
  }

  @Test
  void letsRepliesThatComeMeanwhileGoFirst() {
    phone.call();
    put("news 1", Priority.BULK);
    put("news 2", Priority.BULK);
    put("screen 1", Priority.REPLY);
    sender.start();
    awaitThatItStands("screen 1");

    put("screen 2", Priority.REPLY);
    phone.pass(Duration.ofMillis(100));
    awaitThatItStands("screen 1", "news 1", "screen 2");

    phone.answer();
    Awaitility.waitAtMost(30, TimeUnit.SECONDS).until(() -> asked.size() == 4);
    assertThat(asked).endsWith("news 2");
  }

  private void awaitThatItStands(String... sent) {
    Awaitility.waitAtMost(30, TimeUnit.SECONDS).until(() -> asked.size() == sent.length);
    phone.awaitLooks(5);
    assertThat(asked).containsExactly(sent);
  }

  private void put(String id, Priority priority) {
    UserMessage message = UserMessage.send("+27" + id, "words", "sms", new Stamp(id, START));
    assertThat(database.outbox().put(new Entry("texts", "a", message, priority, START.plus(Duration.ofHours(24))),
        START)).isTrue();
    sender.wake();
  }
}
