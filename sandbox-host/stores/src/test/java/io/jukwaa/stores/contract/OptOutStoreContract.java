package io.jukwaa.stores.contract;

import static io.jukwaa.stores.contract.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.store.OptOutStore;
import io.jukwaa.store.OptOutStore.OptOut;
import org.junit.jupiter.api.Test;

/** What every {@link OptOutStore} does. */
public abstract class OptOutStoreContract {
  private final String tenant = Samples.fresh("acme");
  private final String stranger = Samples.fresh("stranger");

  /** A store without opt-outs; the same for all of one test. */
  protected abstract OptOutStore store();

  @Test
  void remembersTheLastOptOutOfAnAddress() {
    store().save(tenant, new OptOut("msisdn", "+27", "m1", START));
    store().save(tenant, new OptOut("msisdn", "+27", "m2", START.plusSeconds(1)));
    assertThat(store().find(tenant, "msisdn", "+27"))
        .isEqualTo(new OptOut("msisdn", "+27", "m2", START.plusSeconds(1)));
    assertThat(store().count(tenant)).isEqualTo(1);
  }

  @Test
  void keepsTenantsAndAddressTypesApart() {
    store().save(tenant, new OptOut("a:b", "c", "m", START));
    assertThat(store().find(tenant, "a", "b:c")).isNull();
    assertThat(store().find(stranger, "a:b", "c")).isNull();
    assertThat(store().count(stranger)).isZero();
  }

  @Test
  void forgetsWhatIsRemoved() {
    store().save(tenant, new OptOut("msisdn", "+27", "m", START));
    store().remove(tenant, "msisdn", "+27");
    store().remove(tenant, "msisdn", "+27");
    assertThat(store().find(tenant, "msisdn", "+27")).isNull();
    assertThat(store().count(tenant)).isZero();
  }

  @Test
  void listsTheNewestFirst() {
    store().save(tenant, new OptOut("msisdn", "+1", "m", START));
    store().save(tenant, new OptOut("msisdn", "+2", "m", START.plusSeconds(1)));
    store().save(tenant, new OptOut("msisdn", "+3", "m", START.minusSeconds(1)));
    assertThat(store().list(tenant, 2)).extracting(OptOut::address).containsExactly("+2", "+1");
  }
}
