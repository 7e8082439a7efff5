package io.jukwaa.stores.contract;

import static io.jukwaa.stores.contract.Samples.START;
import static io.jukwaa.stores.contract.Samples.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Receipt;
import io.jukwaa.message.Receipt.Status;
import io.jukwaa.message.UserMessage;
import io.jukwaa.store.Outbox;
import io.jukwaa.store.Outbox.Backlog;
import io.jukwaa.store.Outbox.Entry;
import io.jukwaa.store.Outbox.Match;
import io.jukwaa.store.Outbox.Priority;
import io.jukwaa.store.Outbox.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link Outbox} does. */
public abstract class OutboxContract extends OutboxReceiptsContract {
  private static final Result REFUSED = new Result.Refused("no such number");

  @Test
  void hasNothingAtFirst() {
    assertThat(outbox().channels()).isEmpty();
    assertThat(due("c", START)).isEmpty();
    assertThat(outbox().backlog("c")).isEqualTo(new Backlog(0, null));
    assertThat(outbox().early("c", "s", START)).isEmpty();
  }

  @Test
  void erasesWhatIsForAnAddress() {
    Entry waits = new Entry("c", "a", Samples.outbound("waits", "+27", START), Priority.BULK, EXPIRES);
    Entry taken = new Entry("c", "a", Samples.outbound("taken", "+27", START), Priority.REPLY, EXPIRES);
    Entry other = new Entry("c", "a", Samples.outbound("other", "+28", START), Priority.BULK, EXPIRES);
    List.of(waits, taken, other).forEach(entry -> outbox().put(entry, START));
    Result sent = new Result.Sent(List.of("s"));
    outbox().conclude("c", "taken", sent, START);

    assertThat(outbox().erase("c", "+27", "gone", START)).isEqualTo(1);

    assertThat(outbox().due("c", START, ALL)).containsExactly(
        new Entry("c", "a", taken.message().erased("+27", "gone"), Priority.REPLY, EXPIRES, 0, sent), other);
    assertThat(outbox().put(waits, START)).as("its id is remembered").isFalse();
    assertThat(outbox().backlog("c").waiting()).isEqualTo(1);
    outbox().settle("c", "taken", START);
    assertThat(outbox().match("c", new Receipt("s", Status.DELIVERED, null), START)).isEqualTo(new Match("a", "taken"));
    assertThat(outbox().erase("c", "+27", "gone", START)).isZero();
  }

  @Test
  void givesAWholeMessageAgainAndAgain() {
    Map<String, @Nullable Object> metadata = new HashMap<>();
    metadata.put("none", null);
    metadata.put("list", Arrays.asList(1, null, Map.of("deep", 1.5, "yes", true)));
    metadata.put("empty", Map.of());
    UserMessage message = Samples.outbound("m", "+27", START).with("content", "caf\u00e9 \ud83d\ude00\n\"\\\0")
        .with("helper_metadata", metadata).with("of our own", Collections.nCopies(3, "x"));
    Entry entry = new Entry("c", "a", message, Priority.BULK, EXPIRES);
    outbox().put(entry, START);
    assertThat(outbox().due("c", START, ALL)).containsExactly(entry);
    assertThat(outbox().due("c", START, ALL)).containsExactly(entry);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0", "}", ":", "a\nb", "\ud83d\ude00", "%", "*"})
  void takesAnyText(String text) {
    Entry entry = new Entry("c" + text, text, Samples.outbound(text, "+27", START), Priority.REPLY, EXPIRES);
    assertThat(outbox().put(entry, START)).isTrue();
    assertThat(outbox().put(entry, START)).isFalse();
    assertThat(outbox().channels()).containsExactly("c" + text);
    assertThat(outbox().due("c" + text, START, ALL)).containsExactly(entry);
    Receipt early = new Receipt(text, Status.FAILED, text);
    assertThat(outbox().match("c" + text, early, START)).isNull();
    outbox().conclude("c" + text, text, new Result.Sent(List.of(text)), START);
    assertThat(outbox().early("c" + text, text, START)).containsExactly(early);
    assertThat(outbox().match("c" + text, early, START)).isEqualTo(new Match(text, text));
    outbox().settle("c" + text, text, START);
    assertThat(outbox().match("c" + text, early, START)).isEqualTo(new Match(text, text));
    assertThat(outbox().put(entry, START)).isFalse();
  }

  @Test
  void takesAMessageOnceHoweverFarItIs() {
    assertThat(put("c", "m", Priority.REPLY, START)).isTrue();
    Entry another = new Entry("c", "b", Samples.outbound("m", "+28", START), Priority.BULK, EXPIRES.plusSeconds(1));
    assertThat(outbox().put(another, START.plusSeconds(1))).as("waiting").isFalse();
    assertThat(outbox().due("c", START, ALL)).containsExactly(entry("c", "m", Priority.REPLY));
    outbox().postpone("c", "m", START);
    assertThat(outbox().put(another, START)).as("tried").isFalse();
    outbox().conclude("c", "m", sent("s"), START);
    assertThat(outbox().put(another, START)).as("concluded").isFalse();
    assertThat(outbox().due("c", START, ALL)).containsExactly(concluded("m", 1, sent("s")));
    outbox().settle("c", "m", START);
    assertThat(outbox().put(another, START)).as("settled").isFalse();
    assertThat(due("c", START)).isEmpty();
    assertThat(outbox().channels()).isEmpty();
    assertThat(outbox().backlog("c").waiting()).isZero();
  }

  @Test
  void takesOneOfThoseThatComeAtOnce() {
    AtomicInteger taken = new AtomicInteger();
    atOnce(50, i -> {
      if (put("c", "m" + i % 5, Priority.BULK, START)) {
        taken.incrementAndGet();
      }
    });
    assertThat(taken).hasValue(5);
    assertThat(due("c", START)).containsExactlyInAnyOrder("m0", "m1", "m2", "m3", "m4");
  }

  @Test
  void takesAnIdAgainThatIsRememberedNoMore() {
    put("c", "m", Priority.REPLY, START);
    outbox().conclude("c", "m", sent("s"), START);
    Instant settled = START.plusSeconds(5);
    outbox().settle("c", "m", settled);
    clock.advance(Duration.ofSeconds(5).plus(Outbox.REMEMBERED).minus(MICROSECOND));
    assertThat(put("c", "m", Priority.REPLY, START)).isFalse();
    clock.advance(MICROSECOND);
    assertThat(put("c", "m", Priority.REPLY, START)).isTrue();
    assertThat(outbox().due("c", START, ALL)).containsExactly(entry("c", "m", Priority.REPLY));
    outbox().conclude("c", "m", sent("t"), clock.instant());
    outbox().settle("c", "m", clock.instant());
    assertThat(matched("c", "s", clock.instant())).as("of its former life").isNull();
    assertThat(matched("c", "t", clock.instant())).isEqualTo("m");
    assertThat(put("c", "m", Priority.REPLY, START)).isFalse();
  }

  @Test
  void remembersWhatIsConcludedUntilItIsSettled() {
    put("c", "m", Priority.REPLY, START);
    outbox().conclude("c", "m", sent("s"), START);
    clock.advance(Outbox.REMEMBERED.multipliedBy(2));
    assertThat(put("c", "m", Priority.REPLY, START)).isFalse();
    assertThat(matched("c", "s", clock.instant())).isEqualTo("m");
    assertThat(due("c", clock.instant())).containsExactly("m");
  }

  @Test
  void givesWhatIsConcludedThenRepliesThenBulk() {
    put("c", "bulk", Priority.BULK, START.minusSeconds(9));
    put("c", "reply", Priority.REPLY, START.minusSeconds(8));
    put("c", "done bulk", Priority.BULK, START);
    put("c", "done reply", Priority.REPLY, START);
    outbox().conclude("c", "done bulk", REFUSED, START.minusSeconds(2));
    outbox().conclude("c", "done reply", sent("s"), START.minusSeconds(1));
    assertThat(due("c", START)).containsExactly("done bulk", "done reply", "reply", "bulk");
  }

  /** More of each than a sequence of one digit, and ids whose order is another. */
  @ParameterizedTest
  @ValueSource(strings = {"REPLY", "BULK"})
  void givesOneTimeInTheOrderOfPuttingIn(Priority priority) {
    List<String> ids = IntStream.range(0, 120).mapToObj(i -> "m" + (1_000 - i * 7)).toList();
    ids.forEach(id -> put("c", id, priority, START));
    assertThat(due("c", START)).containsExactlyElementsOf(ids);
    ids.reversed().forEach(id -> outbox().conclude("c", id, REFUSED, START));
    assertThat(due("c", START)).containsExactlyElementsOf(ids);
  }

  @Test
  void givesByTheTimeThatIsDue() {
    put("c", "third", Priority.BULK, START);
    put("c", "second", Priority.BULK, START.minus(MICROSECOND));
    put("c", "first", Priority.BULK, START.minus(Duration.ofDays(20_454))); // before 1970
    assertThat(due("c", START)).containsExactly("first", "second", "third");
    outbox().conclude("c", "first", REFUSED, START.plusSeconds(2));
    outbox().conclude("c", "second", REFUSED, START.plusSeconds(1));
    assertThat(due("c", START.plusSeconds(2))).containsExactly("second", "first", "third");
  }

  @Test
  void givesNothingBeforeItIsDue() {
    put("c", "reply", Priority.REPLY, START.plusSeconds(1));
    put("c", "bulk", Priority.BULK, START);
    assertThat(due("c", START.minus(MICROSECOND))).isEmpty();
    assertThat(due("c", START)).containsExactly("bulk");
    assertThat(due("c", START.plusSeconds(1).minus(MICROSECOND))).containsExactly("bulk");
    assertThat(due("c", START.plusSeconds(1))).containsExactly("reply", "bulk");
    assertThat(outbox().channels()).containsExactly("c");
  }

  @Test
  void givesSoManyAtATime() {
    IntStream.range(0, 4).forEach(i -> put("c", "done" + i, Priority.BULK, START));
    IntStream.range(0, 4).forEach(i -> outbox().conclude("c", "done" + i, REFUSED, START));
    IntStream.range(0, 4).forEach(i -> put("c", "bulk" + i, Priority.BULK, START));
    IntStream.range(0, 4).forEach(i -> put("c", "reply" + i, Priority.REPLY, START));
    List<String> all = due("c", START);
    assertThat(all).hasSize(12).startsWith("done0").endsWith("bulk3");
    for (int limit = 1; limit <= 13; limit++) {
      assertThat(ids(outbox().due("c", START, limit))).isEqualTo(all.subList(0, Math.min(limit, 12)));
    }
  }

  @Test
  void postponesAndCounts() {
    put("c", "m", Priority.REPLY, START);
    put("c", "n", Priority.REPLY, START.plusSeconds(1));
    outbox().postpone("c", "m", START.plusSeconds(2));
    assertThat(due("c", START.plusSeconds(1))).containsExactly("n");
    assertThat(due("c", START.plusSeconds(2))).containsExactly("n", "m");
    outbox().postpone("c", "m", START.plusSeconds(3));
    replaceProcess();
    assertThat(due("c", START.plusSeconds(2))).containsExactly("n");
    assertThat(outbox().due("c", START.plusSeconds(3), ALL)).extracting(Entry::attempts).containsExactly(0, 2);
    outbox().postpone("c", "m", START);
    assertThat(outbox().due("c", START, ALL))
        .containsExactly(new Entry("c", "a", Samples.outbound("m", "+27", START), Priority.REPLY, EXPIRES, 3, null));
    outbox().postpone("c", "n", START);
    assertThat(due("c", START)).as("put in before").containsExactly("m", "n");
  }

  @Test
  void postponesOnlyWhatWaits() {
    put("c", "m", Priority.REPLY, START);
    outbox().postpone("c", "unknown", START);
    outbox().postpone("d", "m", START.plusSeconds(1));
    assertThat(due("c", START)).containsExactly("m");
    outbox().conclude("c", "m", REFUSED, START);
    outbox().postpone("c", "m", START.plusSeconds(1));
    assertThat(outbox().due("c", START, ALL)).containsExactly(concluded("m", 0, REFUSED));
    outbox().settle("c", "m", START);
    outbox().postpone("c", "m", START);
    assertThat(due("c", START)).isEmpty();
    assertThat(outbox().channels()).isEmpty();
  }

  @Test
  void concludesOnce() {
    put("c", "m", Priority.BULK, START);
    outbox().conclude("c", "m", sent("s1", "s2"), START);
    outbox().conclude("c", "m", sent("s3"), START.plusSeconds(1));
    outbox().conclude("c", "m", REFUSED, START.plusSeconds(1));
    assertThat(outbox().due("c", START, ALL)).containsExactly(
        new Entry("c", "a", Samples.outbound("m", "+27", START), Priority.BULK, EXPIRES, 0, sent("s1", "s2")));
    assertThat(matched("c", "s3", START)).isNull();
    outbox().settle("c", "m", START);
    outbox().conclude("c", "m", sent("s3"), START);
    assertThat(due("c", START)).isEmpty();
    assertThat(matched("c", "s3", START)).isNull();
  }

  @Test
  void concludesNothingThatIsUnknown() {
    put("c", "m", Priority.BULK, START);
    outbox().conclude("c", "unknown", sent("s"), START);
    outbox().conclude("d", "m", sent("s"), START);
    assertThat(outbox().due("c", START, ALL)).containsExactly(entry("c", "m", Priority.BULK));
    assertThat(matched("c", "s", START)).isNull();
    assertThat(matched("d", "s", START)).isNull();
    assertThat(outbox().channels()).containsExactly("c");
  }

  @Test
  void isDueAtOnceToBeSettled() {
    put("c", "m", Priority.BULK, START.plusSeconds(60));
    outbox().conclude("c", "m", REFUSED, START);
    assertThat(due("c", START.minus(MICROSECOND))).isEmpty();
    assertThat(outbox().due("c", START, ALL)).extracting(Entry::result).containsExactly(REFUSED);
  }

  @Test
  void settlesWhatIsConcluded() {
    put("c", "m", Priority.BULK, START);
    outbox().settle("c", "m", START);
    outbox().settle("c", "unknown", START);
    assertThat(outbox().due("c", START, ALL)).as("it waits").containsExactly(entry("c", "m", Priority.BULK));
    assertThat(put("c", "unknown", Priority.BULK, START.plusSeconds(9))).isTrue();
    outbox().conclude("c", "m", sent("s"), START);
    outbox().settle("d", "m", START);
    assertThat(due("c", START)).containsExactly("m");
    outbox().settle("c", "m", START);
    outbox().settle("c", "m", START.plusSeconds(60));
    assertThat(due("c", START)).isEmpty();
    assertThat(matched("c", "s", START.plus(Outbox.REMEMBERED))).as("settled twice, remembered once").isNull();
  }

  @Test
  void tellsChannelsApart() {
    put("c", "m", Priority.REPLY, START);
    put("d", "m", Priority.BULK, START);
    put("e", "n", Priority.BULK, START.plusSeconds(60));
    assertThat(outbox().channels()).containsExactlyInAnyOrder("c", "d", "e");
    assertThat(outbox().due("d", START, ALL)).containsExactly(entry("d", "m", Priority.BULK));
    outbox().conclude("c", "m", sent("s"), START);
    assertThat(outbox().due("d", START, ALL)).containsExactly(entry("d", "m", Priority.BULK));
    assertThat(outbox().channels()).as("to be settled").containsExactlyInAnyOrder("c", "d", "e");
    outbox().settle("c", "m", START);
    assertThat(outbox().channels()).containsExactlyInAnyOrder("d", "e");
    replaceProcess();
    assertThat(outbox().channels()).containsExactlyInAnyOrder("d", "e");
    assertThat(put("c", "n", Priority.REPLY, START)).isTrue();
    assertThat(outbox().channels()).containsExactlyInAnyOrder("c", "d", "e");
  }

  @Test
  void saysWhatWaitsAndForHowLong() {
    put("c", "bulk", Priority.BULK, START.plusSeconds(60));
    clock.advance(Duration.ofSeconds(1));
    put("c", "reply", Priority.REPLY, START);
    clock.advance(Duration.ofSeconds(1));
    put("c", "last", Priority.BULK, START.minusSeconds(60));
    put("d", "other", Priority.BULK, START);
    assertThat(outbox().backlog("c")).isEqualTo(new Backlog(3, START));
    outbox().postpone("c", "bulk", START.plusSeconds(90));
    assertThat(outbox().backlog("c")).isEqualTo(new Backlog(3, START));
    outbox().conclude("c", "bulk", REFUSED, clock.instant());
    assertThat(outbox().backlog("c")).isEqualTo(new Backlog(2, START.plusSeconds(1)));
    outbox().settle("c", "bulk", clock.instant());
    outbox().conclude("c", "reply", sent("s"), clock.instant());
    replaceProcess();
    assertThat(outbox().backlog("c")).isEqualTo(new Backlog(1, START.plusSeconds(2)));
    outbox().conclude("c", "last", REFUSED, clock.instant());
    assertThat(outbox().backlog("c")).isEqualTo(new Backlog(0, null));
  }

  @Test
  void hasEverythingInAnotherProcess() {
    put("c", "reply", Priority.REPLY, START);
    put("c", "bulk", Priority.BULK, START);
    put("c", "next bulk", Priority.BULK, START);
    put("c", "concluded", Priority.BULK, START);
    put("c", "settled", Priority.BULK, START);
    outbox().conclude("c", "concluded", sent("s1", "s2"), START);
    outbox().conclude("c", "settled", sent("s3"), START);
    outbox().settle("c", "settled", START);
    List<Entry> before = outbox().due("c", START, ALL);
    replaceProcess();
    assertThat(outbox().due("c", START, ALL)).hasSize(4).isEqualTo(before);
    put("c", "last bulk", Priority.BULK, START);
    assertThat(due("c", START)).containsExactly("concluded", "reply", "bulk", "next bulk", "last bulk");
    assertThat(put("c", "settled", Priority.BULK, START)).isFalse();
    assertThat(put("c", "bulk", Priority.BULK, START)).isFalse();
    assertThat(matched("c", "s2", START)).isEqualTo("concluded");
    assertThat(matched("c", "s3", START)).isEqualTo("settled");
  }

  private static Entry concluded(String id, int attempts, Result result) {
    return new Entry("c", "a", Samples.outbound(id, "+27", START), Priority.REPLY, EXPIRES, attempts, result);
  }
}
