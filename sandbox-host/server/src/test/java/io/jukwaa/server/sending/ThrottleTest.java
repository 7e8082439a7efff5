package io.jukwaa.server.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  /** In which as many leave as may in a second. */
  private static final long OURS = SECOND + SECOND / 100;

  @Test
  void keepsMessagesApart() {
    Throttle throttle = new Throttle(100);
    assertThat(throttle.take(1, 0)).isZero();
    assertThat(throttle.take(1, 0)).isEqualTo(OURS / 100);
    assertThat(throttle.take(1, OURS / 100)).isEqualTo(OURS / 100);
    assertThat(throttle.take(1, OURS)).isZero();
  }

  /** An operator counts the parts of a long text. */
  @Test
  void takesAPlaceForEachPart() {
    Throttle throttle = new Throttle(100);
    assertThat(throttle.take(3, 0)).isZero();
    assertThat(throttle.take(2, 0)).isEqualTo(3 * OURS / 100);
    assertThat(throttle.take(1, 0)).isEqualTo(5 * OURS / 100);
  }

  /** In no second more than the cap and 1 % of it, or one, and on average 1 % less, however late who waits wakes. */
  @Property(tries = 200)
  void holdsTheCap(@ForAll @IntRange(min = 1, max = 2000) int perSecond,
      @ForAll @IntRange(min = 0, max = 9_000_000) int oversleeps, @ForAll long start) {
    Throttle throttle = new Throttle(perSecond);
    long now = start;
    int messages = 3 * perSecond + 1;
    long[] left = new long[messages];
    for (int i = 0; i < messages; i++) {
      long wait = throttle.take(1, now);
      now += wait == 0 ? 0 : wait + oversleeps;
      left[i] = now - start;
    }
    assertThat(left[messages - 1]).isBetween(3 * OURS - SECOND / 50, 3 * OURS + SECOND / 50);
    int most = perSecond + Math.max(1, perSecond / 100);
    for (int i = most; i < messages; i++) {
      assertThat(left[i] - left[i - most]).as("nanoseconds from one to the %dth after it", most)
          .isGreaterThanOrEqualTo(SECOND - 2_000); // of whole nanoseconds between messages
    }
  }

  @Test
  void savesNothingUpForLater() {
    Throttle throttle = new Throttle(10);
    throttle.take(1, 0);
    assertThat(throttle.take(1, 100 * SECOND)).isZero();
    assertThat(throttle.take(1, 100 * SECOND)).isPositive();
  }
}
