package io.jukwaa.stores.redis;

import io.jukwaa.local.RedisProcess;
import io.jukwaa.stores.servers.Containers;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A real Redis server for tests that let it live: the one whose URI stands in the environment as {@code REDIS_SERVER},
 * else one in a container where there is an engine, else a process; one a test JVM. Which it is, is said once on standard
 * output. Tests that kill a server always have a process of their own.
 */
final class RealRedis {
  private static @Nullable String shared;

  private RealRedis() {}

  /** Settings under which nothing is stored yet. */
  static synchronized RedisConnectionSettings settings() {
    String uri = shared;
    if (uri == null) {
      String given = System.getenv("REDIS_SERVER");
      String how = "REDIS_SERVER";
      uri = given;
      if (uri == null) {
        how = Containers.areAvailable() ? "a container" : "a process of redis-server";
        uri = Containers.areAvailable() ? Containers.redis() : start();
      }
      System.out.println("Redis tests run on " + how + ": " + RedisConnectionSettings.of(uri).address());
      shared = uri;
    }
    return settings(uri);
  }

  /** The same on a server of the test's own. */
  static RedisConnectionSettings settings(String uri) {
    return RedisConnectionSettings.of(uri).withPrefix("jukwaa-test-" + UUID.randomUUID());
  }

  /** Forgets what tests stored under these settings, on a server that outlives them. */
  static void forget(RedisConnectionSettings settings) {
    try (RedisStores stores = RedisStores.open(settings, InstantSource.system())) {
      forget(stores, settings.prefix() + ":*");
    }
  }

  /** Forgets what a pattern names. */
  static void forget(RedisStores stores, String pattern) {
    Response keys = stores.link().ask(Request.cmd(Command.KEYS).arg(pattern));
    if (keys != null && keys.size() > 0) {
      Request unlink = Request.cmd(Command.UNLINK);
      keys.forEach(key -> unlink.arg(key.toString()));
      stores.link().ask(unlink);
    }
  }

  /** Longer than any wait of a test that passes. */
  static Duration patience() {
    return Duration.ofSeconds(20);
  }

  private static String start() {
    RedisProcess process = RedisProcess.start("always");
    Runtime.getRuntime().addShutdownHook(new Thread(process::close));
    return process.uri();
  }
}
