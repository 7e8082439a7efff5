package io.jukwaa.stores.redis;

import io.jukwaa.store.UsageStore;
import io.jukwaa.stores.contract.SettableClock;
import io.jukwaa.stores.contract.UsageStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RedisUsageStoreTest extends UsageStoreContract {
  @RegisterExtension
  final RedisFixture redis = new RedisFixture(new SettableClock());

  @Override
  protected UsageStore store() {
    return redis.stores().usage();
  }
}
