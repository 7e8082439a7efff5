package io.jukwaa.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Times run on a clock of the test's own. */
class PenaltyBoxTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final PenaltyBox box = new PenaltyBox(now::get);

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void toleratesTwoLosses() {
    assertThat(box.lost("app")).isNull();
    assertThat(box.lost("app")).isNull();
    assertThat(box.reason("app")).isNull();
  }

  @Test
  void pausesLongerEachTimeAndSuspendsInTheEnd() {
    box.lost("app");
    box.lost("app");
    assertThat(box.lost("app")).isEqualTo("not run for 5 s: 3 workers lost within 10 minutes");
    assertThat(box.reason("app")).isNotNull();
    pass(Duration.ofSeconds(5));
    assertThat(box.reason("app")).isNull();
    assertThat(box.lost("app")).startsWith("not run for 30 s");
    pass(Duration.ofSeconds(29));
    assertThat(box.reason("app")).isEqualTo("not run for another 2 s");
    pass(Duration.ofSeconds(1));
    assertThat(box.lost("app")).startsWith("not run for 300 s");
    assertThat(box.lost("app")).startsWith("suspended until the host starts anew");
    pass(Duration.ofDays(365));
    assertThat(box.reason("app")).isEqualTo("suspended until the host starts anew");
    assertThat(box.suspended()).containsExactly("app");
  }

  @Test
  void forgetsAfterTenMinutes() {
    box.lost("app");
    box.lost("app");
    pass(Duration.ofMinutes(11));
    assertThat(box.lost("app")).isNull();
  }

  @Test
  void punishesNoOtherApp() {
    for (int loss = 0; loss < 6; loss++) {
      box.lost("hostile");
    }
    assertThat(box.reason("other")).isNull();
    assertThat(box.lost("other")).isNull();
  }
}
