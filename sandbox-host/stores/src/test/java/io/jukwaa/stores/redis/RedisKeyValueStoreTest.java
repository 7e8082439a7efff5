package io.jukwaa.stores.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jukwaa.resource.Lease;
import io.jukwaa.store.KeyValueStore;
import io.jukwaa.store.StoreException;
import io.jukwaa.stores.contract.KeyValueStoreContract;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RedisKeyValueStoreTest extends KeyValueStoreContract {
  private static final Lease OLD = new Lease("survey", "+27", 1_750_000_000_000_001L);
  private static final Lease NEW = new Lease("survey", "+27", 1_750_000_000_000_002L);

  @RegisterExtension
  final RedisFixture redis = new RedisFixture(clock);

  @Override
  protected KeyValueStore store() {
    return redis.stores().keyValues();
  }

  /** The run of a host that was halted goes on when another host's has read what it is about to change. */
  @Test
  void refusesARunWhoseUserAnotherHostHasTakenOver() {
    store().under(OLD).put("acme", "k", "1", null, 100);
    assertThat(store().under(NEW).get("acme", "k")).isEqualTo("1");
    List<Consumer<KeyValueStore>> calls = List.of(records -> records.put("acme", "k", "2", null, 100),
        records -> records.increment("acme", "k", 1, 100), records -> records.delete("acme", "k"),
        records -> records.get("acme", "k"));
    for (Consumer<KeyValueStore> call : calls) {
      assertThatThrownBy(() -> call.accept(store().under(OLD))).isInstanceOf(StoreException.class)
          .hasMessageContaining("another host has gone on with the user");
      assertThat(store().get("acme", "k")).isEqualTo("1");
    }
    assertThat(store().under(NEW).increment("acme", "k", 1, 100).value()).isEqualTo(2);
  }

  @Test
  void letsRunsOfOtherUsersAppsAndTenantsGoOn() {
    store().under(NEW).put("acme", "k", "1", null, 100);
    for (Lease other : List.of(new Lease("survey", "+28", 1), new Lease("quiz", "+27", 1), OLD)) {
      String tenant = other.equals(OLD) ? "other" : "acme";
      assertThat(store().under(other).put(tenant, "k", "2", null, 100).stored()).isTrue();
    }
  }
}
