package io.jukwaa.server.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Channel;
import io.jukwaa.resource.Lease;
import io.jukwaa.server.status.ChannelMonitor;
import io.jukwaa.server.status.ChannelReports;
import io.jukwaa.server.status.Sight;
import io.jukwaa.server.status.Thresholds;
import io.jukwaa.stores.embedded.EmbeddedDatabase;
import io.jukwaa.transports.Transports;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsTest {
  private static final Instant START = Instant.parse("2026-11-30T09:00:00Z");
  private static final Channel CHANNEL = new Channel("mtn", "acme", "clinic", "loopback", Map.of(), "Sorry");
  private static final Duration AFTER = Duration.ofMinutes(2);
  private static final Duration AGAIN = Duration.ofHours(4);

  private final Scribe webhook = new Scribe("webhook");
  private final Scribe mail = new Scribe("mail");
  private Instant now = START;
  private EmbeddedDatabase database;

  /** Writes down what it is to bring, unless it cannot. */
  private static final class Scribe implements Courier {
    private final String name;
    private final List<String> brought = new ArrayList<>();
    private int asked;
    private boolean broken;

    Scribe(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void bring(Notice notice) {
      asked++;
      if (broken) {
        throw new UndeliveredException("no route");
      }
      brought.add(notice.event().key() + " " + notice.finding().rule().key() + " since "
          + Duration.between(START, notice.finding().since()).toSeconds());
    }
  }

  @BeforeEach
  void open(@TempDir Path data) {
    database = EmbeddedDatabase.open(data, () -> now);
  }

  @AfterEach
  void close() {
    database.close();
  }

  /** Another each time, for nothing may depend on what one remembers. */
  private Alerts alerts() {
    ChannelReports reports = new ChannelReports(List.of(CHANNEL),
        _ -> new Thresholds(Duration.ofMinutes(15), 20, 50, Duration.ZERO), Transports.builtIn(),
        database.channelStatus(), database.outbox(), () -> now);
    return new Alerts(reports, new Alerts.Place(database.channelStatus(), database.locks(), () -> now),
        new Alerts.Timing(AFTER, AGAIN), _ -> List.of(webhook, mail));
  }

  private void look() {
    try (Alerts alerts = alerts()) {
      alerts.look();
    }
  }

  private void see(Sight sight, String text) {
    try (ChannelMonitor monitor = new ChannelMonitor(database.channelStatus(), "h", () -> now)) {
      monitor.see("mtn", sight, text);
    }
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private void stop() {
    see(Sight.UNAVAILABLE, "no money left");
    see(Sight.STOPPED, "no money left");
  }

  @Test
  void tellsTroubleThatLastsOnceToEachReceiver() {
    stop();
    look();
    pass(AFTER.minusSeconds(1));
    look();
    assertThat(webhook.brought).as("perhaps it passes").isEmpty();
    pass(Duration.ofSeconds(1));
    look();
    look();
    pass(AGAIN.minusSeconds(1));
    look();
    assertThat(webhook.brought).containsExactly("firing submission since 0");
    assertThat(mail.brought).isEqualTo(webhook.brought);
  }

  @Test
  void remindsOfTroubleThatGoesOn() {
    stop();
    pass(AFTER);
    look();
    pass(AGAIN);
    look();
    look();
    pass(AGAIN);
    look();
    assertThat(webhook.brought).containsExactly("firing submission since 0", "reminder submission since 0",
        "reminder submission since 0");
  }

  @Test
  void tellsThatItIsOverWhenItHasBeenForAWhile() {
    stop();
    pass(AFTER);
    look();
    see(Sight.TAKEN, "");
    pass(Duration.ofSeconds(10));
    see(Sight.TAKEN, "");
    look();
    pass(AFTER.minusSeconds(1));
    look();
    assertThat(webhook.brought).containsExactly("firing submission since 0");
    pass(Duration.ofSeconds(1));
    look();
    look();
    assertThat(webhook.brought).containsExactly("firing submission since 0", "resolved submission since 0");
  }

  @Test
  void takesWhatComesAndGoesForOneTrouble() {
    stop();
    pass(AFTER);
    look();
    for (int i = 0; i < 10; i++) {
      pass(Duration.ofSeconds(30));
      see(Sight.TAKEN, "");
      look();
      pass(Duration.ofSeconds(30));
      stop();
      look();
    }
    assertThat(webhook.brought).containsExactly("firing submission since 0");
    pass(Duration.ofSeconds(1));
    see(Sight.TAKEN, "");
    look();
    pass(AFTER);
    look();
    assertThat(webhook.brought).containsExactly("firing submission since 0", "resolved submission since 0");
  }

  @Test
  void tellsNothingOfTroubleThatPasses() {
    stop();
    look();
    pass(AFTER.minusSeconds(1));
    see(Sight.TAKEN, "");
    pass(AFTER);
    look();
    assertThat(webhook.brought).isEmpty();
  }

  @Test
  void bringsAgainWhatDidNotArriveAndNothingElse() {
    mail.broken = true;
    stop();
    pass(AFTER);
    look();
    look();
    mail.broken = false;
    look();
    assertThat(mail.brought).containsExactly("firing submission since 0");
    assertThat(webhook.brought).containsExactly("firing submission since 0");
  }

  @Test
  void asksACourierThatFailsLessAndLessOften() {
    webhook.broken = true;
    stop();
    pass(AFTER);
    try (Alerts alerts = alerts()) {
      for (int i = 0; i < 360; i++) { // an hour
        alerts.look();
        pass(Duration.ofSeconds(10));
      }
    }
    assertThat(webhook.asked).isBetween(12, 18);
    assertThat(mail.brought).containsExactly("firing submission since 0");
  }

  @Test
  void leavesItToTheHostThatLooks() {
    stop();
    pass(AFTER);
    Lease other = Objects.requireNonNull(database.locks().acquire("alerts/", "all", Duration.ZERO));
    look();
    assertThat(webhook.brought).isEmpty();
    database.locks().release(other);
    look();
    assertThat(webhook.brought).hasSize(1);
  }
}
