package io.jukwaa.stores.redis;

import io.jukwaa.store.KeyValueStore;
import io.jukwaa.stores.contract.KeyValueStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RedisKeyValueStoreTest extends KeyValueStoreContract {
  @RegisterExtension
  final RedisFixture redis = new RedisFixture(clock);

  @Override
  protected KeyValueStore store() {
    return redis.stores().keyValues();
  }
}
