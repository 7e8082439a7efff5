package io.jukwaa.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToolkitsReportTest {
  private static final ToolkitsBench.Plan PLAN = new ToolkitsBench.Plan("ours", "theirs", "on", 64, 1,
      new SandboxBench.Timing(Duration.ofSeconds(90), Duration.ofSeconds(8), 1));

  /** A round of one second with replies that took a millisecond each. */
  private static Sample round(int replies, long wrong) {
    long[] micros = new long[replies];
    java.util.Arrays.fill(micros, 1_000);
    return new Sample(wrong, 1, new Latencies(micros, replies), new ProcessTree.Cpu(1, 2));
  }

  private static ToolkitsReport report(Sample ours, Sample theirs) {
    Map<String, List<FirstReply>> first = Map.of("ours", List.of(new FirstReply(50, 20)), "theirs",
        List.of(new FirstReply(100, 80)));
    return new ToolkitsReport("a machine", PLAN, first, first,
        Map.of("ours", List.of(ours), "theirs", List.of(theirs)));
  }

  @Test
  void comparesWhatWasRight() {
    ToolkitsReport report = report(round(300, 0), round(100, 0));
    assertThat(report.isRight()).isTrue();
    assertThat(report.table()).contains("ours by theirs: 3.00 times as many a second");
    assertThat(report.json()).hasEntrySatisfying("ratios",
        ratios -> assertThat(ratios).asString().contains("perSecond=3.0", "firstMessageMs=0.5",
            "firstMessageGuestCpuMs=0.25"));
  }

  @Test
  void comparesNothingWithWrongReplies() {
    ToolkitsReport report = report(round(300, 0), round(100, 99));
    assertThat(report.isRight()).isFalse();
    assertThat(report.table())
        .contains("99 of 400 replies were not the screen expected: these figures compare nothing.")
        .doesNotContain("times as many");
    assertThat(report.json()).doesNotContainKey("ratios");
  }
}
