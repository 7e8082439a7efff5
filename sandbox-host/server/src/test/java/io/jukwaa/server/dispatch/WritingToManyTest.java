package io.jukwaa.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Channel;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.precedence.Precedence;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that sends one message after the other, while a phone waits and the machine is short of processor. */
@Timeout(60)
class WritingToManyTest {
  private static final Channel CHANNEL = new Channel("texts", "acme", "a", "africastalking-sms",
      Map.of("username", "u", "api-key", "k"), Channel.DEFAULT_APOLOGY);
  private static final App APP = new App("a", "acme", "app.js", "", App.STANDARD_MODULES, Map.of(), Set.of(), false,
      Set.of());
  private static final UserMessage ORDER = UserMessage.of(
      Map.of("from_addr", "+27", "to_addr", "1", "content", "tell them all"),
      new Stamp("order", Instant.parse("2026-01-01T00:00:00Z")));

  private final AtomicInteger looks = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong();
  private final Precedence precedence = new Precedence(() -> looks.incrementAndGet() > 0, nanos::get);
  private EmbeddedDatabase database;
  private AppRun run;

  @BeforeEach
  void open(@TempDir Path data) {
    database = EmbeddedDatabase.open(data, Clock.systemUTC());
    database.deployments().save(CHANNEL);
    run = new AppRun(new AppRun.Place(CHANNEL, APP, database.messages(), database.appLog(),
        DeparturesFixture.of(database, Clock.systemUTC(), precedence).departures(), null), ORDER,
        () -> new Stamp("s", Instant.EPOCH));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void givesWayFromItsFourthMessageOn() throws Exception {
    beLate("phone");
    List.of("+28", "+29", "+30").forEach(this::send);
    assertThat(looks).hasValue(0);
    CompletableFuture<Void> fourth = CompletableFuture.runAsync(() -> send("+31"));
    Awaitility.waitAtMost(30, TimeUnit.SECONDS).until(() -> looks.get() > 5);
    assertThat(database.outbox().backlog("texts").waiting()).isEqualTo(3);
    precedence.end("phone");
    fourth.get(30, TimeUnit.SECONDS);
    assertThat(database.outbox().backlog("texts").waiting()).isEqualTo(4);
  }

  @Test
  void givesNoWayToAReply() {
    beLate("phone");
    List.of("+27", "+27", "+27", "+27").forEach(this::send);
    assertThat(looks).hasValue(0);
  }

  /** It would wait for itself. */
  @Test
  void givesNoWayToThePhoneThatOrderedIt() {
    beLate("order");
    List.of("+28", "+29", "+30", "+31").forEach(this::send);
    assertThat(database.outbox().backlog("texts").waiting()).isEqualTo(4);
  }

  private void beLate(String messageId) {
    precedence.begin(messageId);
    nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(51));
  }

  private void send(String address) {
    run.send(UserMessage.send(address, "news", "default", run.sendStamp()));
  }
}
