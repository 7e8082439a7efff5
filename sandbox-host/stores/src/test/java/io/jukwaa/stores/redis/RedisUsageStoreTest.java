package io.jukwaa.stores.redis;

import io.jukwaa.store.UsageStore;
import io.jukwaa.stores.contract.SettableClock;
import io.jukwaa.stores.contract.UsageStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

final class RedisUsageStoreTest extends UsageStoreContract {
  private final RedisConnectionSettings settings = RealRedis.settings();
  private RedisStores stores;

  @BeforeEach
  void open() {
    stores = RedisStores.open(settings, new SettableClock());
  }

  @AfterEach
  void close() {
    stores.close();
    RealRedis.forget(settings);
  }

  @Override
  protected UsageStore store() {
    return stores.usage();
  }
}
