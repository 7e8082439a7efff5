package io.jukwaa.server.sending;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.message.Channel;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Receipt;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.server.metrics.HostMetrics;
import io.jukwaa.server.people.privacy.Consents;
import io.jukwaa.store.ConsentStore;
import io.jukwaa.store.Outbox;
import io.jukwaa.store.Outbox.Entry;
import io.jukwaa.store.Outbox.Priority;
import io.jukwaa.store.StoreException;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import io.jukwaa.transports.Pace;
import io.jukwaa.transports.Submission;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One message after the other, with an operator that says what it is told to. */
class AttemptsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Channel CHANNEL = new Channel("texts", "acme", "a", "loopback", Map.of(), "Sorry");
  private static final Submission AWAY = new Submission.Unavailable("503", null);

  private final Told told = new Told();
  private final HostMetrics metrics = new HostMetrics();
  private final List<String> asked = new ArrayList<>();
  private Instant now = START;
  private Submission said = new Submission.Accepted(List.of("s1"));
  private EmbeddedDatabase database;
  private Diary diary;
  private Attempts attempts;

  @BeforeEach
  void open(@TempDir Path data) {
    database = EmbeddedDatabase.open(data, () -> now);
    diary = new Diary(CHANNEL, database.deployments(), database.appLog(), metrics, (_, _, _) -> {});
    attempts = attempts(false);
  }

  private Attempts attempts(boolean handedOn) {
    return new Attempts(CHANNEL, new Pace(10, 10, Duration.ofHours(24)), message -> {
      asked.add(message.messageId());
      return said;
    }, new Attempts.Place(database.outbox(), told, () -> now, diary, this::block, handedOn), new CountDownLatch(1));
  }

  private void block(String address, String id) {
    new Consents(database.consents(), () -> now).blocked("acme", "texts", address, id);
  }

  @AfterEach
  void close() {
    database.close();
    metrics.close();
  }

  @Test
  void tellsWhatTheOperatorTook() {
    put("m");
    assertThat(attempts.of(first(), () -> {})).isNull();
    assertThat(told.events).extracting(MessageEvent::status).containsExactly("ack");
    assertThat(due()).isEmpty();
    assertThat(attempts.accepted()).isEqualTo(1);
  }

  /** Whoever hands on a message says later what became of it, or has said so before its own answer was written down. */
  @Test
  void leavesItToReceiptsToTellWhatIsHandedOn() {
    Receipt early = new Receipt("s1", Receipt.Status.TAKEN, "at the operator");
    assertThat(database.outbox().match("texts", early, now)).isNull();
    put("m");
    assertThat(attempts(true).of(first(), () -> {})).isNull();
    assertThat(told.events).isEmpty();
    assertThat(told.receipts).containsExactly(early);
    assertThat(database.outbox().match("texts", early, now)).isEqualTo(new Outbox.Match("a", "m"));
    assertThat(due()).isEmpty();
  }

  /** The person said so to the operator, and is asked for consent before anybody writes by that channel again. */
  @Test
  void writesDownOnceWhomTheOperatorBlocks() {
    said = new Submission.Blocked("UserInBlacklist");
    for (String id : List.of("m1", "m2")) {
      put(id);
      assertThat(attempts.of(first(), () -> {})).isNull();
      now = now.plusSeconds(1);
    }
    String address = "+27";
    assertThat(database.consents().history("acme", address)).containsExactly(new ConsentStore.Consent(address, "texts",
        ConsentStore.State.WITHDRAWN, ConsentStore.Source.OPERATOR, START, "m1"));
    assertThat(told.events).extracting(event -> event.json().text("nack_reason"))
        .containsExactly("blocked: UserInBlacklist", "blocked: UserInBlacklist");
  }

  /** Nobody knows of one that failed whether it was taken. */
  @Test
  void givesUpWhatFailsAgainAndAgain() {
    put("m");
    said = new Submission.Failed("no answer");
    for (int hours = 0; !due().isEmpty() && hours < 20; hours++) {
      attempts.of(first(), () -> {});
      now = now.plus(Duration.ofHours(1));
    }
    assertThat(asked).hasSize(8);
    assertThat(told.events).singleElement().satisfies(event -> assertThat(event.json().text("nack_reason"))
        .isEqualTo("failed 8 times: no answer"));
  }

  @Test
  void givesUpWhatNobodyWantsAnyMoreWithoutAsking() {
    put("m");
    now = START.plus(Duration.ofHours(24));
    attempts.of(first(), () -> {});
    assertThat(asked).isEmpty();
    assertThat(told.events).singleElement().satisfies(event -> assertThat(event.json().text("nack_reason"))
        .isEqualTo("expired: not sent within 24 hours"));
  }

  /** It may be one message that an operator stumbles over: it must not hold up all others for a day. */
  @Test
  void letsOthersGoFirstWhenAMessageIsRefusedTwiceForTheWholeChannel() {
    put("stumbles");
    long asked = System.nanoTime();
    said = AWAY;
    assertThat(attempts.of(first(), () -> {})).isEqualTo(AWAY);
    assertThat(attempts.stumbles().standsBack("stumbles", System.nanoTime())).isFalse();
    assertThat(attempts.of(first(), () -> {})).isEqualTo(AWAY);
    assertThat(attempts.stumbles().standsBack("stumbles", asked)).isTrue();
    assertThat(attempts.stumbles().standsBack("stumbles", System.nanoTime() + SECONDS.toNanos(5))).isFalse();
    assertThat(first().attempts()).as("it may have been the operator's fault").isZero();
    said = new Submission.Accepted(List.of("s1"));
    attempts.of(first(), () -> {});
    assertThat(attempts.stumbles().count()).isZero();
  }

  @Test
  void keepsTheOrderWhenItCannotBeTheMessage() {
    put("waits");
    said = new Submission.Unavailable("cannot connect", null, true);
    for (int times = 0; times < 3; times++) {
      assertThat(attempts.of(first(), () -> {})).isEqualTo(said);
    }
    assertThat(attempts.stumbles().count()).isZero();
  }

  /** A channel that is away for long: what waits for it may all be blamed, one after the other. */
  @Test
  void letsNoMessageStandBackForLong() {
    Stumbles stumbles = new Stumbles();
    for (int times = 0; times < 100; times++) {
      stumbles.blame("m", 0);
    }
    assertThat(stumbles.standsBack("m", SECONDS.toNanos(59))).isTrue();
    assertThat(stumbles.standsBack("m", SECONDS.toNanos(60))).isFalse();
    stumbles.blame("m", 0);
    stumbles.blame("other", 0);
    stumbles.blame("m", SECONDS.toNanos(100));
    assertThat(stumbles.standsBack("m", SECONDS.toNanos(100))).as("others were blamed in between").isFalse();
    for (int id = 0; id < 5_000; id++) {
      stumbles.blame("m" + id, 0);
      stumbles.blame("m" + id, 0);
    }
    assertThat(stumbles.count()).isEqualTo(1_000);
  }

  /** The app cannot be told now: what became of the message is not forgotten, and the operator not asked again. */
  @Test
  void tellsLaterWhatCannotBeToldNow() {
    put("m");
    told.gone = true;
    assertThatThrownBy(() -> attempts.of(first(), () -> {}))
        .isInstanceOf(StoreException.class);
    assertThat(first().result()).isNotNull();
    told.gone = false;
    attempts.of(first(), () -> {});
    assertThat(asked).hasSize(1);
    assertThat(told.events).hasSize(1);
    assertThat(due()).isEmpty();
  }

  private void put(String id) {
    UserMessage message = UserMessage.send("+27", "news", "sms", new Stamp(id, START));
    assertThat(database.outbox().put(new Entry("texts", "a", message, Priority.BULK, START.plus(Duration.ofHours(24))),
        START)).isTrue();
  }

  private List<Entry> due() {
    return database.outbox().due("texts", now, 10);
  }

  private Entry first() {
    return Objects.requireNonNull(due().getFirst());
  }

}
