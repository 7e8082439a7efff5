package io.jukwaa.stores.contract;

import static io.jukwaa.stores.contract.Samples.START;
import static org.assertj.core.api.Assertions.assertThat;

import io.jukwaa.store.DeletionStore;
import io.jukwaa.store.DeletionStore.Deletion;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every {@link DeletionStore} does. */
public abstract class DeletionStoreContract {
  private final String tenant = Samples.fresh("acme");

  /** A store without deletions; the same for all of one test. */
  protected abstract DeletionStore store();

  @Test
  void listsTheNewestFirst() {
    Deletion older = new Deletion("b", START, "Ann", "asked", "deleted:1", Map.of("contacts", 1L));
    Deletion newer = new Deletion("a", START.plusSeconds(1), "Ben", "asked", "deleted:1", Map.of());
    store().save(tenant, older);
    store().save(tenant, newer);
    store().save(tenant, newer);
    assertThat(store().list(tenant, 10)).containsExactly(newer, older);
    assertThat(store().list(tenant, 1)).containsExactly(newer);
    assertThat(store().list(tenant, 0)).isEmpty();
    assertThat(store().list(Samples.fresh("stranger"), 10)).isEmpty();
  }
}
