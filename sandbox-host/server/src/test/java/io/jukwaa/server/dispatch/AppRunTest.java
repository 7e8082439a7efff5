package io.jukwaa.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Channel;
import io.jukwaa.message.SessionEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.store.MessageLog.Direction;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An app that is run again for the same message, as the host died the first time. */
class AppRunTest {
  private static final InstantSource CLOCK = Clock.systemUTC();
  private static final App APP = new App("a", "acme", "app.js", "", App.STANDARD_MODULES, Map.of(), Set.of(), false,
      Set.of());
  private static final Channel CHANNEL = new Channel("c", "acme", "a", "json", Map.of(), Channel.DEFAULT_APOLOGY);
  private static final UserMessage TEXT = UserMessage.of(
      Map.of("from_addr", "+27", "to_addr", "1", "content", "hello"),
      new Stamp("m", Instant.parse("2026-01-01T00:00:00Z")));

  private EmbeddedDatabase database;

  @BeforeEach
  void open(@TempDir Path data) {
    database = EmbeddedDatabase.open(data, CLOCK);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void saysNothingTwice() {
    for (int times = 1; times <= 2; times++) {
      AppRun run = run();
      send(run, "+1", "first of run " + times);
      send(run, "+2", "second of run " + times);
      reply(run, "reply of run " + times);
      assertThat(said()).containsExactly("reply of run 1", "second of run 1", "first of run 1");
    }
  }

  /** The second time the app finds something else in its records, and does not send at all. */
  @Test
  void takesNoReplyForAMessageThatWasSent() {
    send(run(), "+1", "somebody has joined");
    reply(run(), "you have joined before");
    assertThat(said()).containsExactly("you have joined before", "somebody has joined");
  }

  private AppRun run() {
    return new AppRun(new AppRun.Place(CHANNEL, APP, database.messages(), database.appLog(),
        DeparturesFixture.of(database, CLOCK).departures(), null), TEXT,
        () -> new Stamp("s", CLOCK.instant()));
  }

  private static void send(AppRun run, String address, String content) {
    run.send(UserMessage.send(address, content, "default", run.sendStamp()));
  }

  private static void reply(AppRun run, String content) {
    run.send(TEXT.reply(content, SessionEvent.NONE, run.replyStamp()));
  }

  /** Newest first. */
  private List<String> said() {
    return database.messages().latest(APP, Direction.OUTBOUND, 10).stream()
        .map(message -> String.valueOf(message.content())).toList();
  }
}
