package io.jukwaa.stores.redis;

import io.jukwaa.store.SessionStore;
import io.jukwaa.stores.contract.SessionStoreContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

final class RedisSessionStoreTest extends SessionStoreContract {
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
  protected SessionStore store() {
    return stores.sessions();
  }
}
