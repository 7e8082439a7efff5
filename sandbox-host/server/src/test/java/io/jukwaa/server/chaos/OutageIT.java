package io.jukwaa.server.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.server.Installation;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The short form of {@code ./jukwaa chaos outage}, on a real Redis and a real Cassandra. */
@Timeout(300)
class OutageIT {
  private static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
  private static final Installation INSTALLATION = Installation.at(HOME);

  /** Nothing is said of the speed: the machine may be busy with something else. */
  @Test
  void leavesNobodyWithoutAnAnswer() {
    OutageReport report = new OutageRun(INSTALLATION, HOME,
        new OutageRun.Plan(Duration.ofSeconds(4), Duration.ZERO, Duration.ofSeconds(1), 3, null), _ -> {}).run();
    assertThat(report.outages()).extracting(Outage::store).containsExactly("redis", "cassandra");
    assertThat(report.isRight()).as("%s", report.json()).isTrue();
    assertThat(report.outages()).allMatch(outage -> outage.phones().all() >= 3 && outage.texts().all() >= 3);
  }
}
