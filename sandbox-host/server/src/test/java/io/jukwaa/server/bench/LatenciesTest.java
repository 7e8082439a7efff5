package io.jukwaa.server.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
  @Test
  void findsTheOneThatAShareDidNotExceed() {
    Latencies latencies = new Latencies(LongStream.rangeClosed(1, 100).map(number -> 101_000 - number * 1000).toArray(),
        100);
    assertThat(latencies.percentile(0.5)).isEqualTo(50);
    assertThat(latencies.percentile(0.99)).isEqualTo(99);
    assertThat(latencies.percentile(1)).isEqualTo(100);
  }

  @Test
  void looksOnlyAtWhatWasMeasured() {
    assertThat(new Latencies(new long[]{3_000, 1_000, 9_000}, 2).percentile(1)).isEqualTo(3);
  }

  @Test
  void isNothingWithoutMessages() {
    assertThat(new Latencies(new long[0], 0).percentile(0.99)).isZero();
  }
}
