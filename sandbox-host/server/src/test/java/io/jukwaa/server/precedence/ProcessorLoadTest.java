package io.jukwaa.server.precedence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ProcessorLoadTest {
  @Test
  void saysNothingOfATimeInWhichNobodyAsked() {
    assertThat(new ProcessorLoad().getAsBoolean()).isFalse();
  }

  @Test
  void seesThatAllProcessorsAreInUse() {
    ProcessorLoad load = new ProcessorLoad();
    AtomicBoolean over = new AtomicBoolean();
    int processors = Runtime.getRuntime().availableProcessors();
    try (ExecutorService threads = Executors.newFixedThreadPool(processors)) {
      for (int each = 0; each < processors; each++) {
        threads.execute(() -> {
          while (!over.get()) {
            Thread.onSpinWait();
          }
        });
      }
      try {
        Awaitility.waitAtMost(Duration.ofSeconds(60)).until(load::getAsBoolean);
      } finally {
        over.set(true);
      }
    }
  }
}
