package io.jukwaa.server.traps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.local.RedisProcess;
import io.jukwaa.message.Answer;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.UserMessage;
import io.jukwaa.server.Stores;
import io.jukwaa.server.Stores.Conversations;
import io.jukwaa.store.StoreException;
import io.jukwaa.stores.redis.RedisStores;
import io.jukwaa.stores.shared.SharedMessageLog;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that answers later than an operator waits. */
class SlowStoreIT {
  /** It may be stored all the same, or not: nobody may hear that it is accepted, and the operator sends it again. */
  @Test
  void refusesATextThatIsNotStoredInTime(@TempDir Path folder) throws Exception {
    try (RedisProcess redis = RedisProcess.start("everysec");
        RedisStores shared = RedisStores.open(redis.uri(), Clock.systemUTC());
        AppBench bench = AppBench.open(folder, Map.of(), stores -> with(stores, shared))) {
      DeployedApp app = bench.telling("", "command.msg.content");
      UserMessage text = DeployedApp.message("hello", SessionEvent.NONE);
      redis.halt(true);
      CompletableFuture<Answer> answer = bench.accept(app.channel(), text, Duration.ofMillis(200))
          .toCompletableFuture();
      assertThatThrownBy(answer::join).hasCauseInstanceOf(StoreException.class)
          .hasMessageContaining("not stored before the dead-line");
      redis.halt(false);
      Awaitility.await("it is run, once").atMost(Duration.ofMinutes(1)).until(() -> bench.stores().conversations()
          .messages().isComplete(app.app(), app.channel().key(), text.messageId()));
      assertThat(bench.accept(app.channel(), text).toCompletableFuture().join().sent()).hasSize(1);
    }
  }

  private static Stores with(Stores stores, RedisStores redis) {
    return new Stores(stores.deployments(),
        new Conversations(new SharedMessageLog(stores.conversations().messages(), redis.inbox()), redis.inbox(),
            stores.conversations().outbox(), redis.locks(), redis.sessions()),
        stores.people(), stores.records(), stores.reports(), stores.durability(), stores.availability(),
        stores.execution(), Map.of());
  }
}
