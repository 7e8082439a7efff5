package io.jukwaa.stores.redis;

import static io.jukwaa.stores.contract.Samples.START;
import static io.jukwaa.stores.contract.Samples.inbound;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jukwaa.local.SlowLink;
import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.store.Inbox;
import io.jukwaa.store.MessageLog;
import io.jukwaa.store.StoreException;
import io.jukwaa.stores.contract.InboxContract;
import io.jukwaa.stores.contract.Samples;
import io.jukwaa.stores.contract.SettableClock;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import io.jukwaa.stores.shared.SharedMessageLog;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The messages themselves are in an embedded log here: the inbox is the same beside any. */
final class RedisInboxTest extends InboxContract {
  private static final App APP = Samples.app("a");

  private final SettableClock clock = new SettableClock();
  private final RedisConnectionSettings settings = RealRedis.settings();
  @TempDir
  private Path data;
  private RedisStores stores;
  private EmbeddedDatabase database;

  @BeforeEach
  void open() {
    stores = RedisStores.open(settings, clock);
    database = EmbeddedDatabase.open(data, clock);
  }

  @AfterEach
  void close() {
    stores.close();
    database.close();
    RealRedis.forget(settings);
  }

  @Override
  protected Inbox inbox() {
    return stores.inbox();
  }

  @Override
  protected MessageLog log() {
    return new SharedMessageLog(database.messages(), stores.inbox());
  }

  @Override
  protected void replaceProcess() {
    stores.durability().flush();
    stores.close();
    stores = RedisStores.open(settings, clock);
  }

  @Test
  void givesNothingOfANodeThatLives() {
    try (RedisStores other = RedisStores.open(settings, clock)) {
      log().appendInbound(APP, "c", inbound("m", "+27", START));
      assertThat(other.inbox().claim(10)).isEmpty();
    }
  }

  /** A node that is given messages and does not hear of it lives: nobody else would ever take them over. */
  @Test
  void givesAgainWhatWasGivenWithAnAnswerThatNeverCame() {
    log().appendInbound(APP, "c", inbound("m1", "+27", START));
    log().appendInbound(APP, "c", inbound("m2", "+27", START));
    stores.inbox().release();
    URI server = URI.create(settings.uri());
    try (SlowLink slow = SlowLink.to(new InetSocketAddress(server.getHost(), server.getPort()));
        RedisStores other = RedisStores.open(through(slow), clock)) {
      slow.delay(Duration.ofSeconds(5));
      assertThatThrownBy(() -> other.inbox().claim(1)).isInstanceOf(StoreException.class);
      slow.delay(Duration.ZERO);
      await().atMost(RealRedis.patience()).ignoreExceptions()
          .untilAsserted(() -> assertThat(other.inbox().claim(1)).extracting(Inbox.Entry::id)
              .containsExactly("m1"));
      assertThat(other.inbox().claim(1)).extracting(Inbox.Entry::id).containsExactly("m2");
      assertThat(other.inbox().claim(1)).isEmpty();
    }
  }

  /** What the log refuses it may have stored; the operator may tell another node, which relies on this one. */
  @Test
  void keepsWhatTheLogMayHave() {
    log().appendInbound(APP, "c", inbound("accepted", "+27", START));
    database.close();
    MessageLog refusing = log();
    for (String id : List.of("accepted", "m")) {
      assertThatThrownBy(() -> refusing.appendInbound(APP, "c", inbound(id, "+27", START)))
          .isInstanceOf(StoreException.class);
    }
    assertThatThrownBy(() -> refusing.appendEvent(APP, "c", event("e", "m"))).isInstanceOf(StoreException.class);
    replaceProcess();
    assertThat(inbox().claim(10)).extracting(Inbox.Entry::id).containsExactly("accepted", "m", "event m e");
  }

  private RedisConnectionSettings through(SlowLink slow) {
    return RedisConnectionSettings.of("redis://127.0.0.1:" + slow.port()).withPrefix(settings.prefix())
        .withBounds(Duration.ofMillis(500), RedisConnectionSettings.DEFAULT_MOST_IN_FLIGHT);
  }

  /** What one node has a repetition of is the other's work all the same. */
  @Test
  void leavesARepetitionToTheNodeThatHadItFirst() {
    try (RedisStores other = RedisStores.open(settings, clock); RedisStores third = RedisStores.open(settings, clock)) {
      log().appendInbound(APP, "c", inbound("m", "+27", START));
      MessageLog elsewhere = new SharedMessageLog(database.messages(), other.inbox());
      assertThat(elsewhere.appendInbound(APP, "c", inbound("m", "+27", START))).isFalse();
      other.durability().flush();
      other.inbox().release();
      assertThat(third.inbox().claim(10)).isEmpty();
    }
  }

  /** An operator that tells two nodes the same: the app hears it once. */
  @Test
  void leavesAnEventToTheNodeThatHadItFirst() {
    MessageEvent event = event("e", "m");
    try (RedisStores other = RedisStores.open(settings, clock); RedisStores third = RedisStores.open(settings, clock)) {
      MessageLog elsewhere = new SharedMessageLog(database.messages(), other.inbox());
      assertThat(log().appendEvent(APP, "c", event)).isTrue();
      assertThat(elsewhere.appendEvent(APP, "c", event)).isFalse();
      other.durability().flush();
      other.inbox().release();
      assertThat(third.inbox().claim(10)).isEmpty();
      log().complete(APP, "c", event);
      assertThat(elsewhere.appendEvent(APP, "c", event)).isFalse();
    }
    stores.durability().flush();
    replaceProcess();
    assertThat(inbox().claim(10)).isEmpty();
  }

  /** In the order in which they came, whichever node had them. */
  @Test
  void givesWhatSeveralNodesHadInOneOrder() {
    try (RedisStores other = RedisStores.open(settings, clock)) {
      List<MessageLog> logs = List.of(log(), new SharedMessageLog(database.messages(), other.inbox()));
      IntStream.range(0, 20)
          .forEach(i -> logs.get(i % 2).appendInbound(APP, "c", inbound("m" + i, "+27", START)));
      other.inbox().release();
    }
    inbox().release();
    List<String> claimed = inbox().claim(15).stream().map(Inbox.Entry::id).toList();
    assertThat(claimed).containsExactlyElementsOf(IntStream.range(0, 15).mapToObj(i -> "m" + i).toList());
  }

  /** Whichever node has it, and whatever becomes of the nodes. */
  @Test
  void saysWhoseTurnItIs() {
    UserMessage first = inbound("m1", "+27", START);
    UserMessage second = inbound("m2", "+27", START);
    UserMessage another = inbound("m3", "+28", START);
    try (RedisStores other = RedisStores.open(settings, clock)) {
      MessageLog elsewhere = new SharedMessageLog(database.messages(), other.inbox());
      elsewhere.appendInbound(APP, "c", first);
      log().appendInbound(APP, "c", second);
      log().appendInbound(APP, "c", another);
      log().appendInbound(APP, "c", first); // a repetition is no work of ours
      assertThat(other.inbox().isNext("a", "c", first)).isTrue();
      assertThat(inbox().isNext("a", "c", second)).isFalse();
      assertThat(inbox().isNext("a", "c", another)).isTrue();
    }
    assertThat(inbox().isNext("a", "c", second)).as("nobody has done the first").isFalse();
    assertThat(inbox().claim(10)).hasSize(1);
    assertThat(inbox().isNext("a", "c", second)).isFalse();
    log().complete(APP, "c", "m1");
    assertThat(inbox().isNext("a", "c", second)).isTrue();
  }

  /** Whatever took it away: nobody may wait for ever. */
  @Test
  void forgetsAPlaceThatNobodyHas() {
    UserMessage first = inbound("m1", "+27", START);
    UserMessage second = inbound("m2", "+27", START);
    log().appendInbound(APP, "c", first);
    Response entries = Objects.requireNonNull(
        stores.link().ask(Request.cmd(Command.KEYS).arg(settings.prefix() + ":*}:inbox:*")));
    assertThat(entries).hasSize(1);
    stores.link().ask(Request.cmd(Command.UNLINK).arg(entries.get(0).toString()));
    log().appendInbound(APP, "c", second);
    assertThat(inbox().isNext("a", "c", second)).isTrue();
  }

  /** The log has it, and the operator was told that it is not taken: the inbox of nobody has it. */
  @Test
  void keepsARepetitionThatNobodyWorksOn() {
    UserMessage first = inbound("m1", "+27", START);
    UserMessage second = inbound("m2", "+27", START);
    database.messages().appendInbound(APP, "c", first);
    assertThat(log().appendInbound(APP, "c", first)).isFalse();
    log().appendInbound(APP, "c", second);
    stores.durability().flush();
    assertThat(inbox().isNext("a", "c", second)).isFalse();
    replaceProcess();
    assertThat(inbox().claim(10)).extracting(Inbox.Entry::id).containsExactly("m1", "m2");
  }
}
