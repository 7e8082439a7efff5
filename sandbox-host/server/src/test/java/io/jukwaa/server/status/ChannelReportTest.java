package io.jukwaa.server.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.message.Channel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChannelReportTest {
  private static final Channel CHANNEL = new Channel("mtn", "acme", "clinic", "smpp", Map.of(), "Sorry");

  /** What is counted by the hour began with the hour before this one. */
  @Test
  void saysHowOftenAThingHappensEachSecond() {
    assertThat(report("2026-11-30T09:30:00Z").perSecond(Sight.IN)).isEqualTo(540 / 5_400.0);
    assertThat(report("2026-11-30T09:00:00Z").perSecond(Sight.IN)).isEqualTo(540 / 3_600.0);
    assertThat(report("2026-11-30T09:00:00Z").perSecond(Sight.TAKEN)).isZero();
  }

  private static ChannelReport report(String now) {
    return new ChannelReport(new Observed(CHANNEL, Instant.parse(now), Map.of(), Map.of(Sight.IN, 540L), Map.of(),
        Map.of(), List.of(), null), List.of());
  }
}
