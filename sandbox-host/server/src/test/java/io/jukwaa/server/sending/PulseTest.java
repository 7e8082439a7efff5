package io.jukwaa.server.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PulseTest {
  @Test
  void noticesThatTheHostStoodStill() {
    Pulse pulse = new Pulse();
    long now = System.nanoTime();
    pulse.beat(now);
    pulse.beat(now + TimeUnit.MILLISECONDS.toNanos(1_900));
    assertThat(pulse.arrests()).isZero();
    pulse.beat(now + TimeUnit.MILLISECONDS.toNanos(4_000));
    assertThat(pulse.arrests()).isEqualTo(1);
    pulse.beat(now + TimeUnit.MILLISECONDS.toNanos(4_250));
    assertThat(pulse.arrests()).isEqualTo(1);
  }
}
