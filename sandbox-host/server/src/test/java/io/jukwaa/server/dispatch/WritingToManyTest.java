package io.jukwaa.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Channel;
import io.jukwaa.message.Stamp;
import io.jukwaa.message.UserMessage;
import io.jukwaa.resource.App;
import io.jukwaa.server.precedence.LatePhone;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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

  private final LatePhone phone = new LatePhone();
  private EmbeddedDatabase database;
  private AppRun run;

  @BeforeEach
  void open(@TempDir Path data) {
    database = EmbeddedDatabase.open(data, Clock.systemUTC());
    database.deployments().save(CHANNEL);
    run = new AppRun(new AppRun.Place(CHANNEL, APP, database.messages(), database.appLog(),
        DeparturesFixture.of(database, Clock.systemUTC(), phone.precedence()).departures(), null), ORDER,
        () -> new Stamp("s", Instant.EPOCH));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void givesWayFromItsFourthMessageOn() throws Exception {
    phone.call();
    List.of("+28", "+29", "+30").forEach(this::send);
    assertThat(phone.looks()).isZero();
    CompletableFuture<Void> fourth = CompletableFuture.runAsync(() -> send("+31"));
    phone.awaitLooks(5);
    assertThat(database.outbox().backlog("texts").waiting()).isEqualTo(3);
    phone.answer();
    fourth.get(30, TimeUnit.SECONDS);
    assertThat(database.outbox().backlog("texts").waiting()).isEqualTo(4);
  }

  @Test
  void givesNoWayToAReply() {
    phone.call();
    List.of("+27", "+27", "+27", "+27").forEach(this::send);
    assertThat(phone.looks()).isZero();
  }

  /** It would wait for itself. */
  @Test
  void givesNoWayToThePhoneThatOrderedIt() {
    phone.call("order", Duration.ofMillis(51));
    List.of("+28", "+29", "+30", "+31").forEach(this::send);
    assertThat(database.outbox().backlog("texts").waiting()).isEqualTo(4);
  }

  private void send(String address) {
    run.send(UserMessage.send(address, "news", "default", run.sendStamp()));
  }
}
