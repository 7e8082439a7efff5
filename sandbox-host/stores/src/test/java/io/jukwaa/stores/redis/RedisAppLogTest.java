package io.jukwaa.stores.redis;

import io.jukwaa.store.AppLog;
import io.jukwaa.stores.contract.AppLogContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RedisAppLogTest extends AppLogContract {
  @RegisterExtension
  final RedisFixture redis = new RedisFixture(clock);

  @Override
  protected AppLog log() {
    return redis.stores().appLog();
  }
}
