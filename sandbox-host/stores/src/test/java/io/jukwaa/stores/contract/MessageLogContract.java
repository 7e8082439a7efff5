package io.jukwaa.stores.contract;

import static io.jukwaa.stores.contract.Samples.START;
import static io.jukwaa.stores.contract.Samples.inbound;
import static io.jukwaa.stores.contract.Samples.outbound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.store.MessageLog;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.store.MessageLog.Origin;
import io.jukwaa.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link MessageLog} does. */
public abstract class MessageLogContract {
  private final App app = Samples.app(Samples.fresh("a"));
  private final App stranger = Samples.app(Samples.fresh("b"));

  /** A log without messages; the same for all of one test. */
  protected abstract MessageLog log();

  @Test
  void keepsTheWholeMessage() {
    UserMessage message = inbound("m", "+27", START).with("unknown", Map.of("deep", 1.0)).with("content",
        "caf\u00e9 \uD83D\uDE00");
    assertThat(log().appendInbound(app, "c", message)).isTrue();
    assertThat(log().find(app, Direction.INBOUND, "m")).isEqualTo(message);
  }

  @Test
  void keepsALoneSurrogateInAMessage() {
    UserMessage message = inbound("m", "+27", START).with("content", "a\uD83Db");
    log().appendInbound(app, "c", message);
    assertThat(log().find(app, Direction.INBOUND, "m")).isEqualTo(message);
  }

  @Test
  void refusesAMessageTooDeepToRead() {
    Map<String, Object> deep = Map.of();
    for (int i = 0; i < 2_000; i++) {
      deep = Map.of("in", deep);
    }
    UserMessage message = inbound("m", "+27", START).with("deep", deep);
    assertThatThrownBy(() -> log().appendInbound(app, "c", message)).isInstanceOf(StoreException.class);
    assertThat(log().count(app, Direction.INBOUND)).isZero();
  }

  @Test
  void refusesASecondMessageOfOneIdFromOneChannel() {
    assertThat(log().appendInbound(app, "c", inbound("m", "+27", START))).isTrue();
    assertThat(log().appendInbound(app, "c", inbound("m", "+28", START))).isFalse();
    assertThat(log().appendInbound(app, "d", inbound("m", "+27", START))).isTrue();
    assertThat(log().appendInbound(stranger, "c", inbound("m", "+27", START))).isTrue();
    assertThat(log().count(app, Direction.INBOUND)).isEqualTo(2);
    assertThat(log().countUsers(app, Direction.INBOUND)).isEqualTo(1);
  }

  @Test
  void erasesWhatWasSaidAndByWhomAndKeepsTheFigures() {
    UserMessage in = inbound("in", "+27", START);
    log().appendInbound(app, "c", in);
    log().appendInbound(app, "c", inbound("others", "+28", START));
    log().appendInbound(stranger, "c", in);
    UserMessage reply = in.reply("secret", io.jukwaa.message.SessionEvent.CLOSE, new Stamp("reply", START));
    log().appendOutbound(app, "c", new Origin("in", 0), reply);
    UserMessage others = outbound("to others", "+28", START);
    log().appendOutbound(app, "c", new Origin("in", 1), others);
    log().appendOutbound(app, "c", new Origin("others", 0), outbound("sent", "+27", START));
    log().appendOutbound(app, "c", null, outbound("alone", "+27", START));
    log().appendEvent(app, "c", MessageEvent.of(Map.of("event_type", "nack", "nack_reason", "+27 is off",
        "user_message_id", "sent"), new Stamp("e", START)));

    assertThat(log().erase(app, "+27", "gone")).isEqualTo(new MessageLog.Erased(1, 3, 1));

    assertThat(log().find(app, Direction.INBOUND, "in")).isEqualTo(in.erased("+27", "gone"));
    assertThat(log().find(app, Direction.OUTBOUND, "sent")).isEqualTo(
        outbound("sent", "+27", START).erased("+27", "gone"));
    assertThat(log().sentFor(app, "c", "in")).containsExactly(reply.erased("+27", "gone"), others);
    assertThat(log().sentFor(app, "c", "others").toString()).doesNotContain("+27").doesNotContain("bye");
    assertThat(log().latestWith(app, Direction.INBOUND, "+27", 10)).isEmpty();
    assertThat(log().latestWith(app, Direction.OUTBOUND, "+27", 10)).isEmpty();
    assertThat(log().latest(app, Direction.OUTBOUND, 10).toString()).doesNotContain("+27").doesNotContain("secret");
    assertThat(log().latest(app, Direction.INBOUND, 10)).hasSize(2);
    assertThat(log().isComplete(app, "c", "in")).isTrue();
    assertThat(log().isComplete(app, "c", "others")).isFalse();
    assertThat(log().count(app, Direction.OUTBOUND)).isEqualTo(4);
    assertThat(log().countUsers(app, Direction.INBOUND)).isEqualTo(2);
    assertThat(log().countUsers(app, Direction.OUTBOUND)).isEqualTo(2);
    assertThat(log().countEvents(app)).containsExactlyEntriesOf(Map.of("nack", 1L));
    assertThat(log().find(stranger, Direction.INBOUND, "in")).isEqualTo(in);
    assertThat(log().erase(app, "+27", "gone")).isEqualTo(new MessageLog.Erased(0, 0, 0));
  }

  @Test
  void countsWhoComesBackAndIsErasedAgainAsOnePerson() {
    log().appendInbound(app, "c", inbound("m1", "+27", START));
    log().erase(app, "+27", "gone");
    log().appendInbound(app, "c", inbound("m2", "+27", START));
    assertThat(log().countUsers(app, Direction.INBOUND)).isEqualTo(2);
    log().erase(app, "+27", "gone");
    assertThat(log().countUsers(app, Direction.INBOUND)).isEqualTo(1);
  }

  @Test
  void givesWhatARunSentInOrder() {
    UserMessage message = inbound("m", "+27", START);
    log().appendInbound(app, "c", message);
    UserMessage reply = message.reply("hi", io.jukwaa.message.SessionEvent.NONE, new Stamp("r", START));
    UserMessage plain = outbound("p", "+28", START.minusSeconds(5));
    UserMessage sorry = outbound("s", "+27", START.plusSeconds(5));
    log().appendOutbound(app, "c", new Origin("m", 1), plain);
    log().appendOutbound(app, "c", new Origin("m", 0), reply);
    log().appendOutbound(app, "c", new Origin("m", -1), sorry);
    log().appendOutbound(app, "d", new Origin("m", 0), outbound("w", "+29", START));
    log().appendOutbound(app, "c", new Origin("another", 0), outbound("x", "+29", START));
    log().appendOutbound(app, "c", null, outbound("y", "+29", START));
    log().appendOutbound(stranger, "c", new Origin("m", 0), outbound("z", "+29", START));
    assertThat(log().sentFor(app, "c", "m")).containsExactly(sorry, plain, reply);
    assertThat(log().count(app, Direction.OUTBOUND)).isEqualTo(6);
  }

  @Test
  void storesOnceWhatARunSentTwice() {
    UserMessage first = outbound("first", "+28", START);
    UserMessage second = outbound("second", "+29", START.plusSeconds(1));
    assertThat(log().appendOutbound(app, "c", new Origin("m", 0), first)).isEqualTo(first);
    assertThat(log().appendOutbound(app, "c", new Origin("m", 0), second)).isEqualTo(first);
    assertThat(log().sentFor(app, "c", "m")).containsExactly(first);
    assertThat(log().find(app, Direction.OUTBOUND, "second")).isNull();
    assertThat(log().count(app, Direction.OUTBOUND)).isEqualTo(1);
    assertThat(log().countUsers(app, Direction.OUTBOUND)).isEqualTo(1);
  }

  @Test
  void storesEveryMessageWithoutAnOrigin() {
    log().appendOutbound(app, "c", null, outbound("first", "+28", START));
    log().appendOutbound(app, "c", null, outbound("second", "+28", START));
    assertThat(log().count(app, Direction.OUTBOUND)).isEqualTo(2);
  }

  @Test
  void marksARunAsEnded() {
    log().appendInbound(app, "c", inbound("m", "+27", START));
    log().appendInbound(app, "d", inbound("m", "+27", START));
    assertThat(log().isComplete(app, "c", "m")).isFalse();
    log().complete(app, "c", "m");
    assertThat(log().isComplete(app, "c", "m")).isTrue();
    assertThat(log().isComplete(app, "d", "m")).isFalse();
    assertThat(log().isComplete(app, "c", "unknown")).isFalse();
    assertThat(log().isComplete(stranger, "c", "m")).isFalse();
  }

  @Test
  void findsByDirection() {
    log().appendOutbound(app, "c", null, outbound("m", "+27", START));
    assertThat(log().find(app, Direction.INBOUND, "m")).isNull();
    assertThat(log().find(app, Direction.OUTBOUND, "m")).isEqualTo(outbound("m", "+27", START));
    assertThat(log().find(stranger, Direction.OUTBOUND, "m")).isNull();
  }

  @Test
  void listsTheNewestFirst() {
    log().appendInbound(app, "c", inbound("second", "+27", START.plusSeconds(1)));
    log().appendInbound(app, "c", inbound("first", "+27", START));
    log().appendInbound(app, "c", inbound("third", "+27", START.plusSeconds(1)));
    assertThat(log().latest(app, Direction.INBOUND, 2)).extracting(UserMessage::messageId).containsExactly("third",
        "second");
    assertThat(log().latest(app, Direction.OUTBOUND, 2)).isEmpty();
    assertThat(log().latest(app, Direction.INBOUND, 0)).isEmpty();
  }

  @Test
  void countsAWindowOverMidnight() {
    Instant midnight = Instant.parse("2026-01-02T00:00:00Z");
    for (int minutes = -3; minutes <= 3; minutes++) {
      log().appendInbound(app, "c", inbound("m" + minutes, "+27", midnight.plusSeconds(60L * minutes)));
      log().appendOutbound(app, "c", null, outbound("m" + minutes, "+27", midnight));
    }
    assertThat(log().countWithin(app, Direction.INBOUND, Duration.ofMinutes(5))).isEqualTo(6);
    assertThat(log().countWithin(app, Direction.INBOUND, Duration.ofDays(10_000))).isEqualTo(7);
    assertThat(log().countWithin(stranger, Direction.INBOUND, Duration.ofMinutes(5))).isZero();
  }

  @Test
  void listsAnAddressOverMonthsNewestFirst() {
    for (int i = 0; i < 4; i++) {
      Instant time = START.minus(Duration.ofDays(40L * i));
      log().appendInbound(app, "c", inbound("m" + i, "+27", time));
      log().appendInbound(app, "c", inbound("other" + i, "+28", time));
      log().appendOutbound(app, "c", null, outbound("o" + i, "+27", time));
    }
    log().appendInbound(app, "d", inbound("m0", "+27", START.plusSeconds(1)).with("content", "another channel"));
    assertThat(log().latestWith(app, Direction.INBOUND, "+27", 10)).extracting(UserMessage::messageId)
        .containsExactly("m0", "m0", "m1", "m2", "m3");
    assertThat(log().latestWith(app, Direction.INBOUND, "+27", 1)).extracting(UserMessage::content)
        .containsExactly("another channel");
    assertThat(log().latestWith(app, Direction.OUTBOUND, "+27", 2)).extracting(UserMessage::messageId)
        .containsExactly("o0", "o1");
    assertThat(log().latestWith(app, Direction.INBOUND, "+29", 10)).isEmpty();
    assertThat(log().latestWith(stranger, Direction.INBOUND, "+27", 10)).isEmpty();
    assertThat(log().latestWith(app, Direction.INBOUND, "+27", 0)).isEmpty();
  }

  @Test
  void listsMoreThanAPage() {
    Samples.atOnce(10, ten -> IntStream.range(70 * ten, 70 * ten + 70)
        .forEach(i -> log().appendOutbound(app, "c", null, outbound("m" + i, "+27", START.plusSeconds(i)))));
    List<String> newestFirst = IntStream.range(0, 700).mapToObj(i -> "m" + (699 - i)).toList();
    assertThat(log().latest(app, Direction.OUTBOUND, 650)).extracting(UserMessage::messageId)
        .isEqualTo(newestFirst.subList(0, 650));
    assertThat(log().latestWith(app, Direction.OUTBOUND, "+27", 1_000)).extracting(UserMessage::messageId)
        .isEqualTo(newestFirst);
    assertThat(log().count(app, Direction.OUTBOUND)).isEqualTo(700);
    assertThat(log().countUsers(app, Direction.OUTBOUND)).isEqualTo(1);
  }

  @Test
  void countsMessagesAndUsers() {
    for (int i = 0; i < 5; i++) {
      log().appendInbound(app, "c", inbound("i" + i, "+27" + i % 2, START));
      log().appendOutbound(app, "c", null, outbound("o" + i, "+27" + i % 3, START));
    }
    assertThat(log().count(app, Direction.INBOUND)).isEqualTo(5);
    assertThat(log().countUsers(app, Direction.INBOUND)).isEqualTo(2);
    assertThat(log().countUsers(app, Direction.OUTBOUND)).isEqualTo(3);
    assertThat(log().count(stranger, Direction.INBOUND)).isZero();
    assertThat(log().countUsers(stranger, Direction.INBOUND)).isZero();
  }

  @Test
  void countsNoUserWithoutAnAddress() {
    log().appendInbound(app, "c", inbound("m", "+27", START).with("from_addr", null));
    assertThat(log().count(app, Direction.INBOUND)).isEqualTo(1);
    assertThat(log().countUsers(app, Direction.INBOUND)).isZero();
  }

  @Test
  void countsEventsByStatus() {
    log().appendEvent(app, "c",
        event("1", Map.of("event_type", "ack", "sent_message_id", "s", "user_message_id", "m")));
    log().appendEvent(app, "c", event("2", Map.of("event_type", "ack", "sent_message_id", "s")));
    log().appendEvent(app, "c", event("3", Map.of("event_type", "delivery_report", "delivery_status", "delivered")));
    assertThat(log().countEvents(app)).isEqualTo(Map.of("ack", 2L, "delivery_report.delivered", 1L));
    assertThat(log().countEvents(stranger)).isEmpty();
  }

  @Test
  void endsTheWindowAtTheNewestMessage() {
    Duration window = Duration.ofMinutes(5);
    assertThat(log().countWithin(app, Direction.INBOUND, window)).isZero();
    log().appendInbound(app, "c", inbound("newest", "+27", START));
    log().appendInbound(app, "c", inbound("edge", "+27", START.minus(window)));
    log().appendInbound(app, "c", inbound("before", "+27", START.minus(window).minusSeconds(60)));
    assertThat(log().countWithin(app, Direction.INBOUND, window)).isEqualTo(2);
  }

  @Test
  void storesAnEventOnce() {
    MessageEvent ack = event("1", Map.of("event_type", "ack", "sent_message_id", "s", "user_message_id", "m"));
    assertThat(log().appendEvent(app, "c", ack)).isTrue();
    assertThat(log().appendEvent(app, "c", ack)).isFalse();
    assertThat(log().appendEvent(app, "c",
        event("1", Map.of("event_type", "ack", "sent_message_id", "s", "user_message_id", "n")))).isTrue();
    assertThat(log().countEvents(app)).isEqualTo(Map.of("ack", 2L));
  }

  private static MessageEvent event(String id, Map<String, Object> fields) {
    return MessageEvent.of(new java.util.HashMap<>(fields), new Stamp(id, START));
  }
}
