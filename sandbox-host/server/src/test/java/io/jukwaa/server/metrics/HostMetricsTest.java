package io.jukwaa.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.frame.Frame.Usage;
import io.jukwaa.sandbox.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostMetricsTest {
  private static final Usage HALF_A_SECOND = new Usage(500_000_000, 1, 2, 3);

  private final HostMetrics metrics = new HostMetrics();

  @AfterEach
  void close() {
    metrics.close();
  }

  @Test
  void countsRunsByTenantAndOutcome() {
    metrics.ran("acme", new Outcome.Completed(HALF_A_SECOND), Duration.ofMillis(20));
    metrics.ran("acme", new Outcome.Completed(HALF_A_SECOND), Duration.ofSeconds(2));
    metrics.ran("acme", new Outcome.Killed("limit", HALF_A_SECOND), Duration.ofSeconds(1));
    metrics.ran("other", new Outcome.NotRun("paused"), Duration.ZERO);
    assertThat(metrics.text()).contains("jukwaa_runs_seconds_count{outcome=\"completed\",tenant=\"acme\"} 2",
        "jukwaa_runs_seconds_bucket{outcome=\"completed\",tenant=\"acme\",le=\"0.025\"} 1",
        "jukwaa_runs_seconds_sum{outcome=\"completed\",tenant=\"acme\"} 2.02",
        "jukwaa_runs_seconds_count{outcome=\"killed\",tenant=\"acme\"} 1",
        "jukwaa_runs_seconds_count{outcome=\"not-run\",tenant=\"other\"} 1",
        "jukwaa_guest_cpu_seconds_total{tenant=\"acme\"} 1.5");
  }

  @Test
  void countsWhatWasTurnedAwayAndKnowsItsOwnJvm() {
    metrics.turnedAway("acme");
    assertThat(metrics.text()).contains("jukwaa_messages_turned_away_total{tenant=\"acme\"} 1.0",
        "jvm_memory_used_bytes");
  }
}
