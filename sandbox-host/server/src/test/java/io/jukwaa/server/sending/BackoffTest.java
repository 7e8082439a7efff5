package io.jukwaa.server.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
  @Test
  void doublesUpToItsLongest() {
    assertThat(IntStream.of(0, 1, 2, 5, 6, 1_000_000).mapToObj(Backoff.CHANNEL::after)).containsExactly(
        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(32),
        Duration.ofSeconds(60), Duration.ofSeconds(60));
    assertThat(IntStream.of(0, 6, 7).mapToObj(Backoff.MESSAGE::after)).containsExactly(Duration.ofSeconds(5),
        Duration.ofSeconds(320), Duration.ofMinutes(10));
  }
}
