package io.jukwaa.server.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.jukwaa.message.MessageEvent;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.store.AppLog;
import io.jukwaa.store.Outbox.Entry;
import io.jukwaa.store.Outbox.Priority;
import io.jukwaa.store.Outbox.Result;
import io.jukwaa.store.StoreException;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits for a channel that no host has. */
class LeftoversTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration DAY = Duration.ofHours(24);
  private static final App APP = new App("a", "acme", "app.js", "", App.STANDARD_MODULES, Map.of(), Set.of(), true,
      Set.of());

  private final Told told = new Told();
  private Instant now = START;
  private EmbeddedDatabase database;
  private Leftovers leftovers;

  @BeforeEach
  void open(@TempDir Path data) {
    database = EmbeddedDatabase.open(data, () -> now);
    database.deployments().save(APP);
    leftovers = new Leftovers(database.outbox(), database.deployments(), database.appLog(), () -> now);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void waitUntilAHostThatHasTheChannelWouldHaveEndedThem() {
    put("m1", "a");
    now = START.plus(DAY).plus(Duration.ofHours(1));
    leftovers.end("gone", told);
    assertThat(told.events).isEmpty();
    assertThat(database.outbox().backlog("gone").waiting()).isEqualTo(1);
  }

  @Test
  void areRefusedThenAndTheirAppIsToldOnce() {
    put("m1", "a");
    put("m2", "a");
    later();
    leftovers.end("gone", told);
    leftovers.end("gone", told);
    assertThat(told.events).extracting(MessageEvent::status, MessageEvent::userMessageId)
        .containsExactlyInAnyOrder(tuple("nack", "m1"),
            tuple("nack", "m2"));
    assertThat(told.events.getFirst().json().members()).containsEntry("nack_reason",
        "expired: no host has channel gone any more");
    assertThat(database.appLog().tail(APP, 10)).extracting(AppLog.Line::text)
        .contains("message m1 is not sent: channel gone is on no host any more");
    assertThat(database.outbox().channels()).isEmpty();
  }

  @Test
  void areToldAsSentIfTheyWere() {
    put("m1", "a");
    database.outbox().conclude("gone", "m1", new Result.Sent(List.of("s1")), START);
    later();
    leftovers.end("gone", told);
    assertThat(told.events).extracting(MessageEvent::status).containsExactly("ack");
    assertThat(database.outbox().channels()).isEmpty();
  }

  @Test
  void areNobodysIfTheirAppIsGoneToo() {
    put("m1", "other");
    later();
    leftovers.end("gone", told);
    assertThat(told.events).isEmpty();
    assertThat(database.outbox().channels()).isEmpty();
  }

  @Test
  void stayAsLongAsTheirAppCannotBeTold() {
    put("m1", "a");
    later();
    told.gone = true;
    assertThatThrownBy(() -> leftovers.end("gone", told)).isInstanceOf(StoreException.class);
    told.gone = false;
    leftovers.end("gone", told);
    assertThat(told.events).extracting(MessageEvent::status).containsExactly("nack");
  }

  private void later() {
    now = START.plus(DAY).plus(Duration.ofMinutes(61));
  }

  private void put(String id, String app) {
    UserMessage message = UserMessage.send("+27" + id, "words", "sms", new Stamp(id, START));
    assertThat(database.outbox().put(new Entry("gone", app, message, Priority.BULK, START.plus(DAY)), START)).isTrue();
  }
}
