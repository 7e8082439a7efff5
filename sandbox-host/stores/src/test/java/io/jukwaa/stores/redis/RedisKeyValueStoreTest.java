package io.jukwaa.stores.redis;

import io.jukwaa.store.KeyValueStore;
import io.jukwaa.stores.contract.KeyValueStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

final class RedisKeyValueStoreTest extends KeyValueStoreContract {
  private final RedisConnectionSettings settings = RealRedis.settings();
  private RedisStores stores;

  @BeforeEach
  void open() {
    stores = RedisStores.open(settings, clock);
  }

  @AfterEach
  void close() {
    stores.close();
    RealRedis.forget(settings);
  }

  @Override
  protected KeyValueStore store() {
    return stores.keyValues();
  }
}
