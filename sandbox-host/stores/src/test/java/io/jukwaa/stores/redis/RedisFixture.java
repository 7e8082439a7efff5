package io.jukwaa.stores.redis;

import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Stores for one test, under which nothing is stored yet. */
public final class RedisFixture implements BeforeEachCallback, AfterEachCallback {
  private final RedisConnectionSettings settings = RealRedis.settings();
  private final InstantSource clock;
  private @Nullable RedisStores stores;

  public RedisFixture(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    stores = RedisStores.open(settings, clock);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    stores().close();
    RealRedis.forget(settings);
  }

  public RedisStores stores() {
    return Objects.requireNonNull(stores, "beforeEach");
  }

  /** Something takes away what a pattern names, of this test's keys. */
  public void forget(String pattern) {
    RealRedis.forget(stores(), settings.prefix() + pattern);
  }
}
