package io.jukwaa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeatTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  /** The JVM's clock may begin anywhere; this one runs over. */
  private static final long START = Long.MAX_VALUE - 5 * SECOND;

  private final Heat heat = new Heat();

  @Test
  void isHotOnceAQuarterOfTheWindowIsUsed() {
    assertThat(heat.add(0, START)).isFalse();
    assertThat(heat.add(5 * SECOND - 1, START + SECOND)).isFalse();
    assertThat(heat.add(1, START + 2 * SECOND)).isTrue();
  }

  @Test
  void isFoundHotOnlyOnce() {
    assertThat(heat.add(6 * SECOND, START)).isTrue();
    assertThat(heat.add(6 * SECOND, START + SECOND)).isFalse();
    assertThat(heat.add(6 * SECOND, START + 100 * SECOND)).isFalse();
  }

  @Test
  void forgetsTheWindowBefore() {
    assertThat(heat.add(4 * SECOND, START)).isFalse();
    assertThat(heat.add(4 * SECOND, START + 21 * SECOND)).isFalse();
    assertThat(heat.add(SECOND, START + 30 * SECOND)).isTrue();
  }
}
