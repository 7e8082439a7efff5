package io.jukwaa.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.local.RedisProcess;
import io.jukwaa.message.Channel;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import io.jukwaa.stores.redis.RedisStores;
import io.jukwaa.stores.shared.SharedMessageLog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hosts on one Redis; the messages themselves are in one embedded log here. */
class LedgerTest {
  private static final InstantSource CLOCK = Clock.systemUTC();
  private static final App APP = new App("a", "acme", "app.js", "", App.STANDARD_MODULES, Map.of(), Set.of(), false,
      Set.of());
  private static final Channel CHANNEL = new Channel("c", "acme", "a", "json", Map.of(), Channel.DEFAULT_APOLOGY);

  /** A host that is halted for a while and goes on; meanwhile another has taken over what it had. */
  @Test
  void holdsNothingThatAnotherHostHasEndedWithoutAReply(@TempDir Path data) {
    try (RedisProcess redis = RedisProcess.start("everysec");
        EmbeddedDatabase database = EmbeddedDatabase.open(data, CLOCK);
        RedisStores slow = RedisStores.open(redis.uri(), CLOCK);
        RedisStores quick = RedisStores.open(redis.uri(), CLOCK)) {
      Exchange first = new Exchange(CHANNEL, text("m1"));
      ledger(database, slow).store(first, APP);
      slow.inbox().release(); // as if it had been silent for too long
      assertThat(quick.inbox().claim(10)).hasSize(1);
      ledger(database, slow).finish(first, APP);
      assertThat(ledger(database, quick).hasAnswer(new Exchange(CHANNEL, text("m1")), APP)).isTrue();
      ledger(database, slow).store(new Exchange(CHANNEL, text("m2")), APP);
      assertThat(slow.inbox().isNext(APP.key(), CHANNEL.key(), text("m2"))).isTrue();
    }
  }

  private static Ledger ledger(EmbeddedDatabase database, RedisStores redis) {
    return new Ledger(new SharedMessageLog(database.messages(), redis.inbox()), database.appLog(),
        DeparturesFixture.of(database, CLOCK).departures(), database.durability(),
        () -> new Stamp("s", CLOCK.instant()));
  }

  private static UserMessage text(String id) {
    return UserMessage.of(Map.of("from_addr", "+27", "to_addr", "1", "content", "hello"),
        new Stamp(id, Instant.parse("2026-01-01T00:00:00Z")));
  }
}
