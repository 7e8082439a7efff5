package io.jukwaa.stores.contract;

import static io.jukwaa.stores.contract.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.store.UsageStore;
import io.jukwaa.store.UsageStore.Hour;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** What every {@link UsageStore} does. */
public abstract class UsageStoreContract {
  private static final Instant HOUR = START.truncatedTo(ChronoUnit.HOURS);

  /** A store without usage; the same for all of one test. */
  protected abstract UsageStore store();

  private static Hour run(Instant hour, long factor) {
    return new Hour(hour, factor, factor, factor * 1_000_000_007L, factor << 33, factor * 3, factor * 1_000);
  }

  @Test
  void sumsByTenantAndHour() {
    store().add("acme", HOUR, run(HOUR, 1));
    store().add("acme", HOUR.plus(Duration.ofMinutes(59)), run(HOUR, 2));
    store().add("other", HOUR, run(HOUR, 5));
    assertThat(store().latest("acme", 10)).containsExactly(run(HOUR, 3));
    assertThat(store().latest("nobody", 10)).isEmpty();
  }

  @Test
  void showsTheNewestHourFirst() {
    Instant next = HOUR.plus(Duration.ofHours(1));
    store().add("acme", HOUR, run(HOUR, 1));
    store().add("acme", next, run(next, 2));
    assertThat(store().latest("acme", 10)).containsExactly(run(next, 2), run(HOUR, 1));
    assertThat(store().latest("acme", 1)).containsExactly(run(next, 2));
  }

  @Test
  void losesNothingOfManyAtOnce() {
    Samples.atOnce(100, _ -> store().add("acme", HOUR, run(HOUR, 1)));
    assertThat(store().latest("acme", 1)).containsExactly(run(HOUR, 100));
    assertThat(store().latest("acme", 0)).isEmpty();
  }
}
