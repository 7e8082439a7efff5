package io.jukwaa.stores.redis;

import static io.jukwaa.stores.contract.Samples.START;
import static io.jukwaa.stores.contract.Samples.inbound;
import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.resource.App;
import io.jukwaa.store.Inbox;
import io.jukwaa.store.MessageLog;
import io.jukwaa.stores.contract.InboxContract;
import io.jukwaa.stores.contract.Samples;
import io.jukwaa.stores.contract.SettableClock;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import io.jukwaa.stores.shared.SharedMessageLog;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The messages themselves are in an embedded log here: the inbox is the same beside any. */
final class RedisInboxTest extends InboxContract {
  private static final App APP = Samples.app("a");

  private final SettableClock clock = new SettableClock();
  private final RedisConnectionSettings settings = RealRedis.shared().settings();
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
    List<String> claimed = inbox().claim(15).stream().map(entry -> entry.message().messageId()).toList();
    assertThat(claimed).containsExactlyElementsOf(IntStream.range(0, 15).mapToObj(i -> "m" + i).toList());
  }
}
