package io.jukwaa.stores.redis;

import static io.jukwaa.stores.contract.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.store.Outbox;
import io.jukwaa.store.Outbox.Priority;
import io.jukwaa.stores.contract.OutboxContract;
import io.jukwaa.stores.contract.Samples;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RedisOutboxTest extends OutboxContract {
  private final RedisConnectionSettings settings = RealRedis.settings();
  private final KeyNames names = new KeyNames(settings.prefix());
  private RedisStores stores;

  @BeforeEach
  void open() {
    stores = RedisStores.open(settings, clock);
  }

  @AfterEach
  void close() {
    stores.close();
    RealRedis.forget(settings);
  }

  @Override
  protected Outbox outbox() {
    return stores.outbox();
  }

  @Override
  protected void replaceProcess() {
    stores.close();
    open();
  }

  @Test
  void takesAMessageOnceFromTwoNodesAtOnce() {
    try (RedisStores other = RedisStores.open(settings, clock)) {
      AtomicInteger taken = new AtomicInteger();
      Samples.atOnce(40, i -> {
        Outbox node = i % 2 == 0 ? stores.outbox() : other.outbox();
        if (node.put(entry("c", "m" + i / 2, Priority.BULK), START)) {
          taken.incrementAndGet();
        }
      });
      assertThat(taken).hasValue(20);
      assertThat(due("c", START)).hasSize(20).doesNotHaveDuplicates();
    }
  }

  @Test
  void hasOneOrderOfAllNodes() {
    try (RedisStores other = RedisStores.open(settings, clock)) {
      put("c", "m3", Priority.BULK, START);
      other.outbox().put(entry("c", "m1", Priority.BULK), START);
      put("c", "m2", Priority.BULK, START);
      assertThat(due("c", START)).containsExactly("m3", "m1", "m2");
      other.outbox().put(entry("d", "m", Priority.BULK), START);
      assertThat(outbox().channels()).containsExactly("c", "d");
    }
  }

  /** But for the first message of a channel in a minute. */
  @Test
  void asksOnceForEach() {
    assertThat(calls(() -> put("c", "m", Priority.BULK, START))).isEqualTo(2);
    assertThat(calls(() -> put("c", "n", Priority.BULK, START))).isOne();
    assertThat(calls(() -> outbox().due("c", START, ALL))).isOne();
    assertThat(calls(() -> outbox().postpone("c", "m", START))).isOne();
    assertThat(calls(() -> outbox().conclude("c", "m", sent("s1", "s2"), START))).isOne();
    assertThat(calls(() -> outbox().settle("c", "m", START))).isOne();
    assertThat(calls(() -> outbox().match("c", receipt("s1"), START))).isOne();
    assertThat(calls(() -> outbox().early("c", "s1", START))).isOne();
    assertThat(calls(() -> outbox().backlog("c"))).isOne();
  }

  @Test
  void leavesNothingForEver() {
    put("c", "m", Priority.REPLY, START);
    put("c", "n", Priority.BULK, START);
    outbox().match("c", receipt("early"), START);
    outbox().conclude("c", "m", sent("s1", "s2"), START);
    outbox().conclude("c", "n", new Outbox.Result.Refused("no"), START);
    assertThat(timesToLive().get(names.outboxSent("c", "s1"))).as("as long as it is not settled").isEqualTo(-1);
    outbox().settle("c", "m", START);
    outbox().settle("c", "n", START);
    Map<String, Long> left = timesToLive();
    assertThat(left.remove(names.outboxChannels())).isEqualTo(-1);
    assertThat(left.remove(names.outboxEarly("c", "early"))).isBetween(1L, Outbox.EARLY.toMillis());
    assertThat(left).containsOnlyKeys(names.outboxLeft("c", "m"), names.outboxLeft("c", "n"),
        names.outboxSent("c", "s1"), names.outboxSent("c", "s2"));
    long week = Outbox.REMEMBERED.toMillis();
    assertThat(left.values()).allSatisfy(time -> assertThat(time).isBetween(week - 600_000, week));
  }

  @Test
  void takesAChannelOffTheListThatHadNothingForLong() {
    put("empty", "m", Priority.BULK, START);
    outbox().conclude("empty", "m", sent("s"), START);
    outbox().settle("empty", "m", START);
    put("full", "m", Priority.BULK, START);
    assertThat(outbox().channels()).containsExactly("full");
    assertThat(listed()).as("one was put in lately").containsExactlyInAnyOrder("empty", "full");
    listedLongAgo("empty");
    listedLongAgo("full");
    assertThat(outbox().channels()).containsExactly("full");
    assertThat(listed()).containsExactly("full");
  }

  /** A node lists a channel, and puts a message in, while another is about to take it off. */
  @Test
  void keepsAChannelThatIsListedAgainMeanwhile() {
    String second = listedLongAgo("c");
    put("c", "m", Priority.BULK, START);
    new OutboxChannels(stores.link(), names).unlist(Map.of("c", second, "d", ""));
    assertThat(outbox().channels()).containsExactly("c");
  }

  /** Whatever took it away: the others go on. */
  @Test
  void forgetsAPlaceThatNoMessageHas() {
    List.of("m", "n", "o").forEach(id -> put("c", id, Priority.BULK, START));
    RealRedis.forget(stores, names.outboxMessage("c", "m"));
    assertThat(due("c", START)).containsExactly("n", "o");
    assertThat(outbox().backlog("c").waiting()).isEqualTo(2);
    assertThat(put("c", "m", Priority.BULK, START)).isTrue();
    assertThat(due("c", START)).containsExactly("n", "o", "m");
  }

  private long calls(Runnable work) {
    long before = stores.calls();
    work.run();
    return stores.calls() - before;
  }

  /** By key, without the signs of life; -1 if it has none. */
  private Map<String, Long> timesToLive() {
    Map<String, Long> found = new HashMap<>();
    ask(Request.cmd(Command.KEYS).arg(settings.prefix() + ":*outbox*")).forEach(key -> found.put(key.toString(),
        RedisLink.number(ask(Request.cmd(Command.PTTL).arg(key.toString())))));
    return found;
  }

  private List<String> listed() {
    return ask(Request.cmd(Command.ZRANGE).arg(names.outboxChannels()).arg(0).arg(-1)).stream().map(String::valueOf)
        .toList();
  }

  /** The second that is written down. */
  private String listedLongAgo(String channel) {
    long now = Long.parseLong(ask(Request.cmd(Command.TIME)).get(0).toString());
    String second = String.valueOf(now - Duration.ofHours(1).toSeconds() - 1);
    ask(Request.cmd(Command.ZADD).arg(names.outboxChannels()).arg(second).arg(channel));
    return second;
  }

  private Response ask(Request request) {
    return Objects.requireNonNull(stores.link().ask(request));
  }
}
