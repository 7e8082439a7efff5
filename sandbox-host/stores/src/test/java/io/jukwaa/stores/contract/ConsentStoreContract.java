package io.jukwaa.stores.contract;

import static io.jukwaa.stores.contract.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.store.ConsentStore;
import io.jukwaa.store.ConsentStore.Consent;
import io.jukwaa.store.ConsentStore.Source;
import io.jukwaa.store.ConsentStore.State;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link ConsentStore} does. */
public abstract class ConsentStoreContract {
  private final String tenant = Samples.fresh("acme");
  private final String stranger = Samples.fresh("stranger");

  /** A store without consents; the same for all of one test. */
  protected abstract ConsentStore store();

  @Test
  void keepsAllThatWasSaidTheOldestFirst() {
    Consent later = consent("sms", State.WITHDRAWN, 2, "m2");
    Consent first = consent("*", State.GIVEN, 1, null);
    store().record(tenant, later);
    store().record(tenant, first);
    store().record(tenant, later);
    assertThat(store().history(tenant, "+27")).containsExactly(first, later);
    assertThat(store().history(tenant, "+28")).isEmpty();
    assertThat(store().history(stranger, "+27")).isEmpty();
  }

  @Test
  void knowsWhatHoldsForAChannel() {
    assertThat(store().current(tenant, "+27", "sms")).isNull();
    Consent everywhere = consent(ConsentStore.EVERY_CHANNEL, State.GIVEN, 1, "list.csv");
    Consent stop = consent("sms", State.WITHDRAWN, 2, "m");
    store().record(tenant, everywhere);
    store().record(tenant, stop);
    assertThat(store().current(tenant, "+27", "sms")).isEqualTo(stop);
    assertThat(store().current(tenant, "+27", "ussd")).isEqualTo(everywhere);
    Consent again = consent(ConsentStore.EVERY_CHANNEL, State.GIVEN, 3, null);
    store().record(tenant, again);
    assertThat(store().current(tenant, "+27", "sms")).isEqualTo(again);
  }

  @Test
  void takesBothOfOneMomentAsWithdrawn() {
    store().record(tenant, consent("sms", State.WITHDRAWN, 1, null));
    store().record(tenant, consent("sms", State.GIVEN, 1, null));
    assertThat(store().current(tenant, "+27", "sms")).extracting(Consent::state).isEqualTo(State.WITHDRAWN);
  }

  @Test
  void movesAHistory() {
    Consent said = consent("sms", State.GIVEN, 1, "m");
    store().record(tenant, said);
    assertThat(store().move(tenant, "+27", "gone")).isEqualTo(1);
    assertThat(store().move(tenant, "+27", "gone")).isZero();
    assertThat(store().history(tenant, "+27")).isEmpty();
    assertThat(store().history(tenant, "gone"))
        .containsExactly(new Consent("gone", "sms", State.GIVEN, said.source(), said.time(), "m"));
  }

  private static Consent consent(String channel, State state, int second, @Nullable String evidence) {
    return new Consent("+27", channel, state, Source.KEYWORD, START.plusSeconds(second), evidence);
  }
}
