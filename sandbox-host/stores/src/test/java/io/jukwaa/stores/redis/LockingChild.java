package io.jukwaa.stores.redis;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;

/** A host that takes a lock, says its token, and has it until somebody kills it. */
final class LockingChild {
  private LockingChild() {}

  /** @param arguments URI and prefix */
  public static void main(String[] arguments) throws InterruptedException {
    RedisStores stores = RedisStores.open(RedisConnectionSettings.of(arguments[0]).withPrefix(arguments[1]),
        InstantSource.system());
    System.out.println(Objects.requireNonNull(stores.locks().acquire("a", "u", Duration.ofSeconds(20))).token());
    Thread.currentThread().join();
  }
}
