package io.jukwaa.stores.redis;

import io.jukwaa.store.ChannelStatusStore;
import io.jukwaa.stores.contract.ChannelStatusStoreContract;
import io.jukwaa.stores.contract.SettableClock;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RedisChannelStatusStoreTest extends ChannelStatusStoreContract {
  @RegisterExtension
  final RedisFixture redis = new RedisFixture(new SettableClock());

  @Override
  protected ChannelStatusStore store() {
    return redis.stores().channelStatus();
  }
}
