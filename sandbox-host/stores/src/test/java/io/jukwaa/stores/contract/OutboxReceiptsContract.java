package io.jukwaa.stores.contract;

import static io.jukwaa.stores.contract.Samples.START;
import static io.jukwaa.stores.contract.Samples.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Receipt;
import io.jukwaa.message.Receipt.Status;
import io.jukwaa.store.Outbox;
import io.jukwaa.store.Outbox.Entry;
import io.jukwaa.store.Outbox.Match;
import io.jukwaa.store.Outbox.Priority;
import io.jukwaa.store.Outbox.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link Outbox} does with what operators say; and what tests of outboxes share. */
public abstract class OutboxReceiptsContract {
  protected static final int ALL = 1_000;
  protected static final Instant EXPIRES = START.plus(Duration.ofDays(1));
  protected static final Duration MICROSECOND = Duration.ofNanos(1_000);

  protected final SettableClock clock = new SettableClock();

  /** The outbox of the process that works now; without messages at first, its time is {@link #clock}. */
  protected abstract Outbox outbox();

  /** The process that works now ends without a word, and another takes its place. */
  protected abstract void replaceProcess();

  @Test
  void matchesEachIdOfAMessageThatWasSent() {
    put("c", "m", Priority.BULK, START);
    put("c", "n", Priority.BULK, START);
    outbox().conclude("c", "m", sent("s1", "s2", "s1"), START);
    outbox().conclude("c", "n", sent("s3"), START);
    for (int round = 0; round < 2; round++) {
      assertThat(matched("c", "s1", START)).isEqualTo("m");
      assertThat(matched("c", "s2", START)).isEqualTo("m");
      assertThat(matched("c", "s3", START)).isEqualTo("n");
      outbox().settle("c", "m", START);
      replaceProcess();
    }
    assertThat(outbox().match("c", receipt("s2"), START)).isEqualTo(new Match("a", "m"));
    assertThat(outbox().early("c", "s2", START)).as("it was not early").isEmpty();
  }

  @Test
  void matchesTheNewestOfSeveralOfOneName() {
    put("c", "m", Priority.BULK, START);
    put("c", "n", Priority.BULK, START);
    outbox().conclude("c", "n", sent("s"), START);
    outbox().conclude("c", "m", sent("s"), START);
    outbox().settle("c", "n", START);
    assertThat(matched("c", "s", START)).isEqualTo("m");
    assertThat(matched("c", "s", START.plus(Outbox.REMEMBERED))).as("not settled").isEqualTo("m");
  }

  @Test
  void matchesNothingOfAnotherChannel() {
    put("c", "m", Priority.BULK, START);
    outbox().conclude("c", "m", sent("s"), START);
    assertThat(matched("d", "s", START)).isNull();
    assertThat(outbox().early("d", "s", START)).containsExactly(receipt("s"));
    assertThat(outbox().early("c", "s", START)).isEmpty();
  }

  @Test
  void matchesAsLongAsTheMessageIsRemembered() {
    put("c", "m", Priority.BULK, START);
    outbox().conclude("c", "m", sent("s"), START);
    outbox().settle("c", "m", START);
    Instant ends = START.plus(Outbox.REMEMBERED);
    assertThat(matched("c", "s", ends.minus(MICROSECOND))).isEqualTo("m");
    assertThat(matched("c", "s", ends)).isNull();
    assertThat(outbox().early("c", "s", ends)).as("as any that is about nothing").hasSize(1);
  }

  @Test
  void keepsTheNewestReceiptsThatAnybodyMayHaveMadeUp() {
    for (int number = 0; number < Outbox.MOST_EARLY + 5; number++) {
      assertThat(outbox().match("c", new Receipt("s", Status.FAILED, "" + number), START)).isNull();
      assertThat(outbox().match("c", new Receipt("t", Status.FAILED, "other"), START)).isNull();
    }
    assertThat(outbox().early("c", "s", START)).hasSize(Outbox.MOST_EARLY)
        .startsWith(new Receipt("s", Status.FAILED, "5"))
        .endsWith(new Receipt("s", Status.FAILED, "" + (Outbox.MOST_EARLY + 4)));
  }

  @Test
  void keepsEarlyReceiptsInTheirOrder() {
    List<Receipt> receipts = List.of(new Receipt("s", Status.PENDING, null),
        new Receipt("s", Status.DELIVERED, "caf\u00e9"), new Receipt("s", Status.FAILED, ""));
    receipts.forEach(receipt -> assertThat(outbox().match("c", receipt, START)).isNull());
    assertThat(matched("c", "other", START)).isNull();
    replaceProcess();
    put("c", "m", Priority.BULK, START);
    outbox().conclude("c", "m", sent("s"), START);
    assertThat(outbox().early("c", "s", START)).isEqualTo(receipts);
    assertThat(outbox().early("c", "s", START)).as("they stay").isEqualTo(receipts);
    assertThat(matched("c", "s", START)).isEqualTo("m");
    assertThat(outbox().early("c", "s", START)).isEqualTo(receipts);
  }

  @Test
  void keepsEachEarlyReceiptForItsTime() {
    Receipt later = new Receipt("s", Status.DELIVERED, null);
    outbox().match("c", receipt("s"), START);
    outbox().match("c", later, START.plusSeconds(60));
    Instant ends = START.plus(Outbox.EARLY);
    assertThat(outbox().early("c", "s", ends.minus(MICROSECOND))).containsExactly(receipt("s"), later);
    assertThat(outbox().early("c", "s", ends)).containsExactly(later);
    assertThat(outbox().early("c", "s", ends.plusSeconds(60))).isEmpty();
  }

  /** Each receipt that comes while its message is concluded is matched, or found by whoever has concluded. */
  @Test
  void missesNoReceiptBetweenBoth() {
    IntStream.range(0, 100).forEach(i -> put("c", "m" + i, Priority.BULK, START));
    ConcurrentLinkedQueue<String> missed = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<String> matched = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<String> early = new ConcurrentLinkedQueue<>();
    atOnce(200, i -> {
      String sentId = "s" + i / 2;
      if (i % 2 == 0) {
        outbox().conclude("c", "m" + i / 2, sent(sentId), START);
        outbox().early("c", sentId, START).forEach(receipt -> early.add(receipt.sentId()));
      } else if (outbox().match("c", receipt(sentId), START) != null) {
        matched.add(sentId);
      } else {
        missed.add(sentId);
      }
    });
    assertThat(matched).hasSize(100 - missed.size());
    assertThat(early).containsExactlyInAnyOrderElementsOf(missed);
  }

  protected boolean put(String channel, String id, Priority priority, Instant due) {
    return outbox().put(entry(channel, id, priority), due);
  }

  protected List<String> due(String channel, Instant now) {
    return ids(outbox().due(channel, now, ALL));
  }

  protected static Entry entry(String channel, String id, Priority priority) {
    return new Entry(channel, "a", Samples.outbound(id, "+27", START), priority, EXPIRES);
  }

  protected static Result sent(String... ids) {
    return new Result.Sent(List.of(ids));
  }

  protected static Receipt receipt(String sentId) {
    return new Receipt(sentId, Status.DELIVERED, null);
  }

  /** The id of the message that a receipt finds. */
  protected @Nullable String matched(String channel, String sentId, Instant now) {
    Match match = outbox().match(channel, receipt(sentId), now);
    return match == null ? null : match.messageId();
  }

  protected static List<String> ids(List<Entry> entries) {
    return entries.stream().map(entry -> entry.message().messageId()).toList();
  }
}
