package io.jukwaa.stores.contract;

import static io.jukwaa.stores.contract.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.store.OptOutStore;
import io.jukwaa.store.OptOutStore.OptOut;
import org.junit.jupiter.api.Test;

/** What every {@link OptOutStore} does. */
public abstract class OptOutStoreContract {
  private static final String TENANT = "acme";

  /** A store without opt-outs; the same for all of one test. */
  protected abstract OptOutStore store();

  @Test
  void remembersTheLastOptOutOfAnAddress() {
    store().save(TENANT, new OptOut("msisdn", "+27", "m1", START));
    store().save(TENANT, new OptOut("msisdn", "+27", "m2", START.plusSeconds(1)));
    assertThat(store().find(TENANT, "msisdn", "+27"))
        .isEqualTo(new OptOut("msisdn", "+27", "m2", START.plusSeconds(1)));
    assertThat(store().count(TENANT)).isEqualTo(1);
  }

  @Test
  void keepsTenantsAndAddressTypesApart() {
    store().save(TENANT, new OptOut("a:b", "c", "m", START));
    assertThat(store().find(TENANT, "a", "b:c")).isNull();
    assertThat(store().find("other", "a:b", "c")).isNull();
    assertThat(store().count("other")).isZero();
  }

  @Test
  void forgetsWhatIsRemoved() {
    store().save(TENANT, new OptOut("msisdn", "+27", "m", START));
    store().remove(TENANT, "msisdn", "+27");
    store().remove(TENANT, "msisdn", "+27");
    assertThat(store().find(TENANT, "msisdn", "+27")).isNull();
    assertThat(store().count(TENANT)).isZero();
  }

  @Test
  void listsTheNewestFirst() {
    store().save(TENANT, new OptOut("msisdn", "+1", "m", START));
    store().save(TENANT, new OptOut("msisdn", "+2", "m", START.plusSeconds(1)));
    store().save(TENANT, new OptOut("msisdn", "+3", "m", START.minusSeconds(1)));
    assertThat(store().list(TENANT, 2)).extracting(OptOut::address).containsExactly("+2", "+1");
  }
}
