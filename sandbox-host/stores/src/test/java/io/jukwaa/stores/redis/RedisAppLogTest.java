package io.jukwaa.stores.redis;

import io.jukwaa.store.AppLog;
import io.jukwaa.stores.contract.AppLogContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

final class RedisAppLogTest extends AppLogContract {
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
  protected AppLog log() {
    return stores.appLog();
  }
}
