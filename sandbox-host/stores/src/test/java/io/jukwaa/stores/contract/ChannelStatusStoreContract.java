package io.jukwaa.stores.contract;

import static io.jukwaa.stores.contract.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.store.ChannelStatusStore;
import io.jukwaa.store.ChannelStatusStore.Mark;
import io.jukwaa.store.ChannelStatusStore.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link ChannelStatusStore} does. */
public abstract class ChannelStatusStoreContract {
  private static final Instant HOUR = START.truncatedTo(ChronoUnit.HOURS);
  private static final Duration ONE = Duration.ofHours(1);

  /** A store without anything; the same for all of one test. */
  protected abstract ChannelStatusStore store();

  private static Status marked(String name, Instant at, String text) {
    return new Status(Map.of(name, new Mark(at, text)), Map.of());
  }

  private static Status counted(String name, long count) {
    return new Status(Map.of(), Map.of(name, count));
  }

  private Status status() {
    return store().status("mtn", HOUR, HOUR);
  }

  @Test
  void knowsNothingOfAChannelThatNobodySaw() {
    assertThat(status()).isEqualTo(new Status(Map.of(), Map.of()));
  }

  @Test
  void keepsTheLatestOfEachMark() {
    store().add("mtn", HOUR, marked("error", HOUR.plusMillis(20), "ESME_RTHROTTLED: wait 5 s"));
    store().add("mtn", HOUR, marked("error", HOUR.plusMillis(10), "earlier, told later"));
    store().add("mtn", HOUR, marked("in", HOUR.plusNanos(1_000), ""));
    store().add("other", HOUR, marked("error", HOUR.plusMillis(30), "of another"));
    assertThat(status().marks()).isEqualTo(Map.of("error", new Mark(HOUR.plusMillis(20), "ESME_RTHROTTLED: wait 5 s"),
        "in", new Mark(HOUR.plusNanos(1_000), "")));
    store().add("mtn", HOUR, marked("error", HOUR.plusMillis(20), "of the same time, told last: ümlaut\nand line"));
    assertThat(status().marks().get("error"))
        .isEqualTo(new Mark(HOUR.plusMillis(20), "of the same time, told last: ümlaut\nand line"));
  }

  @Test
  void forgetsMarks() {
    store().add("mtn", HOUR, new Status(Map.of("a", new Mark(HOUR, "1"), "b", new Mark(HOUR, "2")), Map.of()));
    store().remove("mtn", Set.of("a", "never there"));
    store().remove("mtn", Set.of());
    assertThat(status().marks()).isEqualTo(Map.of("b", new Mark(HOUR, "2")));
  }

  @Test
  void addsUpTheHoursThatAreAskedFor() {
    store().add("mtn", HOUR, counted("taken", 3));
    store().add("mtn", HOUR.plus(Duration.ofMinutes(59)), counted("taken", 4));
    store().add("mtn", HOUR.plus(ONE), counted("taken", 10));
    store().add("mtn", HOUR.plus(ONE), counted("refused", 1));
    store().add("mtn", HOUR.minus(ONE), counted("taken", 100));
    store().add("other", HOUR, counted("taken", 1_000));
    assertThat(store().status("mtn", HOUR.plusSeconds(5), HOUR.plusSeconds(9)).counts()).isEqualTo(Map.of("taken", 7L));
    assertThat(store().status("mtn", HOUR, HOUR.plus(ONE)).counts()).isEqualTo(Map.of("taken", 17L, "refused", 1L));
    assertThat(store().status("mtn", HOUR.minus(ONE), HOUR).counts()).isEqualTo(Map.of("taken", 107L));
  }

  @Test
  void losesNothingOfManyAtOnce() {
    Samples.atOnce(100, _ -> store().add("mtn", HOUR, counted("in", 1)));
    assertThat(status().counts()).isEqualTo(Map.of("in", 100L));
  }

  @Test
  void keepsHoursForAWeek() {
    Instant lastWeek = HOUR.minus(ChannelStatusStore.KEPT);
    store().add("mtn", lastWeek, counted("in", 1));
    store().add("mtn", HOUR, counted("in", 1));
    assertThat(store().status("mtn", lastWeek, HOUR).counts()).isEqualTo(Map.of("in", 2L));
  }
}
