package io.jukwaa.stores.redis;

import io.jukwaa.store.SessionStore;
import io.jukwaa.stores.contract.SessionStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RedisSessionStoreTest extends SessionStoreContract {
  @RegisterExtension
  final RedisFixture redis = new RedisFixture(clock);

  @Override
  protected SessionStore store() {
    return redis.stores().sessions();
  }
}
