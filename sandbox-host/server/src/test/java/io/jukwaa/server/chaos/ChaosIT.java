package io.jukwaa.server.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.server.Installation;
import io.jukwaa.server.chaos.History.Wrong;
import io.jukwaa.server.hostile.WeakInstallation;
import io.jukwaa.server.hostile.Weakness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The short form of {@code ./jukwaa chaos}, on a real Redis and a real Cassandra; and whether it would find a mistake. */
@Timeout(400)
class ChaosIT {
  private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
  private static final Installation INSTALLATION = Installation.at(HOME);
  private static final String DISPATCH = "sandbox-host/server/src/main/java/io/jukwaa/server/dispatch/";
  private static final Duration LONGEST_END = Duration.ofMinutes(2);

  /** The first in the order of this seed is a host. */
  private static final long SEED = 17;

  @Test
  void losesDoublesAndReordersNothing() {
    List<String> said = new CopyOnWriteArrayList<>();
    ChaosReport report = new ChaosRun(INSTALLATION, HOME,
        new ChaosRun.Plan(2, Duration.ofSeconds(30), 3, 0, SEED, null, LONGEST_END), said::add).run();
    assertThat(report.findings()).as("%s %s", said, report.summary()).isEmpty();
    assertThat(report.isRight()).isTrue();
    assertThat(report.counts().get("node")).isPositive();
  }

  /** Acknowledged before it is stored, run without a look at what other hosts have, and stored without a way out. */
  @Test
  @EnabledIfSystemProperty(named = "jukwaa.long", matches = "true", disabledReason = "only with -Djukwaa.long=true")
  void findsWhatIsLostAndWhatIsOutOfOrder() throws Exception {
    List<Weakness> weaknesses = List.of(
        new Weakness("ack-first", DISPATCH + "Dispatcher.java",
            "ledger.store(exchange, app);\n      exchange.accept();",
            "exchange.complete(new Answer(java.util.List.of(), true), () -> CompletableFuture.completedFuture(null));"),
        new Weakness("order", DISPATCH + "Turns.java", "boolean come = next.getAsBoolean();", "boolean come = true;"),
        new Weakness("stays", DISPATCH + "Departures.java", "if (outbox.put(",
            "if (message.messageId().hashCode() % 4 != 0 && outbox.put("));
    try (WeakInstallation weak = WeakInstallation.of(weaknesses, HOME,
        HOME.resolve("sandbox-host/server/target/weak"))) {
      ChaosReport report = new ChaosRun(weak.installation(), HOME,
          new ChaosRun.Plan(2, Duration.ofSeconds(10), 4, 0, SEED, null, Duration.ofSeconds(8)), _ -> {}).run();
      assertThat(report.findings()).as(report.summary()).anyMatch(finding -> finding.wrong() == Wrong.LOST)
          .anyMatch(finding -> finding.wrong() == Wrong.OUT_OF_ORDER)
          .anyMatch(finding -> finding.what().equals("did not leave"));
    }
  }
}
